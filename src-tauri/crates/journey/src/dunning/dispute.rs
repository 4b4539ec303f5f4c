//! A dispute: the client contests an invoice, whole or in part; nobody reminds of it until it is settled.

use crate::vat::{VatGroup, spread};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

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

/// What some lines of an invoice come to with VAT, `lines` being the rate and the net amount of each of them in order.
///
/// # Errors
/// At the rank of a line that is not on the invoice, or that is named twice.
pub fn lines_gross(
    groups: &[VatGroup],
    lines: &[(BasisPoints, Cents)],
    chosen: &[i64],
) -> Result<Cents, Refusal> {
    let mut grosses = vec![Cents::ZERO; lines.len()];
    for group in groups {
        let ranks: Vec<usize> = (0..lines.len()).filter(|rank| lines[*rank].0 == group.rate).collect();
        let weights: Vec<Cents> = ranks.iter().map(|rank| lines[*rank].1).collect();
        for (rank, gross) in ranks.into_iter().zip(spread(group.net + group.vat, &weights)) {
            grosses[rank] = gross;
        }
    }
    let mut sum = Cents::ZERO;
    for (at, rank) in chosen.iter().enumerate() {
        let field = format!("lines[{at}]");
        let Some(gross) = usize::try_from(*rank).ok().and_then(|rank| grosses.get(rank)) else {
            return Err(Refusal::at(field, "Cette ligne n’est pas sur la facture."));
        };
        if chosen.iter().take(at).any(|before| before == rank) {
            return Err(Refusal::at(field, "Cette ligne est déjà choisie."));
        }
        sum += *gross;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_contested_with_their_vat() {
        let rate = BasisPoints(2_000);
        // 1 000 € less ten percent, over two lines.
        let groups = [VatGroup { rate, net: Cents(90_000), vat: Cents(18_000) }];
        let lines = [(rate, Cents(75_000)), (rate, Cents(25_000))];
        assert_eq!(lines_gross(&groups, &lines, &[1]), Ok(Cents(27_000)));
        assert_eq!(lines_gross(&groups, &lines, &[0, 1]), Ok(Cents(108_000)));
        assert_eq!(lines_gross(&groups, &lines, &[2]).unwrap_err().field.as_deref(), Some("lines[0]"));
        assert_eq!(lines_gross(&groups, &lines, &[1, 1]).unwrap_err().field.as_deref(), Some("lines[1]"));
    }
}
