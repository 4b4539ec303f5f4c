//! What nobody else reads: folders of their owner alone, and files too. Where the system has no such rights, or the
//! owner is another, things stay as they are.

use std::path::Path;

/// Only its owner enters.
pub fn folder(path: &Path) {
    limit(path, 0o700);
}

/// Only its owner reads.
pub fn file(path: &Path) {
    limit(path, 0o600);
}

/// Everything of a data folder, its backups too, that an earlier version or another program left readable.
pub fn everything(data: &Path, backups: &Path) {
    folder(data);
    let inside = |place: &Path| {
        let entries = std::fs::read_dir(place).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| entry.path()).filter(|path| path.is_file() && !path.is_symlink())
    };
    for path in inside(data) {
        let ours = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| {
            ["books.sqlite", "books.lock", "books-before-restore-", "parcours.log", "parcours-backup.log"]
                .iter()
                .any(|ours| name.starts_with(ours))
        });
        if ours {
            file(&path);
        }
    }
    if backups.is_dir() {
        folder(backups);
        inside(backups).for_each(|path| file(&path));
    }
}

#[cfg(unix)]
fn limit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(found) = std::fs::metadata(path) else { return };
    // What is narrower already stays so; what cannot be changed is served as it is.
    if found.permissions().mode() & 0o077 != 0
        && let Err(error) = std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
    {
        tracing::warn!(%error, path = %path.display(), "readable by others");
    }
}

#[cfg(not(unix))]
fn limit(_: &Path, _: u32) {}
