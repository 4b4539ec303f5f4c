//! The client is told that work for them is stopped.

use crate::sending::left::Left;
use crate::sending::mailed::{mailed, sent_payload};
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::leave;
use crate::sending::write::typed_day;
use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::caution::is_stopped;
use journey::sending::{Channel, SendingKind};
use records::caution::suspension;
use records::contact::{card, latest_deals};
use values::refusal::Refusal;

sent_payload! {
    pub struct TellSuspension {
        /// Whose work is stopped.
        pub client: i64,
    }
}

/// It is told in writing, or the message waits in the outbox.
pub fn tell_suspension(act: &Act, payload: TellSuspension) -> Result<i64> {
    let left = suspension_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves to tell it, while work is stopped.
pub fn suspension_left(ask: &Ask, payload: &TellSuspension) -> Result<Left> {
    let name = card(ask, payload.client)?.name;
    let stopped = is_stopped(suspension(ask, payload.client)?)?;
    let deal = latest_deals(ask, &[payload.client])?.first().map(|(_, deal)| *deal);
    let deal =
        deal.ok_or_else(|| Refusal::not_now("Ce client n’a pas encore d’affaire : rien n’est en cours."))?;
    let day = typed_day(ask, "sent_on", &payload.sent_on, stopped.since)?;
    let typed = payload.message(Channel::Email)?;
    let about = (SendingKind::Suspension, (MessageKind::Suspension, payload.client));
    Ok(Left { number: name, ..mailed(about, (payload.client, deal), day, typed) })
}
