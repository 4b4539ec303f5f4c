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

values::stored!(PaymentMethod {
    Transfer = "transfer",
    Card = "card",
    Cheque = "cheque",
    Cash = "cash",
    Other = "other",
});

impl PaymentMethod {
    /// May a provider keep something of what comes so: a card terminal, Stripe, PayPal?
    #[must_use]
    pub fn may_cost(self) -> bool {
        match self {
            PaymentMethod::Card | PaymentMethod::Other => true,
            PaymentMethod::Transfer | PaymentMethod::Cheque | PaymentMethod::Cash => false,
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
}
