//! Schema history: numbered SQL files, each applied in one transaction with all triggers dropped and made again.
//!
//! A migration is never edited once the work that brought it has landed; a test pins the latest.

use crate::error::{Error, Result};
use crate::plan::Plan;
use rusqlite::{Connection, TransactionBehavior};

/// Our own mark in the file's header: "PARC".
pub const APPLICATION_ID: i32 = 0x5041_5243;

/// Brings the books to the latest version, one transaction for all missing steps: all of them or none.
pub fn upgrade(connection: &Connection, plan: &Plan) -> Result<()> {
    // A table that others point at can only be made again without foreign keys; they are checked before committing.
    connection.pragma_update(None, "foreign_keys", false)?;
    let upgraded = apply(connection, plan);
    connection.pragma_update(None, "foreign_keys", true)?;
    upgraded
}

fn apply(connection: &Connection, plan: &Plan) -> Result<()> {
    let tx = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Read again under the write lock: another process may have upgraded meanwhile.
    let version: i64 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if version > plan.latest() {
        return Err(Error::Broken(format!("books are at version {version}")));
    }
    steps(&tx, plan, version, plan.latest())?;
    if version == 0 {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    let broken: i64 = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0))?;
    if broken > 0 {
        return Err(Error::Broken(format!("the migration would leave {broken} broken references")));
    }
    tx.commit()?;
    Ok(())
}

/// Every step after one version up to another.
pub fn steps(connection: &Connection, plan: &Plan, after: i64, up_to: i64) -> Result<()> {
    let mut steps = plan.history.iter().filter(|m| m.version > after && m.version <= up_to).peekable();
    if steps.peek().is_none() {
        return Ok(());
    }
    // No step needs them: they are made again once, over what the last one left.
    drop_triggers(connection)?;
    for step in steps {
        connection.execute_batch(step.sql)?;
        connection.pragma_update(None, "user_version", step.version)?;
    }
    connection.execute_batch(&triggers(connection, plan)?)?;
    Ok(())
}

fn drop_triggers(connection: &Connection) -> Result<()> {
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for name in names {
        connection.execute_batch(&format!("DROP TRIGGER {}", quoted(&name)))?;
    }
    Ok(())
}

/// A name as SQL takes it, whatever it is made of.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// `triggers.sql` names its rule once; it is made for every sealed table that exists at this version. Where a version
/// knows of erasure, the rows that one names are let through; the lines of the journal never are.
fn triggers(connection: &Connection, plan: &Plan) -> Result<String> {
    const RULE: &str = include_str!("triggers.sql");
    const UNLESS: &str =
        "\nWHEN NOT EXISTS (SELECT 1 FROM erasing WHERE name = '{table}' AND ref = OLD.rowid)";
    let known = |table: &str| -> Result<bool> {
        Ok(connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
            [table],
            |r| r.get(0),
        )?)
    };
    let erases = known("erasing")?;
    let mut all = String::new();
    for table in plan.sealed() {
        if known(table)? {
            let unless = if erases && table != "journal" { UNLESS } else { "" };
            all.push_str(&RULE.replace("{unless}", unless).replace("{table}", table));
        }
    }
    Ok(all)
}
