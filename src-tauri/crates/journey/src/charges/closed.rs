//! Charges that were claimed or given up to a day: what came before it is not claimed again.

use crate::charges::interest::Interest;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// Charges that were claimed or given up, up to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargesClosed {
    /// The last day of its interest; none where only compensation was paid.
    pub until: Option<NaiveDate>,
    pub interest: Cents,
    pub indemnity: Cents,
}

/// What money that came for charges pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChargesPaid {
    /// Interest and compensation of late payment.
    #[default]
    Late,
    /// Costs of one's own: a registered letter, a formal notice.
    Costs,
}

values::stored!(ChargesPaid { Late = "late", Costs = "costs" });

/// What of the charges can still be claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftCharges {
    pub interest: Cents,
    pub indemnity: Cents,
}

impl LeftCharges {
    #[must_use]
    pub fn total(self) -> Cents {
        self.interest + self.indemnity
    }

    /// What of it so much money closes: its interest first; less than that goes to the compensation, so that what is
    /// left of either can still be claimed. Interest has no parts: days are closed or they are not.
    #[must_use]
    pub fn paid_by(self, money: Cents) -> LeftCharges {
        if money >= self.interest {
            return LeftCharges { indemnity: self.indemnity.min(money - self.interest), ..self };
        }
        match money <= self.indemnity {
            true => LeftCharges { interest: Cents::ZERO, indemnity: money },
            false => LeftCharges { indemnity: Cents::ZERO, ..self },
        }
    }
}

/// What is left of the interest, worked out with the days of what is closed, and of the compensation, due once.
#[must_use]
pub fn left(interest: &Interest, indemnity: Cents, closed: &[ChargesClosed]) -> LeftCharges {
    let until = closed.iter().filter_map(|one| one.until).max();
    let since = interest.periods.iter().filter(|period| until.is_none_or(|until| until < period.from));
    let closed: Cents = closed.iter().map(|one| one.indemnity).sum();
    LeftCharges {
        interest: since.map(|period| period.amount()).sum(),
        indemnity: (indemnity - closed).max(Cents::ZERO),
    }
}
