//! Why an invoice is late, as the client says it at a contact: counted, so that one knows what to change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What keeps the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LateReason {
    Forgotten,
    /// It never reached who pays, or was not entered.
    NotEntered,
    BeingApproved,
    SignerAway,
    ReferenceMissing,
    WrongBankDetails,
    ChequeLost,
    NoCash,
    Contested,
    Other,
}

values::stored!(LateReason {
    Forgotten = "forgotten",
    NotEntered = "not_entered",
    BeingApproved = "being_approved",
    SignerAway = "signer_away",
    ReferenceMissing = "reference_missing",
    WrongBankDetails = "wrong_bank_details",
    ChequeLost = "cheque_lost",
    NoCash = "no_cash",
    Contested = "contested",
    Other = "other",
});

impl LateReason {
    /// « oubli »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            LateReason::Forgotten => "oubli",
            LateReason::NotEntered => "facture non reçue ou pas saisie",
            LateReason::BeingApproved => "en cours de validation",
            LateReason::SignerAway => "signataire absent",
            LateReason::ReferenceMissing => "référence manquante",
            LateReason::WrongBankDetails => "coordonnées bancaires erronées",
            LateReason::ChequeLost => "chèque perdu",
            LateReason::NoCash => "trésorerie",
            LateReason::Contested => "contestation",
            LateReason::Other => "autre raison",
        }
    }
}
