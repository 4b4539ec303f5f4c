//! Prescription: the last day on which the debt can be claimed in court.

use crate::contact::card::ClientKind;
use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long a debt can be claimed, and by which text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Limit {
    /// The last day.
    pub last_day: String,
    pub text: String,
}

/// The last day on which what was due for work completed on `since` can be claimed. Five years between professionals
/// (C. com. L110-4, C. civ. 2224), two for a private person (C. conso. L218-2), and for a public body four from the
/// first of January that follows (loi 68-1250 art. 1). A formal notice interrupts nothing (Cass. com. 18 mai 2022,
/// 20-23.204), a debt that is acknowledged begins anew (C. civ. 2240).
#[must_use]
pub fn prescribed_on(kind: ClientKind, since: NaiveDate) -> (NaiveDate, &'static str) {
    let years = |years: u32| since.checked_add_months(Months::new(12 * years)).unwrap_or(since);
    match kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => {
            (years(5), "cinq ans (C. com. L110-4, C. civ. 2224)")
        }
        ClientKind::Person => (years(2), "deux ans (C. conso. L218-2)"),
        ClientKind::PublicBody => {
            let next = NaiveDate::from_ymd_opt(since.year() + 5, 1, 1).unwrap_or(since);
            (
                next.checked_sub_days(Days::new(1)).unwrap_or(next),
                "quatre ans à partir du 1er janvier suivant (loi 68-1250)",
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_debtor_has_its_time() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(prescribed_on(ClientKind::Company, day(2026, 3, 10)).0, day(2031, 3, 10));
        assert_eq!(prescribed_on(ClientKind::Person, day(2024, 2, 29)).0, day(2026, 2, 28));
        // Of 2026: the years 2027 to 2030.
        assert_eq!(prescribed_on(ClientKind::PublicBody, day(2026, 3, 10)).0, day(2030, 12, 31));
    }
}
