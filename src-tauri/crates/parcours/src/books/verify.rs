//! Verification: re-reads everything and names every table and row that does not agree with the journal.

use super::journal::{self, Line, ORIGIN, column, hash, hash_bytes};
use super::migrate;
use super::tables::{CHANGING, journaled};
use crate::error::Result;
use crate::projection;
use journey::number::Series;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use ts_rs::TS;

/// One thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Finding {
    pub table: String,
    pub row: Option<i64>,
    pub message: String,
}

/// What was read and what was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(rename = "Verified")]
#[schemars(rename = "Verified")]
pub struct Report {
    pub ok: bool,
    pub lines: i64,
    pub documents: i64,
    pub rows: i64,
    pub head: String,
    pub findings: Vec<Finding>,
}

/// Findings are cut there: what matters is the first ones.
const MOST: usize = 50;

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, table: &str, row: Option<i64>, message: impl Into<String>) {
        if self.0.len() < MOST {
            self.0.push(Finding { table: table.to_owned(), row, message: message.into() });
        }
    }
}

/// Reads the whole books. `go_on` is told (done, of) now and then and answers whether to continue.
pub fn verify(connection: &Connection, go_on: &dyn Fn(i64, i64) -> bool) -> Result<Option<Report>> {
    // One snapshot: another process may be writing.
    let tx = connection.unchecked_transaction()?;
    let mut found = Findings(Vec::new());
    let lines: i64 = tx.query_row("SELECT count(*) FROM journal", [], |r| r.get(0))?;

    sound(&tx, &mut found)?;
    let Some((head, known)) = chain(&tx, &mut found, lines, go_on)? else { return Ok(None) };
    let rows = rows(&tx, &mut found, &known)?;
    numbers(&tx, &mut found)?;
    for (table, row, message) in projection::differences(&tx)? {
        found.add(table, row, message);
    }
    let documents = tx.query_row("SELECT count(*) FROM document", [], |r| r.get(0))?;
    Ok(Some(Report { ok: found.0.is_empty(), lines, documents, rows, head, findings: found.0 }))
}

/// The file itself, its triggers, its foreign keys.
fn sound(tx: &Connection, found: &mut Findings) -> Result<()> {
    let mut check = tx.prepare("PRAGMA integrity_check(5)")?;
    let messages: Vec<String> = check.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for message in messages.iter().filter(|m| *m != "ok") {
        found.add("sqlite_schema", None, format!("le fichier est endommagé : {message}"));
    }
    let mut keys = tx.prepare("PRAGMA foreign_key_check")?;
    let broken: Vec<(String, Option<i64>, String)> =
        keys.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect::<Result<_, _>>()?;
    for (table, row, parent) in broken {
        found.add(&table, row, format!("renvoie à une ligne de {parent} qui n’existe pas"));
    }
    let expected = migrate::triggers(tx)?;
    let mut triggers = tx.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")?;
    let stored: Vec<(String, String)> = triggers.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    for (name, sql) in &stored {
        if !expected.contains(sql.as_str()) {
            found.add("sqlite_schema", None, format!("la protection {name} a été modifiée"));
        }
    }
    if stored.len() != expected.matches("CREATE TRIGGER").count() {
        found.add("sqlite_schema", None, "une protection des pièces émises manque ou a été ajoutée");
    }
    Ok(())
}

/// Rows that the journal names: table → id → state as canonical text (`null` for a row since deleted).
type Known = HashMap<String, BTreeMap<i64, (i64, Value)>>;

/// The chain of seals and the bodies; answers the head and every row named.
fn chain(
    tx: &Connection,
    found: &mut Findings,
    lines: i64,
    go_on: &dyn Fn(i64, i64) -> bool,
) -> Result<Option<(String, Known)>> {
    let mut known: Known = HashMap::new();
    let mut prev = ORIGIN.to_owned();
    let mut expected_seq = 1;
    let mut statement = tx.prepare(
        "SELECT j.seq, j.at, j.day, j.action, j.deal, j.body_hash, j.prev, j.seal, b.salt, b.body
         FROM journal j LEFT JOIN journal_body b ON b.seq = j.seq ORDER BY j.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get(0)?;
        if seq % 512 == 0 && !go_on(seq, lines) {
            return Ok(None);
        }
        if seq != expected_seq {
            found.add("journal", Some(expected_seq), "cette ligne manque");
        }
        expected_seq = seq + 1;
        let line = Line {
            seq,
            at: r.get(1)?,
            day: r.get(2)?,
            action: r.get(3)?,
            deal: r.get(4)?,
            body_hash: r.get(5)?,
            prev: r.get(6)?,
        };
        let stored: String = r.get(7)?;
        if line.prev != prev {
            found.add("journal", Some(seq), "cette ligne ne suit pas la précédente");
        }
        if journal::seal(&line) != stored {
            found.add("journal", Some(seq), "le sceau de cette ligne ne correspond pas à son contenu");
        }
        prev = stored;
        let (Some(salt), Some(body)) = (r.get::<_, Option<String>>(8)?, r.get::<_, Option<String>>(9)?) else {
            found.add("journal_body", Some(seq), "le corps de cette ligne manque");
            continue;
        };
        if hash(&[&salt, &body]) != line.body_hash {
            found.add("journal_body", Some(seq), "le corps de cette ligne a été modifié");
            continue;
        }
        let Ok(mut body) = serde_json::from_str::<Value>(&body) else {
            found.add("journal_body", Some(seq), "le corps de cette ligne est illisible");
            continue;
        };
        let Some(Value::Array(named)) = body.get_mut("rows").map(Value::take) else { continue };
        for mut item in named {
            let (Some(table), Some(id)) = (item["table"].as_str().map(str::to_owned), item["id"].as_i64()) else { continue };
            known.entry(table).or_default().insert(id, (seq, item["row"].take()));
        }
    }
    let loose: Vec<i64> = tx
        .prepare("SELECT seq FROM journal_body WHERE seq NOT IN (SELECT seq FROM journal) ORDER BY seq")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for seq in loose {
        found.add("journal", Some(seq), "cette ligne manque alors que son corps est là");
    }
    Ok(Some((prev, known)))
}

