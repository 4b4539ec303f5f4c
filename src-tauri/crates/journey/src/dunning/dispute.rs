//! A dispute: the client contests an invoice, whole or in part; nobody reminds of it until it is settled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::euros;

/// What the client contests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisputeReason {
    Amount,
    Quality,
    Delivery,
    MissingDocument,
    Other,
}

values::stored!(DisputeReason {
    Amount = "amount",
    Quality = "quality",
    Delivery = "delivery",
    MissingDocument = "missing_document",
    Other = "other",
});

impl DisputeReason {
    /// « le montant », as in « conteste le montant ».
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            DisputeReason::Amount => "le montant",
            DisputeReason::Quality => "la qualité",
            DisputeReason::Delivery => "la livraison",
            DisputeReason::MissingDocument => "un document manquant",
            DisputeReason::Other => "autre chose",
        }
    }
}

/// How a dispute ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisputeOutcome {
    CreditNote,
    Corrected,
    Agreement,
    Rejected,
}

values::stored!(DisputeOutcome {
    CreditNote = "credit_note",
    Corrected = "corrected",
    Agreement = "agreement",
    Rejected = "rejected",
});

impl DisputeOutcome {
    /// « par un avoir »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            DisputeOutcome::CreditNote => "par un avoir",
            DisputeOutcome::Corrected => "par une correction",
            DisputeOutcome::Agreement => "par un accord",
            DisputeOutcome::Rejected => "sans suite : la facture est due",
        }
    }
}

/// What is contested of an invoice: all that is open, or a part of it.
pub fn contested(number: &str, typed: Option<Cents>, open: Cents) -> Result<Cents, Refusal> {
    part_of("amount", number, typed, open)
}

/// What was promised of an invoice: all that is open, or a part of it.
pub fn promised(number: &str, typed: Option<Cents>, open: Cents) -> Result<Cents, Refusal> {
    part_of("amount", number, typed, open)
}

fn part_of(field: &str, number: &str, typed: Option<Cents>, open: Cents) -> Result<Cents, Refusal> {
    if open.0 <= 0 {
        return Err(Refusal::not_now(format!("{number} n’a plus rien à payer.")));
    }
    match typed {
        None => Ok(open),
        Some(amount) if amount.0 > 0 && amount <= open => Ok(amount),
        Some(_) => Err(Refusal::at(
            field,
            format!("Il reste {} à payer sur {number} : indiquez ce montant au plus.", euros(open)),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_no_more_than_what_is_open() {
        let open = Cents(10_000);
        assert_eq!(contested("F-2026-0001", None, open), Ok(open));
        assert_eq!(promised("F-2026-0001", Some(Cents(4_000)), open), Ok(Cents(4_000)));
        for wrong in [0, -1, 10_001] {
            let refusal = promised("F-2026-0001", Some(Cents(wrong)), open).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("amount"));
        }
        assert!(contested("F-2026-0001", None, Cents(0)).unwrap_err().field.is_none());
    }
}
