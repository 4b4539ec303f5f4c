//! A message as it is handed over: looked at once more, then what the server answered.
//!
//! Invariant: it is noted as being handed over before the first byte of it leaves; what is found so later may have left.

use crate::invoice::duplicate::duplicate_left;
use crate::sending::announcement::announcement_left;
use crate::sending::left::{Left, note_steps, note_written};
use crate::sending::promised::promise_left;
use crate::sending::queue::{Event, happens};
use crate::sending::receipt::receipt_left;
use crate::sending::reminder::reminder_left;
use crate::sending::send::{follow_up_left, invoice_left, quote_left};
use crate::sending::suspended::suspension_left;
use crate::sending::write::{Sent, write};
use crate::sending::written::{WriteToClient, written_left};
use books::act::{Act, Ask};
use books::error::{Error, Result};
use chrono::NaiveDate;
use journey::outbox::message::{MessageState, TryAgain, may_be_noted, may_be_tried, still_says};
use journey::outbox::retry::next_try;
use journey::sending::{Channel, SendingKind};
use records::invoice_row;
use records::outbox::{MOMENT, Waiting, message, waiting};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneMessage {
    pub message: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteMessage {
    pub message: i64,
    /// `sent`, `failed` or `unknown`.
    pub state: MessageState,
    /// What the server answered, or why it failed, as people read it.
    #[serde(default)]
    pub words: String,
    /// Of a failure: what makes it leave after all.
    #[serde(default)]
    pub again: Option<TryAgain>,
    /// How long the server asks one to wait, in seconds.
    #[serde(default)]
    pub wait: Option<i64>,
    /// Every message would meet the same now.
    #[serde(default)]
    pub stops_all: bool,
}

/// It is its turn: noted as being handed over, or held with the reason where what it says is no more to be said. Answers
/// the message; 0 where it is held.
pub fn take(act: &Act, payload: OneMessage) -> Result<i64> {
    let ask = act.ask();
    let found = message(&ask, payload.message)?;
    may_be_tried(found.standing(), act.now)?;
    match looked_at_again(&ask, &found) {
        Ok(()) => {
            happens(act, found.id, &Event::of(MessageState::Sending))?;
            Ok(found.id)
        }
        Err(Error::Refused(refusal)) => {
            act.about(found.deal);
            let words = &refusal.message;
            let held = Event { words, again: Some(TryAgain::Never), ..Event::of(MessageState::Failed) };
            happens(act, found.id, &held)?;
            Ok(0)
        }
        Err(other) => Err(other),
    }
}

/// What was typed is still allowed, and says what it said.
fn looked_at_again(ask: &Ask, found: &Waiting) -> Result<()> {
    let typed = found.payload.as_str();
    let left: Left = match found.kind {
        SendingKind::Invoice => invoice_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Quote => quote_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::QuoteFollowUp => follow_up_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Reminder => reminder_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Duplicate => duplicate_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Suspension => suspension_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Promise => promise_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Receipt => receipt_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::FollowUp => written_left(ask, &serde_json::from_str(typed)?)?,
        SendingKind::Announcement => announcement_left(ask, &serde_json::from_str(typed)?)?,
    };
    // What was taken back whole since it was written is asked for no more.
    if let (SendingKind::Invoice, Some(id)) = (found.kind, left.invoice) {
        let issued = invoice_row::issued(ask, id)?;
        if issued.is_annulled() {
            let text = format!("{} est annulée par avoir depuis : elle n’est plus envoyée.", issued.number);
            return Err(Refusal::not_now(text).into());
        }
    }
    let same_paper = (left.invoice, left.quote_version) == (found.invoice, found.quote_version);
    let days = (found.made_at.date(), ask.today);
    Ok(still_says(found.kind, days, (&found.asked, &left.asked), same_paper)?)
}

/// What became of it.
pub fn note(act: &Act, payload: NoteMessage) -> Result<i64> {
    let found = message(&act.ask(), payload.message)?;
    may_be_noted(found.state, payload.state)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    match payload.state {
        MessageState::Sent => note_sent(act, &found, act.today, &words)?,
        MessageState::Unknown => {
            act.about(found.deal);
            happens(act, found.id, &Event { words: &words, ..Event::of(MessageState::Unknown) })?;
        }
        MessageState::Failed => {
            let again = payload.again.unwrap_or(TryAgain::Never);
            let later = again == TryAgain::Later;
            let next = later.then(|| next_try(act.now, found.failures + 1, payload.wait));
            let failed = Event {
                words: &words,
                again: Some(again),
                next_try: next.map(|at| at.format(MOMENT).to_string()),
                stops_all: payload.stops_all,
                ..Event::of(MessageState::Failed)
            };
            happens(act, found.id, &failed)?;
        }
        MessageState::Ready | MessageState::Sending | MessageState::Dropped => {
            return Err(Refusal::at(
                "state",
                "Dites s’il est parti, s’il ne l’est pas, ou si on ne le sait pas.",
            )
            .into());
        }
    }
    Ok(found.id)
}

/// It left on that day: noted as if it had been sent by hand, with its very bytes.
pub fn note_sent(act: &Act, found: &Waiting, day: NaiveDate, words: &str) -> Result<()> {
    act.about(found.deal);
    let sending = write(
        act,
        &Sent {
            client: found.client,
            deal: found.deal,
            kind: found.kind,
            method: Channel::Email,
            day,
            recipient: &found.recipient,
            copies: &found.copies,
            tone: found.tone,
            subject: &found.subject,
            body: &found.body,
            invoice: found.invoice,
            quote_version: found.quote_version,
            document: Some(found.document),
            message: Some(found.message),
        },
    )?;
    note_steps(act, sending, &found.asked)?;
    if found.kind == SendingKind::FollowUp {
        let typed: WriteToClient = serde_json::from_str(&found.payload)?;
        note_written(act, found.deal, typed.occasion, (day, sending))?;
    }
    let sent = Event { words, sending: Some(sending), ..Event::of(MessageState::Sent) };
    happens(act, found.id, &sent)?;
    Ok(())
}

/// These books were put back from a copy: what waits in them may have left since the copy was made.
pub fn doubt_all(act: &Act) -> Result<()> {
    const COPIED: &str = "Ces données viennent d’une sauvegarde : ce message est peut-être parti depuis. Vérifiez-le avant de l’envoyer.";
    for one in waiting(&act.ask(), None)? {
        if one.state != MessageState::Unknown {
            happens(act, one.id, &Event { words: COPIED, ..Event::of(MessageState::Unknown) })?;
        }
    }
    Ok(())
}
