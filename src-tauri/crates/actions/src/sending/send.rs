//! An invoice that left, a quote brought back to mind: by which way, with the very bytes of each message.

use crate::sending::material::MessageKind;
use crate::sending::message::{TypedMessage, written};
use crate::sending::write::{Sent, said, typed_day, write};
use books::act::Act;
use books::error::Result;
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

/// A quote that was numbered left: by e-mail its message is kept as it was; other ways only their day.
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
    let mut sent = Sent {
        client: facts.client,
        deal: facts.deal,
        kind: SendingKind::Quote,
        method: payload.method,
        day,
        recipient: &typed.recipient,
        copies: &typed.copies,
        tone: None,
        subject: &typed.subject,
        body: &typed.body,
        invoice: None,
        quote_version: Some(version),
        document: Some(document),
        message: None,
    };
    let message;
    if payload.method == Channel::Email {
        message = written(&ask, MessageKind::Quote, quote.id, None, &typed)?.addressed()?;
        (sent.recipient, sent.subject, sent.body) = (&message.recipient, &message.subject, &message.body);
        sent.message = Some(message.keep(act, facts.deal)?);
    }
    write(act, &sent)
}

/// The row of that version, and its paper.
fn latest_version(act: &Act, quote: &QuoteFact) -> Result<(i64, i64)> {
    Ok(act
        .db
        .prepare_cached("SELECT id, document FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row(params![quote.id, quote.version], |r| Ok((r.get(0)?, r.get(1)?)))?)
}

/// The invoice left: by e-mail its message is kept as it was; other ways only their day.
pub fn send_invoice(act: &Act, payload: SendInvoice) -> Result<i64> {
    let ask = act.ask();
    let (row, matter) = (invoice_row::issued(&ask, payload.invoice)?, Matter::Invoice);
    goes_by(matter, payload.method)?;
    let day = typed_day(act, "sent_on", &payload.sent_on, row.issued_on)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    act.about(row.deal);
    let mut sent = Sent {
        client: row.client,
        deal: row.deal,
        kind: SendingKind::Invoice,
        method: payload.method,
        day,
        recipient: &typed.recipient,
        copies: &typed.copies,
        tone: None,
        subject: &typed.subject,
        body: &typed.body,
        invoice: Some(row.id),
        quote_version: None,
        document: Some(row.document),
        message: None,
    };
    let message;
    if payload.method == Channel::Email {
        message = written(&ask, MessageKind::Invoice, row.id, None, &typed)?.addressed()?;
        (sent.recipient, sent.subject, sent.body) = (&message.recipient, &message.subject, &message.body);
        sent.message = Some(message.keep(act, row.deal)?);
    }
    write(act, &sent)
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
    let both = |body: &str| {
        [body, words.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let body = both(&typed.body);
    let mut sent = Sent {
        client: facts.client,
        deal: facts.deal,
        kind: SendingKind::QuoteFollowUp,
        method: payload.method,
        day,
        recipient: &typed.recipient,
        copies: &typed.copies,
        tone: None,
        subject: &typed.subject,
        body: &body,
        invoice: None,
        quote_version: Some(version),
        document: Some(document),
        message: None,
    };
    let message;
    let told;
    if payload.method == Channel::Email {
        message = written(&ask, MessageKind::QuoteFollowUp, quote.id, None, &typed)?.addressed()?;
        told = both(&message.body);
        (sent.recipient, sent.subject, sent.body) = (&message.recipient, &message.subject, &told);
        sent.message = Some(message.keep(act, facts.deal)?);
    }
    write(act, &sent)
}
