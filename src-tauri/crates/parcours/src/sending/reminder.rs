//! Reminding of a late invoice: by e-mail, by letter, or by telephone; never somebody who has paid.

use super::message::{Typed, written};
use super::{
    Kept, MessageKind, MessagePreview, PreviewMessage, Sent, keep_paper, preview_message, said, write,
};
use crate::act::{Act, Ask};
use crate::contact;
use crate::deal::day;
use crate::error::Result;
use crate::invoice::{self, InvoiceRow};
use crate::paper::{self, KeptParties, Parties, ReminderPaper, reminder_letter};
use crate::surface::{Paper, unprintable_message};
use documents::letter::Letter;
use journey::contact::person::About;
use journey::input;
use journey::invoice::InvoiceKind;
use journey::message::ReminderTone;
use journey::refusal::Refusal;
use journey::say;
use journey::sending::{Channel, Claim, Matter, goes_by, left_on, may_remind};
use journey::today::is_calling_day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemindClient {
    pub invoice: i64,
    /// None for the one that its lateness calls for.
    #[serde(default)]
    pub tone: Option<ReminderTone>,
    pub method: Channel,
    /// Today if empty.
    #[serde(default)]
    pub sent_on: String,
    #[serde(default)]
    pub recipient: String,
    /// Empty for the house's own words.
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
    /// What was said in a call.
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewReminder {
    pub invoice: i64,
    #[serde(default)]
    pub tone: Option<ReminderTone>,
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReminderPreview {
    pub tone: ReminderTone,
    pub late_days: i64,
    pub message: MessagePreview,
    pub phone: String,
    /// Neither a Sunday nor a public holiday: one may call, or write a letter.
    pub calling_day: bool,
    /// The day of the latest reminder to this client, of whatever invoice.
    pub reminded_on: Option<String>,
}

/// An invoice of which one may remind today.
pub(super) fn claimed(ask: &Ask, id: i64) -> Result<InvoiceRow> {
    let row = invoice::row(ask, id)?;
    let claim = Claim {
        number: &row.number,
        is_credit_note: row.kind == InvoiceKind::CreditNote,
        due_on: day(&row.due_on)?,
        open: row.open,
        is_annulled: row.credited.0 > 0 && row.credited >= row.gross,
        sent_on: row.sent_on.as_deref().map(day).transpose()?,
    };
    may_remind(claim, ask.today)?;
    Ok(row)
}

pub fn preview_reminder(ask: &Ask, payload: PreviewReminder) -> Result<ReminderPreview> {
    let row = claimed(ask, payload.invoice)?;
    let tone = payload.tone.unwrap_or_else(|| ReminderTone::after(row.late_days));
    let message = preview_message(
        ask,
        PreviewMessage {
            what: MessageKind::Reminder,
            id: payload.invoice,
            tone: Some(tone),
            recipient: String::new(),
            message_subject: payload.message_subject,
            message_body: payload.message_body,
        },
    )?;
    let reminded_on = ask
        .db
        .prepare_cached("SELECT max(day) FROM sending WHERE client = ?1 AND kind = 'reminder'")?
        .query_row([row.client.id], |r| r.get(0))?;
    Ok(ReminderPreview {
        tone,
        late_days: row.late_days,
        message,
        phone: contact::people::addressed(ask, row.client.id, About::Invoice)?.phone,
        calling_day: is_calling_day(ask.today),
        reminded_on,
    })
}

/// The letter as it would be printed.
pub fn preview_reminder_paper(ask: &Ask, payload: PreviewReminder) -> Result<Paper> {
    let row = claimed(ask, payload.invoice)?;
    let typed = Typed::read("", &payload.message_subject, &payload.message_body, Channel::Post)?;
    let (paper, parties) = letter(ask, &row, payload.tone, &typed)?;
    let mut letter = reminder_letter(&paper, &parties);
    letter.sheet.draft = true;
    Ok(crate::surface::paper("relance.pdf".to_owned(), "application/pdf", &printed(&letter, None)?))
}

/// What the letter is made from, in the words typed or else the house's own.
fn letter(
    ask: &Ask,
    row: &InvoiceRow,
    tone: Option<ReminderTone>,
    typed: &Typed,
) -> Result<(ReminderPaper, Parties)> {
    let message = written(
        ask,
        MessageKind::Reminder,
        row.id,
        tone,
        &Typed { recipient: String::new(), ..typed.clone() },
    )?;
    let seller = contact::seller(ask)?
        .ok_or_else(|| Refusal::at("seller", "Dites d’abord qui vous êtes, dans les réglages."))?;
    let buyer = contact::people::addressed(ask, row.client.id, About::Invoice)?;
    if !buyer.address.is_complete() {
        return Err(Refusal::at("client.address", "L’adresse du client manque : complétez sa fiche.").into());
    }
    let parties = crate::quote::parties(ask, seller, buyer)?;
    let paper = ReminderPaper {
        written_on: ask.today,
        number: row.number.clone(),
        issued_on: day(&row.issued_on)?,
        due_on: day(&row.due_on)?,
        open: super::overdue(ask, row.id)?,
        subject: message.subject,
        body: message.body,
        parties: KeptParties::of(&parties),
    };
    for (field, text) in [("message_subject", &paper.subject), ("message_body", &paper.body)] {
        if let Some(letter) = documents::missing_glyph(text) {
            return Err(Refusal::at(field, unprintable_message(letter)).into());
        }
    }
    Ok((paper, parties))
}

pub(crate) fn printed(letter: &Letter, seal: Option<&str>) -> Result<Vec<u8>> {
    Ok(documents::render_letter(letter, seal.and_then(|s| s.get(..32)))?)
}

pub fn remind(act: &Act, payload: RemindClient) -> Result<i64> {
    let ask = act.ask();
    let row = claimed(&ask, payload.invoice)?;
    goes_by(Matter::Reminder, payload.method)?;
    let on = input::optional_day("sent_on", &payload.sent_on)?.unwrap_or(act.today);
    left_on("sent_on", on, day(&row.due_on)?, act.today)?;
    let typed =
        Typed::read(&payload.recipient, &payload.message_subject, &payload.message_body, payload.method)?;
    let words = said("words", &payload.words, payload.method)?;
    let late = (on - day(&row.due_on)?).num_days();
    let tone = payload.tone.unwrap_or_else(|| ReminderTone::after(late));
    act.about(row.deal);
    let both = |body: &str| {
        [body, words.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let mut sent = Sent {
        client: row.client.id,
        deal: row.deal,
        kind: "reminder",
        method: payload.method,
        day: on,
        recipient: &typed.recipient,
        tone: tone.stored(),
        subject: &typed.subject,
        body: "",
        invoice: Some(row.id),
        quote_version: None,
        document: Some(row.document),
        message: None,
    };
    let (message, paper, body);
    match payload.method {
        Channel::Email => {
            message = written(&ask, MessageKind::Reminder, row.id, Some(tone), &typed)?.addressed()?;
            body = both(&message.body);
            (sent.recipient, sent.subject) = (&message.recipient, &message.subject);
            sent.message = Some(message.keep(act, row.deal)?);
        }
        Channel::Post => {
            act.may_issue()?;
            let (made_from, parties) = letter(&ask, &row, Some(tone), &typed)?;
            let bytes = printed(&reminder_letter(&made_from, &parties), Some(&act.head.seal))?;
            sent.document = Some(keep_paper(
                act,
                Kept {
                    kind: "reminder",
                    deal: row.deal,
                    payment: None,
                    number: &format!("Relance {}", row.number),
                    name: &say!(
                        parties.language(),
                        "Relance {number} du {day}.pdf",
                        number = row.number,
                        day = act.today
                    ),
                    media_type: "application/pdf",
                    bytes: &bytes,
                    made_from: &serde_json::to_string(&made_from)?,
                },
            )?);
            paper = made_from;
            body = both(&paper.body);
            sent.subject = &paper.subject;
        }
        Channel::Hand | Channel::Portal | Channel::Phone => body = both(&typed.body),
    }
    sent.body = &body;
    write(act, &sent)
}

/// A letter as it was sent, read back from the books, with the seal printed on it.
pub fn stored(db: &rusqlite::Connection, document: i64) -> Result<(Letter, String)> {
    let (made_from, seal): (String, String) = db
        .prepare_cached("SELECT made_from, prior_seal FROM document WHERE id = ?1 AND kind = 'reminder'")?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let paper: ReminderPaper = serde_json::from_str(&made_from)?;
    let parties = paper.parties.clone().whole(db)?;
    Ok((paper::reminder_letter(&paper, &parties), seal))
}
