//! Settings: one JSON value by name; changing one is an action like any other.

use crate::act::Act;
use crate::error::Result;
use crate::reading::Reading;
use rusqlite::{OptionalExtension, params};

/// A setting's JSON value, if it was ever set.
pub fn setting<T: serde::de::DeserializeOwned>(db: Reading, name: &str) -> Result<Option<T>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |r| r.get(0))
        .optional()?;
    Ok(text.map(|t| serde_json::from_str(&t)).transpose()?)
}

/// Writes a setting; answers its row.
pub fn set_setting<T: serde::Serialize>(act: &Act, name: &str, value: &T) -> Result<i64> {
    let text = serde_json::to_string(value)?;
    let id = act
        .db
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING id",
        )?
        .query_row(params![name, text], |r| r.get(0))?;
    Ok(id)
}
