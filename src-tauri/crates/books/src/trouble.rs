//! The last backup's trouble, kept beside the books until one succeeds: the window tells it on its first screen, also
//! when the one that failed was made on leaving.

use crate::private;
use std::path::{Path, PathBuf};

const FILE: &str = "parcours-backup.log";

/// Longest sentence that is read back, in bytes.
const MOST: usize = 2_000;

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Notes why a backup failed, or that one was made.
pub fn note(folder: &Path, failed: Option<&str>) {
    let path = path(folder);
    let done = match failed {
        Some(sentence) => std::fs::write(&path, sentence).map(|()| private::file(&path)),
        None if path.exists() => std::fs::remove_file(&path),
        None => Ok(()),
    };
    if let Err(error) = done {
        tracing::warn!(%error, "the trouble of a backup");
    }
}

/// Why the last backup failed, if it did.
#[must_use]
pub fn last(folder: &Path) -> Option<String> {
    let bytes = std::fs::read(path(folder)).ok()?;
    let text = String::from_utf8_lossy(bytes.get(..MOST).unwrap_or(&bytes)).trim().to_owned();
    Some(text).filter(|text| !text.is_empty())
}
