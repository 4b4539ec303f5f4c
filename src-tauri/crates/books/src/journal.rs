//! The journal: one line per change, append-only, each sealed over the one before.
//!
//! Invariant: a body names every row that its action wrote. Bodies stand apart, so that one person's data can be erased
//! without breaking the chain.

use crate::body::Body;
use crate::error::Result;
use crate::plan::Plan;
use crate::reading::Reading;
use crate::seal::{Head, Line, ORIGIN, hash, hash_bytes, seal};
use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub fn head(db: Reading) -> Result<Head> {
    let found = db
        .prepare_cached("SELECT seq, seal, at, day FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?)))
        .optional()?;
    Ok(match found {
        None => Head { seq: 0, seal: ORIGIN.to_owned(), at: None, day: None },
        Some((seq, seal, at, day)) => Head { seq, seal, at: Some(at), day: day.parse().ok() },
    })
}

/// A row as bodies name it: its columns, blobs by their hash.
pub fn row(connection: &Connection, table: &str, id: i64) -> Result<Option<Value>> {
    let mut statement = connection.prepare_cached(&format!("SELECT * FROM {table} WHERE id = ?1"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let found = statement
        .query_row([id], |r| {
            let mut columns = Map::new();
            for (i, name) in names.iter().enumerate() {
                columns.insert(name.clone(), column(r.get_ref(i)?));
            }
            Ok(Value::Object(columns))
        })
        .optional()?;
    Ok(found)
}

/// One stored value, exactly: its type shows, text that is not UTF-8 is told by its hash.
pub fn column(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => json!(n),
        ValueRef::Real(r) => json!({"real": r.to_bits().to_string()}),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => json!(text),
            Err(_) => json!({"text_sha256": hash_bytes(bytes)}),
        },
        ValueRef::Blob(bytes) => json!({"sha256": hash_bytes(bytes)}),
    }
}

/// What a line is written from.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    pub at: &'a str,
    pub day: NaiveDate,
    pub action: &'a str,
    pub payload: &'a Value,
    pub deal: Option<i64>,
    pub client: Option<i64>,
    pub salt: &'a str,
    /// (table, row id) of every row written, in any order.
    pub written: &'a BTreeSet<(String, i64)>,
    /// The lines whose bodies it erased.
    pub erased: &'a BTreeSet<i64>,
    /// The line that it takes back.
    pub undoes: Option<i64>,
}

/// Seals one line over the rows written, inside the action's transaction.
/// Answers the head after it, and its body.
pub fn write(connection: &Connection, plan: &Plan, prev: &Head, entry: Deed) -> Result<(Head, Body)> {
    let mut rows = Vec::new();
    for (table, id) in entry.written.iter().filter(|(table, _)| plan.is_journaled(table)) {
        let state = row(connection, table, *id)?.unwrap_or(Value::Null);
        rows.push(json!({"table": table, "id": id, "row": state}));
    }
    let mut body = json!({"payload": without_bytes(entry.payload), "rows": rows});
    if !entry.erased.is_empty() {
        body["erased"] = json!(entry.erased);
    }
    if let Some(line) = entry.undoes {
        body["undoes"] = json!(line);
    }
    let told = Body::of(body);
    let body = told.stored();
    let line = Line {
        seq: prev.seq + 1,
        at: entry.at.to_owned(),
        day: entry.day.to_string(),
        action: entry.action.to_owned(),
        deal: entry.deal,
        client: entry.client,
        body_hash: hash(&[entry.salt, &body]),
        prev: prev.seal.clone(),
    };
    let seal = seal(&line);
    connection
        .prepare_cached("INSERT INTO journal_body (seq, salt, body) VALUES (?1, ?2, ?3)")?
        .execute(params![line.seq, entry.salt, body])?;
    connection
        .prepare_cached(
            "INSERT INTO journal (seq, at, day, action, deal, body_hash, prev, seal, client) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![line.seq, line.at, line.day, line.action, line.deal, line.body_hash, line.prev, seal, line.client])?;
    Ok((Head { seq: line.seq, seal, at: Some(line.at), day: Some(entry.day) }, told))
}

/// The payload with the bytes of files told by their hash: the bytes themselves stand in the vault.
fn without_bytes(payload: &Value) -> Value {
    match payload {
        Value::Object(map) => Value::Object(
            map.iter()
                .map(|(key, value)| match value {
                    Value::String(text) if key == "base64" => {
                        (key.clone(), json!({"sha256": hash_bytes(text.as_bytes())}))
                    }
                    Value::String(_)
                    | Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::Array(_)
                    | Value::Object(_) => (key.clone(), without_bytes(value)),
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(without_bytes).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => payload.clone(),
    }
}
