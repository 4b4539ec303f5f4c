//! The folder that is looked at for statements: which it is, and which of its files are not proposed any more.

use books::act::Act;
use books::error::Result;
use journey::bank::watched::{WatchedFolder, unread};
use records::bank::{WATCHED, watched};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchFolder {
    /// By its whole path; empty to look at none any more.
    pub folder: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PassOverFiles {
    /// Their SHA-256, as they were found.
    pub files: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeFilesAgain {
    /// Their SHA-256, as they were found.
    pub files: Vec<String>,
}

pub fn watch(act: &Act, payload: WatchFolder) -> Result<i64> {
    let folder = input::line("folder", &payload.folder, 1_000)?;
    let known = watched(&act.ask())?;
    if !folder.is_empty() && folder != known.folder {
        readable(act, Path::new(&folder))?;
    }
    act.set(WATCHED, &WatchedFolder { folder, ..known })
}

pub fn pass_over(act: &Act, payload: PassOverFiles) -> Result<i64> {
    act.set(WATCHED, &watched(&act.ask())?.passing(&payload.files)?)
}

pub fn propose_again(act: &Act, payload: ProposeFilesAgain) -> Result<i64> {
    act.set(WATCHED, &watched(&act.ask())?.asking_again(&payload.files)?)
}

/// A folder that is there, that can be read, and that is not the books' own.
fn readable(act: &Act, folder: &Path) -> Result<()> {
    let field = "folder";
    if !folder.is_absolute() {
        return Err(Refusal::at(
            field,
            "Choisissez le dossier avec son chemin complet, depuis la racine du disque.",
        )
        .into());
    }
    let whole = folder
        .canonicalize()
        .and_then(|whole| std::fs::read_dir(&whole).map(|_| whole))
        .map_err(|error| Refusal::at(field, unread(error.kind())))?;
    let data = act.db.path().and_then(|path| Path::new(path).parent()?.canonicalize().ok());
    if data.is_some_and(|data| whole.starts_with(data)) {
        let message = "Ce dossier est celui de vos données : choisissez celui où arrivent vos relevés.";
        return Err(Refusal::at(field, message).into());
    }
    Ok(())
}
