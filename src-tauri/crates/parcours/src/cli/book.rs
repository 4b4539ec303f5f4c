//! Books of accounts written out: a PDF, or the table that the name of the file asks for.

use crate::cli::papers::put;
use crate::cli::stop::Stop;
use crate::jobs::accountant;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::entry::{self, Paper};
use books::error::Error;
use books::house::House;
use books::seal;
use serde_json::{Value, json};
use std::path::Path;
use values::refusal::Refusal;

/// Writes what is named so, where it is a book or the accountant's archive; none where it is neither.
pub fn asked(
    house: &House,
    data: &Path,
    what: &str,
    span: (&str, &str),
    place: (&Path, bool),
) -> Option<Result<Value, Stop>> {
    if what == ACCOUNTANT {
        return Some(archive(house, data, span, place));
    }
    named(what).map(|book| export(house, data, book, span, place))
}

/// The book that is exported by that word.
fn named(what: &str) -> Option<&'static str> {
    match what {
        "receipts-book" => Some("receipts"),
        "vat" => Some("vat"),
        "urssaf" => Some("urssaf"),
        "sales-journal" => Some("sales_journal"),
        "fec" => Some("entries"),
        "e-reporting" => Some("e_reporting"),
        "receipts-fec" => Some("receipt_entries"),
        _ => None,
    }
}

/// What is exported for the accountant.
const ACCOUNTANT: &str = "accountant";

/// Writes the accountant's archive to a file, one paper in memory at a time.
fn archive(
    house: &House,
    data: &Path,
    (from, to): (&str, &str),
    (out, overwrite): (&Path, bool),
) -> Result<Value, Stop> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let inside = folder
        .canonicalize()
        .is_ok_and(|place| data.canonicalize().is_ok_and(|data| place.starts_with(data)));
    if inside {
        return Err(Refusal::at(
            "out",
            "Ce dossier est celui de vos données : enregistrez l’archive ailleurs.",
        )
        .into());
    }
    if !overwrite && out.symlink_metadata().is_ok() {
        let message =
            "Il y a déjà un fichier à cet endroit : choisissez un autre nom, ou ajoutez --overwrite.";
        return Err(Refusal::at("out", message).into());
    }
    Ok(json!(accountant::write(house, (from, to), (out, overwrite), &|_, _| true)?))
}

/// Writes a book of a span of days to a file: as a table where its name ends in « .csv », else as a PDF.
fn export(
    house: &House,
    data: &Path,
    book: &str,
    (from, to): (&str, &str),
    (out, overwrite): (&Path, bool),
) -> Result<Value, Stop> {
    let table = out.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let format = match book {
        "entries" | "receipt_entries" => "fec",
        _ if table => "csv",
        _ => "pdf",
    };
    let asked = json!({"book": book, "format": format, "from": from, "to": to});
    let paper: Paper = entry::read(&house.ask("book_paper", asked)?)?;
    let bytes = STANDARD.decode(&paper.base64).map_err(|error| Error::Broken(error.to_string()))?;
    put(data, out, overwrite, &bytes)?;
    Ok(json!({
        "book": book,
        "format": format,
        "path": out.to_string_lossy(),
        "bytes": bytes.len(),
        "sha256": seal::hash_bytes(&bytes),
    }))
}
