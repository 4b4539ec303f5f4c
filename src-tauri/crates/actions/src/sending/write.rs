//! What left, written, and what is typed of any sending.

use books::act::{Act, Ask};
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::message::ReminderTone;
use journey::sending::{Channel, SendingKind, left_on};
use rusqlite::named_params;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

/// One row of what left.
pub struct Sent<'a> {
    pub client: i64,
    pub deal: i64,
    pub kind: SendingKind,
    pub method: Channel,
    pub day: NaiveDate,
    pub recipient: &'a str,
    /// Who received a copy.
    pub copies: &'a str,
    /// Of a reminder.
    pub tone: Option<ReminderTone>,
    pub subject: &'a str,
    pub body: &'a str,
    pub invoice: Option<i64>,
    pub quote_version: Option<i64>,
    pub document: Option<i64>,
    pub message: Option<i64>,
}

/// Writes what left; answers its row.
pub fn write(act: &Act, sent: &Sent) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO sending (client, deal, kind, method, day, recipient, copies, tone, subject, body, invoice, quote_version, document, message)
             VALUES (:client, :deal, :kind, :method, :day, :recipient, :copies, :tone, :subject, :body, :invoice, :quote_version, :document, :message)",
        )?
        .execute(named_params! {
            ":client": sent.client,
            ":deal": sent.deal,
            ":kind": Word(sent.kind),
            ":method": Word(sent.method),
            ":day": sent.day.to_string(),
            ":recipient": sent.recipient,
            ":copies": sent.copies,
            ":tone": sent.tone.map_or("", ReminderTone::stored),
            ":subject": sent.subject,
            ":body": sent.body,
            ":invoice": sent.invoice,
            ":quote_version": sent.quote_version,
            ":document": sent.document,
            ":message": sent.message,
        })?;
    Ok(act.db.last_insert_rowid())
}

pub fn typed_day(ask: &Ask, field: &str, typed: &str, since: NaiveDate) -> Result<NaiveDate> {
    let day = input::optional_day(field, typed, Near::Past(ask.today))?.unwrap_or(ask.today);
    left_on(field, day, since, ask.today)?;
    Ok(day)
}

/// What was said, which a call is noted for.
pub fn said(field: &str, typed: &str, method: Channel) -> Result<String> {
    let words = input::paragraph(field, typed, input::LONG)?;
    if words.is_empty() && method == Channel::Phone {
        return Err(Refusal::at(field, "Notez ce qui a été dit, en quelques mots.").into());
    }
    Ok(words)
}
