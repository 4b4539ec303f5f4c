//! How money comes.

use crate::language::Language;
use crate::say;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    Transfer,
    Card,
    Cheque,
    Cash,
    Other,
}

impl PaymentMethod {
    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            PaymentMethod::Transfer => "transfer",
            PaymentMethod::Card => "card",
            PaymentMethod::Cheque => "cheque",
            PaymentMethod::Cash => "cash",
            PaymentMethod::Other => "other",
        }
    }

    /// « par virement », as in a sentence.
    #[must_use]
    pub fn french(self) -> &'static str {
        self.named(Language::French)
    }

    #[must_use]
    pub fn named(self, language: Language) -> &'static str {
        match self {
            PaymentMethod::Transfer => say!(language, "par virement"),
            PaymentMethod::Card => say!(language, "par carte"),
            PaymentMethod::Cheque => say!(language, "par chèque"),
            PaymentMethod::Cash => say!(language, "en espèces"),
            PaymentMethod::Other => say!(language, "par un autre moyen"),
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<PaymentMethod> {
        use PaymentMethod::{Card, Cash, Cheque, Other, Transfer};
        [Transfer, Card, Cheque, Cash, Other].into_iter().find(|method| method.stored() == text)
    }
}
