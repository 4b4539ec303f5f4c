//! The outbox at work: hands what waits to the mail server, one message after the other, and notes what became of each.
//!
//! Invariant: a message is noted as being handed over before its first byte leaves, and one that is found so was not
//! handed over to its end: it may have left, and is never sent again by itself. One process at a time does it.

use base64::Engine as _;
use books::entry::{Empty, Watch};
use books::error::{Error, Result};
use books::failure::Failure as Stopped;
use books::house::House;
use books::private;
use books::transact::crash_point;
use journey::outbox::message::{MessageState, TryAgain};
use post::{Failure, Limits, Message, Passwords, Retry, Session};
use questions::outbox::{MessageToSend, OutboxView, OutboxWork};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use ts_rs::TS;
use values::input;
use values::server::Server;

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HandedOver {
    pub message: i64,
    pub state: MessageState,
    /// What the server answered, or why it did not leave.
    pub words: String,
}

/// What was done of the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct OutboxRun {
    pub messages: Vec<HandedOver>,
    /// What keeps the others back, where something does.
    pub halted: Option<String>,
}

impl OutboxRun {
    /// Did the books change?
    #[must_use]
    pub fn did_something(&self) -> bool {
        !self.messages.is_empty()
    }
}

/// Hands over what waits, with what this process knows of passwords.
pub fn send(house: &House, _: Empty, watch: Watch) -> Result<OutboxRun> {
    run(house, Passwords::of_process(), &Limits::default(), watch)
}

/// The same, with those passwords and that patience.
pub fn run(house: &House, passwords: &Passwords, limits: &Limits, watch: Watch) -> Result<OutboxRun> {
    if house.is_away() {
        return Ok(halted("Vous regardez la démonstration : aucun message ne part."));
    }
    let Some(_alone) = alone(house)? else {
        return Ok(halted("Un autre programme envoie déjà vos messages."));
    };
    let mut done = OutboxRun::default();
    let mut work = look(house)?;
    for orphan in &work.orphans {
        note(house, &mut done, *orphan, MessageState::Unknown, CUT.to_owned(), json!({}))?;
    }
    if work.by_itself {
        match house.act("queue_reminders", json!({ "all": false })) {
            Ok(_) | Err(Stopped::Refused(_)) => {}
            Err(stopped) => return Err(stopped.again()),
        }
        work = look(house)?;
    }
    // What failed for want of a password leaves once this process knows it.
    if work.wants_password && work.server.as_ref().and_then(|server| passwords.find(server)).is_some() {
        try_again(house)?;
        work = look(house)?;
    }
    done.halted = work.halted;
    let (Some(server), Some(first)) = (work.server, work.due.first().copied()) else { return Ok(done) };
    let secret = passwords.find(&server);
    if server.user.is_some() && secret.is_none() {
        let why = no_password(passwords, &server);
        let more = json!({ "again": TryAgain::Password, "stops_all": true });
        note(house, &mut done, first, MessageState::Failed, why.clone(), more)?;
        done.halted = Some(why);
        return Ok(done);
    }
    let mut line = Line { server, secret, limits: *limits, session: None };
    let mut tried = BTreeSet::new();
    // What is queued meanwhile goes too; what was tried waits for another time.
    'run: loop {
        work.due.retain(|message| !tried.contains(message));
        if work.due.is_empty() {
            break;
        }
        let all = tried.len() + work.due.len();
        for message in std::mem::take(&mut work.due) {
            let told = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            if !watch(told(tried.len()), told(all)) {
                break 'run;
            }
            tried.insert(message);
            done.halted = one(house, &mut line, &mut done, message)?;
            if done.halted.is_some() {
                break 'run;
            }
        }
        work.due = look(house)?.due;
    }
    if let Some(session) = line.session {
        session.quit();
    }
    Ok(done)
}

const CUT: &str = "L’envoi a été interrompu : regardez si ce message est parti, dans la copie que vous en recevez ou auprès du client.";

/// What to do about it, with a keyring that keeps it or without.
fn no_password(passwords: &Passwords, server: &Server) -> String {
    let kept = if passwords.is_kept(server).is_ok() {
        "il sera gardé par votre système."
    } else {
        "ce système n’a pas de trousseau, il sera redemandé à chaque ouverture."
    };
    format!("Le mot de passe du serveur d’envoi manque : indiquez-le dans Réglages, Envoi ; {kept}")
}

/// A call to the server, while it lasts.
struct Line {
    server: Server,
    secret: Option<post::Secret>,
    limits: Limits,
    session: Option<Session>,
}

impl Line {
    fn open(&mut self) -> Result<&mut Session, Failure> {
        let session = match self.session.take().filter(Session::is_open) {
            Some(session) => session,
            None => Session::open(&self.server, self.secret.as_ref(), &self.limits)?,
        };
        Ok(self.session.insert(session))
    }
}

