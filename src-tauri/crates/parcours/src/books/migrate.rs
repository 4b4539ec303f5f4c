//! Schema history: numbered SQL files, each applied in one transaction with all triggers dropped and made again.
//!
//! A migration is never edited once the work that brought it has landed; a test pins the latest.

use super::APPLICATION_ID;
use super::tables::SEALED;
use crate::error::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};

/// One step of the schema: the version it leads to, and its SQL.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub version: i64,
    pub sql: &'static str,
}

/// The version that this build writes.
pub const SCHEMA: i64 = 3;

/// Every step, oldest first.
#[must_use]
pub fn history() -> &'static [Migration] {
    &[
        Migration { version: 1, sql: include_str!("../../migrations/001.sql") },
        Migration { version: 2, sql: include_str!("../../migrations/002.sql") },
        Migration { version: 3, sql: include_str!("../../migrations/003.sql") },
    ]
}

#[must_use]
pub fn latest() -> i64 {
    latest_of(history())
}

#[must_use]
pub fn latest_of(history: &[Migration]) -> i64 {
    history.last().map_or(0, |m| m.version)
}

/// Brings the books to the latest version, one transaction for all missing steps: all of them or none.
pub fn upgrade(connection: &Connection, history: &[Migration]) -> Result<()> {
    // A table that others point at can only be made again without foreign keys; they are checked before committing.
    connection.pragma_update(None, "foreign_keys", false)?;
    let upgraded = apply(connection, history);
    connection.pragma_update(None, "foreign_keys", true)?;
    upgraded
}

fn apply(connection: &Connection, history: &[Migration]) -> Result<()> {
    let tx = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Read again under the write lock: another process may have upgraded meanwhile.
    let version: i64 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if version > latest_of(history) {
        return Err(Error::Broken(format!("books are at version {version}")));
    }
    for step in history.iter().filter(|m| m.version > version) {
        drop_triggers(&tx)?;
        tx.execute_batch(step.sql)?;
        tx.execute_batch(&triggers(&tx)?)?;
        tx.pragma_update(None, "user_version", step.version)?;
    }
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

fn drop_triggers(connection: &Connection) -> Result<()> {
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for name in names {
        connection.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
    }
    Ok(())
}

/// `triggers.sql` names its rule once; it is made for every sealed table that exists at this version.
pub(super) fn triggers(connection: &Connection) -> Result<String> {
    const RULE: &str = include_str!("../../migrations/triggers.sql");
    let mut all = String::new();
    for table in SEALED {
        let known: bool = connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
            [table],
            |r| r.get(0),
        )?;
        if known {
            all.push_str(&RULE.replace("{table}", table));
        }
    }
    Ok(all)
}
