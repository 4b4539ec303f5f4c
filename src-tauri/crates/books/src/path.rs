//! Paths as SQLite takes them, and what stands in the way where it says only that it cannot open.

use crate::error::{Error, Result};
use rusqlite::{Connection, ErrorCode};
use std::io::ErrorKind;
use std::path::{Path, PathBuf, absolute};

/// The file of that name with something after it, such as its log; whatever its name is made of.
#[must_use]
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// SQLite takes paths of so many bytes, the names of the files beside included.
pub(crate) fn short_enough(path: &Path) -> Result<()> {
    const MOST: usize = 512 - "-journal".len();
    let whole = absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if whole.as_os_str().len() < MOST {
        return Ok(());
    }
    Err(Error::folder(path, &ErrorKind::InvalidFilename.into()))
}

/// Why a file could not be opened: its path is too long, or nothing stands there.
pub(crate) fn reached(path: &Path, opened: rusqlite::Result<Connection>) -> Result<Connection> {
    opened.map_err(|error| {
        if error.sqlite_error_code() != Some(ErrorCode::CannotOpen) {
            return error.into();
        }
        if let Err(too_long) = short_enough(path) {
            return too_long;
        }
        let parent = path.parent().unwrap_or(path);
        match (parent.is_dir(), path.exists()) {
            (true, true) => error.into(),
            (true, false) => Error::folder(path, &ErrorKind::NotFound.into()),
            (false, _) => Error::folder(parent, &ErrorKind::NotFound.into()),
        }
    })
}
