//! What a line of a bank is, where it is no payment still to be found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Payments were written down for it.
    Payments,
    /// Income that no invoice claims.
    OtherIncome,
    /// From or to another account of one’s own.
    OwnTransfer,
    /// Money given back to a client.
    Refund,
    /// A payment that the client’s bank took back.
    Rejected,
    /// An expense.
    Expense,
    /// Left aside, for a reason.
    Ignored,
}

values::stored!(LineKind {
    Payments = "payments",
    OtherIncome = "other_income",
    OwnTransfer = "own_transfer",
    Refund = "refund",
    Rejected = "rejected",
    Expense = "expense",
    Ignored = "ignored",
});

/// May a line of that amount be said to be that? `told` names a payment.
pub fn may_explain(kind: LineKind, amount: Cents, words: &str, told: bool) -> Result<(), Refusal> {
    let (comes, needs_words, needs_payment) = match kind {
        LineKind::Payments => {
            return Err(Refusal::at("kind", "Dites quelles factures cette opération paie."));
        }
        LineKind::OtherIncome => (Some(true), false, false),
        LineKind::OwnTransfer => (None, false, false),
        LineKind::Refund => (Some(false), false, true),
        LineKind::Rejected => (Some(false), true, true),
        LineKind::Expense => (Some(false), false, false),
        LineKind::Ignored => (None, true, false),
    };
    match comes {
        Some(true) if amount.0 <= 0 => {
            return Err(Refusal::at("kind", "De l’argent qui part n’est pas un revenu."));
        }
        Some(false) if amount.0 >= 0 => {
            return Err(Refusal::at(
                "kind",
                "De l’argent qui arrive n’est ni une dépense ni un remboursement.",
            ));
        }
        Some(_) | None => {}
    }
    if needs_words && words.is_empty() {
        return Err(Refusal::at("words", "Dites pourquoi, en quelques mots."));
    }
    if needs_payment && !told {
        return Err(Refusal::at("payment", "Choisissez le paiement dont il s’agit."));
    }
    if !needs_payment && told {
        return Err(Refusal::at("payment", "Aucun paiement ne va avec cette explication : retirez-le."));
    }
    Ok(())
}

/// Is a line to be explained? What is not booked is no money yet.
pub fn is_open(explained: bool, pending: bool) -> Result<(), Refusal> {
    if pending {
        return Err(Refusal::at(
            "line",
            "Cette opération n’est pas encore comptabilisée par la banque : attendez le relevé suivant.",
        ));
    }
    if explained {
        return Err(Refusal::at("line", "Cette opération est déjà expliquée : défaites-la d’abord."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_may_be_follows_from_which_way_its_money_goes() {
        let fields = |kind, amount, words, told| {
            may_explain(kind, Cents(amount), words, told).err().and_then(|refusal| refusal.field)
        };
        assert_eq!(fields(LineKind::OtherIncome, 1, "", false), None);
        assert_eq!(fields(LineKind::OtherIncome, -1, "", false).as_deref(), Some("kind"));
        assert_eq!(fields(LineKind::Expense, 1, "", false).as_deref(), Some("kind"));
        assert_eq!(fields(LineKind::Ignored, 1, "", false).as_deref(), Some("words"));
        assert_eq!(fields(LineKind::Refund, -1, "", false).as_deref(), Some("payment"));
        assert_eq!(fields(LineKind::OwnTransfer, 1, "", true).as_deref(), Some("payment"));
        assert_eq!(fields(LineKind::Payments, 1, "", false).as_deref(), Some("kind"));
        assert!(
            is_open(false, false).is_ok() && is_open(true, false).is_err() && is_open(false, true).is_err()
        );
    }
}
