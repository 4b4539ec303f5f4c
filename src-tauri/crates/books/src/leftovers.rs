//! What a process that died left behind: half copies, half restores, half stories. Cleared at the next start.

use crate::error::Result;
use crate::lock::Lock;
use crate::{backup, unfinished};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Clears what nobody is writing any more in a data folder, and says so in the log; while another program keeps the
/// books, it waits for a later start. Nothing of the books may be open: to know that nobody else is there, the shared
/// hold is let go of for an instant.
///
/// # Errors
/// The shared hold could not be had again.
pub fn clear(data: &Path, lock: &Lock) -> Result<()> {
    let copies = backup::place("", data);
    let found: Vec<PathBuf> =
        leftovers(data).chain(leftovers(&copies)).filter(|path| !is_at_work(path)).collect();
    if found.is_empty() {
        return Ok(());
    }
    if lock.alone_if_nobody_else()? {
        remove(found);
        lock.back_to_shared()?;
    }
    Ok(())
}

/// The same in the folder where copies go; other books may keep theirs there too, and are given a day.
pub fn clear_elsewhere(data: &Path, backups: &Path) {
    if backups != backup::place("", data) {
        let a_day = Duration::from_secs(24 * 3600);
        remove(leftovers(backups).filter(|path| is_older(path, a_day)).collect());
    }
}

/// What an export that died left in the folder of somebody's choice: its process is gone, and it is a minute old, since
/// another machine may be at work there.
pub fn clear_exports(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let parts = entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(".parcours-") && name.ends_with(".part")
    });
    remove(parts.filter(|path| is_older(path, Duration::from_secs(60))).collect());
}

fn remove(found: Vec<PathBuf>) {
    for path in found.into_iter().filter(|path| !is_at_work(path)) {
        let removed =
            if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        match removed {
            Ok(()) => tracing::warn!(path = %path.display(), "cleared what an interrupted work left"),
            Err(error) => tracing::warn!(%error, path = %path.display(), "an interrupted work left this"),
        }
    }
}

/// What bears the name of work in progress.
fn leftovers(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // The first versions named neither a process nor a rank.
        name.starts_with(unfinished::STAGED)
            || name.starts_with(".restoring.sqlite")
            || (name.starts_with(unfinished::COPY) && name.contains(".tmp"))
            || (name.starts_with(".demonstration-") && name.ends_with(".part"))
            || name == "demonstration.part"
    })
}

/// Is the process that the name tells of still there? Where the system does not say, it is not.
fn is_at_work(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let process: String =
        name.split('-').nth(1).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    !process.is_empty() && Path::new("/proc").join(process).exists()
}

fn is_older(path: &Path, than: Duration) -> bool {
    let changed = std::fs::metadata(path).and_then(|found| found.modified());
    changed.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > than))
}
