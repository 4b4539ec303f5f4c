//! Books and their copies locked with a passphrase, or opened for good: each file is written again beside itself,
//! verified, and put in its place by one rename.
//!
//! Invariant: whenever it stops, the file is the whole one of before or the whole one of after.

use crate::backup::{self, stopped};
use crate::cipher::{self, Key, Keys};
use crate::entry::Watch;
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::reading::Reading;
use crate::transact::crash_point;
use crate::{elsewhere, file, journal, path, private, unfinished, verify, whole};
use rusqlite::Connection;
use std::fs::File;
use std::path::{Path, PathBuf};
use values::refusal::{Code, Refusal};

/// Writes the books of a folder again, locked with `key` or not at all. Nobody else may have them open.
///
/// # Errors
/// Books that do not pass verification, a full disk, a stop that was asked for: nothing is changed.
pub fn books(folder: &Path, plan: &Plan, keys: &Keys, key: Option<&Key>, watch: Watch) -> Result<()> {
    let path = file::path(folder);
    let log = path::beside(&path, "-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(Refusal::new(
            Code::TryAgain,
            "Vos données sont encore ouvertes ailleurs : fermez l’autre fenêtre ou l’autre commande, puis recommencez.",
        )
        .into());
    }
    again(plan, keys, &path, key, &unfinished::named(folder, unfinished::STAGED, ".sqlite"), watch)
}

/// Copies of the same books that do not follow that key, open or locked with another: backups, and what restores and migrations kept.
#[must_use]
pub fn behind(
    folder: &Path,
    places: &[PathBuf],
    keys: &Keys,
    chain: &Option<String>,
    key: &Key,
) -> Vec<PathBuf> {
    let own = [folder.to_path_buf(), backup::place("", folder)];
    let mut copies: Vec<PathBuf> = own.iter().chain(places).flat_map(|place| copies(place)).collect();
    copies.sort();
    copies.dedup();
    copies.retain(|path| {
        let same = keys.of(path).is_ok_and(|held| held.is_some_and(|held| held.is(key)));
        let known = backup::chain_of(path, keys);
        // One that is damaged, or has another phrase, is told where nobody else keeps theirs.
        let apart = known.is_none() && own.iter().any(|place| path.parent() == Some(place));
        !same && chain.is_some() && (known == *chain || apart)
    });
    copies
}

/// Locks these copies, one after the other. One that cannot be (a stick that is full, or away) stays as it was, and is
/// told in the log.
///
/// # Errors
/// A stop that was asked for; the copies before it are done.
pub fn copies_of(paths: &[PathBuf], plan: &Plan, keys: &Keys, key: &Key, watch: Watch) -> Result<()> {
    for (done, path) in (0_i64..).zip(paths) {
        if !watch(done, i64::try_from(paths.len()).unwrap_or(i64::MAX)) {
            return Err(stopped());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let beside = unfinished::named(folder, unfinished::COPY, ".tmp");
        if let Err(error) = again(plan, keys, path, Some(key), &beside, &|_, _| true) {
            tracing::warn!(%error, path = %path.display(), "a copy could not be locked");
        }
    }
    Ok(())
}

/// Files of books in a folder that nobody works in.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<PathBuf> = entries
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let kept = [backup::PREFIX, elsewhere::PREFIX, "books-before-restore-", "before-migration-"];
            path.is_file()
                && name.ends_with(backup::SUFFIX)
                && kept.iter().any(|begin| name.starts_with(begin))
        })
        .collect();
    found.sort();
    found
}

fn again(
    plan: &Plan,
    keys: &Keys,
    path: &Path,
    key: Option<&Key>,
    beside: &Path,
    watch: Watch,
) -> Result<()> {
    let made = (|| -> Result<()> {
        // What it holds is run by the rewriting: it must be ours.
        let Some(version) = file::recognise(path, plan, keys)? else { return Ok(()) };
        let size = std::fs::metadata(path)?.len();
        let folder = path.parent().unwrap_or(Path::new("."));
        unfinished::has_room(folder, size.saturating_add(size / 10))?;
        File::create(beside).map_err(|e| Error::folder(folder, &e))?;
        private::file(beside);
        if let Some(key) = key {
            keys.hold(key);
        }
        let before = file::open_reading(path, keys)?;
        // What rewriting would mend in silence is said first. An older file is verified when it is restored.
        let is_latest = version == plan.latest();
        if is_latest {
            proved(&before, plan, watch)?.map_or(Ok(()), |wrong| Err(unsound(path, &wrong)))?;
        }
        cipher::rewrite(keys, path, beside, key).map_err(|error| match error {
            Error::Books(_) => unsound(path, "le fichier est endommagé"),
            error @ (Error::Refused(_)
            | Error::File(_)
            | Error::Json(_)
            | Error::Broken(_)
            | Error::Told(_)) => error,
        })?;
        let after = file::open_aside(beside, keys)?;
        if journal::head(Reading::of(&before))? != journal::head(Reading::of(&after))? {
            return Err(Error::Broken("the rewritten file ends elsewhere".to_owned()));
        }
        let sound: String = after.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
        let mut wrong = (sound != "ok").then_some(sound);
        if is_latest && wrong.is_none() {
            wrong = proved(&after, plan, watch)?;
        }
        if let Some(wrong) = wrong {
            return Err(unsound(path, &wrong));
        }
        if !watch(1, 1) {
            return Err(stopped());
        }
        drop(before);
        after.close().map_err(|(_, e)| e)?;
        File::open(beside)?.sync_all()?;
        crash_point("before_replace");
        std::fs::rename(beside, path)?;
        whole::settled(folder);
        Ok(())
    })();
    for leftover in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(path::beside(beside, leftover));
    }
    made
}

/// What verification finds first.
fn proved(connection: &Connection, plan: &Plan, watch: Watch) -> Result<Option<String>> {
    let Some(report) = verify::verify(connection, plan, watch)? else { return Err(stopped()) };
    Ok(report.findings.first().map(ToString::to_string))
}

fn unsound(path: &Path, wrong: &str) -> Error {
    let message = format!(
        "{} ne passe pas la vérification ({wrong}). Rien n’a été modifié ; lancez « Vérifier », puis restaurez une sauvegarde.",
        path.display()
    );
    Refusal::new(Code::BooksUnusable, message).into()
}
