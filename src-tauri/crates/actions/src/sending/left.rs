//! What leaves, as it is noted: who received it, when, by which paper, and which message says so. It is noted at once, or
//! its message waits in the outbox and it is noted once that left.

use crate::sending::material::{Asked, Concern, MessageKind, Voice};
use crate::sending::message::{TypedMessage, written};
use crate::sending::write::{Sent, write};
use books::act::{Act, Ask};
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::follow_up::occasion::Occasion;
use journey::message::ReminderTone;
use journey::outbox::message::{AskedFor, none_waits};
use journey::sending::{Channel, SendingKind};
use records::outbox;
use rusqlite::params;

/// What leaves.
pub struct Left {
    pub about: (MessageKind, i64),
    /// « F-2026-0012 »
    pub number: String,
    pub client: i64,
    pub deal: i64,
    /// Every deal that it is about, the first included.
    pub deals: Vec<i64>,
    pub kind: SendingKind,
    pub method: Channel,
    pub day: NaiveDate,
    pub invoice: Option<i64>,
    pub quote_version: Option<i64>,
    /// The paper that goes; none for a message alone.
    pub document: Option<i64>,
    pub typed: TypedMessage,
    /// What was said beside it.
    pub words: String,
    /// Of a reminder.
    pub tone: Option<ReminderTone>,
    pub step: Option<i64>,
    /// Of the follow-up.
    pub occasion: Option<Occasion>,
    /// Of a reminder: what it asks for, the invoice that it begins with first.
    pub asked: Vec<AskedFor>,
}

/// What is kept of it beside the row itself.
#[derive(Default)]
pub struct Kept<'a> {
    pub recipient: Option<&'a str>,
    pub subject: Option<&'a str>,
    pub body: Option<&'a str>,
    /// The paper that left, where it is not the one that it is about.
    pub document: Option<i64>,
    /// The bytes of its message.
    pub message: Option<i64>,
}

impl Left {
    /// The invoices that go with the first of a reminder.
    #[must_use]
    pub fn also(&self) -> Vec<i64> {
        self.asked.iter().skip(1).map(|one| one.invoice).collect()
    }

    /// What its message is about; `also` as [`Left::also`] tells it.
    #[must_use]
    pub fn concern<'a>(&self, also: &'a [i64]) -> Concern<'a> {
        let (what, id) = self.about;
        let also = (self.kind == SendingKind::Reminder).then_some(also);
        let voice = if self.method == Channel::Text { Voice::Brief } else { Voice::Written };
        Concern { what, id, asked: Asked { tone: self.tone, also, step: self.step, voice } }
    }

    /// Nothing about the same thing waits in the outbox.
    pub fn is_alone(&self, ask: &Ask) -> Result<()> {
        let waits = outbox::waits_already(ask, self.kind, self.client, self.deal, self.about.1)?;
        Ok(none_waits(self.kind, &self.number, waits)?)
    }
}

/// Notes that it left. By e-mail its message is kept as it was; other ways only what was typed.
pub fn note(act: &Act, left: &Left) -> Result<i64> {
    match left.method {
        Channel::Email => {
            let also = left.also();
            let message = written(&act.ask(), &left.concern(&also), &left.typed)?.addressed()?;
            let kept = Kept {
                recipient: Some(&message.recipient),
                subject: Some(&message.subject),
                body: Some(&message.body),
                message: Some(message.keep(act, left.deal)?),
                document: None,
            };
            note_with(act, left, kept)
        }
        Channel::Post
        | Channel::Hand
        | Channel::Portal
        | Channel::Phone
        | Channel::Registered
        | Channel::Text => note_with(act, left, Kept::default()),
    }
}

/// The same, with what is kept of it.
pub fn note_with(act: &Act, left: &Left, kept: Kept) -> Result<i64> {
    left.is_alone(&act.ask())?;
    for deal in &left.deals {
        act.about(*deal);
    }
    let body = [kept.body.unwrap_or(&left.typed.body), left.words.as_str()];
    let body = body.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    let sending = write(
        act,
        &Sent {
            client: left.client,
            deal: left.deal,
            kind: left.kind,
            method: left.method,
            day: left.day,
            recipient: kept.recipient.unwrap_or(&left.typed.recipient),
            copies: &left.typed.copies,
            tone: left.tone,
            subject: kept.subject.unwrap_or(&left.typed.subject),
            body: &body,
            invoice: left.invoice,
            quote_version: left.quote_version,
            document: kept.document.or(left.document),
            message: kept.message,
        },
    )?;
    note_steps(act, sending, &left.asked)?;
    if let Some(occasion) = left.occasion {
        note_written(act, left.deal, occasion, (left.day, sending))?;
    }
    Ok(sending)
}

/// What a message of the follow-up was for, and when it left.
pub fn note_written(
    act: &Act,
    deal: i64,
    occasion: Occasion,
    (day, sending): (NaiveDate, i64),
) -> Result<()> {
    act.db
        .prepare_cached(
            "INSERT INTO follow_up (deal, kind, day, words, sending) VALUES (?1, ?2, ?3, '', ?4)",
        )?
        .execute(params![deal, Word(occasion.noted()), day.to_string(), sending])?;
    Ok(())
}

/// The step that a reminder was for each invoice: none of them is taken twice.
pub fn note_steps(act: &Act, sending: i64, asked: &[AskedFor]) -> Result<()> {
    let mut insert = act
        .db
        .prepare_cached("INSERT INTO reminded (sending, invoice, since, days) VALUES (?1, ?2, ?3, ?4)")?;
    for one in asked {
        insert.execute(params![sending, one.invoice, one.since.to_string(), one.days])?;
    }
    Ok(())
}
