//! The habit of the weekly review.

use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use journey::review::Habit;

pub fn habit(ask: &Ask) -> Result<Habit> {
    Ok(setting(ask.db, "review")?.unwrap_or_default())
}
