//! A promise of payment is confirmed in writing, « comme convenu ».

use crate::sending::left::Left;
use crate::sending::mailed::{mailed, sent_payload};
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::leave;
use crate::sending::write::typed_day;
use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::dunning::may_confirm;
use journey::sending::{Channel, SendingKind};
use records::invoice_row;
use records::reminders::{PromiseRow, promise};

sent_payload! {
    pub struct ConfirmPromise {
        /// The invoice whose payment was promised.
        pub invoice: i64,
    }
}

/// What was promised is confirmed in writing, or the message waits in the outbox.
pub fn confirm_promise(act: &Act, payload: ConfirmPromise) -> Result<i64> {
    let left = promise_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves to confirm a promise, while it is waited for.
pub fn promise_left(ask: &Ask, payload: &ConfirmPromise) -> Result<Left> {
    let row = invoice_row::issued(ask, payload.invoice)?;
    let found = promise(ask, row.id)?;
    let noted_on = found.as_ref().map(PromiseRow::noted_on).transpose()?;
    may_confirm(found.map(|promise| promise.waited()).transpose()?.flatten(), &row.number)?;
    let day = typed_day(ask, "sent_on", &payload.sent_on, noted_on.unwrap_or(row.issued_on))?;
    let typed = payload.message(Channel::Email)?;
    Ok(Left {
        number: row.number,
        invoice: Some(row.id),
        document: Some(row.document),
        ..mailed((SendingKind::Promise, (MessageKind::Promise, row.id)), (row.client, row.deal), day, typed)
    })
}
