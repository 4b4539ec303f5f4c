//! Backups: one consistent, verified file, made while the books are in use.
//!
//! Invariant: a file that bears a backup's name is whole.

use crate::act::Clock;
use crate::cipher::{Key, Keys};
use crate::entry::Watch;
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::reading::Reading;
use crate::rotation::rotation;
use crate::{file, journal, private, trouble, unfinished, verify, way, whole};
use chrono::{NaiveDateTime, TimeDelta};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension, Transaction};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use values::refusal::{Code, Refusal};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BackupDone {
    pub path: Option<String>,
    /// Nothing changed since the last backup.
    pub skipped: bool,
    pub message: String,
}

pub const PREFIX: &str = "parcours-";

pub const SUFFIX: &str = ".sqlite";

pub const STAMP: &str = "%Y-%m-%dT%H-%M-%S";

/// Pages copied between two looks at who else is at work.
const STEP: i32 = 64;

/// Digits of the head in a backup's name.
const SHORT_HEAD: usize = 12;

/// Backups of a folder, latest first: (when, head's first digits, path).
pub fn list(folder: &Path) -> Vec<(NaiveDateTime, String, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            // A folder may bear any name; a backup is a file.
            if !path.is_file() {
                return None;
            }
            let (taken, head) = told_by(path.file_name()?.to_str()?)?;
            Some((taken, head, path))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.2.cmp(&a.2)));
    found
}

/// The first digits of the head that a backup of that name holds.
#[must_use]
pub fn head_of(name: &str) -> Option<String> {
    told_by(name).map(|(_, head)| head).filter(|head| head.len() == SHORT_HEAD)
}

/// When it was taken, and of what head.
fn told_by(name: &str) -> Option<(NaiveDateTime, String)> {
    let (stamp, head) = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.rsplit_once('-')?;
    Some((NaiveDateTime::parse_from_str(stamp, STAMP).ok()?, head.to_owned()))
}

/// What a backup is called.
pub(crate) fn named(taken: NaiveDateTime, seal: &str) -> String {
    let short = seal.get(..SHORT_HEAD).unwrap_or_default();
    format!("{PREFIX}{}-{short}{SUFFIX}", taken.format(STAMP))
}

/// Where backups go: the folder of the user's choice, else one beside the books.
#[must_use]
pub fn place(chosen: &str, folder: &Path) -> PathBuf {
    if chosen.is_empty() { folder.join("backups") } else { PathBuf::from(chosen) }
}

/// Can files be written there? Tried for real, since for some users and file systems permissions do not tell.
pub fn usable_folder(field: &str, folder: &Path) -> Result<()> {
    let tried = std::fs::create_dir_all(folder).and_then(|()| {
        // One name for all who try: what a dead process left is taken up by the next one.
        let probe = folder.join(".parcours-probe.tmp");
        let written = std::fs::write(&probe, b"parcours");
        let removed = match std::fs::remove_file(&probe) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
            done => done,
        };
        written.and(removed)
    });
    tried.map_err(|e| Error::folder_at(field, folder, &e))
}

/// Keeps a verified copy of the books, unless nothing changed since the last one. What goes wrong is kept to be told.
pub fn run(folder: &Path, plan: &Plan, keys: &Keys, clock: Clock, watch: Watch) -> Result<BackupDone> {
    let stopped = std::cell::Cell::new(false);
    let done = kept(folder, plan, keys, clock, &|done, of| {
        let go_on = watch(done, of);
        stopped.set(stopped.get() || !go_on);
        go_on
    });
    match &done {
        Ok(_) => trouble::note(folder, None),
        Err(_) if stopped.get() => {}
        Err(Error::Refused(refusal)) => trouble::note(folder, Some(&refusal.message)),
        Err(_) => trouble::note(
            folder,
            Some("la copie n’a pas pu être terminée ; le détail est dans parcours.log."),
        ),
    }
    done
}

