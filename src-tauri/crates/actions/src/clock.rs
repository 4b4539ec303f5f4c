//! A clock that was wrong and is right again: what it dated no longer keeps papers from being issued.

use books::act::{Act, CLOCK, ConfirmedClock, latest_day};
use books::entry::Empty;
use books::error::Result;
use journey::allowed::clock::may_confirm;

/// The computer's day is right: the lines dated after it were dated by a wrong clock.
pub fn confirm(act: &Act, _: Empty) -> Result<i64> {
    may_confirm(latest_day(act.reading(), None)?, act.today)?;
    act.set(CLOCK, &ConfirmedClock { seq: act.head.seq })
}
