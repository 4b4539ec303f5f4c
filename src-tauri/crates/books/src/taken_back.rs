//! What one line of the journal wrote, taken back: each row as the lines before told it, or gone where none did.
//!
//! Invariant: nothing leaves the journal. The line stays with its body, and the one that takes it back names the same
//! rows as they then stand; taken back itself, it does again what it had undone. Which lines may be is the trade's.

use crate::act::Act;
use crate::body::Body;
use crate::error::{Error, Result};
use crate::reading::Reading;
use crate::{erase, journal};
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use values::refusal::{Code, Refusal};

/// A line of the journal with its body.
#[derive(Clone, Debug)]
pub struct JournalLine {
    pub seq: i64,
    pub day: String,
    pub action: String,
    pub deal: Option<i64>,
    pub client: Option<i64>,
    pub body: Body,
}

impl JournalLine {
    fn read(r: &Row) -> rusqlite::Result<(JournalLine, String)> {
        let line = JournalLine {
            seq: r.get("seq")?,
            day: r.get("day")?,
            action: r.get("action")?,
            deal: r.get("deal")?,
            client: r.get("client")?,
            body: Body::default(),
        };
        Ok((line, r.get("body")?))
    }

    fn with((line, body): (JournalLine, String)) -> Result<JournalLine> {
        Ok(JournalLine { body: Body::read(&body)?, ..line })
    }
}

/// That line; none where there is none, or where its body was erased.
pub fn line(db: Reading, seq: i64) -> Result<Option<JournalLine>> {
    db.prepare_cached(
        "SELECT j.seq, j.day, j.action, j.deal, j.client, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq WHERE j.seq = ?1",
    )?
    .query_row([seq], JournalLine::read)
    .optional()?
    .map(JournalLine::with)
    .transpose()
}

/// Lines after that one, latest first, as many as asked.
pub fn later(db: Reading, seq: i64, most: i64) -> Result<Vec<JournalLine>> {
    let mut statement = db.prepare_cached(
        "SELECT j.seq, j.day, j.action, j.deal, j.client, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq
         WHERE j.seq > ?1 ORDER BY j.seq DESC LIMIT ?2",
    )?;
    let lines: Vec<(JournalLine, String)> =
        statement.query_map([seq, most], JournalLine::read)?.collect::<rusqlite::Result<_>>()?;
    lines.into_iter().map(JournalLine::with).collect()
}

/// The lines that others took back, and these are still in force. Latest first, and none left out in between.
#[must_use]
pub fn undone<'a>(latest_first: impl IntoIterator<Item = &'a JournalLine>) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    for line in latest_first {
        if let Some(back) = line.body.undoes().filter(|_| !undone.contains(&line.seq)) {
            undone.insert(back);
        }
    }
    undone
}

/// Puts every row that a line wrote back as it stood before it. `tables` is the order in which rows may point at each
/// other, and whether those of a table never changed once written.
///
/// # Errors
/// `not_now` where something else points at a row that would go.
pub fn put_back(act: &Act, line: &JournalLine, tables: &[(&str, bool)]) -> Result<()> {
    let place = |name: &str| tables.iter().position(|(known, _)| *known == name);
    let mut rows: Vec<(usize, &str, i64, Option<State>)> = Vec::new();
    for (table, id, told) in line.body.rows() {
        let Some(at) = place(table) else {
            return Err(Error::Broken(format!("{table} is never taken back")));
        };
        let (table, insert_only) = tables.get(at).copied().unwrap_or_default();
        let before = if insert_only && !told.is_null() { None } else { before(act.db, table, id, line.seq)? };
        rows.push((at, table, id, before));
    }
    rows.sort_by_key(|(at, ..)| *at);
    for (_, table, id, before) in &rows {
        if let Some(before) = before {
            erase::permit(act, table, *id)?;
            write(act.db, table, *id, before)?;
        }
    }
    for (_, table, id, before) in rows.iter().rev() {
        if before.is_none() {
            erase::permit(act, table, *id)?;
            remove(act.db, table, *id)?;
        }
    }
    act.takes_back(line.seq);
    act.db.execute("DELETE FROM erasing WHERE name <> ''", [])?;
    Ok(())
}

/// A row's columns, as bodies tell them.
type State = Map<String, Value>;

/// A row as the last line before that one told it; none where it told that it was gone, or where none names it.
fn before(db: &Connection, table: &str, id: i64, seq: i64) -> Result<Option<State>> {
    let mut statement = db.prepare_cached(
        "SELECT body FROM journal_body WHERE seq < ?1 AND instr(body, ?2) > 0 ORDER BY seq DESC",
    )?;
    let mut bodies = statement.query(params![seq, format!("\"id\":{id},\"row\":")])?;
    while let Some(r) = bodies.next()? {
        let body = Body::read(&r.get::<_, String>("body")?)?;
        let told = body.rows().rev().find(|(name, row, _)| *name == table && *row == id);
        if let Some((_, _, row)) = told {
            return Ok(row.as_object().cloned());
        }
    }
    Ok(None)
}

fn write(db: &Connection, table: &str, id: i64, row: &State) -> Result<()> {
    let mut values = Vec::with_capacity(row.len());
    for (column, value) in row {
        values.push(match value {
            Value::Null => Stored::Null,
            Value::Number(n) if n.is_i64() => n.as_i64().map_or(Stored::Null, Stored::Integer),
            Value::String(text) => Stored::Text(text.clone()),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                return Err(Error::Broken(format!("{table}.{column} is told by its hash alone")));
            }
        });
    }
    let columns: Vec<&str> = row.keys().map(String::as_str).collect();
    let kept = if journal::row(db, table, id)?.is_some() {
        let set: Vec<String> = columns.iter().map(|column| format!("\"{column}\" = ?")).collect();
        values.push(Stored::Integer(id));
        db.execute(
            &format!("UPDATE \"{table}\" SET {} WHERE id = ?", set.join(", ")),
            params_from_iter(values),
        )
    } else {
        let named: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        db.execute(
            &format!("INSERT INTO \"{table}\" ({}) VALUES ({marks})", named.join(", ")),
            params_from_iter(values),
        )
    };
    unless_bound(kept, "Ce dont cela dépendait n’est plus là, ou autre chose a pris sa place.")
}

fn remove(db: &Connection, table: &str, id: i64) -> Result<()> {
    let gone = db.execute(&format!("DELETE FROM \"{table}\" WHERE id = ?1"), [id]);
    unless_bound(gone, "D’autres écritures en dépendent : annulez-les d’abord.")
}

/// A row that others point at, or that points at what is no more, is said so.
fn unless_bound(written: rusqlite::Result<usize>, why: &str) -> Result<()> {
    match written {
        Ok(_) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Err(Refusal::new(Code::NotNow, why).into())
        }
        Err(error) => Err(error.into()),
    }
}
