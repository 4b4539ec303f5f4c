//! The outbox: what waits and why, what left lately, how messages leave; and what whoever hands them over needs.

use books::act::Ask;
use books::entry::{ById, Empty, Paper, paper};
use books::error::Result;
use books::vault;
use journey::dunning::PlannedMessage;
use journey::outbox::account::MailAccount;
use journey::outbox::by_itself::is_the_hour;
use journey::outbox::message::{
    MessageState, TryAgain, may_be_dropped, may_be_resent, may_be_resolved, may_be_tried,
};
use journey::sending::SendingKind;
use journey::today::ClientName;
use records::dunning::rules;
use records::outbox::{MOMENT, Waiting, account, halt, message, settled, waiting};
use records::outbox_due::{due_by_itself, leaving_now};
use records::settings::identity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::calendar::is_working_day;
use values::server::Server;

/// A message in the outbox, or one that left it lately.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OutboxRow {
    pub id: i64,
    pub kind: SendingKind,
    pub client: ClientName,
    pub deal: i64,
    /// « F-2026-0012 »
    pub number: String,
    pub recipient: String,
    pub copies: String,
    pub subject: String,
    /// Its very bytes, as a document.
    pub document: i64,
    /// Nobody pressed a button for it.
    pub by_itself: bool,
    /// ISO moments, local.
    pub made_at: String,
    pub state: MessageState,
    /// When it came to be so.
    pub at: String,
    /// Why it failed, or what the server answered.
    pub words: String,
    pub again: Option<TryAgain>,
    pub next_try: Option<String>,
    pub may_drop: bool,
    pub may_resend: bool,
    pub may_resolve: bool,
}

