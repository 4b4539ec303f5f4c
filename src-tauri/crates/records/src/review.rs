//! The habit of the weekly review.

use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When one reviews, and when it was last done.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Habit {
    /// 1 is Monday, 7 Sunday, 0 none.
    pub day: u8,
    pub last_on: Option<NaiveDate>,
}

impl Default for Habit {
    fn default() -> Habit {
        Habit { day: 5, last_on: None }
    }
}

pub fn habit(ask: &Ask) -> Result<Habit> {
    Ok(setting(ask.db, "review")?.unwrap_or_default())
}
