//! What holds for all clients alike.

use crate::dunning::quote_policy::QuotePolicy;
use chrono::{NaiveDate, TimeDelta};
use values::calendar::Region;
use values::money::Cents;

/// What holds for all clients alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Days during which a client who was reminded is left alone.
    pub pace: i64,
    /// Nobody is reminded of less.
    pub least: Cents,
    pub region: Region,
    /// How quotes without an answer are asked about.
    pub quotes: QuotePolicy,
    /// None for who imports no statements of the bank.
    pub statements: Option<StatementWatch>,
}

#[cfg(test)]
impl Rules {
    /// As they ship, for who imports no statements.
    pub(crate) fn usual() -> Rules {
        Rules {
            pace: 7,
            least: Cents(100),
            region: Region::Metropolis,
            quotes: QuotePolicy::shipped(),
            statements: None,
        }
    }
}

/// Up to when statements of the bank tell who paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementWatch {
    /// The last day that one tells of.
    pub last_on: NaiveDate,
    /// Days after it up to which it is fresh enough.
    pub days: i64,
}

impl StatementWatch {
    /// The last day on which it is fresh enough; none beyond the calendar.
    #[must_use]
    pub fn fresh_until(self) -> Option<NaiveDate> {
        self.last_on.checked_add_signed(TimeDelta::try_days(self.days)?)
    }

    #[must_use]
    pub fn is_stale(self, day: NaiveDate) -> bool {
        self.fresh_until().is_some_and(|until| until < day)
    }
}
