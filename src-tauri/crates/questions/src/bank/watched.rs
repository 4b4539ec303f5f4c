//! Statements that stand in the folder that is looked at and were not imported.
//!
//! Invariant: what was seen of the folder is kept in memory alone, for the process that looked; the books hold none of it.

use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use chrono::NaiveDate;
use journey::today::statement::FoundStatements;
use records::bank::{is_imported, mapping_of, watched};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;
use ts_rs::TS;
use values::words::{count, long_date};

/// Files shown of a folder, the latest first.
const SHOWN: usize = 20;

/// How a file stood when it was read: another size or another moment is another file.
pub type FileStamp = (u64, Option<SystemTime>);

/// A file that may be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenFile {
    /// The SHA-256 of its bytes.
    pub hash: String,
    pub reading: SeenReading,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenReading {
    Statement {
        /// « OFX 1 (SGML) »
        read_as: String,
        lines: i64,
        days: Option<(NaiveDate, NaiveDate)>,
    },
    /// It is one where the user once said how tables of these titles are read.
    Table { titles: String },
}

/// A folder as it was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderLook {
    /// By its whole path, as it was chosen.
    pub folder: String,
    /// Each file by its name, also those that are no statement.
    pub seen: BTreeMap<String, (FileStamp, Option<SeenFile>)>,
    /// Why it could not be read.
    pub trouble: Option<String>,
}

/// What was seen of folders, by the folder of the books.
static LOOKS: Mutex<BTreeMap<PathBuf, FolderLook>> = Mutex::new(BTreeMap::new());

fn looks() -> MutexGuard<'static, BTreeMap<PathBuf, FolderLook>> {
    LOOKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was seen last for the books of that folder.
#[must_use]
pub fn last_look(books: &Path) -> FolderLook {
    looks().get(books).cloned().unwrap_or_default()
}

/// Keeps what was seen.
pub fn keep_look(books: &Path, look: FolderLook) {
    looks().insert(books.to_path_buf(), look);
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WatchedFolderView {
    /// By its whole path; empty where none is looked at.
    pub folder: String,
    /// Its own name.
    pub name: String,
    /// Why it cannot be read.
    pub trouble: Option<String>,
    /// The latest first.
    pub files: Vec<FoundStatement>,
    /// How many there are beyond those.
    pub more: i64,
    /// Those that are not proposed any more, the latest first.
    pub passed: Vec<FoundStatement>,
}

/// A file that may be imported.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FoundStatement {
    /// The SHA-256 of its bytes.
    pub hash: String,
    pub name: String,
    /// « OFX 1 (SGML), 12 opérations du 1 au 31 octobre 2026 »
    pub told: String,
}

/// Files of a look, each by its name.
type Found = Vec<(String, SeenFile)>;

/// A look and what is proposed of it, then what is not any more: each content once, none of it imported; the latest
/// first.
fn proposed(ask: &Ask) -> Result<(FolderLook, Found, Found)> {
    let (known, look) = (watched(ask)?, last_look(ask.folder));
    if known.folder.is_empty() || look.folder != known.folder {
        return Ok((FolderLook { folder: known.folder, ..FolderLook::default() }, Vec::new(), Vec::new()));
    }
    let passed: BTreeSet<&String> = known.passed.iter().collect();
    let mut files: Vec<(&FileStamp, &String, &SeenFile)> =
        look.seen.iter().filter_map(|(name, (stamp, seen))| Some((stamp, name, seen.as_ref()?))).collect();
    files.sort_by(|one, other| (other.0.1, other.1).cmp(&(one.0.1, one.1)));
    let mut contents = BTreeSet::new();
    let mut found = Vec::new();
    for (_, name, seen) in files {
        let readable = match &seen.reading {
            SeenReading::Statement { .. } => true,
            SeenReading::Table { titles } => mapping_of(ask, titles)?.is_some(),
        };
        if readable && contents.insert(&seen.hash) && !is_imported(ask, &seen.hash)? {
            found.push((name.clone(), seen.clone()));
        }
    }
    let (aside, found) = found.into_iter().partition(|(_, seen)| passed.contains(&seen.hash));
    Ok((look, found, aside))
}

pub fn watched_folder(ask: &Ask, _: Empty) -> Result<WatchedFolderView> {
    let (look, found, aside) = proposed(ask)?;
    let more = i64::try_from(found.len().saturating_sub(SHOWN)).unwrap_or(i64::MAX);
    let shown = |(name, seen): (String, SeenFile)| FoundStatement {
        hash: seen.hash,
        name,
        told: match seen.reading {
            SeenReading::Statement { read_as, lines, days } => {
                let lines = count(lines, "opération", "opérations");
                let days =
                    days.map(|(first, last)| format!(" du {} au {}", long_date(first), long_date(last)));
                format!("{read_as}, {lines}{}", days.unwrap_or_default())
            }
            SeenReading::Table { .. } => "Tableau CSV, lu comme vous l’avez dit".to_owned(),
        },
    };
    Ok(WatchedFolderView {
        name: own_name(&look.folder),
        files: found.into_iter().take(SHOWN).map(shown).collect(),
        folder: look.folder,
        trouble: look.trouble,
        more,
        passed: aside.into_iter().take(SHOWN).map(shown).collect(),
    })
}

/// What Aujourd’hui tells of it; none where there is nothing.
pub(crate) fn found_statements(ask: &Ask) -> Result<Option<FoundStatements>> {
    let (look, found, _) = proposed(ask)?;
    let files = i64::try_from(found.len()).unwrap_or(i64::MAX);
    Ok((files > 0 || look.trouble.is_some()).then(|| FoundStatements {
        files,
        folder: own_name(&look.folder),
        trouble: look.trouble,
    }))
}

/// The folder’s name without those above it.
fn own_name(folder: &str) -> String {
    let name = Path::new(folder).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| folder.to_owned())
}
