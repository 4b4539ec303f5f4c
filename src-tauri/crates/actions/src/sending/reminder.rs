//! Reminding of what is late, or of what falls due: by e-mail, letter, text message or telephone; one message for all that
//! a client owes, never somebody who has paid.

use crate::sending::claimed::{Claimed, claimed};
use crate::sending::material::{Asked, Concern, MessageKind};
use crate::sending::message::{MessagePreview, PreviewMessage, TypedMessage, preview_message, written};
use crate::sending::write::{Sent, said, write};
use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use documents::paper::frame::Parties;
use documents::paper::letter::{KeptParties, ReminderLine, ReminderPaper, reminder_letter};
use journey::contact::person::About;
use journey::message::ReminderTone;
use journey::say;
use journey::sending::{Channel, Matter, SendingKind, goes_by, left_on};
use records::document::{self, NewDocument, print_letter};
use records::printable::unprintable_message;
use records::{dunning, parties, person, printable, settings};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::calendar::is_working_day;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemindClient {
    /// The invoice that it begins with.
    pub invoice: i64,
    /// Those that go with it; none for all of the client's that are late and may be asked about.
    #[serde(default)]
    pub also: Option<Vec<i64>>,
    /// The policy's step, where the plan proposed it.
    #[serde(default)]
    pub step: Option<i64>,
    /// None for the one that the policy gives.
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
    pub also: Option<Vec<i64>>,
    #[serde(default)]
    pub step: Option<i64>,
    #[serde(default)]
    pub tone: Option<ReminderTone>,
    /// A text message has few words.
    #[serde(default)]
    pub brief: bool,
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
}

impl PreviewReminder {
    fn asked(&self) -> Asked<'_> {
        Asked { tone: self.tone, also: self.also.as_deref(), step: self.step, brief: self.brief }
    }
}

/// An invoice that a reminder asks for.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AskedInvoice {
    pub id: i64,
    pub number: String,
    pub title: String,
    pub due_on: String,
    pub amount: Cents,
    pub late_days: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReminderPreview {
    pub tone: ReminderTone,
    pub late_days: i64,
    /// What it asks for, the invoice that it begins with first.
    pub invoices: Vec<AskedInvoice>,
    pub total: Cents,
    pub message: MessagePreview,
    pub phone: String,
    /// Neither a Sunday nor a public holiday: one may call, or write a letter.
    pub calling_day: bool,
    /// The day of the latest reminder to this client, of whatever invoice.
    pub reminded_on: Option<String>,
}

pub fn preview_reminder(ask: &Ask, payload: PreviewReminder) -> Result<ReminderPreview> {
    let claimed = claimed(ask, payload.invoice, payload.also.as_deref(), payload.step)?;
    let tone = payload.tone.unwrap_or_else(|| claimed.tone());
    let client = claimed.lead().client;
    let reminded_on = dunning::debtors(ask, Some(client))?.into_iter().find_map(|debtor| debtor.reminded_on);
    let region = dunning::rules(ask)?.region;
    let asked = Asked { tone: Some(tone), ..payload.asked() };
    let concern = Concern { what: MessageKind::Reminder, id: payload.invoice, asked };
    let typed = TypedMessage::read("", "", &payload.message_subject, &payload.message_body, Channel::Email)?;
    let message = if payload.brief {
        let brief = written(ask, &concern, &typed)?;
        MessagePreview::of(brief)
    } else {
        preview_message(
            ask,
            PreviewMessage {
                what: MessageKind::Reminder,
                id: payload.invoice,
                tone: Some(tone),
                also: payload.also.clone(),
                step: payload.step,
                recipient: String::new(),
                copies: String::new(),
                message_subject: payload.message_subject.clone(),
                message_body: payload.message_body.clone(),
            },
        )?
    };
    let each = claimed.invoices.iter().map(|one| AskedInvoice {
        id: one.row.id,
        number: one.row.number.clone(),
        title: one.row.title.clone(),
        due_on: one.row.due_on.to_string(),
        amount: one.amount,
        late_days: one.row.days_late(ask.today),
    });
    Ok(ReminderPreview {
        tone,
        late_days: claimed.lead().days_late(ask.today),
        invoices: each.collect(),
        total: claimed.total(),
        message,
        phone: person::addressed(ask, client, About::Invoice)?.phone,
        calling_day: is_working_day(ask.today, region),
        reminded_on: reminded_on.map(|day| day.to_string()),
    })
}

/// The letter as it would be printed.
pub fn preview_reminder_paper(ask: &Ask, payload: PreviewReminder) -> Result<Paper> {
    let claimed = claimed(ask, payload.invoice, payload.also.as_deref(), payload.step)?;
    let typed = TypedMessage::read("", "", &payload.message_subject, &payload.message_body, Channel::Post)?;
    let (paper, parties) = letter(ask, &claimed, &payload.asked(), &typed)?;
    let mut letter = reminder_letter(&paper, &parties);
    letter.sheet.draft = true;
    Ok(entry::paper("relance.pdf".to_owned(), "application/pdf", &print_letter(&letter, None)?))
}

