//! The accountant's archive: books, entries and papers of a span of days, and what each file is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::backup::stopped;
use books::entry::{Paper, Watch};
use books::error::{Error, Result};
use books::house::House;
use books::{leftovers, seal, whole};
use documents::archive::Archive;
use journey::accounting::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use ts_rs::TS;
use values::refusal::Refusal;
use values::words::count;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportAccountant {
    /// As typed; the first of January if empty.
    #[serde(default)]
    pub from: String,
    /// As typed; today if empty.
    #[serde(default)]
    pub to: String,
    /// Where it goes: a folder that is there.
    pub folder: PathBuf,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountantExported {
    pub path: String,
    /// Files within, the list of them apart.
    pub files: usize,
    pub message: String,
}

/// The books that are in it, each as (book, format).
const BOOKS: [(&str, &str); 9] = [
    ("receipts", "pdf"),
    ("receipts", "csv"),
    ("vat", "pdf"),
    ("vat", "csv"),
    ("urssaf", "csv"),
    ("sales_journal", "pdf"),
    ("sales_journal", "csv"),
    ("e_reporting", "csv"),
    ("entries", "fec"),
];

/// Writes it into a folder that the user chose.
pub fn export(house: &House, payload: ExportAccountant, watch: Watch) -> Result<AccountantExported> {
    let told = |error: std::io::Error| Error::folder_at("folder", &payload.folder, &error);
    let folder = payload.folder.canonicalize().map_err(told)?;
    if house.folder()?.canonicalize().is_ok_and(|books| folder.starts_with(books)) {
        let message = "Ce dossier est celui de vos données : choisissez-en un autre.";
        return Err(Refusal::at("folder", message).into());
    }
    let span = Span::read(&payload.from, &payload.to, house.today()?)?;
    for other in 1.. {
        let more = if other == 1 { String::new() } else { format!(" ({other})") };
        let place = folder.join(format!("comptable-{}-{}{more}.zip", span.from, span.to));
        if place.symlink_metadata().is_err() {
            return write(house, (&payload.from, &payload.to), (&place, false), watch);
        }
    }
    Err(Error::Broken("no name is left in that folder".to_owned()))
}

/// Writes it to a path, over nothing unless told to: whole, or not at all. What stands there stays until the end.
pub fn write(
    house: &House,
    (from, to): (&str, &str),
    (place, overwrite): (&Path, bool),
    watch: Watch,
) -> Result<AccountantExported> {
    let told = |error: std::io::Error| Error::folder_at("out", place, &error);
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    leftovers::clear_exports(folder);
    let beside = folder.join(format!(".parcours-{}.part", std::process::id()));
    let written = File::create_new(&beside)
        .map_err(told)
        .and_then(|file| filled(house, (from, to), file, watch))
        .and_then(|files| {
            // A link that stands there is replaced, not followed.
            let put = if overwrite { std::fs::rename(&beside, place) } else { whole::placed(&beside, place) };
            put.map_err(told).map(|()| files)
        });
    drop(std::fs::remove_file(&beside));
    let files = written?;
    Ok(AccountantExported {
        path: place.to_string_lossy().into_owned(),
        files,
        message: format!(
            "Archive prête : {}.",
            count(i64::try_from(files).unwrap_or(i64::MAX), "fichier", "fichiers")
        ),
    })
}

fn filled(house: &House, (from, to): (&str, &str), file: File, watch: Watch) -> Result<usize> {
    let broken = |error: &dyn std::fmt::Display| Error::Broken(format!("archive: {error}"));
    let asked = |name: &str, payload: Value| house.ask(name, payload).map_err(|failure| failure.again());
    let journal = asked("sales_journal", json!({"from": from, "to": to}))?;
    let sales = journal["rows"].as_array().cloned().unwrap_or_default();
    let all = i64::try_from(BOOKS.len() + sales.len()).unwrap_or(i64::MAX);
    let mut archive = Archive::new(BufWriter::new(file));
    let mut index = "\u{feff}Fichier;Octets;SHA-256\r\n".to_owned();
    let mut files = 0;
    let papers = BOOKS
        .iter()
        .map(|(book, format)| {
            let payload = json!({"book": book, "format": format, "from": from, "to": to});
            ("book_paper", payload, "livres")
        })
        .chain(sales.iter().map(|row| ("document", json!({"id": row["document"]}), "factures")));
    for (at, (question, payload, folder)) in (0..).zip(papers) {
        if !watch(at, all) {
            return Err(stopped());
        }
        let paper: Paper = serde_json::from_value(asked(question, payload)?)?;
        let bytes = STANDARD.decode(&paper.base64).map_err(|error| broken(&error))?;
        let name = format!("{folder}/{}", safe(&paper.name));
        archive.add(&name, &bytes).map_err(|error| broken(&error))?;
        index.push_str(&format!("{name};{};{}\r\n", bytes.len(), seal::hash_bytes(&bytes)));
        files += 1;
    }
    archive.add("liste.csv", index.as_bytes()).map_err(|error| broken(&error))?;
    let mut file = archive.finish().map_err(|error| broken(&error))?;
    file.flush().and_then(|()| file.get_ref().sync_all()).map_err(|error| broken(&error))?;
    Ok(files)
}

/// A name that any system takes, and that a table does not part.
fn safe(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|;"#.contains(c) { '-' } else { c }).collect()
}
