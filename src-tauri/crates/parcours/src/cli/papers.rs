//! Papers written to files, and files that the books are compared with.

use crate::cli::stop::Stop;
use crate::cli::typed::MOST_GIVEN;
use crate::plan::PLAN;
use books::error::Error;
use books::findings::Finding;
use books::house::House;
use books::reading::Reading;
use books::{file, journal, leftovers, verify, whole};
use std::io::{Read as _, Write as _};
use std::path::Path;
use values::refusal::{Code, Refusal};

/// Writes a file whole or not at all; over another only when told to, never through a link, never among the books.
pub fn put(data: &Path, out: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), Stop> {
    let told = |e: std::io::Error| Error::folder_at("out", out, &e);
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let place = folder.canonicalize().map_err(told)?;
    if data.canonicalize().is_ok_and(|data| place.starts_with(data)) {
        return Err(Refusal::at(
            "out",
            "Ce dossier est celui de vos données : enregistrez le document ailleurs.",
        )
        .into());
    }
    if !overwrite && out.symlink_metadata().is_ok() {
        return Err(Refusal::at(
            "out",
            "Il y a déjà un fichier à cet endroit : choisissez un autre nom, ou ajoutez --overwrite.",
        )
        .into());
    }
    leftovers::clear_exports(&place);
    let beside = place.join(format!(".parcours-{}.part", std::process::id()));
    let written = std::fs::File::create_new(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        // A link that stands there is replaced, not followed.
        .and_then(|()| if overwrite { std::fs::rename(&beside, out) } else { whole::placed(&beside, out) });
    let _ = std::fs::remove_file(&beside);
    written.map_err(|e| told(e).into())
}

/// The books' file, to read.
pub fn reading(house: &House) -> Result<rusqlite::Connection, Stop> {
    Ok(file::open_reading(&file::path(&house.folder()?), house.keys())?)
}

/// Checks the books against a backup's head, or against an issued PDF: the seal it prints, and its very bytes.
pub fn compare(house: &House, file: &Path) -> Result<Option<Finding>, Stop> {
    let told = |e: std::io::Error| Error::folder_at("against", file, &e);
    let mut given = std::fs::File::open(file).map_err(told)?;
    let mut bytes = Vec::new();
    // A backup may be of any size, and is not read here.
    (&mut given).take(5).read_to_end(&mut bytes).map_err(told)?;
    let connection = reading(house)?;
    if bytes.starts_with(b"%PDF-") {
        given.take(MOST_GIVEN).read_to_end(&mut bytes).map_err(told)?;
        let Some(seal) = documents::printed_seal(&bytes) else {
            return Err(Refusal::at("against", "Ce PDF ne porte pas de sceau de Parcours.").into());
        };
        return Ok(
            verify::against(&connection, None, &seal)?.or(verify::holds_document(&connection, &bytes)?)
        );
    }
    let recognised = file::recognise(file, &PLAN, house.keys()).map_err(of_the_file)?;
    match recognised {
        Some(_) => {
            let head = journal::head(Reading::of(&file::open_reading(file, house.keys())?))?;
            Ok(verify::against(&connection, Some(head.seq), &head.seal)?)
        }
        None => Err(Refusal::new(Code::BooksUnusable, "Ce fichier est vide.").into()),
    }
}

/// What is wrong is wrong with the file that was given, not with the books.
fn of_the_file(error: Error) -> Stop {
    let Error::Refused(refusal) = error else { return error.into() };
    let message = if refusal.code == Code::Locked {
        "Ce fichier ne s’ouvre pas avec la phrase secrète donnée."
    } else if refusal.code == Code::BooksUnusable {
        "Ce fichier n’est pas une sauvegarde de Parcours, ou il est endommagé."
    } else {
        return refusal.into();
    };
    Refusal::at("against", message).into()
}