/// What the letter is made from, in the words typed or else the house's own.
fn letter(
    ask: &Ask,
    claimed: &Claimed,
    asked: &Asked,
    typed: &TypedMessage,
) -> Result<(ReminderPaper, Parties)> {
    let row = claimed.lead();
    let message = written(
        ask,
        &Concern { what: MessageKind::Reminder, id: row.id, asked: *asked },
        &TypedMessage { recipient: String::new(), copies: String::new(), ..typed.clone() },
    )?;
    let seller = settings::the_seller(ask)?;
    let buyer = person::addressed(ask, row.client, About::Invoice)?;
    buyer.has_address()?;
    printable::buyer(&buyer)?;
    let parties = parties::parties(ask, seller, buyer)?;
    let also = claimed.invoices.iter().skip(1).map(|one| ReminderLine {
        number: one.row.number.clone(),
        due_on: one.row.due_on,
        open: one.amount,
    });
    let paper = ReminderPaper {
        written_on: ask.today,
        number: row.number.clone(),
        issued_on: row.issued_on,
        due_on: row.due_on,
        open: claimed.invoices[0].amount,
        subject: message.subject,
        body: message.body,
        parties: KeptParties::of(&parties),
        also: also.collect(),
        formal: asked.tone == Some(ReminderTone::Formal),
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
    let claimed = claimed(&ask, payload.invoice, payload.also.as_deref(), payload.step)?;
    let row = claimed.lead();
    goes_by(Matter::Reminder, payload.method)?;
    let on = input::optional_day("sent_on", &payload.sent_on, Near::Past(act.today))?.unwrap_or(act.today);
    left_on("sent_on", on, if claimed.early { row.issued_on } else { row.due_on }, act.today)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        payload.method,
    )?;
    let words = said("words", &payload.words, payload.method)?;
    let tone = payload.tone.unwrap_or_else(|| claimed.tone());
    fits(tone, payload.method)?;
    for one in &claimed.invoices {
        act.about(one.row.deal);
    }
    let both = |body: &str| {
        [body, words.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let asked = Asked {
        tone: Some(tone),
        also: payload.also.as_deref(),
        step: payload.step,
        brief: payload.method == Channel::Text,
    };
    let concern = Concern { what: MessageKind::Reminder, id: row.id, asked };
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
            message = written(&ask, &concern, &typed)?.addressed()?;
            body = both(&message.body);
            (sent.recipient, sent.subject) = (&message.recipient, &message.subject);
            sent.message = Some(message.keep(act, row.deal)?);
        }
        Channel::Text => {
            let silent = TypedMessage { recipient: String::new(), ..typed.clone() };
            message = written(&ask, &concern, &silent)?;
            body = both(&message.body);
        }
        Channel::Post | Channel::Registered => {
            act.may_issue()?;
            let (made_from, parties) = letter(&ask, &claimed, &asked, &typed)?;
            sent.document = Some(keep(act, &made_from, &parties, row.deal)?);
            paper = made_from;
            body = both(&paper.body);
            sent.subject = &paper.subject;
        }
        Channel::Hand | Channel::Portal | Channel::Phone => body = both(&typed.body),
    }
    sent.body = &body;
    let id = write(act, &sent)?;
    note_steps(act, id, &claimed)?;
    Ok(id)
}

/// A formal notice is a letter.
fn fits(tone: ReminderTone, method: Channel) -> Result<()> {
    if tone == ReminderTone::Formal && !matches!(method, Channel::Post | Channel::Registered) {
        return Err(
            Refusal::at("tone", "Une mise en demeure part par courrier, simple ou recommandé.").into()
        );
    }
    Ok(())
}

/// Keeps the letter as it is printed; answers the document.
fn keep(act: &Act, paper: &ReminderPaper, parties: &Parties, deal: i64) -> Result<i64> {
    let bytes = print_letter(&reminder_letter(paper, parties), Some(&act.head.seal))?;
    let (language, number, day) = (parties.language(), &paper.number, act.today);
    let (title, name) = if paper.formal {
        (
            format!("Mise en demeure {number}"),
            say!(language, "Mise en demeure {number} du {day}.pdf", number = number, day = day),
        )
    } else {
        (
            format!("Relance {number}"),
            say!(language, "Relance {number} du {day}.pdf", number = number, day = day),
        )
    };
    document::keep(
        act,
        &NewDocument {
            made_from: &serde_json::to_string(paper)?,
            ..NewDocument::issued("reminder", deal, &title, &name, &bytes)
        },
    )
}

/// The step that the message was for each invoice: none of them is taken twice.
fn note_steps(act: &Act, sending: i64, claimed: &Claimed) -> Result<()> {
    let mut insert = act
        .db
        .prepare_cached("INSERT INTO reminded (sending, invoice, since, days) VALUES (?1, ?2, ?3, ?4)")?;
    for one in &claimed.invoices {
        insert.execute(params![sending, one.row.id, one.since.to_string(), one.days])?;
    }
    Ok(())
}
