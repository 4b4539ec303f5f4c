//! What the books hold of the outbox: which messages wait, and where each stands. One reading for the plan of reminders,
//! for the tasks and for the pages.

use crate::row::Json;
use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use books::stored::Word;
use chrono::NaiveDateTime;
use journey::message::ReminderTone;
use journey::outbox::account::MailAccount;
use journey::outbox::message::{AskedFor, MessageStanding, MessageState, TryAgain};
use journey::sending::SendingKind;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{OptionalExtension, Params, Row, params};
use std::collections::BTreeSet;
use values::refusal::Refusal;

/// A message in the outbox, and where it stands.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: i64,
    /// The card that goes on.
    pub client: i64,
    pub client_name: String,
    pub deal: i64,
    pub kind: SendingKind,
    /// What was typed.
    pub payload: String,
    pub by_itself: bool,
    pub sender: String,
    /// Addresses, separated by commas.
    pub recipient: String,
    pub copies: String,
    pub blind: String,
    pub tone: Option<ReminderTone>,
    pub subject: String,
    pub body: String,
    pub invoice: Option<i64>,
    pub quote_version: Option<i64>,
    /// The quote of that version.
    pub quote: Option<i64>,
    pub document: i64,
    pub message: i64,
    pub asked: Vec<AskedFor>,
    pub message_id: String,
    pub made_at: NaiveDateTime,
    pub state: MessageState,
    /// When it came to be so.
    pub at: NaiveDateTime,
    pub words: String,
    pub again: Option<TryAgain>,
    pub next_try: Option<NaiveDateTime>,
    pub stops_all: bool,
    /// Failures since it last waited for its turn.
    pub failures: usize,
    /// « F-2026-0012 », « D-2026-0004 »
    pub number: String,
}

impl Waiting {
    #[must_use]
    pub fn standing(&self) -> MessageStanding {
        MessageStanding { state: self.state, next_try: self.next_try }
    }
}

/// A stored ISO moment, in a column.
struct Moment(NaiveDateTime);

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Moment> {
        let text = value.as_str()?;
        let read = NaiveDateTime::parse_from_str(text, MOMENT);
        read.map(Moment)
            .map_err(|_| FromSqlError::Other(format!("a stored moment is unreadable: {text}").into()))
    }
}

/// How moments are stored.
pub const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

/// Messages with their latest event, under a condition on `m` and `e`.
macro_rules! messages {
    ($condition:literal) => {
        concat!(
            "SELECT m.id, c.id AS client, c.name AS client_name, m.deal, m.kind, m.payload, m.by_itself, m.sender, m.recipient,
                    m.copies, m.blind, nullif(m.tone, '') AS tone, m.subject, m.body, m.invoice, m.quote_version, m.document,
                    (SELECT quote FROM quote_version WHERE id = m.quote_version) AS quote, m.message, m.asked, m.message_id, m.made_at, e.state, e.at, e.words, nullif(e.again, '') AS again,
                    e.next_try, e.stops_all,
                    (SELECT count(*) FROM outbox_event f WHERE f.message = m.id AND f.state = 'failed' AND f.id >
                       (SELECT max(id) FROM outbox_event r WHERE r.message = m.id AND r.state = 'ready')) AS failures,
                    coalesce((SELECT number FROM invoice WHERE id = m.invoice),
                      (SELECT q.number FROM quote q JOIN quote_version v ON v.quote = q.id WHERE v.id = m.quote_version), '') AS number
             FROM outbox_message m JOIN outbox_event e ON e.id = (SELECT max(id) FROM outbox_event WHERE message = m.id)
             JOIN client k ON k.id = m.client JOIN client c ON c.id = coalesce(k.merged_into, k.id) WHERE ",
            $condition,
            " ORDER BY m.id"
        )
    };
}

fn read(r: &Row) -> rusqlite::Result<Waiting> {
    let failures: i64 = r.get("failures")?;
    Ok(Waiting {
        id: r.get("id")?,
        client: r.get("client")?,
        client_name: r.get("client_name")?,
        deal: r.get("deal")?,
        kind: r.get::<_, Word<_>>("kind")?.0,
        payload: r.get("payload")?,
        by_itself: r.get("by_itself")?,
        sender: r.get("sender")?,
        recipient: r.get("recipient")?,
        copies: r.get("copies")?,
        blind: r.get("blind")?,
        tone: r.get::<_, Option<Word<_>>>("tone")?.map(|tone| tone.0),
        subject: r.get("subject")?,
        body: r.get("body")?,
        invoice: r.get("invoice")?,
        quote_version: r.get("quote_version")?,
        quote: r.get("quote")?,
        document: r.get("document")?,
        message: r.get("message")?,
        asked: r.get::<_, Json<_>>("asked")?.0,
        message_id: r.get("message_id")?,
        made_at: r.get::<_, Moment>("made_at")?.0,
        state: r.get::<_, Word<_>>("state")?.0,
        at: r.get::<_, Moment>("at")?.0,
        words: r.get("words")?,
        again: r.get::<_, Option<Word<_>>>("again")?.map(|again| again.0),
        next_try: r.get::<_, Option<Moment>>("next_try")?.map(|moment| moment.0),
        stops_all: r.get("stops_all")?,
        failures: usize::try_from(failures).unwrap_or_default(),
        number: r.get("number")?,
    })
}

