//! Reminding of what is late, or of what falls due: by e-mail, letter, text message or telephone; one message for all that
//! a client owes, never somebody who has paid.

use crate::sending::claimed::{Claimed, claimed};
use crate::sending::left::{Kept, Left, note, note_with};
use crate::sending::material::{Asked, Concern, MessageKind, Voice};
use crate::sending::message::{MessagePreview, TypedMessage, said_of, written};
use crate::sending::notice::account;
use crate::sending::queue::queue;
use crate::sending::write::said;
use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use documents::paper::frame::Parties;
use documents::paper::letter::{KeptParties, ReminderLine, ReminderPaper, reminder_letter};
use journey::contact::person::About;
use journey::message::ReminderTone;
use journey::outbox::message::AskedFor;
use journey::say;
use journey::sending::{Channel, Matter, SendingKind, goes_by, left_on};
use records::document::{self, NewDocument, print_letter};
use records::printable::unprintable_message;
use records::{dunning, parties, person, printable, settings};
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
    /// Its message waits in the outbox, and leaves by the mail server.
    #[serde(default)]
    pub queue: bool,
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
        let voice = if self.brief { Voice::Brief } else { Voice::Written };
        Asked { tone: self.tone, also: self.also.as_deref(), step: self.step, voice }
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
    pub client: i64,
    /// What it asks for, the invoice that it begins with first.
    pub invoices: Vec<AskedInvoice>,
    pub total: Cents,
    pub message: MessagePreview,
    /// Whom one calls; empty where nobody is known.
    pub person: String,
    pub phone: String,
    /// What one can say in a call of that tone.
    pub script: String,
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
    let message = MessagePreview::of(written(ask, &concern, &typed)?);
    let each = claimed.invoices.iter().map(|one| AskedInvoice {
        id: one.row.id,
        number: one.row.number.clone(),
        title: one.row.title.clone(),
        due_on: one.row.due_on.to_string(),
        amount: one.amount,
        late_days: one.row.days_late(ask.today),
    });
    let called = person::addressed(ask, client, About::Invoice)?;
    let spoken = Asked { voice: Voice::Spoken, ..asked };
    let script = said_of(ask, &Concern { asked: spoken, ..concern }, &called)?.body;
    Ok(ReminderPreview {
        tone,
        late_days: claimed.lead().days_late(ask.today),
        client,
        invoices: each.collect(),
        total: claimed.total(),
        message,
        person: called.contact,
        phone: called.phone,
        script,
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
    let formal = asked.tone == Some(ReminderTone::Formal);
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
        contested: claimed.invoices.iter().map(|one| one.contested).sum(),
        formal,
        account: formal.then(|| account(ask, claimed)).transpose()?,
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
    let left = reminder_left(&ask, &payload)?;
    if payload.queue {
        return queue(act, &left, &payload, false);
    }
    let also = left.also();
    match payload.method {
        Channel::Email | Channel::Phone => note(act, &left),
        Channel::Text => {
            let silent = TypedMessage { recipient: String::new(), ..left.typed.clone() };
            let message = written(&ask, &left.concern(&also), &silent)?;
            note_with(act, &left, Kept { body: Some(&message.body), ..Kept::default() })
        }
        Channel::Post | Channel::Registered => {
            act.may_issue()?;
            let claimed = claimed(&ask, payload.invoice, payload.also.as_deref(), payload.step)?;
            let (paper, parties) = letter(&ask, &claimed, &left.concern(&also).asked, &left.typed)?;
            let document = Some(keep(act, &paper, &parties, left.deal)?);
            let (subject, body) = (Some(paper.subject.as_str()), Some(paper.body.as_str()));
            note_with(act, &left, Kept { document, subject, body, ..Kept::default() })
        }
        Channel::Hand | Channel::Portal => Ok(goes_by(Matter::Reminder, payload.method).map(|()| 0)?),
    }
}

/// What leaves to remind, if it may.
pub fn reminder_left(ask: &Ask, payload: &RemindClient) -> Result<Left> {
    let claimed = claimed(ask, payload.invoice, payload.also.as_deref(), payload.step)?;
    let row = claimed.lead();
    goes_by(Matter::Reminder, payload.method)?;
    let day = input::optional_day("sent_on", &payload.sent_on, Near::Past(ask.today))?.unwrap_or(ask.today);
    left_on("sent_on", day, if claimed.early { row.issued_on } else { row.due_on }, ask.today)?;
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
    let asked = claimed.invoices.iter().map(|one| AskedFor {
        invoice: one.row.id,
        since: one.since,
        days: one.days,
        amount: one.amount,
    });
    Ok(Left {
        about: (MessageKind::Reminder, row.id),
        number: row.number.clone(),
        client: row.client,
        deal: row.deal,
        deals: claimed.invoices.iter().map(|one| one.row.deal).collect(),
        kind: SendingKind::Reminder,
        method: payload.method,
        day,
        invoice: Some(row.id),
        quote_version: None,
        document: Some(row.document),
        typed,
        words,
        tone: Some(tone),
        step: payload.step,
        occasion: None,
        asked: asked.collect(),
    })
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
