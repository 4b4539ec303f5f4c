//! What was said of an invoice beside its payment, and what keeps reminders back: as the pages show it.

use crate::row::{Day, Json, day};
use crate::work_day::{self, proceedings, work_days};
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use books::stored::Word;
use chrono::NaiveDate;
use journey::dunning::dispute::{DisputeOutcome, DisputeReason};
use journey::dunning::promise::{PromiseState, state};
use journey::today::ClientName;
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

/// A promise of payment.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PromiseRow {
    pub(crate) invoice: i64,
    pub(crate) number: String,
    pub(crate) deal: i64,
    pub(crate) client: ClientName,
    pub(crate) noted_on: String,
    pub(crate) promised_on: String,
    pub(crate) amount: Cents,
    pub(crate) words: String,
    pub(crate) state: PromiseState,
}

/// A dispute about an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DisputeRow {
    pub(crate) id: i64,
    pub(crate) invoice: i64,
    pub(crate) number: String,
    pub(crate) deal: i64,
    pub(crate) client: ClientName,
    pub(crate) opened_on: String,
    pub(crate) reason: DisputeReason,
    pub(crate) amount: Cents,
    /// What is open of the invoice and not contested: it is still due.
    pub(crate) undisputed: Cents,
    /// The lines that it is about; none for no line in particular.
    pub(crate) lines: Vec<String>,
    pub(crate) words: String,
    pub(crate) next: String,
    pub(crate) next_by: Option<String>,
    pub(crate) settled_on: Option<String>,
    pub(crate) outcome: Option<DisputeOutcome>,
}

/// What keeps reminders back.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StopRow {
    pub(crate) id: i64,
    pub(crate) client: ClientName,
    /// Of what was ceded.
    pub(crate) number: Option<String>,
    pub(crate) kind: StopKind,
    pub(crate) noted_on: String,
    /// The first day after a hold, or the day on which proceedings were published.
    pub(crate) on_day: Option<String>,
    pub(crate) words: String,
    /// Of proceedings: the day on which the claim was declared, and for how much.
    pub(crate) declared_on: Option<String>,
    pub(crate) declared: Cents,
    /// What they hold, still to be paid.
    pub(crate) held: Cents,
    /// Of proceedings: each invoice still to be paid, before or after the judgment, by which day, and what follows.
    pub(crate) debts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    Hold,
    Insolvency,
    Ceded,
}

values::stored!(StopKind {
    Hold = "hold",
    Insolvency = "insolvency",
    Ceded = "ceded",
});

/// The latest promise of each invoice under a condition on its row `p`, the open invoice `i`.
macro_rules! promises {
    ($condition:literal) => {
        concat!(
            "SELECT p.id, p.invoice, i.number, i.deal, d.client, c.name, p.day, p.promised_on, p.amount, p.words,
                    (SELECT coalesce(sum(a.amount), 0) FROM allocation a LEFT JOIN payment m ON m.id = a.payment
                     WHERE a.invoice = p.invoice AND (m.id IS NULL OR m.received_on >= p.day)) AS settled_since,
                    coalesce((SELECT sum(open) FROM open_invoice WHERE invoice = p.invoice), 0) AS open
             FROM promise p JOIN invoice i ON i.id = p.invoice JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
             WHERE p.id = (SELECT max(id) FROM promise WHERE invoice = p.invoice) AND p.promised_on IS NOT NULL AND ",
            $condition,
            " ORDER BY p.promised_on, p.id"
        )
    };
}

fn read_promise(r: &Row, today: NaiveDate) -> rusqlite::Result<PromiseRow> {
    let Day(promised_on) = r.get("promised_on")?;
    let amount = Cents(r.get("amount")?);
    Ok(PromiseRow {
        invoice: r.get("invoice")?,
        number: r.get("number")?,
        deal: r.get("deal")?,
        client: ClientName { id: r.get("client")?, name: r.get("name")? },
        noted_on: r.get("day")?,
        promised_on: promised_on.to_string(),
        amount,
        words: r.get("words")?,
        state: state(promised_on, amount, Cents(r.get("settled_since")?), Cents(r.get("open")?), today),
    })
}

