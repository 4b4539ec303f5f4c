//! Backup and restore: one consistent, verified file, made while the books are in use.
//!
//! Invariant: a restore never makes a number be issued twice, and never throws a file away.

use crate::act::{Act, Ask, Clock, setting};
use crate::books::{self, Head, Report};
use crate::contact::Preferences;
use crate::error::{Error, Result};
use crate::host::{Done, House, Watch};
use crate::invoice;
use crate::surface::{ById, Empty, FileBytes, Paper};
use chrono::{Datelike, NaiveDateTime, TimeDelta};
use journey::number::{self, Series};
use journey::refusal::{Code, Refusal};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BackupDone {
    pub path: Option<String>,
    /// Nothing changed since the last backup.
    pub skipped: bool,
    pub message: String,
}

/// Either a backup of the list by its path, or a file's bytes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Restore {
    pub path: Option<String>,
    pub file: Option<FileBytes>,
    /// `F-2026-0012`…: the last number of each series given out, only when asked for.
    pub last_numbers: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Restored {
    /// Where the replaced books were put; empty if there were none.
    pub kept_aside: String,
    pub message: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportDocument {
    pub document: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct BackupRow {
    pub name: String,
    pub path: String,
    pub taken_at: String,
    pub size: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BooksView {
    pub path: String,
    pub folder: String,
    pub size: i64,
    pub lines: i64,
    pub head: String,
    pub backup_folder: String,
    pub last_backup: Option<String>,
    pub backups: Vec<BackupRow>,
}

const PREFIX: &str = "parcours-";
const SUFFIX: &str = ".sqlite";
const STAMP: &str = "%Y-%m-%dT%H-%M-%S";
/// Digits of the head in a backup's name.
const SHORT_HEAD: usize = 12;

/// Backups of a folder, latest first: (when, head's first digits, path).
fn list(folder: &Path) -> Vec<(NaiveDateTime, String, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.to_owned();
            let (stamp, head) = name.rsplit_once('-')?;
            Some((NaiveDateTime::parse_from_str(stamp, STAMP).ok()?, head.to_owned(), path))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.2.cmp(&a.2)));
    found
}

/// Where backups go: the folder of the user's choice, else one beside the books.
fn place(db: &Connection, folder: &Path) -> Result<PathBuf> {
    let chosen = setting::<Preferences>(db, "preferences")?.map(|p| p.backup_folder).unwrap_or_default();
    Ok(if chosen.is_empty() { folder.join("backups") } else { PathBuf::from(chosen) })
}

/// Can files be written there? Tried for real, since for some users and file systems permissions do not tell.
pub fn usable_folder(field: &str, folder: &Path) -> Result<()> {
    let tried = std::fs::create_dir_all(folder).and_then(|()| {
        let probe = folder.join(format!(".parcours-{}", std::process::id()));
        std::fs::write(&probe, b"parcours").and_then(|()| std::fs::remove_file(&probe))
    });
    tried.map_err(|e| Error::folder(folder, &e).at(field))
}

/// Keeps a verified copy of the books, unless nothing changed since the last one.
pub fn run(folder: &Path, clock: Clock, watch: Watch) -> Result<BackupDone> {
    let source = books::open_reading(&books::path(folder))?;
    let head = books::head(&source)?;
    let to = place(&source, folder)?;
    let existing = list(&to);
    let short = head.seal.get(..SHORT_HEAD).unwrap_or_default().to_owned();
    if head.seq == 0 || existing.iter().any(|(_, known, _)| *known == short) {
        let message = if head.seq == 0 {
            "Vos livres sont vides : rien à sauvegarder."
        } else {
            "Rien n’a changé depuis la dernière sauvegarde."
        };
        return Ok(BackupDone { path: None, skipped: true, message: message.to_owned() });
    }
    let zone = setting::<Preferences>(&source, "preferences")?.map(|p| p.time_zone).unwrap_or_default();
    let now = clock.now(&zone, head.seq);
    let target = to.join(format!("{PREFIX}{}-{short}{SUFFIX}", now.format(STAMP)));
    copy(&source, &target, watch)?;
    let mut taken: Vec<_> = list(&to);
    let stamps: Vec<NaiveDateTime> = taken.iter().map(|(when, ..)| *when).collect();
    let kept = rotation(&stamps);
    for ((_, _, path), keep) in taken.drain(..).zip(kept) {
        if !keep {
            std::fs::remove_file(path)?;
        }
    }
    Ok(BackupDone {
        path: Some(target.display().to_string()),
        skipped: false,
        message: "Sauvegarde faite et vérifiée.".to_owned(),
    })
}

/// A backup when the last one is older than a day.
pub fn if_old(folder: &Path, clock: Clock) -> Result<bool> {
    let source = books::open_reading(&books::path(folder))?;
    let head = books::head(&source)?;
    let now = clock.now("", head.seq);
    let old =
        list(&place(&source, folder)?).first().is_none_or(|(when, ..)| now - *when > TimeDelta::days(1));
    drop(source);
    if head.seq > 0 && old {
        run(folder, clock, &|_, _| true)?;
        return Ok(true);
    }
    Ok(false)
}

/// The copy that precedes a migration: sound, with the same head; never rotated away.
pub fn before_migration(folder: &Path, path: &Path) -> Result<()> {
    let source = Connection::open(path)?;
    let head = books::head(&source)?;
    let version: i64 = source.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    let short = head.seal.get(..SHORT_HEAD).unwrap_or_default();
    let target = folder.join("backups").join(format!("before-migration-{version}-{short}{SUFFIX}"));
    if target.exists() {
        return Ok(());
    }
    copy_checked(&source, &target, &|_, _| true, &|copied| {
        let sound: String = copied.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))?;
        Ok((sound != "ok").then_some(sound))
    })
}