/// Hands one over; answers what keeps all the others back, where something does.
fn one(house: &House, line: &mut Line, done: &mut OutboxRun, message: i64) -> Result<Option<String>> {
    let MessageToSend { from, to, message: paper } = ask(house, "message_to_send", json!({ "id": message }))?;
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&paper.base64)
        .map_err(|_| Error::Broken(format!("the bytes of message {message}")))?;
    let to: Vec<&str> = to.iter().map(String::as_str).collect();
    // Nobody is reached: nothing was handed over.
    let session = match line.open() {
        Ok(session) => session,
        Err(failure) => return failed(house, done, message, &failure, true),
    };
    match house.act("take_message", json!({ "message": message })) {
        Ok(taken) if taken["id"] == json!(message) => {}
        Ok(_) => {
            let held = look_at(house, message)?;
            done.messages.push(HandedOver { message, state: MessageState::Failed, words: held });
            return Ok(None);
        }
        // Somebody took it back meanwhile.
        Err(Stopped::Refused(_)) => return Ok(None),
        Err(stopped) => return Err(stopped.again()),
    }
    crash_point("before_post");
    match session.send(&Message { from: &from, to: &to, bytes: &bytes }) {
        Ok(accepted) => {
            crash_point("after_post");
            note(house, done, message, MessageState::Sent, accepted.reply, json!({}))?;
            Ok(None)
        }
        Err(failure) if !failure.certain => {
            note(house, done, message, MessageState::Unknown, failure.to_string(), json!({}))?;
            Ok(None)
        }
        Err(failure) => failed(house, done, message, &failure, failure.stops_all()),
    }
}

/// It did not leave, for certain.
fn failed(
    house: &House,
    done: &mut OutboxRun,
    message: i64,
    failure: &Failure,
    stops_all: bool,
) -> Result<Option<String>> {
    let again = match failure.retry() {
        Retry::Later => TryAgain::Later,
        Retry::AfterChange => TryAgain::AfterChange,
        Retry::Never => TryAgain::Never,
    };
    let wait = failure.wait().map(|wait| wait.as_secs());
    let more = json!({ "again": again, "wait": wait, "stops_all": stops_all });
    note(house, done, message, MessageState::Failed, failure.to_string(), more)?;
    Ok(stops_all.then(|| failure.to_string()))
}

fn note(
    house: &House,
    done: &mut OutboxRun,
    message: i64,
    state: MessageState,
    words: String,
    more: Value,
) -> Result<()> {
    let words = kept(&words);
    let mut payload = json!({ "message": message, "state": state, "words": words });
    if let (Some(fields), Value::Object(more)) = (payload.as_object_mut(), more) {
        fields.extend(more);
    }
    match house.act("note_message", payload) {
        Ok(_) => {
            done.messages.push(HandedOver { message, state, words });
            Ok(())
        }
        // Taken back before anything was handed over: nothing is left to note.
        Err(Stopped::Refused(_)) if state == MessageState::Failed => Ok(()),
        Err(stopped) => Err(stopped.again()),
    }
}

/// A server's own words, whatever letters they hold: they never keep what became of a message from being noted.
fn kept(words: &str) -> String {
    input::paragraph("words", words, input::LONG).unwrap_or_else(|_| {
        let plain = |c: char| if c.is_alphanumeric() || c.is_ascii_punctuation() { c } else { ' ' };
        let told: String = words.chars().map(plain).collect();
        told.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(1_000).collect()
    })
}

/// Why a message was held.
fn look_at(house: &House, message: i64) -> Result<String> {
    let view: OutboxView = ask(house, "outbox", json!({}))?;
    Ok(view.waiting.into_iter().find(|row| row.id == message).map(|row| row.words).unwrap_or_default())
}

fn look(house: &House) -> Result<OutboxWork> {
    ask(house, "outbox_work", json!({}))
}

fn ask<T: DeserializeOwned>(house: &House, name: &str, payload: Value) -> Result<T> {
    let answer = house.ask(name, payload).map_err(|stopped| stopped.again())?;
    Ok(serde_json::from_value(answer)?)
}

fn halted(why: &str) -> OutboxRun {
    OutboxRun { messages: Vec::new(), halted: Some(why.to_owned()) }
}

/// Held by the one process that hands messages over, until it ends however it ends; none where another does.
fn alone(house: &House) -> Result<Option<File>> {
    let path = house.folder()?.join("outbox.lock");
    let lock = File::options().create(true).truncate(false).write(true).open(&path)?;
    private::file(&path);
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// What failed for want of another server, user or password is tried again.
pub fn try_again(house: &House) -> Result<()> {
    let view: OutboxView = ask(house, "outbox", json!({}))?;
    for row in view
        .waiting
        .iter()
        .filter(|row| row.may_resend && row.again.is_some_and(TryAgain::waits_for_settings))
    {
        house.act("resend_message", json!({ "message": row.id })).map_err(|stopped| stopped.again())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_words_never_keep_the_outcome_from_being_noted() {
        assert_eq!(kept("250 2.0.0 ok\u{200b}queued"), "250 2.0.0 ok queued");
        assert_eq!(kept("Le serveur a répondu : « 5.1.1\u{7} »."), "Le serveur a répondu : 5.1.1 .");
        assert!(kept(&"x".repeat(100_000)).chars().count() <= 4_000);
    }
}
