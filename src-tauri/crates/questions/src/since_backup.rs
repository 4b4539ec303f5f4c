//! What a backup does not hold: what restoring it would leave out of the books.

use crate::timeline;
use books::act::Ask;
use books::error::Result;
use books::{backup, journal};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Deeds that are told one by one.
const TOLD: usize = 5;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhichBackup {
    /// The name of its file.
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SinceBackup {
    /// What was written since; none where these books do not know that copy as one of theirs.
    pub lines: Option<i64>,
    /// The latest of it, in words, latest first.
    pub told: Vec<String>,
}

/// A backup is named by the journal's head that it holds.
pub fn since_backup(ask: &Ask, which: WhichBackup) -> Result<SinceBackup> {
    let Some(head) = backup::head_of(&which.name) else { return Ok(SinceBackup::default()) };
    let held: Option<i64> = ask
        .db
        .prepare_cached("SELECT seq FROM journal WHERE seal >= ?1 AND seal < ?2")?
        .query_row(params![head, format!("{head}~")], |r| r.get("seq"))
        .optional()?;
    let Some(held) = held else { return Ok(SinceBackup::default()) };
    let lines = journal::head(ask.db)?.seq - held;
    Ok(SinceBackup { lines: Some(lines), told: timeline::titles_since(ask, held, TOLD)? })
}
