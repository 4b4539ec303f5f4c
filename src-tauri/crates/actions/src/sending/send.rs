//! An invoice that left, a quote brought back to mind: by which way, with the very bytes of each message.

use crate::sending::material::{Concern, MessageKind};
use crate::sending::message::{TypedMessage, written};
use crate::sending::write::{Sent, said, typed_day, write};
use books::act::Act;
use books::error::Result;
use chrono::NaiveDate;
use journey::allowed::sending::{may_follow_up, may_have_left};
use journey::deal::QuoteFact;
use journey::sending::{Channel, Matter, SendingKind, goes_by};
use records::row::deal_of_quote;
use records::{facts, invoice_row};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendInvoice {
    /// An invoice or a credit note.
    pub invoice: i64,
    pub method: Channel,
    /// Today if empty.
    #[serde(default)]
    pub sent_on: String,
    /// An e-mail address, or the name of a portal.
    #[serde(default)]
    pub recipient: String,
    /// Addresses that receive a copy of an e-mail, separated by commas.
    #[serde(default)]
    pub copies: String,
    /// Of an e-mail; empty for the house's own words.
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
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
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordQuoteSent {
    /// A quote or an amendment, whose latest version left.
    pub quote: i64,
    pub method: Channel,
    /// Today if empty.
    #[serde(default)]
    pub sent_on: String,
    /// An e-mail address, or the name of a portal.
    #[serde(default)]
    pub recipient: String,
    /// Addresses that receive a copy of an e-mail, separated by commas.
    #[serde(default)]
    pub copies: String,
    /// Of an e-mail; empty for the house's own words.
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
}

/// What left, as it is noted: who received it, when, by which paper, and which message says so.
struct Left<'a> {
    about: (MessageKind, i64),
    client: i64,
    deal: i64,
    kind: SendingKind,
    method: Channel,
    day: NaiveDate,
    invoice: Option<i64>,
    quote_version: Option<i64>,
    document: i64,
    typed: &'a TypedMessage,
    /// What was said beside it.
    words: &'a str,
}

/// By e-mail its message is kept as it was; other ways only what was typed.
fn note(act: &Act, left: &Left) -> Result<i64> {
    let typed = left.typed;
    let both = |body: &str| {
        [body, left.words].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let message = match left.method {
        Channel::Email => {
            let (what, id) = left.about;
            Some(written(&act.ask(), &Concern::of(what, id), typed)?.addressed()?)
        }
        Channel::Post
        | Channel::Hand
        | Channel::Portal
        | Channel::Phone
        | Channel::Registered
        | Channel::Text => None,
    };
    let (recipient, subject, body) = match &message {
        Some(message) => (&message.recipient, &message.subject, both(&message.body)),
        None => (&typed.recipient, &typed.subject, both(&typed.body)),
    };
    let kept = message.as_ref().map(|message| message.keep(act, left.deal)).transpose()?;
    write(
        act,
        &Sent {
            client: left.client,
            deal: left.deal,
            kind: left.kind,
            method: left.method,
            day: left.day,
            recipient,
            copies: &typed.copies,
            tone: None,
            subject,
            body: &body,
            invoice: left.invoice,
            quote_version: left.quote_version,
            document: Some(left.document),
            message: kept,
        },
    )
}

/// A quote that was numbered left.
pub fn record_quote_sent(act: &Act, payload: RecordQuoteSent) -> Result<i64> {
    let ask = act.ask();
    let facts = facts::facts(&ask, deal_of_quote(&ask, payload.quote)?)?;
    let quote = may_have_left(&facts, payload.quote)?;
    goes_by(Matter::Quote, payload.method)?;
    let day = typed_day(act, "sent_on", &payload.sent_on, quote.sent_on)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    act.about(facts.deal);
    let (version, document) = latest_version(act, quote)?;
    note(
        act,
        &Left {
            about: (MessageKind::Quote, quote.id),
            client: facts.client,
            deal: facts.deal,
            kind: SendingKind::Quote,
            method: payload.method,
            day,
            invoice: None,
            quote_version: Some(version),
            document,
            typed: &typed,
            words: "",
        },
    )
}

/// The row of that version, and its paper.
fn latest_version(act: &Act, quote: &QuoteFact) -> Result<(i64, i64)> {
    Ok(act
        .db
        .prepare_cached("SELECT id, document FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row(params![quote.id, quote.version], |r| Ok((r.get(0)?, r.get(1)?)))?)
}

/// The invoice or the credit note left.
pub fn send_invoice(act: &Act, payload: SendInvoice) -> Result<i64> {
    let row = invoice_row::issued(&act.ask(), payload.invoice)?;
    goes_by(Matter::Invoice, payload.method)?;
    let day = typed_day(act, "sent_on", &payload.sent_on, row.issued_on)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    act.about(row.deal);
    note(
        act,
        &Left {
            about: (MessageKind::Invoice, row.id),
            client: row.client,
            deal: row.deal,
            kind: SendingKind::Invoice,
            method: payload.method,
            day,
            invoice: Some(row.id),
            quote_version: None,
            document: row.document,
            typed: &typed,
            words: "",
        },
    )
}

/// An unanswered quote is brought back to mind: never after its signature, its expiry or its loss.
pub fn follow_up_quote(act: &Act, payload: FollowUpQuote) -> Result<i64> {
    let ask = act.ask();
    let facts = facts::facts(&ask, deal_of_quote(&ask, payload.quote)?)?;
    let quote = may_follow_up(&facts, payload.quote, act.today)?;
    goes_by(Matter::FollowUp, payload.method)?;
    let day = typed_day(act, "followed_on", &payload.followed_on, quote.left_on.unwrap_or(quote.sent_on))?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    let words = said("words", &payload.words, payload.method)?;
    act.about(facts.deal);
    let (version, document) = latest_version(act, quote)?;
    note(
        act,
        &Left {
            about: (MessageKind::QuoteFollowUp, quote.id),
            client: facts.client,
            deal: facts.deal,
            kind: SendingKind::QuoteFollowUp,
            method: payload.method,
            day,
            invoice: None,
            quote_version: Some(version),
            document,
            typed: &typed,
            words: &words,
        },
    )
}
