//! Sending: what left for the client, by which way, with the very bytes of each message; what to send, follow up and
//! remind of.

mod facts;
mod message;
mod reminder;

pub use facts::{SendingRow, of_invoice};
pub(crate) use facts::{facts, overdue, restless, sent_on, to_send};
pub(crate) use message::{Kept, keep_paper};
pub use message::{MessageKind, MessagePreview, PreviewMessage, preview_message};
pub(crate) use reminder::printed;
pub use reminder::{
    PreviewReminder, RemindClient, ReminderPreview, preview_reminder, preview_reminder_paper, remind, stored,
};

use crate::act::Act;
use crate::deal;
use crate::error::Result;
use crate::invoice;
use crate::quote::deal_of_quote;
use chrono::NaiveDate;
use journey::deal::Stage;
use journey::input;
use journey::refusal::Refusal;
use journey::sending::{Channel, Matter, goes_by, left_on};
use journey::words::long_date;
use message::{Typed, written};
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
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
    /// What was said, on the telephone or face to face.
    #[serde(default)]
    pub words: String,
}

/// One row of what left.
struct Sent<'a> {
    client: i64,
    deal: i64,
    kind: &'a str,
    method: Channel,
    day: NaiveDate,
    recipient: &'a str,
    tone: &'a str,
    subject: &'a str,
    body: &'a str,
    invoice: Option<i64>,
    quote_version: Option<i64>,
    document: Option<i64>,
    message: Option<i64>,
}

fn write(act: &Act, sent: &Sent) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO sending (client, deal, kind, method, day, recipient, tone, subject, body, invoice, quote_version, document, message)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            sent.client,
            sent.deal,
            sent.kind,
            sent.method.stored(),
            sent.day.to_string(),
            sent.recipient,
            sent.tone,
            sent.subject,
            sent.body,
            sent.invoice,
            sent.quote_version,
            sent.document,
            sent.message
        ])?;
    Ok(act.db.last_insert_rowid())
}

fn typed_day(act: &Act, field: &str, typed: &str, since: NaiveDate) -> Result<NaiveDate> {
    let day = input::optional_day(field, typed)?.unwrap_or(act.today);
    left_on(field, day, since, act.today)?;
    Ok(day)
}

/// What was said, which a call is noted for.
fn said(field: &str, typed: &str, method: Channel) -> Result<String> {
    let words = input::paragraph(field, typed, input::LONG)?;
    if words.is_empty() && method == Channel::Phone {
        return Err(Refusal::at(field, "Notez ce qui a été dit, en quelques mots.").into());
    }
    Ok(words)
}

/// The invoice left: by e-mail its message is kept as it was; other ways only their day.
pub fn send_invoice(act: &Act, payload: SendInvoice) -> Result<i64> {
    let ask = act.ask();
    let (row, matter) = (invoice::row(&ask, payload.invoice)?, Matter::Invoice);
    goes_by(matter, payload.method)?;
    let day = typed_day(act, "sent_on", &payload.sent_on, deal::day(&row.issued_on)?)?;
    let typed =
        Typed::read(&payload.recipient, &payload.message_subject, &payload.message_body, payload.method)?;
    act.about(row.deal);
    let mut sent = Sent {
        client: row.client.id,
        deal: row.deal,
        kind: "invoice",
        method: payload.method,
        day,
        recipient: &typed.recipient,
        tone: "",
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
    let facts = deal::facts(&ask, deal_of_quote(&ask, payload.quote)?)?;
    let quote =
        facts.quote.as_ref().filter(|quote| quote.id == payload.quote).ok_or_else(|| {
            Refusal::not_now("Ce devis est remplacé par un autre : relancez le plus récent.")
        })?;
    if let Some(order) = &facts.order {
        return Err(Refusal::not_now(format!("Ce devis est signé (commande {}).", order.number)).into());
    }
    if facts.stage() != Stage::Quoted {
        return Err(Refusal::not_now("Cette affaire est terminée : son devis ne se relance plus.").into());
    }
    if quote.valid_until < act.today {
        return Err(Refusal::not_now(format!(
            "Ce devis n’est plus valable depuis le {} : envoyez-en une nouvelle version.",
            long_date(quote.valid_until)
        ))
        .into());
    }
    goes_by(Matter::FollowUp, payload.method)?;
    let day = typed_day(act, "followed_on", &payload.followed_on, quote.sent_on)?;
    let typed =
        Typed::read(&payload.recipient, &payload.message_subject, &payload.message_body, payload.method)?;
    let words = said("words", &payload.words, payload.method)?;
    act.about(facts.deal);
    let (version, document): (i64, i64) = act
        .db
        .prepare_cached("SELECT id, document FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row(params![quote.id, quote.version], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let both = |body: &str| {
        [body, words.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let body = both(&typed.body);
    let mut sent = Sent {
        client: facts.client,
        deal: facts.deal,
        kind: "quote_follow_up",
        method: payload.method,
        day,
        recipient: &typed.recipient,
        tone: "",
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
