//! Which backups are kept.

use chrono::{Datelike, NaiveDateTime};

/// Which backups to keep, given when they were taken, latest first: the last of each of 7 days, 4 weeks, 12 months.
#[must_use]
pub fn rotation(taken: &[NaiveDateTime]) -> Vec<bool> {
    let mut kept = vec![false; taken.len()];
    let mut keep_last_of = |most: usize, period: &dyn Fn(&NaiveDateTime) -> (i32, u32)| {
        let mut seen = Vec::new();
        for (i, when) in taken.iter().enumerate() {
            let key = period(when);
            if seen.last() == Some(&key) {
                continue;
            }
            if seen.len() == most {
                break;
            }
            seen.push(key);
            kept[i] = true;
        }
    };
    keep_last_of(7, &|when| (when.year(), when.ordinal()));
    keep_last_of(4, &|when| (when.iso_week().year(), when.iso_week().week()));
    keep_last_of(12, &|when| (when.year(), when.month()));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};

    #[test]
    fn seven_days_four_weeks_and_twelve_months_are_kept() {
        let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).unwrap();
        let last = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let taken: Vec<NaiveDateTime> = (0..500).map(|ago| noon(last - TimeDelta::days(ago))).collect();
        let kept: Vec<NaiveDate> = taken
            .iter()
            .zip(rotation(&taken))
            .filter(|(_, keep)| *keep)
            .map(|(when, _)| when.date())
            .collect();
        assert!(
            kept.iter().take(7).eq((0..7).map(|ago| last - TimeDelta::days(ago)).collect::<Vec<_>>().iter())
        );
        assert!(
            kept.contains(&NaiveDate::from_ymd_opt(2026, 11, 15).unwrap()),
            "the last of the week before"
        );
        assert!(
            kept.contains(&NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()),
            "the last of twelve months ago"
        );
        assert!(kept.len() <= 7 + 4 + 12);
    }

    #[test]
    fn of_one_day_only_the_last_backup_is_kept() {
        let at = |h| NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(h, 0, 0).unwrap();
        assert_eq!(rotation(&[at(18), at(12), at(9)]), [true, false, false]);
    }
}
