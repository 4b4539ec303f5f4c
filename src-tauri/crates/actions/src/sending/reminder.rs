//! Reminding of a late invoice: by e-mail, by letter, or by telephone; never somebody who has paid.

use crate::sending::claimed::claimed;
use crate::sending::material::MessageKind;
use crate::sending::message::{MessagePreview, PreviewMessage, TypedMessage, preview_message, written};
use crate::sending::write::{Sent, said, write};
use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use documents::paper::frame::Parties;
use documents::paper::letter::{KeptParties, ReminderPaper, reminder_letter};
use journey::contact::person::About;
use journey::issued::IssuedInvoice;
use journey::message::ReminderTone;
use journey::say;
use journey::sending::{Channel, Matter, SendingKind, goes_by, left_on};
use records::document::{self, NewDocument, print_letter};
use records::printable::unprintable_message;
use records::{parties, person, printable, sending, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::calendar::is_calling_day;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

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
    /// Addresses that receive a copy of an e-mail, separated by commas.
    #[serde(default)]
    pub copies: String,
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

pub fn preview_reminder(ask: &Ask, payload: PreviewReminder) -> Result<ReminderPreview> {
    let row = claimed(ask, payload.invoice)?;
    let late_days = row.days_late(ask.today);
    let tone = payload.tone.unwrap_or_else(|| ReminderTone::after(late_days));
    let message = preview_message(
        ask,
        PreviewMessage {
            what: MessageKind::Reminder,
            id: payload.invoice,
            tone: Some(tone),
            recipient: String::new(),
            copies: String::new(),
            message_subject: payload.message_subject,
            message_body: payload.message_body,
        },
    )?;
    let reminded_on = ask
        .db
        .prepare_cached("SELECT max(day) FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) AND kind = 'reminder'")?
        .query_row([row.client], |r| r.get(0))?;
    Ok(ReminderPreview {
        tone,
        late_days,
        message,
        phone: person::addressed(ask, row.client, About::Invoice)?.phone,
        calling_day: is_calling_day(ask.today),
        reminded_on,
    })
}

/// The letter as it would be printed.
pub fn preview_reminder_paper(ask: &Ask, payload: PreviewReminder) -> Result<Paper> {
    let row = claimed(ask, payload.invoice)?;
    let typed = TypedMessage::read("", "", &payload.message_subject, &payload.message_body, Channel::Post)?;
    let (paper, parties) = letter(ask, &row, payload.tone, &typed)?;
    let mut letter = reminder_letter(&paper, &parties);
    letter.sheet.draft = true;
    Ok(entry::paper("relance.pdf".to_owned(), "application/pdf", &print_letter(&letter, None)?))
}

/// What the letter is made from, in the words typed or else the house's own.
fn letter(
    ask: &Ask,
    row: &IssuedInvoice,
    tone: Option<ReminderTone>,
    typed: &TypedMessage,
) -> Result<(ReminderPaper, Parties)> {
    let message = written(
        ask,
        MessageKind::Reminder,
        row.id,
        tone,
        &TypedMessage { recipient: String::new(), copies: String::new(), ..typed.clone() },
    )?;
    let seller = settings::the_seller(ask)?;
    let buyer = person::addressed(ask, row.client, About::Invoice)?;
    buyer.has_address()?;
    printable::buyer(&buyer)?;
    let parties = parties::parties(ask, seller, buyer)?;
    let paper = ReminderPaper {
        written_on: ask.today,
        number: row.number.clone(),
        issued_on: row.issued_on,
        due_on: row.due_on,
        open: sending::overdue(ask, row.id)?,
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

pub fn remind(act: &Act, payload: RemindClient) -> Result<i64> {
    let ask = act.ask();
    let row = claimed(&ask, payload.invoice)?;
    goes_by(Matter::Reminder, payload.method)?;
    let on = input::optional_day("sent_on", &payload.sent_on, Near::Past(act.today))?.unwrap_or(act.today);
    left_on("sent_on", on, row.due_on, act.today)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    let words = said("words", &payload.words, payload.method)?;
    let late = row.days_late(on);
    let tone = payload.tone.unwrap_or_else(|| ReminderTone::after(late));
    act.about(row.deal);
    let both = |body: &str| {
        [body, words.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let mut sent = Sent {
        client: row.client,
        deal: row.deal,
        kind: SendingKind::Reminder,
        method: payload.method,
        day: on,
        recipient: &typed.recipient,
        copies: &typed.copies,
        tone: Some(tone),
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
            let bytes = print_letter(&reminder_letter(&made_from, &parties), Some(&act.head.seal))?;
            sent.document = Some(document::keep(
                act,
                &NewDocument {
                    made_from: &serde_json::to_string(&made_from)?,
                    ..NewDocument::issued(
                        "reminder",
                        row.deal,
                        &format!("Relance {}", row.number),
                        &say!(
                            parties.language(),
                            "Relance {number} du {day}.pdf",
                            number = row.number,
                            day = act.today
                        ),
                        &bytes,
                    )
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
