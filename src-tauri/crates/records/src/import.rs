//! Imports of clients, as the journal tells them.

use crate::contact;
use books::act::Ask;
use books::error::Result;
use rusqlite::OptionalExtension;
use serde_json::Value;

/// A client that came in: its card, and the people who came with it, as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub client: i64,
    card: String,
    people: Vec<(i64, String)>,
}

/// The clients of an import that nothing hangs on but who came with them, and that nobody changed since.
pub fn removable(ask: &Ask, imported: &[Imported]) -> Result<Vec<i64>> {
    let mut free = Vec::new();
    for Imported { client, card, people } in imported {
        let now: Option<String> = ask
            .db
            .prepare_cached("SELECT card FROM client WHERE id = ?1")?
            .query_row([client], |r| r.get(0))
            .optional()?;
        let there: Vec<(i64, String)> = ask
            .db
            .prepare_cached("SELECT id, card FROM person WHERE client = ?1 ORDER BY id")?
            .query_map([client], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let hanging = contact::hanging(ask, *client)?;
        if now.as_ref() == Some(card) && there == *people && hanging.iter().all(|table| table == "person") {
            free.push(*client);
        }
    }
    Ok(free)
}

/// The clients that a journal line brought in.
pub fn imported(body: &Value) -> Vec<Imported> {
    let rows = body["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    let card = |row: &Value| Some((row["id"].as_i64()?, row["row"]["card"].as_str()?.to_owned()));
    let of = |client: i64| {
        let theirs = rows.iter().filter(|row| row["table"] == "person" && row["row"]["client"] == client);
        let mut people: Vec<(i64, String)> = theirs.filter_map(card).collect();
        people.sort_unstable_by_key(|(id, _)| *id);
        people
    };
    rows.iter()
        .filter(|row| row["table"] == "client")
        .filter_map(card)
        .map(|(client, card)| Imported { client, card, people: of(client) })
        .collect()
}
