//! The days that are walked.

use chrono::{NaiveDate, TimeDelta};

/// The clocks change and the year turns within the ninety days that follow.
pub(super) fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
}

pub(super) fn after(days: i64) -> NaiveDate {
    start() + TimeDelta::days(days)
}
