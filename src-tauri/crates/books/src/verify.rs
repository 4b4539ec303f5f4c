//! Verification: re-reads everything and names every table and row that does not agree with the journal.

use crate::error::{Error, Result};
use crate::findings::{Finding, Findings};
use crate::journal::column;
use crate::plan::Plan;
use crate::schema;
use crate::seal::{Line, ORIGIN, hash, hash_bytes, seal};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use ts_rs::TS;
use values::refusal::Code;

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

/// Reads the whole books. `go_on` is told (done, of) now and then and answers whether to continue.
pub fn verify(
    connection: &Connection,
    plan: &Plan,
    go_on: &dyn Fn(i64, i64) -> bool,
) -> Result<Option<Report>> {
    let mut found = Findings::default();
    match read(connection, plan, &mut found, go_on) {
        Ok(None) => Ok(None),
        Ok(Some(report)) => Ok(Some(Report { ok: found.is_empty(), findings: found.into_vec(), ..report })),
        // Pages that cannot be read end the reading: that is what was found, beside what was found before.
        Err(Error::Refused(refusal)) if refusal.code == Code::BooksUnusable => {
            found.add(
                "sqlite_schema",
                None,
                "le fichier est endommagé : la lecture n’a pas pu aller plus loin",
            );
            Ok(Some(Report {
                ok: false,
                lines: 0,
                documents: 0,
                rows: 0,
                head: ORIGIN.to_owned(),
                findings: found.into_vec(),
            }))
        }
        Err(other) => Err(other),
    }
}

fn read(
    connection: &Connection,
    plan: &Plan,
    found: &mut Findings,
    go_on: &dyn Fn(i64, i64) -> bool,
) -> Result<Option<Report>> {
    // One snapshot: another process may be writing.
    let tx = connection.unchecked_transaction()?;
    if !sound(&tx, plan, found)? {
        // What bears the name of a table of ours may be anything.
        return Ok(Some(Report {
            ok: false,
            lines: 0,
            documents: 0,
            rows: 0,
            head: ORIGIN.to_owned(),
            findings: Vec::new(),
        }));
    }
    let lines: i64 = tx.query_row("SELECT count(*) FROM journal", [], |r| r.get(0))?;
    let before = found.len();
    let Some((head, known)) = chain(&tx, found, lines, go_on)? else { return Ok(None) };
    let rows = rows(&tx, plan, found, &known)?;
    for check in plan.checks {
        if !check.needs_sound_rows || found.len() == before {
            (check.run)(&tx, found)?;
        }
    }
    let documents = tx.query_row("SELECT count(*) FROM document", [], |r| r.get(0))?;
    Ok(Some(Report { ok: true, lines, documents, rows, head, findings: Vec::new() }))
}

/// A stored text, whatever its bytes: those that are no text cannot match what was sealed.
pub fn text(row: &Row, column: usize) -> Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => String::new(),
    })
}

/// The file itself, its schema, its foreign keys; answers whether its tables can be read for what they are.
fn sound(tx: &Connection, plan: &Plan, found: &mut Findings) -> Result<bool> {
    let version: i64 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if !(1..=plan.latest()).contains(&version) {
        found.add("sqlite_schema", None, "le numéro de version du fichier a été modifié");
        return Ok(false);
    }
    let different = schema::differences(tx, plan, version)?;
    for difference in &different {
        found.add("sqlite_schema", None, difference.message.clone());
    }
    if different.iter().any(|difference| difference.is_read) {
        return Ok(false);
    }
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
    Ok(true)
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
        "SELECT j.seq, j.at, j.day, j.action, j.deal, j.body_hash, j.prev, j.seal, b.salt, b.body, j.client
         FROM journal j LEFT JOIN journal_body b ON b.seq = j.seq ORDER BY j.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get(0)?;
        if seq % 512 == 0 && !go_on(seq, lines) {
            return Ok(None);
        }
        if seq < expected_seq {
            found.add("journal", Some(seq), "cette ligne est de trop");
        } else {
            if seq > expected_seq {
                found.add("journal", Some(expected_seq), "cette ligne manque");
            }
            expected_seq = seq.saturating_add(1);
        }
        let line = Line {
            seq,
            at: text(r, 1)?,
            day: text(r, 2)?,
            action: text(r, 3)?,
            deal: r.get(4)?,
            client: r.get(10)?,
            body_hash: text(r, 5)?,
            prev: text(r, 6)?,
        };
        let stored = text(r, 7)?;
        if line.prev != prev {
            found.add("journal", Some(seq), "cette ligne ne suit pas la précédente");
        }
        if seal(&line) != stored {
            found.add("journal", Some(seq), "le sceau de cette ligne ne correspond pas à son contenu");
        }
        prev = stored;
        if r.get_ref(9)? == ValueRef::Null {
            found.add("journal_body", Some(seq), "le corps de cette ligne manque");
            continue;
        }
        let (salt, body) = (text(r, 8)?, text(r, 9)?);
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
            let (Some(table), Some(id)) = (item["table"].as_str().map(str::to_owned), item["id"].as_i64())
            else {
                continue;
            };
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
fn rows(tx: &Connection, plan: &Plan, found: &mut Findings, known: &Known) -> Result<i64> {
    let none = BTreeMap::new();
    let mut count = 0;
    for table in plan.journaled() {
        let named = known.get(table).unwrap_or(&none);
        let mut seen: HashSet<i64> = HashSet::with_capacity(named.len());
        let mut statement = tx.prepare(&format!("SELECT * FROM {table} ORDER BY id"))?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let defaults = schema::defaults(plan, table)?;
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
                .filter(|(i, name)| {
                    // A line older than a column says nothing of it: there it holds its default.
                    let expected = state.get(name.as_str()).or_else(|| defaults.get(name.as_str()));
                    r.get_ref(*i).map(column).ok().as_ref() != expected
                })
                .map(|(_, name)| name.as_str())
                .collect();
            if !changed.is_empty() {
                found.add(
                    table,
                    Some(id),
                    format!("diffère de la ligne {seq} du journal : {}", changed.join(", ")),
                );
            }
            if table == "vault"
                && r.get_ref("bytes")?.as_blob().map(hash_bytes).ok() != r.get::<_, String>("sha256").ok()
            {
                found.add(table, Some(id), "le contenu de cette pièce a été modifié");
            }
        }
        for (id, (seq, state)) in named {
            if !state.is_null() && !seen.contains(id) {
                found.add(
                    table,
                    Some(*id),
                    format!("cette ligne, inscrite à la ligne {seq} du journal, a disparu"),
                );
            }
        }
    }
    Ok(count)
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
        message: format!(
            "le sceau {}… n’est plus dans ce journal : des lignes ont été retirées ou réécrites",
            &seal.get(..16).unwrap_or(seal)
        ),
    }))
}

/// Checks that these very bytes are among the papers kept.
pub fn holds_document(connection: &Connection, bytes: &[u8]) -> Result<Option<Finding>> {
    let sha256 = hash_bytes(bytes);
    let held: bool =
        connection
            .query_row("SELECT EXISTS (SELECT 1 FROM document WHERE sha256 = ?1)", [&sha256], |r| r.get(0))?;
    Ok((!held).then(|| Finding {
        table: "document".to_owned(),
        row: None,
        message:
            "ce PDF n’est pas parmi les pièces de vos livres : il a été modifié, ou sa ligne a été retirée"
                .to_owned(),
    }))
}
