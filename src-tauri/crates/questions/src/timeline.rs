//! Timeline: everything that happened to a deal, told from the journal; nothing else keeps history.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::today::ClientName;
use records::row::Day;
use records::taken_back::{may_be, stands_apart};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use values::words::{count, long_date};

/// Latest first.
pub fn of_deal(ask: &Ask, deal: i64) -> Result<Vec<TimelineEntry>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, j.at, j.day, j.action, b.body, NULL AS deal, '' AS deal_title, c.erased_on
         FROM journal j LEFT JOIN journal_body b ON b.seq = j.seq JOIN deal d ON d.id = j.deal JOIN client c ON c.id = d.client
         WHERE j.deal = ?1 ORDER BY j.seq DESC LIMIT 500",
    )?;
    let lines = statement.query_map([deal], line)?.collect::<rusqlite::Result<_>>()?;
    entries(ask, lines)
}

/// What happened to a client, and in their deals, before that line, latest first; and whether there is more.
pub fn of_client(ask: &Ask, client: i64, before: i64, most: usize) -> Result<(Vec<TimelineEntry>, bool)> {
    let mut statement = ask.db.prepare_cached(
        "SELECT l.*, c.erased_on FROM (
           SELECT j.seq, j.at, j.day, j.action, b.body, d.id AS deal, d.title AS deal_title FROM deal d JOIN journal j ON j.deal = d.id
             LEFT JOIN journal_body b ON b.seq = j.seq WHERE d.client = ?1 AND j.seq < ?2
           UNION ALL
           SELECT j.seq, j.at, j.day, j.action, b.body, NULL, '' FROM journal j
             LEFT JOIN journal_body b ON b.seq = j.seq WHERE j.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) AND j.seq < ?2) l
         JOIN client c ON c.id = ?1 ORDER BY l.seq DESC LIMIT ?3",
    )?;
    let asked = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let mut lines: Vec<KeptLine> =
        statement.query_map(params![client, before, asked], line)?.collect::<rusqlite::Result<_>>()?;
    let more = lines.len() > most;
    lines.truncate(most);
    Ok((entries(ask, lines)?, more))
}

struct KeptLine {
    seq: i64,
    at: String,
    day: String,
    action: String,
    /// None once it was erased.
    body: Option<String>,
    deal: Option<i64>,
    deal_title: String,
    erased_on: Option<Day>,
}

fn line(r: &rusqlite::Row) -> rusqlite::Result<KeptLine> {
    Ok(KeptLine {
        seq: r.get("seq")?,
        at: r.get("at")?,
        day: r.get("day")?,
        action: r.get("action")?,
        body: r.get("body")?,
        deal: r.get("deal")?,
        deal_title: r.get("deal_title")?,
        erased_on: r.get("erased_on")?,
    })
}

fn entries(ask: &Ask, lines: Vec<KeptLine>) -> Result<Vec<TimelineEntry>> {
    let mut told = Vec::with_capacity(lines.len());
    let mut way_back = WayBack::default();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let Some(body) = &line.body else {
            let mut last = line;
            let mut many = 1;
            while let Some(next) = lines.next_if(|next| next.body.is_none() && next.deal == last.deal) {
                (last, many) = (next, many + 1);
            }
            told.push(erased(last, many));
            continue;
        };
        let body = Body::read(body)?;
        let (undone_on, may_undo) = way_back.of(&line, &body);
        // What it took back says so itself.
        if body.undoes().is_none() {
            told.push(TimelineEntry { undone_on, may_undo, ..entry(ask, line, &body)? });
        }
    }
    Ok(told)
}

/// Which lines were taken back, and which may be, as they are read from the latest to the oldest.
#[derive(Default)]
struct WayBack {
    /// With the day on which they were.
    undone: BTreeMap<i64, String>,
    /// Deals of which something later stands; none for what is of a client alone.
    passed: BTreeSet<Option<i64>>,
    /// Rows that something later wrote.
    written: BTreeSet<(String, i64)>,
}

impl WayBack {
    /// The day on which that line was taken back, and whether it may be.
    fn of(&mut self, line: &KeptLine, body: &Body) -> (Option<String>, bool) {
        if let Some(on) = self.undone.get(&line.seq) {
            return (Some(on.clone()), false);
        }
        if let Some(back) = body.undoes() {
            self.undone.insert(back, line.day.clone());
            return (None, false);
        }
        let apart = stands_apart(body);
        let rows: Vec<(String, i64)> = body.rows().map(|(table, id, _)| (table.to_owned(), id)).collect();
        let first = (apart || !self.passed.contains(&line.deal))
            && !rows.iter().any(|row| self.written.contains(row));
        self.written.extend(rows);
        if !apart {
            self.passed.insert(line.deal);
        }
        (None, first && may_be(body))
    }
}