/// The promise that stands for an invoice.
pub fn promise(ask: &Ask, invoice: i64) -> Result<Option<PromiseRow>> {
    Ok(ask
        .db
        .prepare_cached(promises!("p.invoice = ?1"))?
        .query_row([invoice], |r| read_promise(r, ask.today))
        .optional()?)
}

/// The promises that stand for what is still open, of one client or of all, the earliest first.
pub fn promises(ask: &Ask, client: Option<i64>) -> Result<Vec<PromiseRow>> {
    let sql = match client {
        Some(_) => {
            promises!("p.invoice IN (SELECT invoice FROM open_invoice WHERE open > 0 AND client = ?1)")
        }
        None => promises!("p.invoice IN (SELECT invoice FROM open_invoice WHERE open > 0 AND ?1 IS NULL)"),
    };
    let mut statement = ask.db.prepare_cached(sql)?;
    let rows =
        statement.query_map([client], |r| read_promise(r, ask.today))?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

macro_rules! disputes {
    ($condition:literal) => {
        concat!(
            "SELECT x.id, x.invoice, i.number, i.deal, d.client, c.name, x.day, x.reason, x.amount, x.words, x.next, x.next_by,
                    e.day AS settled_on, e.outcome,
                    (SELECT json_group_array(label) FROM dispute_line WHERE dispute = x.id) AS lines,
                    max(0, coalesce((SELECT sum(open) FROM open_invoice WHERE invoice = x.invoice), 0) - x.amount) AS undisputed
             FROM dispute x LEFT JOIN dispute_end e ON e.dispute = x.id
             JOIN invoice i ON i.id = x.invoice JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client WHERE ",
            $condition,
            " ORDER BY x.id DESC"
        )
    };
}

fn read_dispute(r: &Row) -> rusqlite::Result<DisputeRow> {
    Ok(DisputeRow {
        id: r.get("id")?,
        invoice: r.get("invoice")?,
        number: r.get("number")?,
        deal: r.get("deal")?,
        client: ClientName { id: r.get("client")?, name: r.get("name")? },
        opened_on: r.get("day")?,
        reason: r.get::<_, Word<_>>("reason")?.0,
        amount: Cents(r.get("amount")?),
        undisputed: Cents(r.get("undisputed")?),
        lines: r.get::<_, Json<_>>("lines")?.0,
        words: r.get("words")?,
        next: r.get("next")?,
        next_by: r.get("next_by")?,
        settled_on: r.get("settled_on")?,
        outcome: r.get::<_, Option<Word<_>>>("outcome")?.map(|word| word.0),
    })
}

/// The latest dispute about an invoice, settled or not.
pub fn dispute(ask: &Ask, invoice: i64) -> Result<Option<DisputeRow>> {
    let mut statement = ask.db.prepare_cached(disputes!("x.invoice = ?1"))?;
    Ok(statement.query_row([invoice], read_dispute).optional()?)
}

/// The disputes that go on, the latest first.
pub fn disputes(ask: &Ask) -> Result<Vec<DisputeRow>> {
    let mut statement = ask.db.prepare_cached(disputes!("e.id IS NULL"))?;
    let rows = statement.query_map([], read_dispute)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The invoice of a dispute, and whether it ended.
pub fn dispute_of(ask: &Ask, id: i64) -> Result<(i64, bool)> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT invoice, EXISTS (SELECT 1 FROM dispute_end WHERE dispute = ?1) FROM dispute WHERE id = ?1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    found.ok_or_else(|| Refusal::not_found("Ce litige").into())
}

/// What keeps back the reminders of one client, or of all; a hold that is over keeps nothing.
pub fn stops(ask: &Ask, client: Option<i64>) -> Result<Vec<StopRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT t.id, c.id AS client, c.name, (SELECT number FROM invoice WHERE id = t.invoice) AS number, t.kind, t.day,
                t.on_day, t.words, d.declared_on, coalesce(d.amount, 0) AS declared
         FROM reminder_stop t LEFT JOIN claim_declaration d ON d.stop = t.id JOIN client k ON k.id = t.client JOIN client c ON c.id = coalesce(k.merged_into, k.id)
         WHERE t.id NOT IN (SELECT stop FROM reminder_stop_end) AND (?1 IS NULL OR c.id = ?1)
           AND NOT (t.kind = 'hold' AND t.on_day <= ?2) ORDER BY t.id DESC",
    )?;
    let rows = statement
        .query_map(params![client, ask.today.to_string()], |r| {
            Ok(StopRow {
                declared_on: r.get("declared_on")?,
                declared: Cents(r.get("declared")?),
                held: Cents::ZERO,
                debts: Vec::new(),
                id: r.get("id")?,
                client: ClientName { id: r.get("client")?, name: r.get("name")? },
                number: r.get("number")?,
                kind: r.get::<_, Word<_>>("kind")?.0,
                noted_on: r.get("day")?,
                on_day: r.get("on_day")?,
                words: r.get("words")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut rows: Vec<StopRow> = rows;
    for row in rows.iter_mut().filter(|row| row.kind == StopKind::Insolvency) {
        (row.held, row.debts) = debts(ask, row.client.id)?;
    }
    Ok(rows)
}

/// What proceedings hold of what a client still has to pay, and on which side of the judgment each invoice stands.
fn debts(ask: &Ask, client: i64) -> Result<(Cents, Vec<String>)> {
    let Some(proceedings) = proceedings(ask, client)? else { return Ok((Cents::ZERO, Vec::new())) };
    let mut statement = ask.db.prepare_cached(concat!(
        "SELECT i.id, i.number, sum(x.open) AS open, ",
        work_days!(),
        " FROM open_invoice x JOIN invoice i ON i.id = x.invoice WHERE x.client = ?1 AND x.open > 0 GROUP BY i.id ORDER BY i.id"
    ))?;
    let mut held = Cents::ZERO;
    let told = statement
        .query_map([client], |r| {
            let work = work_day::read(r)?;
            if proceedings.holds(work) {
                held += Cents(r.get("open")?);
            }
            Ok(proceedings.told(&r.get::<_, String>("number")?, work))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok((held, told))
}

/// Does that keep reminders back already?
pub fn in_force(
    db: Reading,
    client: i64,
    invoice: Option<i64>,
    kind: StopKind,
    today: NaiveDate,
) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM reminder_stop t WHERE t.kind = ?3 AND t.invoice IS ?2
               AND t.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)
               AND t.id NOT IN (SELECT stop FROM reminder_stop_end) AND NOT (t.kind = 'hold' AND t.on_day <= ?4))",
        )?
        .query_row(params![client, invoice, Word(kind), today.to_string()], |r| r.get(0))?)
}

