//! The terms and conditions that are joined to quotes from now on.

use books::act::Ask;
use books::error::Result;
use documents::paper::quote::TermsPaper;
use rusqlite::{OptionalExtension, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TermsVersion {
    pub(crate) version: i64,
    /// Empty where the terms are a file.
    pub(crate) text: String,
    pub(crate) is_file: bool,
    pub(crate) tacit_days: Option<i64>,
    pub(crate) published_on: String,
    pub(crate) sha256: String,
}

impl TermsVersion {
    /// 1 for the first.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.version
    }

    /// As a paper carries them.
    #[must_use]
    pub fn paper(self) -> TermsPaper {
        TermsPaper {
            version: self.version,
            text: self.text,
            sha256: self.sha256,
            is_file: self.is_file,
            tacit_days: self.tacit_days,
        }
    }
}

pub fn read(row: &Row) -> rusqlite::Result<TermsVersion> {
    Ok(TermsVersion {
        version: row.get("version")?,
        text: row.get("text")?,
        published_on: row.get("published_on")?,
        sha256: row.get("sha256")?,
        is_file: row.get("is_file")?,
        tacit_days: row.get("tacit_days")?,
    })
}

/// The version joined to quotes from now on.
pub fn current(ask: &Ask) -> Result<Option<TermsVersion>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT version, text, published_on, sha256, file IS NOT NULL AS is_file, tacit_days FROM terms ORDER BY version DESC LIMIT 1",
        )?
        .query_row([], read)
        .optional()?;
    Ok(found)
}