fn copy(source: &Connection, target: &Path, watch: Watch) -> Result<()> {
    copy_checked(source, target, watch, &|copied| {
        let Some(report) = books::verify(copied, watch)? else { return Err(stopped()) };
        Ok(report
            .findings
            .into_iter()
            .next()
            .map(|f| format!("{} {} : {}", f.table, f.row.unwrap_or_default(), f.message)))
    })
}

fn stopped() -> Error {
    Refusal::new(Code::TryAgain, "Interrompu à votre demande. Rien n’a été modifié.").into()
}

/// Copies under a temporary name, checks, forces to disk, then renames: a file with the final name is whole.
fn copy_checked(
    source: &Connection,
    target: &Path,
    watch: Watch,
    check: &dyn Fn(&Connection) -> Result<Option<String>>,
) -> Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|e| Error::folder(folder, &e))?;
    let size: i64 = source.query_row(
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        [],
        |r| r.get(0),
    )?;
    let free = fs4::available_space(folder).map_err(|e| Error::folder(folder, &e))?;
    if free < u64::try_from(size).unwrap_or(u64::MAX).saturating_add(1_000_000) {
        return Err(Refusal::new(
            Code::TryAgain,
            format!("Il manque de la place pour la sauvegarde dans {} : libérez {} Mo, ou choisissez un autre dossier.", folder.display(), size / 1_000_000 + 2),
        )
        .into());
    }
    // Two copies may be on their way in one process.
    static COPIES: AtomicU32 = AtomicU32::new(0);
    let temporary = folder.join(format!(
        ".parcours-{}-{}.tmp",
        std::process::id(),
        COPIES.fetch_add(1, Ordering::Relaxed)
    ));
    let made = (|| -> Result<()> {
        let _ = std::fs::remove_file(&temporary);
        // Tried first as a plain file: SQLite says « unable to open » where the system says why.
        File::create(&temporary).map_err(|e| Error::folder(folder, &e))?;
        let mut copied = Connection::open(&temporary)?;
        {
            let backup = Backup::new(source, &mut copied)?;
            loop {
                let step = backup.step(512)?;
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
        // One file, without a log beside it.
        copied.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        if let Some(wrong) = check(&copied)? {
            return Err(Refusal::new(
                Code::BooksUnusable,
                format!(
                    "La copie ne passe pas la vérification : {wrong}. Lancez « Vérifier » sur vos livres."
                ),
            )
            .into());
        }
        copied.close().map_err(|(_, e)| e)?;
        File::open(&temporary)?.sync_all()?;
        std::fs::rename(&temporary, target)?;
        File::open(folder)?.sync_all()?;
        Ok(())
    })();
    if made.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    made
}

/// Which backups to keep, given when they were taken, latest first: the last of each of 7 days, 4 weeks, 12 months.
#[must_use]
pub fn rotation(taken: &[NaiveDateTime]) -> Vec<bool> {
    let mut kept = vec![false; taken.len()];
    let mut keep_last_of = |most: usize, period: &dyn Fn(&NaiveDateTime) -> (i32, u32)| {
        let mut seen = Vec::new();
        for (i, when) in taken.iter().enumerate() {
            let key = period(when);
            if seen.last() == Some(&key) {
                continue;
            }
            if seen.len() == most {
                break;
            }
            seen.push(key);
            kept[i] = true;
        }
    };
    keep_last_of(7, &|when| (when.year(), when.ordinal()));
    keep_last_of(4, &|when| (when.iso_week().year(), when.iso_week().week()));
    keep_last_of(12, &|when| (when.year(), when.month()));
    kept
}

pub fn backup(house: &House, _: Empty, watch: Watch) -> Result<BackupDone> {
    reachable(house)?;
    run(&house.folder()?, house.clock(), watch)
}

/// The books as they are open here, or why they are not.
fn reachable(house: &House) -> Result<()> {
    match house.shut() {
        None => Ok(()),
        Some(crate::host::Failure::Refused(refusal)) => Err(refusal.into()),
        Some(crate::host::Failure::Internal(sentence)) => Err(Error::Broken(sentence)),
    }
}

pub fn verify(house: &House, _: Empty, watch: Watch) -> Result<Report> {
    reachable(house)?;
    let reading = books::open_reading(&books::path(&house.folder()?))?;
    books::verify(&reading, watch)?.ok_or_else(stopped)
}

pub fn export_document(house: &House, payload: ExportDocument, _: Watch) -> Result<Paper> {
    reachable(house)?;
    let folder = house.folder()?;
    let reading = books::open_reading(&books::path(&folder))?;
    invoice::document(
        &Ask { db: &reading, today: chrono::NaiveDate::default(), folder: &folder },
        ById { id: payload.document },
    )
}

pub fn cancel(house: &House, _: Empty, _: Watch) -> Result<Done> {
    house.cancel();
    Ok(Done { id: 0, touched: Vec::new() })
}

/// When the latest backup was taken, in ISO.
pub(crate) fn latest(ask: &Ask) -> Result<Option<String>> {
    let to = place(ask.db, ask.folder)?;
    Ok(list(&to).first().map(|(when, _, _)| when.format("%Y-%m-%dT%H:%M:%S").to_string()))
}

pub fn books(ask: &Ask, _: Empty) -> Result<BooksView> {
    let path = books::path(ask.folder);
    let head = books::head(ask.db)?;
    let to = place(ask.db, ask.folder)?;
    let backups: Vec<BackupRow> = list(&to)
        .into_iter()
        .map(|(when, _, path)| BackupRow {
            name: path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
            size: std::fs::metadata(&path).map_or(0, |m| i64::try_from(m.len()).unwrap_or(i64::MAX)),
            path: path.display().to_string(),
            taken_at: when.format("%Y-%m-%dT%H:%M:%S").to_string(),
        })
        .collect();
    Ok(BooksView {
        size: std::fs::metadata(&path).map_or(0, |m| i64::try_from(m.len()).unwrap_or(i64::MAX)),
        path: path.display().to_string(),
        folder: ask.folder.display().to_string(),
        lines: head.seq,
        head: head.seal,
        backup_folder: to.display().to_string(),
        last_backup: backups.first().map(|b| b.taken_at.clone()),
        backups,
    })
}

/// Highest number given out per series and year.
type Numbers = BTreeMap<(String, i32), i64>;

fn numbers(db: &Connection) -> Result<Numbers> {
    let mut found = Numbers::new();
    for table in ["quote", "signed_order", "invoice", "series_floor"] {
        let mut statement =
            db.prepare(&format!("SELECT series, year, max(n) FROM {table} GROUP BY series, year"))?;
        for row in statement.query_map([], |r| Ok(((r.get(0)?, r.get(1)?), r.get::<_, i64>(2)?)))? {
            let (key, n) = row?;
            let highest = found.entry(key).or_insert(0);
            *highest = n.max(*highest);
        }
    }
    Ok(found)
}

pub fn restore(house: &House, payload: Restore, watch: Watch) -> Result<Restored> {
    let folder = house.folder()?;
    std::fs::create_dir_all(&folder).map_err(|e| Error::folder(&folder, &e))?;
    let staged = folder.join(".restoring.sqlite");
    // A restore that was cut short leaves its own: none of it may be taken for a part of this one.
    let clear = || {
        for leftover in ["", "-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(folder.join(format!(".restoring.sqlite{leftover}")));
        }
    };
    clear();
    let done = stage(&payload, &staged, watch)
        .and_then(|()| house.alone(|folder| replace(folder, &staged, &payload, house.clock())));
    clear();
    done
}

/// A copy of what is to be restored, upgraded if needed and verified, beside the books.
fn stage(payload: &Restore, staged: &Path, watch: Watch) -> Result<()> {
    match (&payload.path, &payload.file) {
        (Some(path), None) => {
            let told = |e: std::io::Error| Error::folder(Path::new(path), &e).at("path");
            std::fs::copy(path, staged).map_err(told)?;
            // Books that were left in use hold their last lines in the log beside them.
            let log = format!("{path}-wal");
            if Path::new(&log).exists() {
                std::fs::copy(&log, format!("{}-wal", staged.display())).map_err(told)?;
            }
        }
        (None, Some(file)) => {
            use base64::Engine;
            let bytes = base64::engine::general_purpose::STANDARD.decode(&file.base64).map_err(|_| {
                Refusal::at("file", "Ce fichier n’a pas pu être lu : choisissez-le de nouveau.")
            })?;
            std::fs::write(staged, bytes)?;
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err(Refusal::at("path", "Choisissez la sauvegarde à restaurer.").into());
        }
    }
    let wrong = |why: &str| {
        Refusal::new(
            Code::BooksUnusable,
            format!("Cette sauvegarde ne peut pas être restaurée : {why} Vos livres n’ont pas été modifiés."),
        )
    };
    match books::recognise(staged, books::history()) {
        Ok(Some(_)) => {}
        Ok(None) => return Err(wrong("le fichier est vide.").into()),
        Err(Error::Refused(refusal)) if refusal.message.contains("version plus récente") => {
            return Err(wrong("elle vient d’une version plus récente de Parcours.").into());
        }
        Err(Error::Refused(_)) => {
            return Err(wrong("ce n’est pas une sauvegarde de Parcours, ou elle est endommagée.").into());
        }
        Err(other) => return Err(other),
    }
    let copied = Connection::open(staged)?;
    books::upgrade(&copied, books::history())?;
    let Some(report) = books::verify(&copied, watch)? else { return Err(stopped()) };
    if let Some(finding) = report.findings.first() {
        return Err(wrong(&format!(
            "{} {} : {}.",
            finding.table,
            finding.row.unwrap_or_default(),
            finding.message
        ))
        .into());
    }
    Ok(())
}

/// Puts the staged file in place of the books, with its line and floors already written; keeps the old file aside.
fn replace(folder: &Path, staged: &Path, payload: &Restore, clock: Clock) -> Result<Restored> {
    let current = books::path(folder);
    let old = if current.exists() { Some(last_known(&current)) } else { None };
    let (old_numbers, old_head) = match old {
        None => (Numbers::new(), None),
        Some(Some((numbers, head))) => (numbers, Some(head)),
        Some(None) => (typed_numbers(&payload.last_numbers)?, None),
    };
    let restored_head = {
        let copied = Connection::open(staged)?;
        books::head(&copied)?
    };
    let line = json!({
        "replaced": old_head.as_ref().map(|h| json!({"seq": h.seq, "seal": h.seal})),
        "restored": {"seq": restored_head.seq, "seal": restored_head.seal},
        "numbers": old_numbers.iter().map(|((series, year), n)| json!({"series": series, "year": year, "n": n})).collect::<Vec<_>>(),
    });
    crate::host::transact_in(staged, clock, "books_restored", line, resume)?;
    File::open(staged)?.sync_all()?;

    let stamp = clock.now("", restored_head.seq).format(STAMP);
    let mut aside = folder.join(format!("books-before-restore-{stamp}{SUFFIX}"));
    let mut again = 2;
    while aside.exists() {
        aside = folder.join(format!("books-before-restore-{stamp}-{again}{SUFFIX}"));
        again += 1;
    }
    let mut kept_aside = String::new();
    if current.exists() {
        kept_aside = aside.display().to_string();
        for suffix in ["-wal", "-shm"] {
            let log = PathBuf::from(format!("{}{suffix}", current.display()));
            if log.exists() {
                std::fs::rename(&log, format!("{}{suffix}", aside.display()))?;
            }
        }
        // A second name, then one rename over the first: at no moment is the folder without books.
        if std::fs::hard_link(&current, &aside).is_err() && std::fs::copy(&current, &aside).is_err() {
            std::fs::rename(&current, &aside)?;
        }
        File::open(folder)?.sync_all()?;
    }
    crate::host::crash_point("before_replace");
    std::fs::rename(staged, &current)?;
    File::open(folder)?.sync_all()?;
    let message = if kept_aside.is_empty() {
        "Sauvegarde restaurée et vérifiée.".to_owned()
    } else {
        format!("Sauvegarde restaurée et vérifiée. Vos livres d’avant sont gardés : {kept_aside}")
    };
    Ok(Restored { kept_aside, message })
}

/// The numbers and head of the books about to be replaced, if they can be read.
fn last_known(path: &Path) -> Option<(Numbers, Head)> {
    books::recognise(path, books::history()).ok()?;
    let connection = Connection::open(path).ok()?;
    let whole: String = connection.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0)).ok()?;
    if whole != "ok" {
        return None;
    }
    Some((numbers(&connection).ok()?, books::head(&connection).ok()?))
}

