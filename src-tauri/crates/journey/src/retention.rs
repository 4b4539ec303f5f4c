//! Retention: how long what is known of a person may be kept, and what the law asks to keep (RGPD art. 5.1.e, 17.3.b).
//!
//! The durations are legal data, dated and with their source, in `assets/legal/retention.tsv`.

use crate::legal;
use chrono::{Datelike, Months, NaiveDate};

/// Why something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Evidence of the accounts.
    Voucher,
    /// What is known of a client beside it.
    Client,
    /// What is known of someone who never ordered.
    Prospect,
}

impl Reason {
    /// Its row of the legal table.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::Voucher => "voucher",
            Reason::Client => "client",
            Reason::Prospect => "prospect",
        }
    }

    /// The last day on which it may be kept: vouchers from the close of the financial year that they are of, the rest
    /// from the last contact. None where the law has no row for that day.
    #[must_use]
    pub fn until(self, from: NaiveDate) -> Option<NaiveDate> {
        let term = legal::retention(self.code(), from)?;
        let from = match self {
            Reason::Voucher => NaiveDate::from_ymd_opt(from.year(), 12, 31)?,
            Reason::Client | Reason::Prospect => from,
        };
        from.checked_add_months(Months::new(term.years * 12))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn vouchers_are_kept_ten_years_from_the_close_of_their_year() {
        assert_eq!(Reason::Voucher.until(day(2026, 1, 1)), Some(day(2036, 12, 31)));
        assert_eq!(Reason::Voucher.until(day(2026, 12, 31)), Some(day(2036, 12, 31)));
        assert_eq!(Reason::Voucher.until(day(2027, 1, 1)), Some(day(2037, 12, 31)));
    }

    #[test]
    fn the_rest_is_kept_three_years_from_the_last_contact() {
        assert_eq!(Reason::Prospect.until(day(2026, 11, 22)), Some(day(2029, 11, 22)));
        assert_eq!(Reason::Client.until(day(2024, 2, 29)), Some(day(2027, 2, 28)));
    }
}
