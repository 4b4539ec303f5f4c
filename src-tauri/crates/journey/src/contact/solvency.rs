//! Solvency: what an outside source says of a client, recorded by hand before much is at stake.

use crate::contact::card::ClientKind;
use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Solvency {
    Good,
    Doubtful,
    Bad,
}

values::stored!(Solvency {
    Good = "good",
    Doubtful = "doubtful",
    Bad = "bad",
});

impl Solvency {
    /// As in « solvabilité bonne ».
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Solvency::Good => "bonne",
            Solvency::Doubtful => "douteuse",
            Solvency::Bad => "mauvaise",
        }
    }
}

/// What decides whether a client is to be checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// Gross amount beyond which a check is wanted; none where one does not care.
    pub above: Option<Cents>,
    pub checked_on: Option<NaiveDate>,
}

impl Watch {
    /// Is a check wanted before so much is at stake with such a client? Firms are checked; a public body pays in the
    /// end, and no public source tells of a private person. A check holds for twelve months.
    #[must_use]
    pub fn wants(self, kind: ClientKind, gross: Cents, today: NaiveDate) -> bool {
        let firm = matches!(kind, ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association);
        let much = self.above.is_some_and(|above| gross > above);
        let fresh = self
            .checked_on
            .and_then(|day| day.checked_add_months(Months::new(12)))
            .is_some_and(|until| today < until);
        firm && much && !fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_wanted_above_the_amount_and_once_a_year() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let (today, much) = (day(2026, 9, 1), Cents(500_001));
        let watch = |checked_on| Watch { above: Some(Cents(500_000)), checked_on };
        assert!(watch(None).wants(ClientKind::Company, much, today));
        assert!(!watch(None).wants(ClientKind::Company, Cents(500_000), today));
        assert!(!watch(None).wants(ClientKind::PublicBody, much, today));
        assert!(!watch(None).wants(ClientKind::Person, much, today));
        assert!(!Watch::default().wants(ClientKind::Company, much, today));
        assert!(!watch(Some(day(2025, 9, 2))).wants(ClientKind::Company, much, today));
        assert!(watch(Some(day(2025, 9, 1))).wants(ClientKind::SoleTrader, much, today));
    }
}
