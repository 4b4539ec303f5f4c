//! Imports of clients, as the journal tells them.

use crate::contact;
use books::act::Ask;
use books::error::Result;
use rusqlite::OptionalExtension;
use serde_json::Value;

/// The clients of an import that nothing hangs on and that nobody changed since.
pub fn removable(ask: &Ask, imported: &[(i64, String)]) -> Result<Vec<i64>> {
    let mut free = Vec::new();
    for (client, card) in imported {
        let now: Option<String> = ask
            .db
            .prepare_cached("SELECT card FROM client WHERE id = ?1")?
            .query_row([client], |r| r.get(0))
            .optional()?;
        if now.as_ref() == Some(card) && contact::hanging(ask, *client)?.is_empty() {
            free.push(*client);
        }
    }
    Ok(free)
}

/// (client, card as it came in) of a journal line.
pub fn imported(body: &Value) -> Vec<(i64, String)> {
    let rows = body["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .filter(|row| row["table"] == "client")
        .filter_map(|row| Some((row["id"].as_i64()?, row["row"]["card"].as_str()?.to_owned())))
        .collect()
}
