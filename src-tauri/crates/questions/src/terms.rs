//! The terms and conditions, by versions.

use books::act::Ask;
use books::entry::{Empty, Paper};
use books::error::Result;
use books::{entry, vault};
use records::terms::{TermsVersion, current, read};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsFile {
    pub version: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TermsView {
    /// The version joined to quotes from now on.
    pub current: Option<TermsVersion>,
    /// Those before it, latest first, without their text.
    pub earlier: Vec<TermsVersion>,
}

pub fn terms(ask: &Ask, _: Empty) -> Result<TermsView> {
    let current = current(ask)?;
    let earlier = ask
        .db
        .prepare_cached(
            "SELECT version, '' AS text, published_on, sha256, file IS NOT NULL AS is_file, tacit_days FROM terms WHERE version < ?1
             ORDER BY version DESC LIMIT 100",
        )?
        .query_map([current.as_ref().map_or(0, TermsVersion::number)], read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(TermsView { current, earlier })
}

/// A version as it is joined: the file's own bytes, or the text.
pub fn file(ask: &Ask, payload: TermsFile) -> Result<Paper> {
    let (text, kept): (String, Option<String>) = ask
        .db
        .prepare_cached("SELECT text, file FROM terms WHERE version = ?1")?
        .query_row([payload.version], |r| Ok((r.get("text")?, r.get("file")?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette version des CGV"))?;
    let name = format!("CGV version {}", payload.version);
    Ok(match kept {
        Some(sha256) => {
            let bytes = vault::kept(ask.db, &sha256)?;
            entry::paper(format!("{name}.pdf"), "application/pdf", &bytes)
        }
        None => entry::paper(format!("{name}.txt"), "text/plain", text.as_bytes()),
    })
}