fn all<P: Params>(ask: &Ask, sql: &str, given: P) -> Result<Vec<Waiting>> {
    let mut statement = ask.db.prepare_cached(sql)?;
    let rows = statement.query_map(given, read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Everything that has not left and was not taken back, of one client or of all: in the order of queueing.
pub fn waiting(ask: &Ask, client: Option<i64>) -> Result<Vec<Waiting>> {
    match client {
        None => all(ask, messages!("e.state NOT IN ('sent', 'dropped')"), []),
        Some(client) => all(
            ask,
            messages!(
                "m.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) AND e.state NOT IN ('sent', 'dropped')"
            ),
            [client],
        ),
    }
}

/// What left or was taken back lately: the latest first.
pub fn settled(ask: &Ask, most: usize) -> Result<Vec<Waiting>> {
    let sql = concat!(
        "SELECT * FROM (",
        messages!(
            "m.id IN (SELECT message FROM outbox_event WHERE state IN ('sent', 'dropped') ORDER BY id DESC LIMIT ?1)"
        ),
        ") WHERE state IN ('sent', 'dropped') ORDER BY at DESC, id DESC"
    );
    all(ask, sql, [i64::try_from(most).unwrap_or(i64::MAX)])
}

/// That message, wherever it stands.
pub fn message(ask: &Ask, id: i64) -> Result<Waiting> {
    let found = all(ask, messages!("m.id = ?1"), [id])?.pop();
    found.ok_or_else(|| Refusal::not_found("Ce message").into())
}

/// What waits about a deal: kinds of messages with the invoice or the quote that they are about.
pub fn about_deal(ask: &Ask, deal: i64) -> Result<BTreeSet<(SendingKind, i64)>> {
    let mut about = BTreeSet::new();
    for one in all(ask, messages!("m.deal = ?1 AND e.state NOT IN ('sent', 'dropped')"), [deal])? {
        let quote = one.quote_version.map(|version| quote_of(ask, version)).transpose()?;
        about.extend(one.invoice.or(quote).map(|id| (one.kind, id)));
    }
    Ok(about)
}

fn quote_of(ask: &Ask, version: i64) -> Result<i64> {
    let sql = "SELECT quote FROM quote_version WHERE id = ?1";
    Ok(ask.db.prepare_cached(sql)?.query_row([version], |r| r.get("quote"))?)
}

/// Does a message of that kind wait about the same thing; of reminders, follow-ups and announcements, to the same client?
pub fn waits_already(ask: &Ask, kind: SendingKind, client: i64, deal: i64, about: i64) -> Result<bool> {
    Ok(match kind {
        SendingKind::Reminder => waiting(ask, Some(client))?.iter().any(|one| one.kind == kind),
        SendingKind::Invoice
        | SendingKind::Quote
        | SendingKind::QuoteFollowUp
        | SendingKind::Promise
        | SendingKind::Duplicate => about_deal(ask, deal)?.contains(&(kind, about)),
        SendingKind::FollowUp | SendingKind::Announcement | SendingKind::Suspension => {
            waiting(ask, Some(client))?.iter().any(|one| one.kind == kind)
        }
        SendingKind::Receipt => {
            let typed = |one: &Waiting| serde_json::from_str::<serde_json::Value>(&one.payload).ok();
            let same = |one: &Waiting| typed(one).is_some_and(|typed| typed["payment"] == about);
            waiting(ask, Some(client))?.iter().any(|one| one.kind == kind && same(one))
        }
    })
}

/// The Message-ID of the latest message that left about an invoice or a version of a quote, for the next to follow it.
pub fn message_before(ask: &Ask, invoice: Option<i64>, quote_version: Option<i64>) -> Result<String> {
    let found: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT m.message_id FROM outbox_message m WHERE (m.invoice = ?1 OR m.quote_version = ?2)
               AND EXISTS (SELECT 1 FROM outbox_event WHERE message = m.id AND state = 'sent') ORDER BY m.id DESC LIMIT 1",
        )?
        .query_row(params![invoice, quote_version], |r| r.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// How messages leave, where a server is set.
pub fn account(ask: &Ask) -> Result<Option<MailAccount>> {
    Ok(setting::<Option<MailAccount>>(ask.db, MAIL_ACCOUNT)?.flatten())
}

/// The setting that says how messages leave.
pub const MAIL_ACCOUNT: &str = "mail_account";

/// The failure that keeps every message back, if the latest word about the server is one of a message that was not taken
/// back since; and until when, where time
/// alone mends it.
pub struct Halt {
    pub words: String,
    pub again: Option<TryAgain>,
    pub until: Option<NaiveDateTime>,
}

/// The moment from which a message was handed over the last time; none where it never was.
pub fn handed_over_at(ask: &Ask, message: i64) -> Result<Option<NaiveDateTime>> {
    let found: Option<Moment> = ask
        .db
        .prepare_cached(
            "SELECT at FROM outbox_event WHERE message = ?1 AND state = 'sending' ORDER BY id DESC LIMIT 1",
        )?
        .query_row([message], |r| r.get("at"))
        .optional()?;
    Ok(found.map(|at| at.0))
}

/// What keeps every message back now.
pub fn halt(ask: &Ask) -> Result<Option<Halt>> {
    let found: Option<(bool, Halt)> = ask
        .db
        .prepare_cached(
            "SELECT stops_all, words, nullif(again, '') AS again, next_try FROM outbox_event e
             WHERE state IN ('ready', 'sent', 'failed') AND id = (SELECT max(id) FROM outbox_event WHERE message = e.message)
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([], |r| {
            let until = r.get::<_, Option<Moment>>("next_try")?.map(|at| at.0);
            let again = r.get::<_, Option<Word<_>>>("again")?.map(|again| again.0);
            Ok((r.get("stops_all")?, Halt { words: r.get("words")?, again, until }))
        })
        .optional()?;
    let halted = found.filter(|(stops, halt)| *stops && halt.until.is_none_or(|at| at > ask.now));
    Ok(halted.map(|(_, halt)| halt))
}
