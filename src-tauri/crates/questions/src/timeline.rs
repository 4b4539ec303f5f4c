//! Timeline: everything that happened to a deal, told from the journal; nothing else keeps history.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Latest first.
pub fn of_deal(ask: &Ask, deal: i64) -> Result<Vec<TimelineEntry>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, j.at, j.day, j.action, b.body, NULL AS deal, '' AS deal_title
         FROM journal j JOIN journal_body b ON b.seq = j.seq WHERE j.deal = ?1 ORDER BY j.seq DESC LIMIT 500",
    )?;
    let lines = statement.query_map([deal], line)?.collect::<rusqlite::Result<_>>()?;
    entries(ask, lines)
}

/// What happened to a client, and in their deals, before that line; latest first.
pub fn of_client(ask: &Ask, client: i64, before: i64, most: usize) -> Result<Vec<TimelineEntry>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT * FROM (
           SELECT j.seq, j.at, j.day, j.action, b.body, d.id AS deal, d.title AS deal_title FROM deal d JOIN journal j ON j.deal = d.id
             JOIN journal_body b ON b.seq = j.seq WHERE d.client = ?1 AND j.seq < ?2
           UNION ALL
           SELECT j.seq, j.at, j.day, j.action, b.body, NULL, '' FROM journal j
             JOIN journal_body b ON b.seq = j.seq WHERE j.client = ?1 AND j.seq < ?2)
         ORDER BY seq DESC LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let lines = statement.query_map(params![client, before, most], line)?.collect::<rusqlite::Result<_>>()?;
    entries(ask, lines)
}

struct JournalLine {
    seq: i64,
    at: String,
    day: String,
    action: String,
    body: String,
    deal: Option<i64>,
    deal_title: String,
}

fn line(r: &rusqlite::Row) -> rusqlite::Result<JournalLine> {
    Ok(JournalLine {
        seq: r.get("seq")?,
        at: r.get("at")?,
        day: r.get("day")?,
        action: r.get("action")?,
        body: r.get("body")?,
        deal: r.get("deal")?,
        deal_title: r.get("deal_title")?,
    })
}

fn entries(ask: &Ask, lines: Vec<JournalLine>) -> Result<Vec<TimelineEntry>> {
    lines
        .into_iter()
        .map(|JournalLine { seq, at, day, action, body, deal, deal_title }| {
            let body = Body::read(&body)?;
            let Told { title, text } = told(ask, &action, &body)?;
            let kind = if action == "add_note" { body.text("note", "kind").to_owned() } else { action };
            let document = body.row("document")["id"].as_i64();
            // What is told about another day (a call noted later) shows that day.
            let day =
                if kind == "note" || kind == "call" { body.text("note", "day").to_owned() } else { day };
            Ok(TimelineEntry { id: seq, at, day, title, text, kind, document, deal, deal_title })
        })
        .collect()
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
    /// The action that made it, or `note`, `call`.
    pub kind: String,
    pub document: Option<i64>,
    /// On a client's timeline, the deal in which it happened.
    pub deal: Option<i64>,
    pub deal_title: String,
}
