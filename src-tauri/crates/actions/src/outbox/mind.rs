//! A message that waits is taken back, tried again, or said to have left after all.

use crate::outbox::hand::{OneMessage, note_sent};
use crate::sending::queue::{Event, happens};
use books::act::Act;
use books::error::Result;
use journey::outbox::message::{MessageState, may_be_dropped, may_be_resent, may_be_resolved};
use records::outbox::{handed_over_at, message};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolveMessage {
    pub message: i64,
    /// It did leave; otherwise it is sent again as it was.
    pub left: bool,
}

/// It is not to leave after all.
pub fn drop_message(act: &Act, payload: OneMessage) -> Result<i64> {
    let found = message(&act.ask(), payload.message)?;
    may_be_dropped(found.state)?;
    act.about(found.deal);
    happens(act, found.id, &Event::of(MessageState::Dropped))?;
    Ok(found.id)
}

/// What failed is tried again at once.
pub fn resend(act: &Act, payload: OneMessage) -> Result<i64> {
    let found = message(&act.ask(), payload.message)?;
    may_be_resent(found.state)?;
    happens(act, found.id, &Event::of(MessageState::Ready))?;
    Ok(found.id)
}

/// Nobody knew whether it left; the user looked.
pub fn resolve(act: &Act, payload: ResolveMessage) -> Result<i64> {
    let found = message(&act.ask(), payload.message)?;
    may_be_resolved(found.state)?;
    if payload.left {
        // It left when it was handed over, whenever one found out; before that, nobody knows better than when it was written.
        let left_at = handed_over_at(&act.ask(), found.id)?.unwrap_or(found.made_at);
        note_sent(act, &found, left_at.date(), "")?;
    } else {
        happens(act, found.id, &Event::of(MessageState::Ready))?;
    }
    Ok(found.id)
}
