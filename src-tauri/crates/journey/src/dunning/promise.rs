//! A promise of payment: whether it is kept follows from what came since.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// Its day has not gone by.
    Waited,
    Kept,
    Broken,
}

/// Where a promise stands: kept once what was promised has come or nothing is left to pay; broken the day after.
#[must_use]
pub fn state(
    promised_on: NaiveDate,
    amount: Cents,
    settled_since: Cents,
    open: Cents,
    today: NaiveDate,
) -> PromiseState {
    if open.0 <= 0 || settled_since >= amount {
        PromiseState::Kept
    } else if today > promised_on {
        PromiseState::Broken
    } else {
        PromiseState::Waited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_kept_by_what_comes() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let on = |settled, open, today| state(day(20), Cents(500), Cents(settled), Cents(open), day(today));
        assert_eq!(on(0, 1_000, 20), PromiseState::Waited);
        assert_eq!(on(499, 501, 21), PromiseState::Broken);
        assert_eq!(on(500, 500, 21), PromiseState::Kept);
        assert_eq!(on(0, 0, 25), PromiseState::Kept, "taken back by a credit note");
    }
}
