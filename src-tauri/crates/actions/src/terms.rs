//! A version of the terms and conditions is published; it never changes afterwards.

use books::act::Act;
use books::entry::{FileBytes, bytes_of};
use books::error::Result;
use books::{draft, seal, vault};
use documents::Given;
use records::document;
use records::terms::{TermsVersion, current};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

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
    let sha256 = seal::hash_bytes(bytes);
    let latest = current(&act.ask())?.map(TermsVersion::paper);
    if latest.as_ref().is_some_and(|t| t.sha256 == sha256 && t.tacit_days == tacit_days) {
        let (field, what) = if file.is_some() { ("file", "Ce fichier") } else { ("text", "Ce texte") };
        return Err(Refusal::at(field, format!("{what} est déjà la version en vigueur.")).into());
    }
    let version = latest.map_or(1, |t| t.version + 1);
    let kept = file.as_deref().map(|bytes| vault::keep(act, bytes)).transpose()?;
    act.db.execute(
        "INSERT INTO terms (version, text, sha256, published_on, file, tacit_days) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![version, text, sha256, act.today.to_string(), kept, tacit_days],
    )?;
    let row = act.db.last_insert_rowid();
    draft::remove(act, "terms")?;
    Ok(row)
}

/// A PDF that opens, told by its content and not by its name.
fn read_pdf(file: &FileBytes) -> Result<Vec<u8>> {
    let bytes = bytes_of("file", file)?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(Refusal::at("file", "Ce fichier n’est pas un PDF, quel que soit son nom.").into());
    }
    // It goes with every quote: pages alone.
    document::travels("file", &bytes, Given::Pages)?;
    Ok(bytes)
}
