//! Work on its way: the name that it bears until it is whole, by which a later start knows what was left, and the room
//! that it takes.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use values::refusal::{Code, Refusal};

/// What is staged in a data folder, to take the place of the books or to be looked at.
pub const STAGED: &str = ".restoring-";

/// A copy on its way, in a folder of copies.
pub const COPY: &str = ".parcours-";

/// A name of its own in that folder: two works of one process never share a file, and the process is named.
#[must_use]
pub fn named(folder: &Path, begin: &str, end: &str) -> PathBuf {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let rank = MADE.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{begin}{}-{rank}{end}", std::process::id()))
}

/// Refuses to begin where the disk has less left than so many bytes, and a megabyte.
///
/// # Errors
/// `try_again`, with the folder and how much to free.
pub fn has_room(folder: &Path, bytes: u64) -> Result<()> {
    let free = fs4::available_space(folder).map_err(|e| Error::folder(folder, &e))?;
    if free >= bytes.saturating_add(1_000_000) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::TryAgain,
        format!(
            "Il manque de la place dans {} : libérez {} Mo, ou choisissez un autre dossier. Rien n’a été modifié.",
            folder.display(),
            bytes / 1_000_000 + 2
        ),
    )
    .into())
}
