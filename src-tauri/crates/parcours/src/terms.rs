//! Terms and conditions, by versions: a text that is printed after quotes, or a PDF that goes beside them.
//!
//! Invariant: a published version never changes; its hash is that of the text or of the file's bytes.

use crate::act::{Act, Ask};
use crate::error::Result;
use crate::paper::{self, TermsPaper};
use crate::surface::{Empty, FileBytes, Paper, bytes_of};
use journey::input;
use journey::refusal::Refusal;
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most days after which silence may be acceptance.
const MOST_TACIT_DAYS: i64 = 90;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PublishTerms {
    /// Empty where the terms are a file.
    pub text: String,
    /// A PDF instead of the text.
    pub file: Option<FileBytes>,
    /// Days of silence after the delivery that are acceptance, where the terms say so; empty for none.
    pub tacit_days: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsFile {
    pub version: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TermsVersion {
    pub version: i64,
    /// Empty where the terms are a file.
    pub text: String,
    pub is_file: bool,
    pub tacit_days: Option<i64>,
    pub published_on: String,
    pub sha256: String,
}

impl TermsVersion {
    /// As a paper carries them.
    #[must_use]
    pub(crate) fn paper(self) -> TermsPaper {
        TermsPaper {
            version: self.version,
            text: self.text,
            sha256: self.sha256,
            is_file: self.is_file,
            tacit_days: self.tacit_days,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TermsView {
    /// The version joined to quotes from now on.
    pub current: Option<TermsVersion>,
    /// Those before it, latest first, without their text.
    pub earlier: Vec<TermsVersion>,
}

pub fn publish(act: &Act, payload: PublishTerms) -> Result<i64> {
    let text = input::paragraph("text", &payload.text, input::TERMS)?;
    let tacit_days = input::whole("tacit_days", &payload.tacit_days, 1, MOST_TACIT_DAYS)?;
    let file = payload.file.as_ref().map(read_pdf).transpose()?;
    if file.is_some() && !text.is_empty() {
        return Err(
            Refusal::at("text", "Un texte ou un fichier, pas les deux : effacez l’un ou l’autre.").into()
        );
    }
    if file.is_none() && text.chars().count() < 20 {
        return Err(
            Refusal::at("text", "Écrivez vos conditions générales de vente : au moins une phrase.").into()
        );
    }
    let bytes = file.as_deref().unwrap_or(text.as_bytes());
    let sha256 = crate::books::hash_bytes(bytes);
    let latest = current(&act.ask())?;
    if latest.as_ref().is_some_and(|t| t.sha256 == sha256 && t.tacit_days == tacit_days) {
        let (field, what) = if file.is_some() { ("file", "Ce fichier") } else { ("text", "Ce texte") };
        return Err(Refusal::at(field, format!("{what} est déjà la version en vigueur.")).into());
    }
    let version = latest.map_or(1, |t| t.version + 1);
    let kept = file.as_deref().map(|bytes| act.keep(bytes)).transpose()?;
    act.db.execute(
        "INSERT INTO terms (version, text, sha256, published_on, file, tacit_days) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![version, text, sha256, act.today.to_string(), kept, tacit_days],
    )?;
    let row = act.db.last_insert_rowid();
    crate::draft::remove(act, "terms")?;
    Ok(row)
}

/// A PDF that opens, told by its content and not by its name.
fn read_pdf(file: &FileBytes) -> Result<Vec<u8>> {
    let bytes = bytes_of("file", file)?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(Refusal::at("file", "Ce fichier n’est pas un PDF, quel que soit son nom.").into());
    }
    if documents::pdf_pages(&bytes).is_none() {
        return Err(Refusal::at(
            "file",
            "Ce PDF est endommagé, vide ou protégé par un mot de passe : enregistrez-le de nouveau.",
        )
        .into());
    }
    Ok(bytes)
}

fn read(row: &Row) -> rusqlite::Result<TermsVersion> {
    Ok(TermsVersion {
        version: row.get(0)?,
        text: row.get(1)?,
        published_on: row.get(2)?,
        sha256: row.get(3)?,
        is_file: row.get(4)?,
        tacit_days: row.get(5)?,
    })
}

/// The version joined to quotes from now on.
pub(crate) fn current(ask: &Ask) -> Result<Option<TermsVersion>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT version, text, published_on, sha256, file IS NOT NULL, tacit_days FROM terms ORDER BY version DESC LIMIT 1",
        )?
        .query_row([], read)
        .optional()?;
    Ok(found)
}

pub fn terms(ask: &Ask, _: Empty) -> Result<TermsView> {
    let current = current(ask)?;
    let earlier = ask
        .db
        .prepare_cached(
            "SELECT version, '', published_on, sha256, file IS NOT NULL, tacit_days FROM terms WHERE version < ?1
             ORDER BY version DESC LIMIT 100",
        )?
        .query_map([current.as_ref().map_or(0, |t| t.version)], read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(TermsView { current, earlier })
}

/// A version as it is joined: the file's own bytes, or the text.
pub fn file(ask: &Ask, payload: TermsFile) -> Result<Paper> {
    let (text, kept): (String, Option<String>) = ask
        .db
        .prepare_cached("SELECT text, file FROM terms WHERE version = ?1")?
        .query_row([payload.version], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette version des CGV"))?;
    let name = format!("CGV version {}", payload.version);
    Ok(match kept {
        Some(sha256) => {
            let bytes = paper::kept(ask.db, &sha256)?;
            crate::surface::paper(format!("{name}.pdf"), "application/pdf", &bytes)
        }
        None => crate::surface::paper(format!("{name}.txt"), "text/plain", text.as_bytes()),
    })
}
