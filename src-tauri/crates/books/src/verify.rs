//! Verification: re-reads everything and names every table and row that does not agree with the journal.
//!
//! Invariant: books of any size are read in the same few megabytes.

mod absent;
mod chain;
mod marks;
mod rows;

use crate::error::{Error, Result};
use crate::findings::{Finding, Findings};
use crate::plan::Plan;
use crate::schema;
use crate::seal::{ORIGIN, hash_bytes};
use chain::chain;
use rows::rows;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    // The journal is read twice: forward for its seals, then backward for the rows.
    let of = lines.saturating_mul(2);
    let told = |done: i64| done % 512 != 0 || go_on(done, of);
    let Some((head, untold)) = chain(&tx, found, &told)? else { return Ok(None) };
    let backward = |seq: i64| told(of.saturating_sub(seq));
    let Some(rows) = rows(&tx, plan, &untold, found, &backward)? else { return Ok(None) };
    for check in plan.checks {
        if !check.needs_sound_rows || found.len() == before {
            (check.run)(&tx, found)?;
        }
    }
    let documents = tx.query_row("SELECT count(*) FROM document", [], |r| r.get(0))?;
    Ok(Some(Report { ok: true, lines, documents, rows, head, findings: Vec::new() }))
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
    let damages: Vec<&String> = messages.iter().filter(|m| *m != "ok").collect();
    if !damages.is_empty() {
        // In SQLite's own words, for the log.
        tracing::error!(?damages, "the file is damaged");
        found.add("sqlite_schema", None, "le fichier est endommagé : des pages ne se tiennent plus");
    }
    let mut keys = tx.prepare("PRAGMA foreign_key_check")?;
    let broken: Vec<(String, Option<i64>, String)> =
        keys.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect::<Result<_, _>>()?;
    for (table, row, parent) in broken {
        found.add(&table, row, format!("renvoie à une ligne de {parent} qui n’existe pas"));
    }
    Ok(true)
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
            "ce PDF n’est pas parmi les pièces de vos données : il a été modifié, ou sa ligne a été retirée"
                .to_owned(),
    }))
}
