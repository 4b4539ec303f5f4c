//! What is noted beside the books and is no part of them: the last drill, the last copy at the second place. Without it
//! nothing is lost.

use crate::private;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// What was noted under that name, if it can be read.
pub fn kept<T: DeserializeOwned>(folder: &Path, name: &str) -> Option<T> {
    serde_json::from_slice(&std::fs::read(folder.join(name)).ok()?).ok()
}

/// Notes it; what goes wrong is for the log.
pub fn keep<T: Serialize>(folder: &Path, name: &str, value: &T) {
    let path = folder.join(name);
    let written = serde_json::to_vec(value).map_err(std::io::Error::other);
    match written.and_then(|text| std::fs::write(&path, text)) {
        Ok(()) => private::file(&path),
        Err(error) => tracing::warn!(%error, name, "a note beside the books"),
    }
}
