//! The receipt of a payment leaves.

use crate::sending::left::Left;
use crate::sending::mailed::{mailed, sent_payload};
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::leave;
use crate::sending::write::typed_day;
use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::sending::receipt_to_send;
use journey::sending::{Channel, SendingKind};
use records::payment::payment_left;
use records::receipt;
use records::row::day;
use values::refusal::Refusal;

sent_payload! {
    pub struct SendReceipt {
        /// The payment whose receipt it is.
        pub payment: i64,
    }
}

/// The receipt of a payment left, or waits in the outbox.
pub fn send_receipt(act: &Act, payload: SendReceipt) -> Result<i64> {
    let left = receipt_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves with a receipt, if there is one.
pub fn receipt_left(ask: &Ask, payload: &SendReceipt) -> Result<Left> {
    let known = payment_left(ask, payload.payment)?;
    if known.reversed {
        return Err(Refusal::not_now("Ce paiement est annulé : son reçu ne part plus.").into());
    }
    let document = receipt_to_send(receipt::of_payment(ask, payload.payment)?)?;
    let since: String = ask
        .db
        .prepare_cached("SELECT created_on FROM document WHERE id = ?1")?
        .query_row([document], |r| r.get(0))?;
    let at = typed_day(ask, "sent_on", &payload.sent_on, day(&since)?)?;
    let typed = payload.message(Channel::Email)?;
    Ok(Left {
        document: Some(document),
        ..mailed(
            (SendingKind::Receipt, (MessageKind::Receipt, payload.payment)),
            (known.client, known.deal),
            at,
            typed,
        )
    })
}
