//! Where the books are, their backups, and whether they are invented.

use books::act::{Ask, latest_day};
use books::backup::{list, place};
use books::drill::Drill;
use books::entry::Empty;
use books::error::Result;
use books::{file, journal, second};
use chrono::{Datelike, NaiveDate};
use records::settings::typed_preferences;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;
use values::words::long_date;

/// Where "look around" keeps its books, in the user's own data folder: one folder a day, those of other days thrown
/// away when a new one is made.
pub const DEMO: &str = "demonstration-";

/// Are these the books that "look around" made?
#[must_use]
pub fn is_demo(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(DEMO))
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
    pub second: SecondPlace,
    /// What the last drill found.
    pub drill: Option<Drill>,
    /// Lines are dated after today: the clock is wrong now, or was.
    pub clock: Option<WrongClock>,
}

/// The second place for backups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SecondPlace {
    /// Empty where none was chosen.
    pub folder: String,
    pub last_on: Option<String>,
    /// Why the last copy was not made.
    pub trouble: Option<String>,
}

fn second_place(ask: &Ask) -> Result<SecondPlace> {
    let folder = typed_preferences(ask)?.second_backup_folder;
    let known = second::last(ask.folder, &folder);
    let told = |text: String| Some(text).filter(|text| !text.is_empty());
    Ok(SecondPlace { folder, last_on: told(known.last_on), trouble: told(known.trouble) })
}

/// Days after which books whose copies are all in one place are told so.
const ALONE: i64 = 30;

/// What is to be said of backups beside a failure of the last: a drill that went wrong, copies all in one place.
pub fn backup_advice(ask: &Ask) -> Result<Option<String>> {
    if is_demo(ask.folder) {
        return Ok(None);
    }
    if let Some(drill) = books::drill::last(ask.folder).filter(|drill| !drill.ok) {
        return Ok(Some(drill.message));
    }
    let second = second_place(ask)?;
    let since = match &second.last_on {
        Some(day) => Some(day.clone()),
        None => ask
            .db
            .prepare_cached("SELECT day FROM journal WHERE seq = 1")?
            .query_map([], |r| r.get(0))?
            .next()
            .transpose()?,
    };
    let Some(since) = since.and_then(|day| day.parse::<NaiveDate>().ok()) else { return Ok(None) };
    if (ask.today - since).num_days() <= ALONE {
        return Ok(None);
    }
    Ok(Some(match (second.folder.is_empty(), &second.last_on) {
        (true, _) => "Vos sauvegardes sont toutes au même endroit. Choisissez un second lieu : une clé, un disque ou un dossier synchronisé.".to_owned(),
        (false, Some(_)) => format!("Le second lieu de vos sauvegardes n’en a pas reçu depuis le {} : branchez-le, ou choisissez-en un autre.", long_date(since)),
        (false, None) => "Le second lieu de vos sauvegardes n’en a encore reçu aucune : branchez-le, ou choisissez-en un autre.".to_owned(),
    }))
}

/// What stands in the books from a day that has not come.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WrongClock {
    pub today: String,
    /// The latest day of the journal.
    pub latest_on: String,
    /// Lines dated after today.
    pub lines: i64,
    /// Papers dated after today, first one first.
    pub papers: Vec<LatePaper>,
}

/// A paper dated after today: a credit note can take an invoice back, the others stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LatePaper {
    pub number: String,
    pub day: String,
    /// Its series goes on from that day only: both are of one year.
    pub holds: bool,
}

fn wrong_clock(ask: &Ask) -> Result<Option<WrongClock>> {
    let Some(latest) = latest_day(ask.db, ask.latest)?.filter(|latest| *latest > ask.today) else {
        return Ok(None);
    };
    let today = ask.today.to_string();
    let lines = ask
        .db
        .prepare_cached("SELECT count(*) FROM journal WHERE day > ?1")?
        .query_row([&today], |r| r.get(0))?;
    let papers = ask
        .db
        .prepare_cached(
            "SELECT number, day, year FROM (
               SELECT q.number, v.sent_on AS day, q.year FROM quote q JOIN quote_version v ON v.quote = q.id AND v.version = 1
               UNION ALL SELECT number, ordered_on, year FROM signed_order
               UNION ALL SELECT number, issued_on, year FROM invoice WHERE series <> 'X')
             WHERE day > ?1 ORDER BY day, number LIMIT 20",
        )?
        .query_map([&today], |r| {
            Ok(LatePaper {
                number: r.get("number")?,
                day: r.get("day")?,
                holds: r.get::<_, i32>("year")? == ask.today.year(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(WrongClock { today, latest_on: latest.to_string(), lines, papers }))
}

/// Was a copy of the books ever kept?
pub fn has_backup(ask: &Ask) -> Result<bool> {
    Ok(!list(&place(&typed_preferences(ask)?.backup_folder, ask.folder)).is_empty())
}

pub fn books(ask: &Ask, _: Empty) -> Result<BooksView> {
    let path = file::path(ask.folder);
    let head = journal::head(ask.db)?;
    let to = place(&typed_preferences(ask)?.backup_folder, ask.folder);
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
        clock: wrong_clock(ask)?,
        last_backup: backups.first().map(|b| b.taken_at.clone()),
        backups,
        second: second_place(ask)?,
        drill: books::drill::last(ask.folder),
    })
}
