//! How far a deal has come, and the steps shown of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a deal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Contact,
    Qualified,
    Quoted,
    Signed,
    DepositPaid,
    InDelivery,
    Delivered,
    Invoiced,
    Paid,
    FollowedUp,
    /// Given up before a signature.
    Lost,
    /// Given up after it: what was done is invoiced, the rest credited.
    Cancelled,
}

values::stored!(Stage {
    Contact = "contact",
    Qualified = "qualified",
    Quoted = "quoted",
    Signed = "signed",
    DepositPaid = "deposit_paid",
    InDelivery = "in_delivery",
    Delivered = "delivered",
    Invoiced = "invoiced",
    Paid = "paid",
    FollowedUp = "followed_up",
    Lost = "lost",
    Cancelled = "cancelled",
});

impl Stage {
    /// As people call it.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Stage::Contact => "Contact",
            Stage::Qualified => "Qualifiée",
            Stage::Quoted => "Devis",
            Stage::Signed => "Signée",
            Stage::DepositPaid => "Acompte payé",
            Stage::InDelivery => "En cours",
            Stage::Delivered => "Livrée",
            Stage::Invoiced => "Facturée",
            Stage::Paid => "Payée",
            Stage::FollowedUp => "Suivie",
            Stage::Lost => "Perdue",
            Stage::Cancelled => "Annulée",
        }
    }
}

impl Stage {
    pub const ALL: [Stage; 12] = [
        Stage::Contact,
        Stage::Qualified,
        Stage::Quoted,
        Stage::Signed,
        Stage::DepositPaid,
        Stage::InDelivery,
        Stage::Delivered,
        Stage::Invoiced,
        Stage::Paid,
        Stage::FollowedUp,
        Stage::Lost,
        Stage::Cancelled,
    ];

    /// Does the journey stop there, money apart?
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Stage::FollowedUp | Stage::Lost | Stage::Cancelled)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    Done,
    Now,
    Next,
    /// Not part of this journey (no deposit was agreed).
    Skipped,
}

/// One step of the stepper: its name, where it stands, and when or which paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Step {
    pub label: String,
    pub state: StepState,
    pub detail: String,
}