/// Every journaled row against the last body that names it, both ways; answers how many were read.
fn rows(tx: &Connection, found: &mut Findings, known: &Known) -> Result<i64> {
    let none = BTreeMap::new();
    let mut count = 0;
    for table in journaled() {
        let named = known.get(table).unwrap_or(&none);
        let mut seen: HashSet<i64> = HashSet::with_capacity(named.len());
        let mut statement = tx.prepare(&format!("SELECT * FROM {table} ORDER BY id"))?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut stored = statement.query([])?;
        while let Some(r) = stored.next()? {
            count += 1;
            let id: i64 = r.get("id")?;
            seen.insert(id);
            let Some((seq, state)) = named.get(&id) else {
                found.add(table, Some(id), "cette ligne n’a jamais été inscrite au journal");
                continue;
            };
            let changed: Vec<&str> = names
                .iter()
                .enumerate()
                .filter(|(i, name)| r.get_ref(*i).map(column).ok().as_ref() != state.get(name.as_str()))
                .map(|(_, name)| name.as_str())
                .collect();
            if !changed.is_empty() {
                found.add(table, Some(id), format!("diffère de la ligne {seq} du journal : {}", changed.join(", ")));
            }
            if table == "vault" && r.get_ref("bytes")?.as_blob().map(hash_bytes).ok() != r.get::<_, String>("sha256").ok() {
                found.add(table, Some(id), "le contenu de cette pièce a été modifié");
            }
        }
        for (id, (seq, state)) in named {
            if !state.is_null() && !seen.contains(id) {
                found.add(table, Some(*id), format!("cette ligne, inscrite à la ligne {seq} du journal, a disparu"));
            }
        }
    }
    debug_assert!(CHANGING.iter().all(|t| journaled().any(|j| j == *t)));
    Ok(count)
}

/// Every series is gapless from its first number or from where it resumed, and dated in order.
fn numbers(tx: &Connection, found: &mut Findings) -> Result<()> {
    let floors: HashSet<(String, i64, i64)> = tx
        .prepare("SELECT series, year, n FROM series_floor")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (table, day) in [("quote", "''"), ("signed_order", "ordered_on"), ("invoice", "issued_on")] {
        let mut statement =
            tx.prepare(&format!("SELECT id, series, year, n, number, {day} FROM {table} ORDER BY series, year, n"))?;
        let mut rows = statement.query([])?;
        let mut last: Option<(String, i64, i64, String)> = None;
        while let Some(r) = rows.next()? {
            let (id, series, year, n): (i64, String, i64, i64) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?);
            let (number, day): (String, String) = (r.get(4)?, r.get(5)?);
            let (before, before_day) = match &last {
                Some((s, y, n, d)) if *s == series && *y == year => (*n, d.as_str()),
                Some(_) | None => (0, ""),
            };
            if n != before + 1 && !floors.contains(&(series.clone(), year, n - 1)) {
                found.add(table, Some(id), format!("il manque un numéro avant {number}"));
            }
            if day.as_str() < before_day {
                found.add(table, Some(id), format!("{number} est daté avant le numéro qui le précède"));
            }
            let written = Series::from_prefix(&series)
                .zip(i32::try_from(year).ok())
                .map(|(series, year)| journey::number::written(series, year, n));
            if written.as_deref() != Some(number.as_str()) {
                found.add(table, Some(id), format!("{number} ne correspond pas à sa série"));
            }
            last = Some((series, year, n, day));
        }
    }
    Ok(())
}

/// Checks that the books still hold what was seen elsewhere: a line's rank and seal (from a backup), or the first 32
/// hexadecimal digits of a seal printed on a paper.
pub fn against(connection: &Connection, seq: Option<i64>, seal: &str) -> Result<Option<Finding>> {
    let held: bool = match seq {
        Some(0) => true,
        Some(seq) => connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE seq = ?1 AND seal = ?2)",
            params![seq, seal],
            |r| r.get(0),
        )?,
        None if ORIGIN.starts_with(seal) => true,
        None => connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE seal >= ?1 AND seal < ?1 || 'g')",
            [seal],
            |r| r.get(0),
        )?,
    };
    Ok((!held).then(|| Finding {
        table: "journal".to_owned(),
        row: seq,
        message: format!("le sceau {}… n’est plus dans ce journal : des lignes ont été retirées ou réécrites", &seal.get(..16).unwrap_or(seal)),
    }))
}

/// Checks that these very bytes are among the papers kept.
pub fn holds_document(connection: &Connection, bytes: &[u8]) -> Result<Option<Finding>> {
    let sha256 = hash_bytes(bytes);
    let held: bool =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM document WHERE sha256 = ?1)", [&sha256], |r| r.get(0))?;
    Ok((!held).then(|| Finding {
        table: "document".to_owned(),
        row: None,
        message: "ce PDF n’est pas parmi les pièces de vos livres : il a été modifié, ou sa ligne a été retirée".to_owned(),
    }))
}
