//! The books: one SQLite file, opened with care. A damaged, foreign or newer file is refused, kept and explained.
//!
//! Invariant: nothing is ever repaired or replaced silently; a verified copy precedes every migration.

use crate::cipher::{self, Key, Keys};
use crate::error::{Error, Result};
use crate::lock::{LOCK, Lock};
use crate::migrate::{self, APPLICATION_ID};
use crate::path::short_enough;
use crate::plan::Plan;
use crate::{private, schema};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;
use values::refusal::{Code, Refusal};

pub const FILE: &str = "books.sqlite";

/// Opens the books of `folder` for writing, creating or upgrading them if needed.
/// `keep_copy` is told to keep a verified copy before an upgrade.
pub fn open(
    folder: &Path,
    lock: &Lock,
    plan: &Plan,
    keys: &Keys,
    keep_copy: &dyn Fn(&Path) -> Result<()>,
) -> Result<Connection> {
    let path = folder.join(FILE);
    short_enough(&path)?;
    let mut found = recognise(&path, plan, keys)?;
    if found.is_none()
        && let Err(lost) = may_begin(folder)
    {
        // Another process may have begun them in between.
        found = recognise(&path, plan, keys)?;
        if found.is_none() {
            return Err(lost);
        }
    }
    // Made empty and closed to others first: SQLite gives its log the rights of the file.
    if found.is_none() {
        File::options().create(true).append(true).open(&path).map_err(|e| Error::folder(folder, &e))?;
    }
    private::file(&path);
    let connection = connect(&path, keys)?;
    let latest = plan.latest();
    if found != Some(latest) {
        if found.is_some_and(|version| version > 0) {
            lock.alone()?;
            // The copy is made through its own connection, before anything is written.
            keep_copy(&path)?;
        }
        let upgraded = migrate::upgrade(&connection, plan);
        if found.is_some_and(|version| version > 0) {
            lock.back_to_shared()?;
        }
        upgraded?;
    }
    lock.mark()?;
    Ok(connection)
}

/// New books are begun where none ever were: a file that is missing or empty beside backups, a log, a copy kept by a
/// restore or a lock that knew books is a loss, and numbering does not begin again over it.
///
/// # Errors
/// `books_unusable`, with what was found beside.
pub fn may_begin(folder: &Path) -> Result<()> {
    let Some(beside) = traces(folder) else { return Ok(()) };
    let path = folder.join(FILE);
    let what = if path.exists() { "est vide" } else { "a disparu" };
    Err(Refusal::new(
        Code::BooksUnusable,
        format!(
            "Le fichier de vos données {what} ({}), mais il y en a eu ici : {beside}. Rien n’a été créé à leur place. Restaurez une sauvegarde pour continuer ; pour repartir de zéro, choisissez un autre dossier.",
            path.display()
        ),
    )
    .into())
}

/// The books of a folder where there were some: their absence is a loss, whatever else is there.
///
/// # Errors
/// `books_unusable`, with the path where nothing stands.
pub fn must_exist(folder: &Path) -> Result<()> {
    let path = folder.join(FILE);
    if path.exists() {
        return Ok(());
    }
    Err(Refusal::new(
        Code::BooksUnusable,
        format!(
            "Il n’y a pas de données à leur place ({}). Rien n’a été créé : remettez-y leur dossier, puis recommencez.",
            path.display()
        ),
    )
    .into())
}

/// What tells that there were books in that folder.
fn traces(folder: &Path) -> Option<String> {
    let held = |path: &Path| std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() > 0);
    let named = |folder: &Path, told: fn(&str) -> bool| {
        let entries = std::fs::read_dir(folder).ok()?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok().filter(|entry| held(&entry.path())))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| told(name))
            .collect();
        names.sort();
        names.pop()
    };
    let copied = |name: &str| name.ends_with(".sqlite") && !name.starts_with('.');
    if let Some(name) = named(&folder.join("backups"), copied) {
        return Some(format!("la sauvegarde {name} est là"));
    }
    if let Some(name) = named(folder, |name| name.starts_with("books-before-restore-")) {
        return Some(format!("la copie {name} est là"));
    }
    // Beside a file that has its first page, a log is that of books that another process is beginning.
    if !held(&folder.join(FILE)) && held(&folder.join(format!("{FILE}-wal"))) {
        return Some(format!("leur journal {FILE}-wal est là"));
    }
    held(&folder.join(LOCK)).then(|| format!("leur verrou {LOCK} les connaît"))
}

