//! The log: internal errors, in a file beside the books; people read calm sentences instead.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Where the log of a data folder is.
#[must_use]
pub fn place(folder: &Path) -> PathBuf {
    folder.join("parcours.log")
}

/// Logs to `parcours.log` in the data folder from now on; silently nowhere if that cannot be written.
pub fn start(folder: &Path) {
    let Ok(()) = std::fs::create_dir_all(folder) else { return };
    let Ok(file) = File::options().create(true).append(true).open(place(folder)) else {
        return;
    };
    // A second start in the same process keeps the first log.
    let _ = tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        // A log that cannot be written, on a full disk, is no news for whoever reads the answers.
        .log_internal_errors(false)
        .with_max_level(tracing::Level::WARN)
        .try_init();
}
