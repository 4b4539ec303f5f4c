//! A second place for backups: a stick, a synced folder. What is not there for now is followed when it comes back.
//!
//! Invariant: a file that bears a backup's name there is whole.

use crate::backup;
use crate::cipher::Keys;
use crate::error::{Error, Result};
use crate::{memo, private, unfinished, whole};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::path::Path;

/// Kept beside the books: a stick that is away cannot be asked.
const FILE: &str = "parcours-second.json";

/// What is known of the second place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Second {
    /// Which folder that is about.
    pub folder: String,
    /// Civil day of the last copy there, in ISO; empty for none.
    pub last_on: String,
    /// Why the last one failed, if it did.
    pub trouble: String,
}

/// What was noted of that folder.
#[must_use]
pub fn last(data: &Path, second: &str) -> Second {
    memo::kept::<Second>(data, FILE)
        .filter(|kept| kept.folder == second)
        .unwrap_or(Second { folder: second.to_owned(), ..Second::default() })
}

/// Takes the latest backup there, where it is not yet, and removes what the rotation no longer keeps.
pub fn follow(data: &Path, second: &str, latest: &Path, keys: &Keys, today: NaiveDate) {
    let mut known = last(data, second);
    match copied(Path::new(second), latest, keys) {
        Ok(()) => {
            known.last_on = today.to_string();
            known.trouble.clear();
        }
        Err(Error::Refused(refusal)) => known.trouble = refusal.message,
        Err(error) => {
            tracing::warn!(%error, folder = second, "the second place");
            known.trouble = "la copie n’a pas pu être terminée ; le détail est dans parcours.log.".to_owned();
        }
    }
    memo::keep(data, FILE, &known);
}

fn copied(second: &Path, latest: &Path, keys: &Keys) -> Result<()> {
    let told = |e: std::io::Error| Error::folder(second, &e);
    // A stick that is away leaves an empty place to mount it: nothing is made there.
    if !second.is_dir() {
        return Err(told(std::io::ErrorKind::NotFound.into()));
    }
    let Some(name) = latest.file_name() else { return Ok(()) };
    let target = second.join(name);
    let length = |path: &Path| std::fs::metadata(path).ok().map(|found| found.len());
    // One of that length was read back when it was made.
    if length(&target) == length(latest) {
        return Ok(());
    }
    let beside = unfinished::named(second, unfinished::COPY, ".tmp");
    let made = std::fs::copy(latest, &beside)
        .and_then(|_| {
            private::file(&beside);
            File::open(&beside)?.sync_all()?;
            if hash_of(&beside)? == hash_of(latest)? {
                Ok(())
            } else {
                Err(std::io::Error::other("read back otherwise"))
            }
        })
        .and_then(|()| std::fs::rename(&beside, &target));
    let _ = std::fs::remove_file(&beside);
    made.map_err(told)?;
    whole::settled(second);
    backup::rotate(second, keys, &backup::chain_of(latest, keys))
}

/// The hash of a file, read in pieces.
fn hash_of(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let (mut file, mut piece, mut sum) = (File::open(path)?, vec![0; 1 << 20], Sha256::new());
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(sum.finalize().to_vec());
        }
        sum.update(piece.get(..read).unwrap_or_default());
    }
}
