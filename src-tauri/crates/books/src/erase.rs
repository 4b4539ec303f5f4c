//! Erasure: rows removed or emptied for good, and the bodies of the journal that told of them.
//!
//! Invariant: every line stays with its seal; a line lists the bodies that it erased, and names again all rows that
//! stood in them, so that the books verify as before.

use crate::act::{Act, Erased, Rows};
use crate::cipher::Keys;
use crate::error::Result;
use crate::plan::Plan;
use crate::{backup, cipher, file, verify};
use rusqlite::limits::Limit;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use ts_rs::TS;
use values::refusal::{Code, Refusal};

/// Begins an erasure. What it leaves is named again as it then stands, so that nothing is erased while something does
/// not agree.
///
/// # Errors
/// `books_unusable`, with the first thing found.
pub fn begin(act: &Act) -> Result<()> {
    act.sound()?;
    // What is deleted is overwritten at once, even where the file cannot be written again afterwards.
    act.db.pragma_update(None, "secure_delete", true)?;
    act.db.pragma_update(None, "defer_foreign_keys", true)?;
    Ok(())
}

/// Verifies books beside a transaction that has written nothing yet, and lets nobody else write.
pub(crate) fn sound(path: &Path, plan: &Plan, keys: &Keys) -> Result<()> {
    let report = verify::verify(&file::open_reading(path, keys)?, plan, &|_, _| true)?;
    match report.and_then(|report| report.findings.into_iter().next()) {
        None => Ok(()),
        Some(finding) => Err(Refusal::new(
            Code::BooksUnusable,
            format!(
                "Vos données ne passent pas la vérification ({} {} : {}) : rien n’a été effacé. Lancez « Vérifier les données » dans Réglages, Données.",
                finding.table,
                finding.row.unwrap_or_default(),
                finding.message
            ),
        )
        .into()),
    }
}

/// Lets this action change or remove that row, though it is sealed.
pub fn permit(act: &Act, table: &str, row: i64) -> Result<()> {
    permit_in(act.db, table, row)
}

fn permit_in(db: &Connection, table: &str, row: i64) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO erasing (name, ref) VALUES (?1, ?2)")?
        .execute(params![table, row])?;
    Ok(())
}

/// Removes these rows, sealed or not; what they point at and what points at them may go in any order.
pub fn remove(act: &Act, table: &'static str, rows: &[i64]) -> Result<()> {
    let mut delete = act.db.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?;
    for row in rows {
        permit(act, table, *row)?;
        delete.execute([row])?;
    }
    Ok(())
}

/// Copies of the books that hold what they held when they were made.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Copies {
    /// Backups, which the rotation drops in time; and where they are.
    pub backups: i64,
    pub folder: String,
    /// Copies that nothing drops: kept by a restore or before an upgrade.
    pub lasting: Vec<String>,
}

/// The copies of the books of a folder, whose backups go where one chose, and to a second place.
#[must_use]
pub fn copies(folder: &Path, chosen: &str, second: &str) -> Copies {
    let to = backup::place(chosen, folder);
    let named = |folder: &Path, prefix: &str| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| {
                path.is_file()
                    && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix))
            })
            .map(|path| path.display().to_string())
            .collect()
    };
    let mut lasting = named(folder, "books-before-restore-");
    lasting.extend(named(&folder.join("backups"), "before-migration-"));
    // Where backups went before another folder was chosen, nothing drops them any more.
    if to != folder.join("backups") {
        lasting.extend(
            backup::list(&folder.join("backups")).into_iter().map(|(.., path)| path.display().to_string()),
        );
    }
    if !second.is_empty() {
        lasting
            .extend(backup::list(Path::new(second)).into_iter().map(|(.., path)| path.display().to_string()));
    }
    lasting.sort();
    Copies {
        backups: i64::try_from(backup::list(&to).len()).unwrap_or(i64::MAX),
        folder: to.display().to_string(),
        lasting,
    }
}

/// What a body names.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    rows: Vec<Named>,
    #[serde(default)]
    erased: Vec<i64>,
}

#[derive(Deserialize)]
struct Named {
    table: String,
    id: i64,
}

/// Erases every body that names one of these rows, or stands on one of these lines; adds to `written` all rows that stood in them, to be named again.
/// Answers the lines that this one lists: those whose bodies go, and those that they listed themselves.
pub(crate) fn bodies(
    db: &Connection,
    plan: &Plan,
    erased: &Erased,
    written: &mut Rows,
) -> Result<BTreeSet<i64>> {
    let about: HashSet<(&str, i64)> = written
        .iter()
        .chain(&erased.rows)
        .filter(|(table, _)| plan.is_journaled(table))
        .map(|(table, row)| (table.as_str(), *row))
        .collect();
    let (mut gone, mut listed, mut named) = (Vec::new(), BTreeSet::new(), Rows::new());
    let mut statement = db.prepare("SELECT seq, body FROM journal_body ORDER BY seq")?;
    let mut bodies = statement.query([])?;
    while let Some(r) = bodies.next()? {
        let told: Told = serde_json::from_str(r.get_ref("body")?.as_str().unwrap_or_default())?;
        let taken_back = erased.lines.contains(&r.get::<_, i64>("seq")?);
        if taken_back || told.rows.iter().any(|row| about.contains(&(row.table.as_str(), row.id))) {
            gone.push(r.get::<_, i64>("seq")?);
            listed.extend(told.erased);
            named.extend(told.rows.into_iter().map(|row| (row.table, row.id)));
        }
    }
    let mut delete = db.prepare("DELETE FROM journal_body WHERE seq = ?1")?;
    for seq in &gone {
        permit_in(db, "journal_body", *seq)?;
        delete.execute([seq])?;
    }
    listed.extend(gone);
    written.extend(named);
    Ok(listed)
}

/// The end of an erasure, in its transaction: nothing more may be changed, and the file is still to be wiped.
pub(crate) fn close(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM erasing", [])?;
    permit_in(db, "", 0)
}

/// Is something erased whose bytes may still stand in the file?
pub(crate) fn is_due(db: &Connection) -> Result<bool> {
    Ok(db.query_row("SELECT EXISTS (SELECT 1 FROM erasing WHERE name = '')", [], |r| r.get(0))?)
}

/// Writes the whole file again without what was erased: free pages, and what was left within pages, go. The log beside
/// it is emptied.
///
/// # Errors
/// `try_again` where the disk is full or another process reads; it is done at the next opening then.
pub(crate) fn wipe(db: &Connection, path: &Path) -> Result<()> {
    // SQLite attaches the new file for as long as it writes it.
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    // Beside the file rather than in memory, which large books would fill; of a locked file nothing is written so.
    if !cipher::is_locked(path) {
        db.pragma_update(None, "temp_store", "FILE")?;
    }
    let written = db.execute_batch("VACUUM");
    db.pragma_update(None, "temp_store", "DEFAULT")?;
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    written?;
    let fold = || -> rusqlite::Result<bool> {
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get::<_, i64>(0)).map(|busy| busy == 0)
    };
    if !fold()? {
        return Err(Refusal::new(Code::TryAgain, "Un autre programme lit vos données.").into());
    }
    db.execute("DELETE FROM erasing WHERE name = ''", [])?;
    fold()?;
    Ok(())
}