/// A connection that cannot write.
pub fn open_reading(path: &Path, keys: &Keys) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = keys.connect(path, flags)?;
    harden(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// A connection to a file that nobody else has open, such as a copy about to be put in place.
pub fn open_aside(path: &Path, keys: &Keys) -> Result<Connection> {
    let connection = keys.connect(path, OpenFlags::default())?;
    harden(&connection)?;
    Ok(connection)
}

/// A new file that nobody else has open, locked with that key or not.
pub(crate) fn create_aside(path: &Path, key: Option<&Key>) -> Result<Connection> {
    let connection = cipher::create(path, key)?;
    harden(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// A file is data: what its schema holds may neither reach another file, nor change itself, nor call a function that
/// does more than compute. A statement is planned once, whatever is bound to it: SQLite would plan it again at each new
/// value, which costs more than most answers.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}

/// A statement over what is not known to be ours ends in time, however it was made.
fn impatient(connection: &mut Connection) -> rusqlite::Result<()> {
    // Steps of SQLite's machine between two looks, and most looks: some seconds.
    const STEPS: i32 = 1_000_000;
    const LOOKS: u32 = 400;
    let mut looks = 0;
    connection.progress_handler(
        STEPS,
        Some(move || {
            looks += 1;
            looks > LOOKS
        }),
    )
}

fn connect(path: &Path, keys: &Keys) -> Result<Connection> {
    let connection = keys.connect(path, OpenFlags::default())?;
    harden(&connection)?;
    keep_log_beside(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without this, INSERT OR REPLACE deletes a row without waking its DELETE trigger.
    connection.pragma_update(None, "recursive_triggers", true)?;
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

/// Write-ahead logging. Where two processes enter new books at once, SQLite answers that they are busy without having
/// waited: the one that comes second tries again for as long as for anything else.
fn keep_log_beside(connection: &Connection) -> rusqlite::Result<()> {
    const TRIES: u32 = 250;
    let set = || connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()));
    for _ in 1..TRIES {
        match set() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
    set()
}

/// The schema version of the file, `None` if there is no file yet; a refusal if these are not books we can open.
pub fn recognise(path: &Path, plan: &Plan, keys: &Keys) -> Result<Option<i64>> {
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
    short_enough(path)?;
    let looked_at = look(path, keys).and_then(|c| {
        // One moment for the three: another process may be making these very books.
        let tx = c.unchecked_transaction()?;
        let id: i32 = tx.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let version: i64 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
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
    if version > plan.latest() {
        return Err(Refusal::new(
            Code::BooksUnusable,
            format!(
                "Vos données ont été écrites par une version plus récente de Parcours ({version}, celle-ci connaît {}). Installez la version récente ; le fichier n’a pas été touché : {}",
                plan.latest(),
                path.display()
            ),
        )
        .into());
    }
    if version < 1 {
        return Err(unusable(path, "le fichier ne dit pas de quelle version il est"));
    }
    let looked_at = look(path, keys).map_err(|e| unreadable(path, e))?;
    match schema::differences(&looked_at, plan, version) {
        Ok(found) => {
            if let Some(first) = found.first() {
                let why = format!("leur structure n’est pas celle de Parcours ({})", first.message);
                return Err(unusable(path, &why));
            }
        }
        Err(error) => return Err(unreadable(path, error)),
    }
    first_pages(&looked_at, plan).map_err(|e| unreadable(path, e.into()))?;
    Ok(Some(version))
}

/// Is it a file of ours that this build can read, whatever became of what it holds?
#[must_use]
pub fn is_ours(path: &Path, plan: &Plan, keys: &Keys) -> bool {
    let said = look(path, keys).and_then(|c| {
        let id: i32 = c.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let version: i64 = c.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        Ok((id, version))
    });
    path.is_file() && said.is_ok_and(|(id, version)| id == APPLICATION_ID && version <= plan.latest())
}

/// A connection that leaves the file as it is: what stands in the log beside it stays there when it closes.
fn look(path: &Path, keys: &Keys) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = keys.connect(path, flags)?;
    harden(&connection)?;
    impatient(&mut connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// Reads the schema and the first page of every table, and the last of the journal: quick at any size, and damage to
/// the pages that matter first shows. The rest is for `verify`.
fn first_pages(connection: &Connection, plan: &Plan) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")?;
    let stored: Vec<String> = statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    // An older file lacks the tables that came since.
    for table in plan.tables.iter().map(|table| table.name).filter(|name| stored.iter().any(|s| s == name)) {
        connection.query_row(&format!("SELECT EXISTS (SELECT * FROM \"{table}\")"), [], |_| Ok(()))?;
    }
    connection.query_row(
        "SELECT count(*) FROM journal WHERE seq >= (SELECT max(seq) FROM journal)",
        [],
        |_| Ok(()),
    )
}

/// A refusal that passes (busy, full, forbidden, locked) stands as it is; anything else is a damaged file.
fn unreadable(path: &Path, error: Error) -> Error {
    let passes =
        matches!(&error, Error::Refused(refusal) if matches!(refusal.code, Code::TryAgain | Code::Locked));
    if passes { error } else { unusable(path, "le fichier est illisible ou endommagé") }
}

fn unusable(path: &Path, why: &str) -> Error {
    Refusal::new(
        Code::BooksUnusable,
        format!(
            "Vos données ne peuvent pas être ouvertes : {why}. Rien n’a été modifié ; le fichier reste à sa place : {}. Restaurez une sauvegarde pour continuer.",
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
