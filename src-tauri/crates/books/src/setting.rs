//! Settings: one JSON value by name; changing one is an action like any other ([`crate::act::Act::set`]).

use crate::error::Result;
use crate::reading::Reading;
use rusqlite::OptionalExtension;

/// A setting's JSON value, if it was ever set.
pub fn setting<T: serde::de::DeserializeOwned>(db: Reading, name: &str) -> Result<Option<T>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?;
    Ok(text.map(|t| serde_json::from_str(&t)).transpose()?)
}
