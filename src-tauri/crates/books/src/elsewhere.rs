//! A copy where the user says, beside what backups there are.

use crate::act::Clock;
use crate::cipher::Key;
use crate::entry::Watch;
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::reading::Reading;
use crate::{backup, journal, whole};
use rusqlite::Connection;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use values::refusal::Refusal;

/// Begins the name of a copy in front of what a backup's would be: no rotation takes it.
pub const PREFIX: &str = "copie-";

/// A verified copy at that path, or in that folder under a name of its own. Nothing is put over what stands there.
/// Locked as the books are.
pub fn copy(
    (books, key): (&Connection, Option<&Key>),
    plan: &Plan,
    clock: Clock,
    place: &Path,
    watch: Watch,
) -> Result<PathBuf> {
    let source = books.unchecked_transaction()?;
    let target = if place.is_dir() {
        let head = journal::head(Reading::of(&source))?;
        let now = clock.now(&(plan.zone)(Reading::of(&source))?, head.seq);
        place.join(format!("{PREFIX}{}", backup::named(now, &head.seal)))
    } else {
        place.to_path_buf()
    };
    if target.symlink_metadata().is_ok() {
        return Err(taken(&target));
    }
    backup::copy(source, plan, key, &target, (watch, put))?;
    Ok(target)
}

fn put(made: &Path, target: &Path) -> Result<()> {
    whole::placed(made, target).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            taken(target)
        } else {
            Error::folder_at("path", target, &error)
        }
    })
}

fn taken(target: &Path) -> Error {
    Refusal::at(
        "path",
        format!("Il y a déjà un fichier à cet endroit : {}. Choisissez un autre dossier.", target.display()),
    )
    .into()
}