impl OutboxRow {
    fn of(one: Waiting) -> OutboxRow {
        let state = one.state;
        OutboxRow {
            id: one.id,
            kind: one.kind,
            client: ClientName { id: one.client, name: one.client_name },
            deal: one.deal,
            number: one.number,
            recipient: one.recipient,
            copies: one.copies,
            subject: one.subject,
            document: one.message,
            by_itself: one.by_itself,
            made_at: one.made_at.format(MOMENT).to_string(),
            state,
            at: one.at.format(MOMENT).to_string(),
            words: one.words,
            again: one.again,
            next_try: one.next_try.map(|at| at.format(MOMENT).to_string()),
            may_drop: may_be_dropped(state).is_ok(),
            may_resend: may_be_resent(state).is_ok(),
            may_resolve: may_be_resolved(state).is_ok(),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OutboxView {
    /// What waits, what failed and what is unknown, in the order of queueing.
    pub waiting: Vec<OutboxRow>,
    /// What left or was taken back lately, the latest first.
    pub settled: Vec<OutboxRow>,
    /// Reminders that came due by themselves while nobody was there: they leave by one's own word.
    pub late: Vec<PlannedMessage>,
    /// A server is set.
    pub ready: bool,
    /// What keeps every message back now.
    pub halted: Option<String>,
}

/// How many of those that left are shown.
const LATELY: usize = 30;

pub fn outbox(ask: &Ask, _: Empty) -> Result<OutboxView> {
    let ready = account(ask)?.is_some();
    let rows = |all: Vec<Waiting>| all.into_iter().map(OutboxRow::of).collect::<Vec<_>>();
    let waiting = rows(waiting(ask, None)?);
    Ok(OutboxView {
        halted: halt(ask)?.filter(|_| !waiting.is_empty()).map(|halt| halt.words),
        waiting,
        settled: rows(settled(ask, LATELY)?),
        late: if ready { due_by_itself(ask)?.late } else { Vec::new() },
        ready,
    })
}

/// How many messages do not leave without one's word: those of which nobody knows, those that failed and are not tried
/// again by themselves, reminders that came due while nobody was there.
pub fn to_look_at(ask: &Ask) -> Result<i64> {
    let stuck = |one: &Waiting| {
        one.state == MessageState::Unknown || (one.state == MessageState::Failed && one.next_try.is_none())
    };
    let stuck = waiting(ask, None)?.iter().filter(|one| stuck(one)).count();
    let late = if account(ask)?.is_some() { due_by_itself(ask)?.late.len() } else { 0 };
    Ok(i64::try_from(stuck + late).unwrap_or(i64::MAX))
}

/// What keeps every message back until one changes something, and how many wait.
pub fn halted(ask: &Ask) -> Result<Option<(String, i64)>> {
    let Some(halt) = halt(ask)?.filter(|halt| halt.until.is_none()) else { return Ok(None) };
    Ok(Some((halt.words, i64::try_from(waiting(ask, None)?.len()).unwrap_or(i64::MAX))))
}

/// How messages leave.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailSettings {
    pub account: Option<MailAccount>,
    /// One's own address, from which they leave.
    pub address: String,
}

pub fn mail_settings(ask: &Ask, _: Empty) -> Result<MailSettings> {
    let address = identity(ask)?.map(|one| one.email).unwrap_or_default();
    Ok(MailSettings { account: account(ask)?, address })
}

/// What whoever hands messages over has to do now.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OutboxWork {
    pub server: Option<Server>,
    /// Messages that were being handed over when somebody died.
    pub orphans: Vec<i64>,
    /// Those whose turn it is, in the order of queueing, what failed before last; none while something keeps all back.
    pub due: Vec<i64>,
    /// Reminders leave by themselves now.
    pub by_itself: bool,
    /// What keeps every message back, where something does.
    pub halted: Option<String>,
    /// It is the password of the server, which nobody told.
    pub wants_password: bool,
}

pub fn outbox_work(ask: &Ask, _: Empty) -> Result<OutboxWork> {
    let mut all = waiting(ask, None)?;
    // What failed goes last: one message that no server takes keeps no other back.
    all.sort_by_key(|one| (one.failures, one.id));
    let halt = halt(ask)?;
    let wants_password = halt.as_ref().is_some_and(|halt| halt.again == Some(TryAgain::Password));
    let halted = halt.map(|halt| halt.words);
    let account = account(ask)?;
    // Nobody pressed a button for it: it keeps to working hours at each try.
    let at_work = account.as_ref().is_some_and(|account| is_the_hour(account, ask.now))
        && is_working_day(ask.today, rules(ask)?.region);
    let ids =
        |which: &dyn Fn(&Waiting) -> bool| all.iter().filter(|one| which(one)).map(|one| one.id).collect();
    Ok(OutboxWork {
        server: account.map(|account| account.server),
        orphans: ids(&|one| one.state == MessageState::Sending),
        due: ids(&|one| halted.is_none() && is_due(one, ask) && (at_work || !one.by_itself)),
        by_itself: !leaving_now(ask)?.is_empty(),
        halted,
        wants_password,
    })
}

fn is_due(one: &Waiting, ask: &Ask) -> bool {
    may_be_tried(one.standing(), ask.now).is_ok()
}

/// A message as a server is given it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessageToSend {
    pub from: String,
    /// All who receive it, each once.
    pub to: Vec<String>,
    pub message: Paper,
}

pub fn message_to_send(ask: &Ask, payload: ById) -> Result<MessageToSend> {
    let one = message(ask, payload.id)?;
    let mut to: Vec<String> = Vec::new();
    for address in [&one.recipient, &one.copies, &one.blind].into_iter().flat_map(|list| list.split(", ")) {
        if !address.is_empty() && !to.iter().any(|known| known == address) {
            to.push(address.to_owned());
        }
    }
    let (name, media_type, sha256): (String, String, String) = ask
        .db
        .prepare_cached("SELECT name, media_type, sha256 FROM document WHERE id = ?1")?
        .query_row([one.message], |r| Ok((r.get("name")?, r.get("media_type")?, r.get("sha256")?)))?;
    let bytes = vault::kept(ask.db, &sha256)?;
    Ok(MessageToSend { from: one.sender, to, message: paper(name, &media_type, &bytes) })
}