fn typed_numbers(typed: &[String]) -> Result<Numbers> {
    if typed.is_empty() {
        return Err(Refusal {
            field: Some("last_numbers".to_owned()),
            ..Refusal::new(
                Code::LastNumbersNeeded,
                "Les livres à remplacer sont illisibles : indiquez le dernier numéro de facture, de devis et de commande que vous avez donné (par exemple F-2026-0012), pour qu’aucun ne serve deux fois. Sans aucun numéro donné, écrivez F-2026-0000.",
            )
        }
        .into());
    }
    let mut found = Numbers::new();
    for (i, text) in typed.iter().enumerate() {
        let Some((series, year, n)) = number::read(text) else {
            return Err(Refusal::at(
                format!("last_numbers[{i}]"),
                format!(
                    "« {} » n’est pas un numéro de Parcours, comme F-2026-0012.",
                    text.chars().take(40).collect::<String>()
                ),
            )
            .into());
        };
        let highest = found.entry((series.prefix().to_owned(), year)).or_insert(0);
        *highest = n.max(*highest);
    }
    Ok(found)
}

/// The line of a restore: each series resumes after the highest number found in either file.
fn resume(act: &Act, payload: &Value) -> Result<i64> {
    let known = numbers(act.db)?;
    for item in payload["numbers"].as_array().into_iter().flatten() {
        let (Some(series), Some(year), Some(n)) =
            (item["series"].as_str(), item["year"].as_i64(), item["n"].as_i64())
        else {
            continue;
        };
        let year = i32::try_from(year).unwrap_or_default();
        let here = known.get(&(series.to_owned(), year)).copied().unwrap_or(0);
        if Series::from_prefix(series).is_some() && n > here {
            act.db.execute(
                "INSERT INTO series_floor (series, year, n, reason) VALUES (?1, ?2, ?3, 'restored')",
                params![series, year, n],
            )?;
        }
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn seven_days_four_weeks_and_twelve_months_are_kept() {
        let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).unwrap();
        let last = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let taken: Vec<NaiveDateTime> = (0..500).map(|ago| noon(last - TimeDelta::days(ago))).collect();
        let kept: Vec<NaiveDate> = taken
            .iter()
            .zip(rotation(&taken))
            .filter(|(_, keep)| *keep)
            .map(|(when, _)| when.date())
            .collect();
        assert!(
            kept.iter().take(7).eq((0..7).map(|ago| last - TimeDelta::days(ago)).collect::<Vec<_>>().iter())
        );
        assert!(
            kept.contains(&NaiveDate::from_ymd_opt(2026, 11, 15).unwrap()),
            "the last of the week before"
        );
        assert!(
            kept.contains(&NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()),
            "the last of twelve months ago"
        );
        assert!(kept.len() <= 7 + 4 + 12);
    }

    #[test]
    fn of_one_day_only_the_last_backup_is_kept() {
        let at = |h| NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(h, 0, 0).unwrap();
        assert_eq!(rotation(&[at(18), at(12), at(9)]), [true, false, false]);
    }
}
