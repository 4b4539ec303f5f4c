//! What stands good for a client's debt (retention of title, a guarantor, credit insurance), and the days it sets.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecurityKind {
    /// What is sold stays one's own until it is paid (C. civ. 2367; agreed in writing before delivery, C. com. L624-16).
    RetentionOfTitle,
    /// Somebody pays where the client does not (C. civ. 2288).
    Guarantor,
    /// An insurer pays, if it is told in time.
    Insurance,
}

values::stored!(SecurityKind {
    RetentionOfTitle = "retention_of_title",
    Guarantor = "guarantor",
    Insurance = "insurance",
});

impl SecurityKind {
    /// « la caution (Anne Le Goff) »
    #[must_use]
    pub fn of(self, who: &str) -> String {
        if who.is_empty() { self.french().to_owned() } else { format!("{} ({who})", self.french()) }
    }

    /// « la caution »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            SecurityKind::RetentionOfTitle => "la réserve de propriété",
            SecurityKind::Guarantor => "la caution",
            SecurityKind::Insurance => "l’assurance-crédit",
        }
    }
}

/// Days ahead in which one is told that a security ends, or that an insurer is to be told.
pub const AHEAD: i64 = 30;

/// The last day on which an insurer is told of an invoice that was due that day.
#[must_use]
pub fn declare_by(due_on: NaiveDate, days: i64) -> NaiveDate {
    u64::try_from(days).ok().and_then(|days| due_on.checked_add_days(Days::new(days))).unwrap_or(due_on)
}

/// Is a day near enough to be told of?
#[must_use]
pub fn is_near(day: NaiveDate, today: NaiveDate) -> bool {
    (day - today).num_days() <= AHEAD
}
