//! The calendar of work: Sundays, and the public holidays of France and of its regions.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the public holidays that one keeps are from: some regions have one or two more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    #[default]
    Metropolis,
    /// Good Friday and the second day of Christmas (C. trav. L3134-13).
    AlsaceMoselle,
    /// Days on which slavery ended (C. trav. L3422-2).
    Guadeloupe,
    Guyane,
    Martinique,
    Mayotte,
    Reunion,
    SaintBarthelemy,
    SaintMartin,
}

impl Region {
    pub const ALL: [Region; 9] = [
        Region::Metropolis,
        Region::AlsaceMoselle,
        Region::Guadeloupe,
        Region::Guyane,
        Region::Martinique,
        Region::Mayotte,
        Region::Reunion,
        Region::SaintBarthelemy,
        Region::SaintMartin,
    ];

    /// Month and day of the holidays that only this region has; those that move with Easter are worked out apart.
    fn own(self) -> &'static [(u32, u32)] {
        match self {
            Region::Metropolis => &[],
            Region::AlsaceMoselle => &[(12, 26)],
            Region::Guadeloupe => &[(5, 27)],
            Region::Guyane => &[(6, 10)],
            Region::Martinique => &[(5, 22)],
            Region::Mayotte => &[(4, 27)],
            Region::Reunion => &[(12, 20)],
            Region::SaintBarthelemy => &[(10, 9)],
            Region::SaintMartin => &[(5, 28)],
        }
    }
}

/// Whether people are written to and called: neither Sunday nor a public holiday of that region.
#[must_use]
pub fn is_working_day(day: NaiveDate, region: Region) -> bool {
    day.weekday() != chrono::Weekday::Sun && !is_public_holiday(day, region)
}

/// The first day after that one on which people are written to and called.
#[must_use]
pub fn next_working_day(day: NaiveDate, region: Region) -> NaiveDate {
    day.iter_days().skip(1).find(|day| is_working_day(*day, region)).unwrap_or(day)
}

/// French public holidays (C. trav. L3133-1) and those of a region, Easter by the Gregorian computus.
#[must_use]
pub fn is_public_holiday(day: NaiveDate, region: Region) -> bool {
    const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    let date = (day.month(), day.day());
    if FIXED.contains(&date) || region.own().contains(&date) {
        return true;
    }
    let Some(easter) = easter(day.year()) else { return false };
    let after = (day - easter).num_days();
    // Easter Monday, Ascension, Whit Monday; Good Friday.
    [1, 39, 50].contains(&after) || (region == Region::AlsaceMoselle && after == -2)
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

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn nobody_is_called_on_sundays_and_holidays() {
        let works = |day| is_working_day(day, Region::Metropolis);
        assert!(!works(date(2026, 11, 22)), "a Sunday");
        assert!(works(date(2026, 11, 23)));
        for holiday in [date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 14)] {
            assert!(is_public_holiday(holiday, Region::Metropolis), "{holiday}");
        }
        // A Sunday, then Monday 26 December, which only some keep.
        assert_eq!(next_working_day(date(2027, 12, 24), Region::Metropolis), date(2027, 12, 27));
        assert_eq!(next_working_day(date(2022, 12, 24), Region::Metropolis), date(2022, 12, 26));
        assert_eq!(next_working_day(date(2022, 12, 24), Region::AlsaceMoselle), date(2022, 12, 27));
    }

    #[test]
    fn regions_have_holidays_of_their_own() {
        let only = [
            (Region::AlsaceMoselle, date(2026, 4, 3)),
            (Region::AlsaceMoselle, date(2026, 12, 26)),
            (Region::Guadeloupe, date(2026, 5, 27)),
            (Region::Guyane, date(2026, 6, 10)),
            (Region::Martinique, date(2026, 5, 22)),
            (Region::Mayotte, date(2026, 4, 27)),
            (Region::Reunion, date(2027, 12, 20)),
            (Region::SaintBarthelemy, date(2026, 10, 9)),
            (Region::SaintMartin, date(2026, 5, 28)),
        ];
        for (region, day) in only {
            let keep = Region::ALL.into_iter().filter(|one| is_public_holiday(day, *one));
            assert_eq!(keep.collect::<Vec<_>>(), [region], "{day}");
        }
    }
}
