//! Messages and papers on their way to other programs, in a folder that nobody else reads, as long as the window is open.
//! What a window that was killed left there is cleared when the next one starts.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::TempDir;

const PREFIX: &str = "parcours-messages-";
/// Beside the messages, locked by the window that writes them.
const LOCK: &str = "window.lock";

/// The folder, made with the first message.
#[derive(Default)]
pub struct Drafts(Mutex<Option<Folder>>);

struct Folder {
    place: TempDir,
    /// Held until the window ends, however it ends.
    _lock: File,
}

impl Drafts {
    pub fn folder(&self) -> io::Result<PathBuf> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match kept.take() {
            Some(folder) => folder,
            None => private_folder()?,
        };
        Ok(kept.insert(folder).place.path().to_path_buf())
    }

    /// The mail program has taken what it was given.
    pub fn forget(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// A temporary folder of the user alone.
fn private_folder() -> io::Result<Folder> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let place = builder.tempdir()?;
    let lock = File::create(place.path().join(LOCK))?;
    // Where nothing can be locked, the folder is cleared once it is a day old.
    drop(lock.try_lock());
    Ok(Folder { place, _lock: lock })
}

/// Clears what windows that are gone left of their user's messages.
pub fn clear() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    let Ok(own) = tempfile::tempfile().and_then(|file| file.metadata()) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
        if named && is_owned_alike(&path, &own) && is_left(&path) {
            match fs::remove_dir_all(&path) {
                Ok(()) => {
                    tracing::warn!(path = %path.display(), "cleared the messages of a window that was killed")
                }
                Err(error) => {
                    tracing::warn!(%error, path = %path.display(), "messages of a window that was killed")
                }
            }
        }
    }
}

/// A folder, no link to one, of the same owner.
#[cfg(unix)]
fn is_owned_alike(path: &Path, own: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    path.symlink_metadata().is_ok_and(|found| found.is_dir() && found.uid() == own.uid())
}

/// A folder, no link to one; elsewhere the temporary folder is the user's own.
#[cfg(not(unix))]
fn is_owned_alike(path: &Path, _: &fs::Metadata) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

/// Nobody holds its lock; without one, it is a day old: a window may be making it.
fn is_left(folder: &Path) -> bool {
    match File::open(folder.join(LOCK)).map(|lock| lock.try_lock()) {
        Ok(Ok(())) => true,
        Ok(Err(fs::TryLockError::WouldBlock)) => false,
        Ok(Err(fs::TryLockError::Error(_))) | Err(_) => {
            let changed = folder.metadata().and_then(|found| found.modified()).ok();
            let age = changed.and_then(|at| at.elapsed().ok());
            age.is_some_and(|age| age > Duration::from_secs(24 * 3600))
        }
    }
}
