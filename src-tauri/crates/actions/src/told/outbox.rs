//! What became of messages in the outbox.

use crate::told::sending::{
    announced, duplicate_sent, invoice_sent, message_named, promise_confirmed, quote_followed_up, quote_sent,
    receipt_sent, reminded, suspension_told, written_to,
};
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::outbox::message::MessageState;
use journey::sending::SendingKind;
use rusqlite::OptionalExtension;

/// What a message is, by its id: « Relance de F-2026-0012 ».
fn named(ask: &Ask, body: &Body) -> Result<String> {
    let message = body.row("outbox_event")["message"].as_i64();
    let found: Option<(String, Option<i64>, Option<i64>)> = ask
        .db
        .prepare_cached("SELECT kind, invoice, quote_version FROM outbox_message WHERE id = ?1")?
        .query_row([message], |r| Ok((r.get("kind")?, r.get("invoice")?, r.get("quote_version")?)))
        .optional()?;
    let Some((kind, invoice, version)) = found else { return Ok("Message".to_owned()) };
    message_named(ask, &kind, invoice, version)
}

pub fn dropped(ask: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::titled(format!("Retiré de la boîte d’envoi : {}", named(ask, body)?)))
}

/// What was held, or what became of it; nothing is told of a try that goes on.
pub fn happened(ask: &Ask, body: &Body) -> Result<Told> {
    match body.word("sending", "kind")? {
        Some(SendingKind::Invoice) => return invoice_sent(ask, body),
        Some(SendingKind::Quote) => return quote_sent(ask, body),
        Some(SendingKind::QuoteFollowUp) => return quote_followed_up(ask, body),
        Some(SendingKind::Reminder) => return reminded(ask, body),
        Some(SendingKind::Duplicate) => return duplicate_sent(ask, body),
        Some(SendingKind::Suspension) => return suspension_told(ask, body),
        Some(SendingKind::Promise) => return promise_confirmed(ask, body),
        Some(SendingKind::Receipt) => return receipt_sent(ask, body),
        Some(SendingKind::FollowUp) => return written_to(ask, body),
        Some(SendingKind::Announcement) => return announced(ask, body),
        None => {}
    }
    let words = body.text("outbox_event", "words");
    let what = match body.word("outbox_event", "state")? {
        Some(MessageState::Failed) => "Pas parti",
        Some(MessageState::Unknown) => "Peut-être parti, à vérifier",
        Some(MessageState::Ready) => "Remis dans la boîte d’envoi",
        Some(MessageState::Sending | MessageState::Sent | MessageState::Dropped) | None => {
            return Ok(Told::default());
        }
    };
    Ok(Told::new(format!("{what} : {}", named(ask, body)?), &[words]))
}
