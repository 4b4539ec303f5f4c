//! A message that waits in the outbox: checked as if it left now, its bytes made once and kept.

use crate::sending::left::{Left, note};
use crate::sending::message::{Leaving, composed};
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::message::ReminderTone;
use journey::outbox::account::can_leave;
use journey::outbox::message::{MessageState, TryAgain};
use journey::sending::{Channel, SendingKind};
use records::{outbox, settings};
use rusqlite::{named_params, params};
use serde::Serialize;
use serde_json::{Value, json};
use values::refusal::Refusal;

/// It left and is noted so, or its message waits in the outbox; answers the sending or the message.
pub fn leave<T: Serialize>(act: &Act, left: &Left, payload: &T, queued: bool) -> Result<i64> {
    if queued { queue(act, left, payload, false) } else { note(act, left) }
}

/// Puts its message in the outbox; answers that message. `payload` is what was typed, to be looked at again before it
/// leaves. `by_itself`: nobody pressed a button for it.
pub fn queue<T: Serialize>(act: &Act, left: &Left, payload: &T, by_itself: bool) -> Result<i64> {
    let ask = act.ask();
    if left.method != Channel::Email {
        return Err(Refusal::at("method", "Seul un e-mail part de la boîte d’envoi.").into());
    }
    if left.day != act.today {
        let field = if left.kind == SendingKind::QuoteFollowUp { "followed_on" } else { "sent_on" };
        return Err(
            Refusal::at(field, "Un message de la boîte d’envoi part aujourd’hui : videz ce champ.").into()
        );
    }
    left.is_alone(&ask)?;
    let address = settings::the_seller(&ask)?.email;
    let account = can_leave(outbox::account(&ask)?, &address)?;
    let leaving = Leaving::FromHere {
        at: act.seconds,
        mark: act.head.seal.get(..32).unwrap_or_default().to_owned(),
        answers: outbox::message_before(&ask, left.invoice, left.quote_version)?,
    };
    let answers = match &leaving {
        Leaving::FromHere { answers, .. } => answers.clone(),
        Leaving::ByMailProgram => String::new(),
    };
    let also = left.also();
    let message = composed(&ask, &left.concern(&also), &left.typed, leaving)?.addressed()?;
    for deal in &left.deals {
        act.about(*deal);
    }
    let kept = message.keep(act, left.deal)?;
    let receives = |list: &str| list.split(", ").any(|one| one == address);
    let copied = account.copy_to_self && !receives(&message.recipient) && !receives(&message.copies);
    act.db
        .prepare_cached(
            "INSERT INTO outbox_message (client, deal, kind, payload, by_itself, sender, recipient, copies, blind, tone, subject,
                 body, invoice, quote_version, document, message, asked, message_id, answers, made_at)
             VALUES (:client, :deal, :kind, :payload, :by_itself, :sender, :recipient, :copies, :blind, :tone, :subject,
                 :body, :invoice, :quote_version, :document, :message, :asked, :message_id, :answers, :made_at)",
        )?
        .execute(named_params! {
            ":client": left.client,
            ":deal": left.deal,
            ":kind": Word(left.kind),
            ":payload": pinned(left, payload)?.to_string(),
            ":by_itself": by_itself,
            ":sender": message.sender,
            ":recipient": message.recipient,
            ":copies": message.copies,
            ":blind": if copied { address.as_str() } else { "" },
            ":tone": left.tone.map_or("", ReminderTone::stored),
            ":subject": message.subject,
            ":body": message.body,
            ":invoice": left.invoice,
            ":quote_version": left.quote_version,
            // What carries no paper stands for itself.
            ":document": left.document.unwrap_or(kept),
            ":message": kept,
            ":asked": serde_json::to_string(&left.asked)?,
            ":message_id": message.id,
            ":answers": answers,
            ":made_at": act.at,
        })?;
    let id = act.db.last_insert_rowid();
    happens(act, id, &Event::of(MessageState::Ready))?;
    Ok(id)
}

/// What was typed, as it will be looked at again: about the very invoices of the message, and of no day.
fn pinned<T: Serialize>(left: &Left, payload: &T) -> Result<Value> {
    let mut payload = serde_json::to_value(payload)?;
    for day in ["sent_on", "followed_on"] {
        if let Some(typed) = payload.get_mut(day) {
            *typed = json!("");
        }
    }
    if left.kind == SendingKind::Reminder {
        (payload["also"], payload["tone"]) = (json!(left.also()), json!(left.tone));
    }
    Ok(payload)
}

/// What becomes of a message.
pub struct Event<'a> {
    pub state: MessageState,
    pub words: &'a str,
    pub again: Option<TryAgain>,
    pub next_try: Option<String>,
    pub stops_all: bool,
    /// What was noted once it left.
    pub sending: Option<i64>,
}

impl Event<'_> {
    #[must_use]
    pub fn of(state: MessageState) -> Event<'static> {
        Event { state, words: "", again: None, next_try: None, stops_all: false, sending: None }
    }
}

/// Writes what becomes of a message; answers the event.
pub fn happens(act: &Act, message: i64, event: &Event) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO outbox_event (message, state, at, words, again, next_try, stops_all, sending)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            message,
            Word(event.state),
            act.at,
            event.words,
            event.again.map_or("", TryAgain::stored),
            event.next_try,
            event.stops_all,
            event.sending
        ])?;
    Ok(act.db.last_insert_rowid())
}
