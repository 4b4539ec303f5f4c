//! Kept papers, each a file of a folder that the user chose.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::backup::stopped;
use books::entry::{Paper, Watch};
use books::error::{Error, Result};
use books::house::House;
use books::{leftovers, whole};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use ts_rs::TS;
use values::refusal::Refusal;
use values::words::count;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportPapers {
    pub documents: Vec<i64>,
    /// Where they go: a folder that is there.
    pub folder: PathBuf,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PapersExported {
    pub folder: String,
    pub written: i64,
    pub message: String,
}

pub fn export(house: &House, payload: ExportPapers, watch: Watch) -> Result<PapersExported> {
    if payload.documents.is_empty() {
        return Err(Refusal::at("documents", "Cochez au moins une ligne à exporter.").into());
    }
    let told = |error: std::io::Error| Error::folder_at("folder", &payload.folder, &error);
    let folder = payload.folder.canonicalize().map_err(told)?;
    if house.folder()?.canonicalize().is_ok_and(|books| folder.starts_with(books)) {
        let message = "Ce dossier est celui de vos données : choisissez-en un autre.";
        return Err(Refusal::at("folder", message).into());
    }
    leftovers::clear_exports(&folder);
    let all = i64::try_from(payload.documents.len()).unwrap_or(i64::MAX);
    let (mut written, mut there) = (0, 0);
    for (at, document) in (0..).zip(&payload.documents) {
        if !watch(at, all) {
            return Err(stopped());
        }
        let paper = house.ask("document", json!({"id": document})).map_err(|failure| failure.again())?;
        let Paper { name, base64, .. } = serde_json::from_value(paper)?;
        let bytes = STANDARD.decode(&base64).map_err(|error| Error::Broken(error.to_string()))?;
        if put(&folder, &name, &bytes).map_err(told)? {
            written += 1;
        } else {
            there += 1;
        }
    }
    Ok(PapersExported {
        folder: folder.to_string_lossy().into_owned(),
        written,
        message: said(written, there),
    })
}

fn said(written: i64, there: i64) -> String {
    let beside = match there {
        0 => String::new(),
        n => format!(" ; {} déjà", count(n, "y était", "y étaient")),
    };
    format!("{}{beside}.", count(written, "PDF enregistré", "PDF enregistrés"))
}

/// Puts a paper under its name, or beside another file of that name; false where it stands there already.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<bool> {
    let safe: String =
        name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c }).collect();
    let (stem, end) = safe.rsplit_once('.').unwrap_or((&safe, "pdf"));
    let beside = folder.join(format!(".parcours-{}.part", std::process::id()));
    for other in 1.. {
        let name = if other == 1 { format!("{stem}.{end}") } else { format!("{stem} ({other}).{end}") };
        let place = folder.join(name);
        match std::fs::read(&place) {
            Ok(found) if found == bytes => return Ok(false),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let made = std::fs::File::create_new(&beside)
                    .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
                    .and_then(|()| whole::placed(&beside, &place));
                drop(std::fs::remove_file(&beside));
                return made.map(|()| true);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}
