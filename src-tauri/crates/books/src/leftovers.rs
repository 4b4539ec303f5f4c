//! What a process that died left behind: half copies, half restores, half stories. Cleared at the next start.

use crate::backup;
use crate::lock::Lock;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Clears what nobody is writing any more, and says so in the log. `backups` is where copies go.
pub fn clear(data: &Path, backups: &Path, lock: &Lock) {
    // Alone on these books, nobody is copying them; elsewhere others may keep copies too, and are given a day.
    let alone = lock.alone_now();
    let own = backup::place("", data);
    let mut found = Vec::new();
    if alone {
        found.extend(leftovers(data).chain(leftovers(&own)));
    }
    if own != backups {
        found.extend(leftovers(backups).filter(|path| is_old(path)));
    }
    for path in found.into_iter().filter(|path| !is_at_work(path)) {
        let removed =
            if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        match removed {
            Ok(()) => tracing::warn!(path = %path.display(), "cleared what an interrupted work left"),
            Err(error) => tracing::warn!(%error, path = %path.display(), "an interrupted work left this"),
        }
    }
    if alone && let Err(error) = lock.back_to_shared() {
        tracing::warn!(%error, "the lock");
    }
}

/// What bears the name of work in progress.
fn leftovers(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(".restoring")
            || (name.starts_with(".parcours-") && name.contains(".tmp"))
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

fn is_old(path: &Path) -> bool {
    let changed = std::fs::metadata(path).and_then(|found| found.modified());
    changed.is_ok_and(|at| {
        SystemTime::now().duration_since(at).is_ok_and(|age| age > Duration::from_secs(24 * 3600))
    })
}
