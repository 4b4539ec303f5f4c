//! The French calendar: public holidays, and days on which people are called.

use chrono::{Datelike, NaiveDate};

/// Whether it is a day on which people are called: neither Sunday nor a French public holiday.
#[must_use]
pub fn is_calling_day(day: NaiveDate) -> bool {
    day.weekday() != chrono::Weekday::Sun && !is_public_holiday(day)
}

/// The first day after that one on which people are called.
#[must_use]
pub fn next_calling_day(day: NaiveDate) -> NaiveDate {
    day.iter_days().skip(1).find(|day| is_calling_day(*day)).unwrap_or(day)
}

/// French public holidays (C. trav. L3133-1), Easter by the Gregorian computus.
#[must_use]
pub fn is_public_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    if FIXED.contains(&(day.month(), day.day())) {
        return true;
    }
    // Easter Monday, Ascension, Whit Monday.
    easter(day.year()).is_some_and(|easter| [1, 39, 50].contains(&(day - easter).num_days()))
}

fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_on_sundays_and_holidays() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert!(!is_calling_day(date(2026, 11, 22)), "a Sunday");
        assert!(is_calling_day(date(2026, 11, 23)));
        for holiday in [date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 14)] {
            assert!(is_public_holiday(holiday), "{holiday}");
        }
    }
}