fn entry(ask: &Ask, line: KeptLine, body: &Body) -> Result<TimelineEntry> {
    let KeptLine { seq, at, day, action, deal, deal_title, .. } = line;
    let Told { title, text } = told(ask, &action, body)?;
    let kind = if action == "add_note" { body.text("note", "kind").to_owned() } else { action };
    let document = body.row("document")["id"].as_i64();
    // What is told about another day (a call noted later) shows that day.
    let day = if kind == "note" || kind == "call" { body.text("note", "day").to_owned() } else { day };
    Ok(TimelineEntry {
        id: seq,
        at,
        day,
        title,
        text,
        kind,
        document,
        deal,
        deal_title,
        undone_on: None,
        may_undo: false,
    })
}

/// Lines one after the other of which nothing is told any more, at the place of the first one.
fn erased(first: KeptLine, many: i64) -> TimelineEntry {
    let KeptLine { seq, at, day, deal, deal_title, erased_on, .. } = first;
    let title = match erased_on {
        Some(Day(on)) => format!("Effacé à la demande, le {}", long_date(on)),
        None => "Effacé à la demande".to_owned(),
    };
    let text = count(many, "écriture, dont le sceau reste", "écritures, dont les sceaux restent");
    TimelineEntry {
        id: seq,
        at,
        day,
        title,
        text,
        kind: "erased".to_owned(),
        document: None,
        deal,
        deal_title,
        undone_on: None,
        may_undo: false,
    }
}

/// What was done on a day, latest first: the lines of one's clients and deals.
pub fn of_day(ask: &Ask, most: usize) -> Result<Vec<DayEntry>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, j.at, j.day, j.action, b.body, d.id AS deal, coalesce(d.title, '') AS deal_title, c.erased_on,
                c.id AS client, c.name AS client_name
         FROM (SELECT * FROM journal ORDER BY seq DESC LIMIT ?1) j JOIN journal_body b ON b.seq = j.seq
         LEFT JOIN deal d ON d.id = j.deal JOIN client c ON c.id = coalesce(j.client, d.client)
         WHERE j.day = ?2 ORDER BY j.seq DESC",
    )?;
    let asked = params![i64::try_from(most).unwrap_or(i64::MAX), ask.today.to_string()];
    let lines: Vec<(KeptLine, ClientName)> = statement
        .query_map(asked, |r| {
            Ok((line(r)?, ClientName { id: r.get("client")?, name: r.get("client_name")? }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let clients: BTreeMap<i64, ClientName> =
        lines.iter().map(|(line, client)| (line.seq, client.clone())).collect();
    let entries = entries(ask, lines.into_iter().map(|(line, _)| line).collect())?;
    // What was taken back today was not done.
    let held = entries.into_iter().filter(|entry| entry.undone_on.is_none());
    Ok(held.filter_map(|entry| Some(DayEntry { client: clients.get(&entry.id)?.clone(), entry })).collect())
}

/// What was written after that line, latest first, by the titles of what tells one.
pub fn titles_since(ask: &Ask, seq: i64, most: usize) -> Result<Vec<String>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.action, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq WHERE j.seq > ?1 ORDER BY j.seq DESC LIMIT 200",
    )?;
    let mut rows = statement.query([seq])?;
    let mut titles = Vec::new();
    while let (true, Some(r)) = (titles.len() < most, rows.next()?) {
        let (action, body): (String, String) = (r.get("action")?, r.get("body")?);
        let told = told(ask, &action, &Body::read(&body)?)?;
        if !told.title.is_empty() {
            titles.push(told.title);
        }
    }
    Ok(titles)
}

/// A line of the day, and whose it is.
pub struct DayEntry {
    pub entry: TimelineEntry,
    pub client: ClientName,
}

/// How the line of that action reads; a build that no longer has the action says so.
fn told(ask: &Ask, action: &str, body: &Body) -> Result<Told> {
    match (ask.stories)(action) {
        Some(story) => story(ask, body),
        None => Ok(Told::new("Écriture d’une autre version de Parcours", &[action])),
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TimelineEntry {
    /// Rank of its line in the journal.
    pub id: i64,
    pub at: String,
    pub day: String,
    pub title: String,
    pub text: String,
    /// The action that made it, or `note`, `call`, `erased`.
    pub kind: String,
    pub document: Option<i64>,
    /// On a client's timeline, the deal in which it happened.
    pub deal: Option<i64>,
    pub deal_title: String,
    /// The day on which it was taken back.
    pub undone_on: Option<String>,
    /// It can be taken back: nothing later rests on it, and it left no paper.
    pub may_undo: bool,
}
