//! Statements that come in a ZIP archive.
//!
//! Invariant: what unfolds is counted while it unfolds; an archive that would grow beyond the limit is refused before
//! it does.

use crate::statement::fault;
use crate::statement::found::MOST_BYTES;
use std::io::{Cursor, Read as _};
use values::refusal::{Refusal, shown};
use zip::ZipArchive;

/// Most files in one archive: two years of daily statements.
const MOST_FILES: usize = 750;

/// The files of an archive, by their name; folders and what systems add are no files of a bank.
pub fn opened(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let damaged =
        || fault::file("Cette archive ZIP est endommagée ou incomplète : téléchargez-la de nouveau.");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.file_names().flatten().any(|name| matches!(name.as_ref(), "[Content_Types].xml" | "mimetype"))
    {
        return Err(fault::file(
            "Ce fichier est un classeur : ouvrez-le, enregistrez-le en CSV, et importez ce CSV.",
        ));
    }
    if archive.len() > MOST_FILES {
        return Err(fault::file(&format!(
            "Cette archive contient plus de {MOST_FILES} fichiers : partagez-la en plusieurs."
        )));
    }
    let mut left = MOST_BYTES;
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| damaged())?;
        let path = file.name().map_err(|_| damaged())?.into_owned();
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        if file.is_dir() || name.starts_with('.') || path.starts_with("__MACOSX/") {
            continue;
        }
        let mut unfolded = Vec::new();
        let room = u64::try_from(left).unwrap_or(0) + 1;
        file.take(room)
            .read_to_end(&mut unfolded)
            .map_err(|_| fault::file(&format!("« {} » ne s’ouvre pas dans cette archive.", shown(&name))))?;
        left = left.checked_sub(unfolded.len()).ok_or_else(|| {
            fault::file("Cette archive contient plus de 64 Mo une fois ouverte : partagez-la en plusieurs.")
        })?;
        files.push((shown(&name), unfolded));
    }
    if files.is_empty() {
        return Err(fault::file("Cette archive ne contient aucun fichier."));
    }
    Ok(files)
}
