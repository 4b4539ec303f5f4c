//! The weekly review: its day chosen, and noted as done.

use books::act::Act;
use books::entry::Empty;
use books::error::Result;
use journey::review::Habit;
use journey::review::chosen_day;
use records::review::habit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetReviewDay {
    /// 1 is Monday, 7 Sunday, 0 for no review.
    pub day: u8,
}

pub fn set_day(act: &Act, payload: SetReviewDay) -> Result<i64> {
    chosen_day("day", payload.day)?;
    let habit = habit(&act.ask())?;
    act.set("review", &Habit { day: payload.day, ..habit })
}

pub fn finish(act: &Act, _: Empty) -> Result<i64> {
    let habit = habit(&act.ask())?;
    act.set("review", &Habit { last_on: Some(act.today), ..habit })
}
