//! Restoring: a verified file put in place of the books.
//!
//! Invariant: a restore never makes a number be issued twice, and never throws a file away.

use books::act::{Act, Clock};
use books::backup::{STAMP, SUFFIX, stopped};
use books::entry::{FileBytes, Watch};
use books::error::{Error, Result};
use books::house::House;
use books::plan::Plan;
use books::reading::Reading;
use books::seal::Head;
use books::{file, journal, migrate, transact, verify};
use journey::number;
use journey::number::Series;
use records::number::{Numbers, numbers};
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fs::File;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use values::refusal::{Code, Refusal};

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
    let plan = house.plan();
    let done = stage(plan, &payload, &staged, watch)
        .and_then(|()| house.alone(|folder| replace(plan, folder, &staged, &payload, house.clock())));
    clear();
    done
}

/// A copy of what is to be restored, upgraded if needed and verified, beside the books.
fn stage(plan: &Plan, payload: &Restore, staged: &Path, watch: Watch) -> Result<()> {
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
    match file::recognise(staged, plan) {
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
    migrate::upgrade(&copied, plan)?;
    let Some(report) = verify::verify(&copied, plan, watch)? else { return Err(stopped()) };
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
fn replace(plan: &Plan, folder: &Path, staged: &Path, payload: &Restore, clock: Clock) -> Result<Restored> {
    let current = file::path(folder);
    let old = if current.exists() { Some(last_known(plan, &current)) } else { None };
    let (old_numbers, old_head) = match old {
        None => (Numbers::new(), None),
        Some(Some((numbers, head))) => (numbers, Some(head)),
        Some(None) => (typed_numbers(&payload.last_numbers)?, None),
    };
    let restored_head = {
        let copied = Connection::open(staged)?;
        journal::head(Reading::of(&copied))?
    };
    let line = json!({
        "replaced": old_head.as_ref().map(|h| json!({"seq": h.seq, "seal": h.seal})),
        "restored": {"seq": restored_head.seq, "seal": restored_head.seal},
        "numbers": old_numbers.iter().map(|((series, year), n)| json!({"series": series, "year": year, "n": n})).collect::<Vec<_>>(),
    });
    transact::transact_in(staged, plan, clock, "books_restored", &line, resume)?;
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
    transact::crash_point("before_replace");
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
fn last_known(plan: &Plan, path: &Path) -> Option<(Numbers, Head)> {
    file::recognise(path, plan).ok()?;
    let connection = Connection::open(path).ok()?;
    let whole: String = connection.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0)).ok()?;
    if whole != "ok" {
        return None;
    }
    Some((numbers(&connection).ok()?, journal::head(Reading::of(&connection)).ok()?))
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
