//! When a message that failed for a while is tried again.

use chrono::{NaiveDateTime, TimeDelta};

/// Minutes to wait after the first failure, the second, and so on; the last goes on.
const WAITS: [i64; 5] = [5, 15, 60, 120, 240];

/// The moment of the next try after so many failures in a row (one at least). `told` is how long the server itself asks
/// one to wait, in seconds: never less.
#[must_use]
pub fn next_try(now: NaiveDateTime, failures: usize, told: Option<i64>) -> NaiveDateTime {
    let rank = failures.saturating_sub(1).min(WAITS.len() - 1);
    let own = WAITS.get(rank).copied().unwrap_or_default() * 60;
    now + TimeDelta::seconds(own.max(told.unwrap_or_default()).clamp(0, LONGEST))
}

/// Nobody waits longer than a day, whatever a server says.
const LONGEST: i64 = 24 * 3600;

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn one_waits_longer_each_time_and_as_long_as_told() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(10, 0, 0).unwrap();
        let minutes = |failures, told| (next_try(now, failures, told) - now).num_minutes();
        assert_eq!([1, 2, 3, 4, 5, 6, 99].map(|n| minutes(n, None)), [5, 15, 60, 120, 240, 240, 240]);
        assert_eq!(minutes(0, None), 5);
        assert_eq!((minutes(1, Some(600)), minutes(3, Some(600))), (10, 60));
        assert_eq!((minutes(1, Some(-5)), minutes(1, Some(i64::MAX))), (5, 1440));
    }
}
