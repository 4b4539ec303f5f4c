//! A file takes its place whole, and over nothing.

use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// Gives what was made beside its name, where nothing stands.
///
/// # Errors
/// `AlreadyExists` where something does; it is left as it is.
pub fn placed(made: &Path, place: &Path) -> Result<()> {
    // A second name fails where something stands by now, also a link to nowhere.
    match std::fs::hard_link(made, place) {
        Ok(()) => std::fs::remove_file(made),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Sticks have file systems without second names.
        Err(_) if place.symlink_metadata().is_err() => std::fs::rename(made, place),
        Err(_) => Err(Error::from(ErrorKind::AlreadyExists)),
    }
}

/// Asks the disk to hold on to the names of a folder as they are now. What was renamed is renamed: a disk that does not
/// answer is for the log, and nothing is said to have failed that was done.
pub fn settled(folder: &Path) {
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::error!(%error, folder = %folder.display(), "the names of a folder");
    }
}
