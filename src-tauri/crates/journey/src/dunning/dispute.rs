//! A dispute: the client contests an invoice, whole or in part; nobody reminds of it until it is settled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