/// What keeps reminders back: its client, its deal where it is about an invoice, and whether it ended.
pub fn stop_of(ask: &Ask, id: i64) -> Result<(i64, Option<i64>, bool)> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT coalesce(c.merged_into, c.id), (SELECT deal FROM invoice WHERE id = t.invoice),
                    EXISTS (SELECT 1 FROM reminder_stop_end WHERE stop = t.id)
             FROM reminder_stop t JOIN client c ON c.id = t.client WHERE t.id = ?1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    found.ok_or_else(|| Refusal::not_found("Cette suspension").into())
}

/// The lines of an invoice that a dispute which goes on is about; none for no line in particular.
pub fn contested_lines(ask: &Ask, invoice: i64) -> Result<Vec<String>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT l.label FROM dispute_line l JOIN dispute d ON d.id = l.dispute
             WHERE d.invoice = ?1 AND d.id NOT IN (SELECT dispute FROM dispute_end) ORDER BY l.rank",
        )?
        .query_map([invoice], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

impl DisputeRow {
    /// What is contested, in words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Is it not yet settled?
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.settled_on.is_none()
    }
}

impl PromiseRow {
    /// The day and the amount, while they are waited for.
    pub fn waited(&self) -> Result<Option<(NaiveDate, Cents)>> {
        let waited = self.state == PromiseState::Waited;
        waited.then(|| Ok((day(&self.promised_on)?, self.amount))).transpose()
    }

    /// The day on which it was noted.
    pub fn noted_on(&self) -> Result<NaiveDate> {
        day(&self.noted_on)
    }

    /// The day up to which it keeps reminders back; none once it was kept.
    pub fn waited_for(&self) -> Result<Option<NaiveDate>> {
        (self.state != PromiseState::Kept).then(|| day(&self.promised_on)).transpose()
    }

    #[must_use]
    pub fn invoice(&self) -> i64 {
        self.invoice
    }

    #[must_use]
    pub fn client(&self) -> i64 {
        self.client.id
    }
}
