//! Drills: the latest backup restored into a folder of its own, verified, and compared with the books.
//!
//! Invariant: a drill touches neither the books nor the backup.

use crate::backup::{self, stopped};
use crate::cipher::Keys;
use crate::entry::Watch;
use crate::error::{Error, Result};
use crate::lock::Lock;
use crate::plan::Plan;
use crate::reading::Reading;
use crate::{file, journal, memo, private, unfinished, verify};
use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;
use values::refusal::{Code, Refusal};

/// Days between two drills.
const EVERY: i64 = 7;

/// Kept beside the books: what the last drill found.
const FILE: &str = "parcours-drill.json";

/// What a drill found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Drill {
    /// Civil day, in ISO.
    pub done_on: String,
    /// The backup's file name.
    pub backup: String,
    pub ok: bool,
    pub message: String,
}

/// The last drill, if there was one.
#[must_use]
pub fn last(folder: &Path) -> Option<Drill> {
    memo::kept(folder, FILE)
}

/// Is it time for one? A day to come is of a clock that was wrong.
#[must_use]
pub fn is_due(folder: &Path, today: NaiveDate) -> bool {
    let day = last(folder).and_then(|drill| drill.done_on.parse::<NaiveDate>().ok());
    day.is_none_or(|day| day > today || today - day >= TimeDelta::days(EVERY))
}

/// Restores the latest backup of these books into a folder of its own, and says what came of it; keeps the answer.
///
/// # Errors
/// `not_now` without a backup; what keeps the drill itself from being done: a full disk, a stop that was asked for.
pub fn run(folder: &Path, plan: &Plan, keys: &Keys, today: NaiveDate, watch: Watch) -> Result<Drill> {
    let books = file::open_reading(&file::path(folder), keys)?;
    let chain = backup::origin(&books)?;
    let to = backup::place(&(plan.backup_folder)(Reading::of(&books))?, folder);
    // A backup's name says which line it ends with: one of this journal, whatever became of the file.
    let mut latest = None;
    for (_, head, path) in backup::list(&to) {
        if chain.is_some() && verify::against(&books, None, &head)?.is_none() {
            latest = Some(path);
            break;
        }
    }
    let Some(latest) = latest else {
        return Err(Refusal::not_now("Il n’y a pas encore de sauvegarde à essayer.").into());
    };
    let scratch = unfinished::named(folder, unfinished::STAGED, "");
    let found = tried(&scratch, &latest, plan, keys, watch, &books);
    let _ = std::fs::remove_dir_all(&scratch);
    let wrong = match found {
        Ok(wrong) => wrong,
        // The backup itself is what is wrong.
        Err(Error::Refused(refusal)) if matches!(refusal.code, Code::BooksUnusable | Code::Locked) => {
            Some("le fichier ne s’ouvre pas".to_owned())
        }
        Err(error) => return Err(error),
    };
    let drill = Drill {
        done_on: today.to_string(),
        backup: latest.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        ok: wrong.is_none(),
        message: match wrong {
            None => "La dernière sauvegarde se restaure : tout y est, et tout se vérifie.".to_owned(),
            Some(why) => format!(
                "La dernière sauvegarde ne se restaure pas : {why}. Faites-en une autre, et gardez les précédentes."
            ),
        },
    };
    memo::keep(folder, FILE, &drill);
    Ok(drill)
}

/// What is wrong with a backup once it is restored.
fn tried(
    scratch: &Path,
    backup: &Path,
    plan: &Plan,
    keys: &Keys,
    watch: Watch,
    books: &rusqlite::Connection,
) -> Result<Option<String>> {
    if file::recognise(backup, plan, keys)?.is_none() {
        return Ok(Some("le fichier est vide".to_owned()));
    }
    let size = std::fs::metadata(backup)?.len();
    std::fs::create_dir_all(scratch).map_err(|e| Error::folder(scratch, &e))?;
    private::folder(scratch);
    unfinished::has_room(scratch, size.saturating_mul(2))?;
    std::fs::copy(backup, file::path(scratch))?;
    let lock = Lock::shared(scratch)?;
    drop(file::open(scratch, &lock, plan, keys, &|_| Ok(()))?);
    let restored = file::open_reading(&file::path(scratch), keys)?;
    let Some(report) = verify::verify(&restored, plan, watch)? else { return Err(stopped()) };
    if let Some(finding) = report.findings.first() {
        return Ok(Some(finding.to_string()));
    }
    let head = journal::head(Reading::of(&restored))?;
    let apart = verify::against(books, Some(head.seq), &head.seal)?;
    Ok(apart.map(|_| "elle ne mène pas aux données d’aujourd’hui".to_owned()))
}
