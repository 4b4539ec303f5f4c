//! What one decided about a client at risk: how one goes on with them, why, and when to look again.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::BasisPoints;
use values::refusal::Refusal;
use values::words::percent;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RiskChoice {
    GoOn,
    /// A deposit of so much.
    Deposit,
    /// All of it before the work.
    PayFirst,
    /// No more work for them.
    Stop,
}

values::stored!(RiskChoice {
    GoOn = "go_on",
    Deposit = "deposit",
    PayFirst = "pay_first",
    Stop = "stop",
});

/// A decision in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskDecision {
    pub choice: RiskChoice,
    /// Of a deposit.
    pub share: BasisPoints,
    pub reason: String,
    pub on: NaiveDate,
    /// The day to look again.
    pub again_on: NaiveDate,
}

impl RiskDecision {
    /// « continuer », « demander un acompte de 40 % »
    #[must_use]
    pub fn said(&self) -> String {
        match self.choice {
            RiskChoice::GoOn => "continuer comme avant".to_owned(),
            RiskChoice::Deposit => format!("demander un acompte de {}", percent(self.share)),
            RiskChoice::PayFirst => "demander tout à la commande".to_owned(),
            RiskChoice::Stop => "ne plus travailler pour lui".to_owned(),
        }
    }

    /// What it asks before the work; none where it does not say.
    #[must_use]
    pub fn asks(&self) -> Option<BasisPoints> {
        match self.choice {
            RiskChoice::GoOn | RiskChoice::Stop => None,
            RiskChoice::Deposit => Some(self.share),
            RiskChoice::PayFirst => Some(BasisPoints(10_000)),
        }
    }
}

/// The share of a deposit that was decided; nothing for another choice.
///
/// # Errors
/// At `deposit`, where it is lacking or cannot be.
pub fn share(choice: RiskChoice, typed: Option<BasisPoints>) -> Result<BasisPoints, Refusal> {
    match (choice, typed) {
        (RiskChoice::Deposit, Some(share)) if (1..=10_000).contains(&share.0) => Ok(share),
        (RiskChoice::Deposit, _) => {
            Err(Refusal::at("deposit", "Dites de combien est l’acompte, par exemple 40 %."))
        }
        (RiskChoice::GoOn | RiskChoice::PayFirst | RiskChoice::Stop, _) => Ok(BasisPoints(0)),
    }
}
