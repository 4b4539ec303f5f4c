//! Attachments: any file that belongs with a deal or a client, kept as it came.

use crate::act::{Act, Ask};
use crate::contact;
use crate::deal;
use crate::error::Result;
use crate::surface::{FileBytes, bytes_of};
use journey::input;
use journey::refusal::Refusal;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachFile {
    /// The deal it belongs with; or the client, when no deal is named.
    #[serde(default)]
    pub deal: Option<i64>,
    #[serde(default)]
    pub client: Option<i64>,
    /// Of any kind, at most 10 MB.
    pub file: FileBytes,
    /// What it is: « Charte graphique ».
    #[serde(default)]
    pub label: String,
}

pub fn attach(act: &Act, payload: AttachFile) -> Result<i64> {
    let at = Place::of(&act.ask(), payload.deal, payload.client)?;
    let label = input::line("label", &payload.label, input::SHORT)?;
    let document = keep(act, "attachment", at, &payload.file, &label)?;
    match at {
        Place::Deal(deal) => act.about(deal),
        Place::Client(client) => act.about_client(client),
    }
    Ok(document)
}

/// Where something hangs: on a deal, or on a client without one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Deal(i64),
    Client(i64),
}

impl Place {
    pub(crate) fn of(ask: &Ask, deal: Option<i64>, client: Option<i64>) -> Result<Place> {
        match (deal, client) {
            (Some(deal), None) => deal::facts(ask, deal).map(|_| Place::Deal(deal)),
            (None, Some(client)) => contact::card(ask, client).map(|_| Place::Client(client)),
            (Some(_), Some(_)) | (None, None) => {
                Err(Refusal::at("deal", "Dites de quelle affaire il s’agit, ou de quel client.").into())
            }
        }
    }

    pub(crate) fn deal(self) -> Option<i64> {
        match self {
            Place::Deal(deal) => Some(deal),
            Place::Client(_) => None,
        }
    }

    pub(crate) fn client(self) -> Option<i64> {
        match self {
            Place::Deal(_) => None,
            Place::Client(client) => Some(client),
        }
    }
}

/// Keeps a file that came in, its name with it; answers its document.
pub(crate) fn keep(act: &Act, kind: &str, at: Place, file: &FileBytes, label: &str) -> Result<i64> {
    let bytes = bytes_of("file", file)?;
    let name = file_name(&file.name)?;
    let sha256 = act.keep(&bytes)?;
    act.db
        .prepare_cached(
            "INSERT INTO document (kind, deal, client, number, name, media_type, sha256, created_on, prior_seal, label)
             VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7, NULL, ?8)",
        )?
        .execute(params![
            kind,
            at.deal(),
            at.client(),
            name,
            media_type(&name, &bytes),
            sha256,
            act.today.to_string(),
            label
        ])?;
    Ok(act.db.last_insert_rowid())
}

/// Keeps a paper that bears its own number: a PDF or a picture of it.
pub(crate) fn keep_paper(act: &Act, kind: &str, at: Place, file: &FileBytes, number: &str) -> Result<i64> {
    let bytes = bytes_of("file", file)?;
    let name = file_name(&file.name)?;
    let media_type = media_type(&name, &bytes);
    if media_type != "application/pdf" && !media_type.starts_with("image/") {
        return Err(Refusal::at("file", "Joignez ce document en PDF, ou une image de ce document.").into());
    }
    let sha256 = act.keep(&bytes)?;
    act.db
        .prepare_cached(
            "INSERT INTO document (kind, deal, client, number, name, media_type, sha256, created_on, prior_seal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL)",
        )?
        .execute(params![
            kind,
            at.deal(),
            at.client(),
            number,
            name,
            media_type,
            sha256,
            act.today.to_string()
        ])?;
    Ok(act.db.last_insert_rowid())
}

/// The file's own name, without the folders it came from.
fn file_name(typed: &str) -> Result<String> {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = input::line("file.name", last, input::SHORT)?;
    if name.is_empty() || name.chars().all(|c| c == '.') {
        return Err(
            Refusal::at("file.name", "Ce fichier n’a pas de nom : renommez-le, puis joignez-le.").into()
        );
    }
    Ok(name)
}

/// What the bytes say they are, else what the name says.
fn media_type(name: &str, bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => return "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => return "image/png",
        [0xff, 0xd8, 0xff, ..] => return "image/jpeg",
        _ => {}
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" | "md" => "text/plain",
        "csv" => "text/csv",
        "eml" => "message/rfc822",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "zip" => "application/zip",
        // A name that lies about its bytes opens as what it is: nothing in particular.
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on has failed.
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_own_name_and_is_what_its_bytes_say() {
        assert_eq!(file_name("C:\\Documents\\charte.pdf").unwrap(), "charte.pdf");
        assert_eq!(file_name("../../charte é.pdf").unwrap(), "charte é.pdf");
        assert!(file_name("..").is_err() && file_name("dossier/").is_err());
        assert_eq!(media_type("photo.txt", b"\x89PNG\r\n"), "image/png");
        assert_eq!(media_type("photo.png", b"bonjour"), "application/octet-stream");
        assert_eq!(media_type("liste.CSV", b"a;b"), "text/csv");
    }
}