fn kept(folder: &Path, plan: &Plan, keys: &Keys, clock: Clock, watch: Watch) -> Result<BackupDone> {
    let books = file::open_reading(&file::path(folder), keys)?;
    let source = books.unchecked_transaction()?;
    let head = journal::head(Reading::of(&source))?;
    let to = place(&(plan.backup_folder)(Reading::of(&source))?, folder);
    let existing = list(&to);
    let short = head.seal.get(..SHORT_HEAD).unwrap_or_default().to_owned();
    if head.seq == 0
        || existing.iter().any(|(_, known, path)| *known == short && is_whole(path, keys, &source))
    {
        let message = if head.seq == 0 {
            "Vos données sont vides : rien à sauvegarder."
        } else {
            "Rien n’a changé depuis la dernière sauvegarde."
        };
        return Ok(BackupDone { path: None, skipped: true, message: message.to_owned() });
    }
    let now = clock.now(&(plan.zone)(Reading::of(&source))?, head.seq);
    let target = to.join(named(now, &head.seal));
    copy(source, plan, keys.of(&file::path(folder))?.as_ref(), &target, (watch, renamed))?;
    rotate(&to, keys, &origin(&books)?)?;
    Ok(BackupDone {
        path: Some(target.display().to_string()),
        skipped: false,
        message: "Sauvegarde faite et vérifiée.".to_owned(),
    })
}

/// Does that file begin as these books do? Its name alone proves nothing.
fn is_whole(path: &Path, keys: &Keys, books: &Connection) -> bool {
    chain_of(path, keys).is_some_and(|chain| origin(books).is_ok_and(|own| own == Some(chain)))
}

/// The first seal of a file's chain: books that began apart never share it. None for books without a line.
pub fn origin(db: &Connection) -> Result<Option<String>> {
    let seal =
        db.prepare("SELECT seal FROM journal WHERE seq = 1")?.query_row([], |r| r.get(0)).optional()?;
    Ok(seal)
}

/// The chain of a backup, if it can be read.
#[must_use]
pub fn chain_of(path: &Path, keys: &Keys) -> Option<String> {
    origin(&file::open_reading(path, keys).ok()?).ok().flatten()
}

