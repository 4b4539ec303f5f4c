//! The books: one SQLite file, opened with care. A damaged, foreign or newer file is refused, kept and explained.
//!
//! Invariant: nothing is ever repaired or replaced silently; a verified copy precedes every migration.

mod journal;
mod migrate;
mod tables;
mod verify;

pub use journal::{Entry, Head, Line, ORIGIN, hash, hash_bytes, head, seal, write};
pub use migrate::{Migration, SCHEMA, history, latest, upgrade};
pub use tables::{PROJECTED, SEALED, Topic, topics};
pub use verify::{Finding, Report, against, holds_document, verify};

use crate::error::{Error, Result};
use journey::refusal::{Code, Refusal};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Our own mark in the file's header: "PARC".
pub const APPLICATION_ID: i32 = 0x5041_5243;
pub const FILE: &str = "books.sqlite";
pub const LOCK: &str = "books.lock";

/// Held by every process that works on the books; restoring and migrating need it alone.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// A shared hold on the books of `folder`, which is created if missing.
    pub fn shared(folder: &Path) -> Result<Lock> {
        std::fs::create_dir_all(folder).map_err(|e| Error::folder(folder, &e))?;
        let path = folder.join(LOCK);
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|e| Error::folder(folder, &e))?;
        match patiently(|| file.try_lock_shared()) {
            Ok(()) => Ok(Lock { file }),
            Err(TryLockError::WouldBlock) => Err(busy().into()),
            Err(TryLockError::Error(e)) => Err(Error::folder(folder, &e)),
        }
    }

    /// Turns a shared hold into the only one, or says that another process works on the books.
    pub fn alone(&self) -> Result<()> {
        // Locking again through the same handle converts the lock.
        match patiently(|| self.file.try_lock()) {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                self.back_to_shared()?;
                Err(Refusal::new(
                    Code::TryAgain,
                    "Vos livres sont ouverts ailleurs (autre fenêtre ou ligne de commande) : fermez-la, puis recommencez.",
                )
                .into())
            }
            Err(TryLockError::Error(e)) => Err(e.into()),
        }
    }

    pub fn back_to_shared(&self) -> Result<()> {
        match patiently(|| self.file.try_lock_shared()) {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => Err(busy().into()),
            Err(TryLockError::Error(e)) => Err(e.into()),
        }
    }
}

/// Tries for half a second: a program that another one starts holds its locks for an instant, until it is itself.
fn patiently(lock: impl Fn() -> Result<(), TryLockError>) -> Result<(), TryLockError> {
    const TRIES: u32 = 25;
    for _ in 1..TRIES {
        match lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            done @ (Ok(()) | Err(TryLockError::Error(_))) => return done,
        }
    }
    lock()
}

fn busy() -> Refusal {
    Refusal::new(
        Code::TryAgain,
        "Vos livres sont en cours de restauration ou de mise à niveau dans un autre programme : réessayez dans un instant.",
    )
}

/// Opens the books of `folder` for writing, creating or upgrading them if needed.
/// `keep_copy` is told to keep a verified copy before an upgrade.
pub fn open(
    folder: &Path,
    lock: &Lock,
    history: &[Migration],
    keep_copy: &dyn Fn(&Path) -> Result<()>,
) -> Result<Connection> {
    let path = folder.join(FILE);
    let found = recognise(&path, history)?;
    let connection = connect(&path)?;
    let latest = migrate::latest_of(history);
    if found != Some(latest) {
        if found.is_some_and(|version| version > 0) {
            lock.alone()?;
            // The copy is made through its own connection, before anything is written.
            keep_copy(&path)?;
        }
        let upgraded = migrate::upgrade(&connection, history);
        if found.is_some_and(|version| version > 0) {
            lock.back_to_shared()?;
        }
        upgraded?;
    }
    Ok(connection)
}

/// A connection that cannot write.
pub fn open_reading(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "query_only", true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without this, INSERT OR REPLACE deletes a row without waking its DELETE trigger.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(128);
    // For tests: books that cannot grow beyond so many pages, as on a full disk.
    if cfg!(debug_assertions)
        && let Ok(most) = std::env::var("PARCOURS_MAX_PAGES")
    {
        connection.query_row(
            &format!("PRAGMA max_page_count = {}", most.parse::<u32>().unwrap_or_default()),
            [],
            |_| Ok(()),
        )?;
    }
    Ok(connection)
}

/// The schema version of the file, `None` if there is no file yet; a refusal if these are not books we can open.
pub fn recognise(path: &Path, history: &[Migration]) -> Result<Option<i64>> {
    let length = match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(unusable(path, "c’est un dossier")),
        Ok(found) => found.len(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Error::folder(path, &e)),
    };
    if length == 0 {
        // SQLite creates the file empty; a crash before the first transaction leaves it so.
        return Ok(None);
    }
    let looked_at = look(path).and_then(|c| {
        let id: i32 = c.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let version: i64 = c.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        let tables: i64 = c.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        Ok((id, version, tables))
    });
    let (id, version, tables) = match looked_at {
        Ok(found) => found,
        Err(e) => return Err(unreadable(path, e)),
    };
    if id == 0 && version == 0 && tables == 0 {
        return Ok(None);
    }
    if id != APPLICATION_ID {
        return Err(unusable(path, "ce fichier n’est pas de Parcours"));
    }
    if version > migrate::latest_of(history) {
        return Err(Refusal::new(
            Code::BooksUnusable,
            format!(
                "Vos livres ont été écrits par une version plus récente de Parcours ({version}, celle-ci connaît {}). Installez la version récente ; le fichier n’a pas été touché : {}",
                migrate::latest_of(history),
                path.display()
            ),
        )
        .into());
    }
    look(path).and_then(|c| first_pages(&c)).map_err(|e| unreadable(path, e))?;
    Ok(Some(version))
}

/// A connection that leaves the file as it is: what stands in the log beside it stays there when it closes.
fn look(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// Reads the schema and the first page of every table, and the last of the journal: quick at any size, and damage to
/// the pages that matter first shows. The rest is for `verify`.
fn first_pages(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")?;
    let tables: Vec<String> = statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        connection.query_row(&format!("SELECT EXISTS (SELECT * FROM \"{table}\")"), [], |_| Ok(()))?;
    }
    connection.query_row(
        "SELECT count(*) FROM journal WHERE seq >= (SELECT max(seq) FROM journal)",
        [],
        |_| Ok(()),
    )
}

/// A refusal that passes (busy, full, forbidden) stands as it is; anything else is a damaged file.
fn unreadable(path: &Path, error: rusqlite::Error) -> Error {
    let error = Error::from(error);
    let passes = matches!(&error, Error::Refused(refusal) if refusal.code == Code::TryAgain);
    if passes { error } else { unusable(path, "le fichier est illisible ou endommagé") }
}

fn unusable(path: &Path, why: &str) -> Error {
    Refusal::new(
        Code::BooksUnusable,
        format!(
            "Vos livres ne peuvent pas être ouverts : {why}. Rien n’a été modifié ; le fichier reste à sa place : {}. Restaurez une sauvegarde pour continuer.",
            path.display()
        ),
    )
    .into()
}

/// Where the books of a folder stand.
#[must_use]
pub fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}
