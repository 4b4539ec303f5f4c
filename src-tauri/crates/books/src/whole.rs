//! A file takes its place whole, and over nothing.

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
