//! An invoice that left, a quote brought back to mind: by which way, with the very bytes of each message.

use crate::sending::left::Left;
use crate::sending::mailed::sent_payload;
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::leave;
use crate::sending::write::{said, typed_day};
use books::act::{Act, Ask};
use books::error::Result;
use chrono::NaiveDate;
use journey::allowed::sending::{may_follow_up, may_have_left};
use journey::deal::{Facts, QuoteFact};
use journey::sending::{Channel, Matter, SendingKind, goes_by};
use records::row::deal_of_quote;
use records::{facts, invoice_row};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

sent_payload! {
    pub struct SendInvoice {
        /// An invoice or a credit note.
        pub invoice: i64,
        pub method: Channel,
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpQuote {
    pub quote: i64,
    pub method: Channel,
    /// Today if empty.
    #[serde(default)]
    pub followed_on: String,
    #[serde(default)]
    pub recipient: String,
    /// Addresses that receive a copy of an e-mail, separated by commas.
    #[serde(default)]
    pub copies: String,
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
    /// What was said, on the telephone or face to face.
    #[serde(default)]
    pub words: String,
    /// Its message waits in the outbox, and leaves by the mail server.
    #[serde(default)]
    pub queue: bool,
}

sent_payload! {
    pub struct RecordQuoteSent {
        /// A quote or an amendment, whose latest version left.
        pub quote: i64,
        pub method: Channel,
    }
}

/// A quote that was numbered left.
pub fn record_quote_sent(act: &Act, payload: RecordQuoteSent) -> Result<i64> {
    let left = quote_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves with a quote, if it may.
pub fn quote_left(ask: &Ask, payload: &RecordQuoteSent) -> Result<Left> {
    let facts = facts::facts(ask, deal_of_quote(ask, payload.quote)?)?;
    let quote = may_have_left(&facts, payload.quote)?;
    goes_by(Matter::Quote, payload.method)?;
    let day = typed_day(ask, "sent_on", &payload.sent_on, quote.sent_on)?;
    let typed = payload.message(payload.method)?;
    of_quote(ask, &facts, quote, (payload.method, day), typed)
}

/// The latest version of a quote, as it leaves that way on that day.
fn of_quote(
    ask: &Ask,
    facts: &Facts,
    quote: &QuoteFact,
    (method, day): (Channel, NaiveDate),
    typed: TypedMessage,
) -> Result<Left> {
    let (version, document) = latest_version(ask, quote)?;
    Ok(Left {
        about: (MessageKind::Quote, quote.id),
        number: quote.number.clone(),
        client: facts.client,
        deal: facts.deal,
        deals: vec![facts.deal],
        kind: SendingKind::Quote,
        method,
        day,
        invoice: None,
        quote_version: Some(version),
        document: Some(document),
        typed,
        words: String::new(),
        tone: None,
        step: None,
        occasion: None,
        asked: Vec::new(),
    })
}

/// The row of that version, and its paper.
fn latest_version(ask: &Ask, quote: &QuoteFact) -> Result<(i64, i64)> {
    Ok(ask
        .db
        .prepare_cached("SELECT id, document FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row(params![quote.id, quote.version], |r| Ok((r.get(0)?, r.get(1)?)))?)
}

/// The invoice or the credit note left.
pub fn send_invoice(act: &Act, payload: SendInvoice) -> Result<i64> {
    let left = invoice_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves with an invoice or a credit note, if it may.
pub fn invoice_left(ask: &Ask, payload: &SendInvoice) -> Result<Left> {
    let row = invoice_row::issued(ask, payload.invoice)?;
    goes_by(Matter::Invoice, payload.method)?;
    let day = typed_day(ask, "sent_on", &payload.sent_on, row.issued_on)?;
    let typed = payload.message(payload.method)?;
    Ok(Left {
        about: (MessageKind::Invoice, row.id),
        number: row.number,
        client: row.client,
        deal: row.deal,
        deals: vec![row.deal],
        kind: SendingKind::Invoice,
        method: payload.method,
        day,
        invoice: Some(row.id),
        quote_version: None,
        document: Some(row.document),
        typed,
        words: String::new(),
        tone: None,
        step: None,
        occasion: None,
        asked: Vec::new(),
    })
}

/// An unanswered quote is brought back to mind: never after its signature, its expiry or its loss.
pub fn follow_up_quote(act: &Act, payload: FollowUpQuote) -> Result<i64> {
    let left = follow_up_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves to bring a quote back to mind, if it may.
pub fn follow_up_left(ask: &Ask, payload: &FollowUpQuote) -> Result<Left> {
    let facts = facts::facts(ask, deal_of_quote(ask, payload.quote)?)?;
    let quote = may_follow_up(&facts, payload.quote, ask.today)?;
    goes_by(Matter::FollowUp, payload.method)?;
    let day = typed_day(ask, "followed_on", &payload.followed_on, quote.left_on.unwrap_or(quote.sent_on))?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    let words = said("words", &payload.words, payload.method)?;
    Ok(Left {
        about: (MessageKind::QuoteFollowUp, quote.id),
        kind: SendingKind::QuoteFollowUp,
        words,
        ..of_quote(ask, &facts, quote, (payload.method, day), typed)?
    })
}
