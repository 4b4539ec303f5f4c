//! What is written to a client once the work is paid.

use crate::sending::left::Left;
use crate::sending::mailed::{mailed, sent_payload};
use crate::sending::message::TypedMessage;
use crate::sending::queue::leave;
use crate::sending::write::typed_day;
use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::follow_up::may_write;
use journey::follow_up::occasion::Occasion;
use journey::sending::{Channel, SendingKind};
use records::contact::card;
use records::facts;

sent_payload! {
    pub struct WriteToClient {
        /// The deal that it follows up.
        pub deal: i64,
        pub occasion: Occasion,
    }
}

/// A message of the follow-up left, or waits in the outbox.
pub fn write_to_client(act: &Act, payload: WriteToClient) -> Result<i64> {
    let left = written_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves to a client once the work is paid, if it may.
pub fn written_left(ask: &Ask, payload: &WriteToClient) -> Result<Left> {
    let facts = facts::facts(ask, payload.deal)?;
    may_write(&facts, payload.occasion, ask.today)?;
    let since = facts.paid_on.unwrap_or(facts.opened_on);
    let day = typed_day(ask, "sent_on", &payload.sent_on, since)?;
    let typed = payload.message(Channel::Email)?;
    Ok(Left {
        number: card(ask, facts.client)?.name,
        occasion: Some(payload.occasion),
        ..mailed(
            (SendingKind::FollowUp, (payload.occasion.into(), facts.deal)),
            (facts.client, facts.deal),
            day,
            typed,
        )
    })
}