/// Removes what the rotation no longer keeps among the backups of this very chain; those of other books stay.
pub(crate) fn rotate(to: &Path, keys: &Keys, chain: &Option<String>) -> Result<()> {
    let own: Vec<_> = list(to)
        .into_iter()
        .filter(|(_, _, path)| chain.is_some() && chain_of(path, keys) == *chain)
        .collect();
    let stamps: Vec<NaiveDateTime> = own.iter().map(|(when, ..)| *when).collect();
    for ((_, _, path), keep) in own.iter().zip(rotation(&stamps)) {
        if keep {
            continue;
        }
        match std::fs::remove_file(path) {
            // Another process rotates too.
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Error::folder(to, &e)),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// A backup when the last one is older than a day.
pub fn if_old(folder: &Path, plan: &Plan, keys: &Keys, clock: Clock) -> Result<bool> {
    let source = file::open_reading(&file::path(folder), keys)?;
    let head = journal::head(Reading::of(&source))?;
    let now = clock.now(&(plan.zone)(Reading::of(&source))?, head.seq);
    let to = place(&(plan.backup_folder)(Reading::of(&source))?, folder);
    // A name from a day to come tells of a clock that was wrong, not of a backup.
    let last = list(&to).into_iter().map(|(when, ..)| when).find(|when| *when <= now);
    let old = last.is_none_or(|when| now - when > TimeDelta::days(1));
    drop(source);
    if head.seq > 0 && old {
        run(folder, plan, keys, clock, &|_, _| true)?;
        return Ok(true);
    }
    Ok(false)
}

/// The copy that precedes a migration: sound, with the same head; never rotated away.
pub fn before_migration(folder: &Path, path: &Path, keys: &Keys) -> Result<()> {
    let books = file::open_aside(path, keys)?;
    let source = books.unchecked_transaction()?;
    let head = journal::head(Reading::of(&source))?;
    let version: i64 = source.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    let short = head.seal.get(..SHORT_HEAD).unwrap_or_default();
    let target = folder.join("backups").join(format!("before-migration-{version}-{short}{SUFFIX}"));
    if target.exists() {
        return Ok(());
    }
    copy_checked(source, keys.of(path)?.as_ref(), &target, (&|_, _| true, renamed), &|copied| {
        let sound: String = copied.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
        Ok((sound != "ok").then(|| {
            tracing::error!(sound, "the copy that precedes a migration");
            "une partie du fichier est illisible".to_owned()
        }))
    })
}

/// A backup's name says what it holds: of two made at once, either will do.
fn renamed(made: &Path, target: &Path) -> Result<()> {
    Ok(std::fs::rename(made, target)?)
}

/// How a whole copy takes its place.
pub(crate) type Put = fn(&Path, &Path) -> Result<()>;

/// A verified copy at that path.
pub(crate) fn copy(
    source: Transaction,
    plan: &Plan,
    key: Option<&Key>,
    target: &Path,
    (watch, put): (Watch, Put),
) -> Result<()> {
    copy_checked(source, key, target, (watch, put), &|copied| {
        let Some(report) = verify::verify(copied, plan, watch)? else { return Err(stopped()) };
        Ok(report.findings.into_iter().next().map(|finding| finding.to_string()))
    })
}

pub fn stopped() -> Error {
    Error::stopped()
}

/// Copies under a temporary name, checks, forces to disk, then renames: a file with the final name is whole. What is
/// copied is what the transaction sees: without one, SQLite begins again at each write of somebody else, and never ends
/// where somebody works.
fn copy_checked(
    source: Transaction,
    key: Option<&Key>,
    target: &Path,
    (watch, put): (Watch, Put),
    check: &dyn Fn(&Connection) -> Result<Option<String>>,
) -> Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    made(folder)?;
    let size: i64 = source.query_row(
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        [],
        |r| r.get(0),
    )?;
    unfinished::has_room(folder, u64::try_from(size).unwrap_or(u64::MAX))?;
    let temporary = unfinished::named(folder, unfinished::COPY, ".tmp");
    let made = (|| -> Result<()> {
        let _ = std::fs::remove_file(&temporary);
        // Tried first as a plain file: SQLite says « unable to open » where the system says why.
        File::create(&temporary).map_err(|e| Error::folder(folder, &e))?;
        private::file(&temporary);
        // Page by page: the copy of a locked file is locked with the same key.
        let mut copied = file::create_aside(&temporary, key)?;
        way::give_on(&mut copied)?;
        {
            let backup = Backup::new(&source, &mut copied)?;
            loop {
                way::give();
                let step = backup.step(STEP)?;
                let progress = backup.progress();
                let done = progress.pagecount - progress.remaining;
                if !watch(done.into(), progress.pagecount.into()) {
                    return Err(stopped());
                }
                if step == StepResult::Done {
                    break;
                }
                if step != StepResult::More {
                    std::thread::yield_now();
                }
            }
        }
        // The log of the books may be folded again.
        drop(source);
        copied.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        if let Some(wrong) = check(&copied)? {
            return Err(Refusal::new(
                Code::BooksUnusable,
                format!(
                    "La copie ne passe pas la vérification : {wrong}. Lancez « Vérifier » sur vos données."
                ),
            )
            .into());
        }
        copied.close().map_err(|(_, e)| e)?;
        is_one_file(&temporary, key)?;
        File::open(&temporary)?.sync_all()?;
        put(&temporary, target)?;
        whole::settled(folder);
        Ok(())
    })();
    if made.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    made
}

/// One file, without a log beside it. Asked of the file itself: SQLite answers what it meant to write.
fn is_one_file(copied: &Path, key: Option<&Key>) -> Result<()> {
    let keys = Keys::default();
    if let Some(key) = key {
        keys.hold(key);
    }
    let read = file::open_aside(copied, &keys)?;
    let mode: String = read.query_row("PRAGMA journal_mode", [], |r| r.get(0))?;
    if mode == "delete" { Ok(()) } else { Err(Error::disk()) }
}

/// When the latest backup of that folder was taken, in ISO.
#[must_use]
pub fn latest(to: &Path) -> Option<String> {
    list(to).first().map(|(when, _, _)| when.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// A folder that nobody else reads, where there is none yet.
fn made(folder: &Path) -> Result<()> {
    if !folder.exists() {
        std::fs::create_dir_all(folder).map_err(|e| Error::folder(folder, &e))?;
        private::folder(folder);
    }
    Ok(())
}
