//! Papers that were begun and wait, the latest first.

use books::act::Ask;
use books::error::Result;
use journey::today::ClientName;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// As many as one looks through at a glance.
const MOST: i64 = 100;

/// What was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfinished {
    Quote,
    Invoice,
}

impl Unfinished {
    /// What stands before the deal in the key of its draft, and what would stand after every one.
    const fn keys(self) -> [&'static str; 2] {
        match self {
            Unfinished::Quote => ["quote:", "quote;"],
            Unfinished::Invoice => ["invoice:", "invoice;"],
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DraftRow {
    pub key: String,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub saved_at: String,
}

impl DraftRow {
    fn read(r: &Row) -> rusqlite::Result<DraftRow> {
        Ok(DraftRow {
            key: r.get("key")?,
            deal: r.get("deal")?,
            title: r.get("title")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            saved_at: r.get("saved_at")?,
        })
    }
}

pub(crate) fn drafts(ask: &Ask, what: Unfinished) -> Result<Vec<DraftRow>> {
    let [first, beyond] = what.keys();
    let mut statement = ask.db.prepare_cached(
        "SELECT f.key, d.id AS deal, d.title, c.id AS client, c.name AS client_name, f.saved_at FROM draft f
         JOIN deal d ON d.id = CAST(substr(f.key, length(?1) + 1) AS INTEGER) AND f.key = ?1 || d.id
         JOIN client c ON c.id = d.client
         WHERE f.key >= ?1 AND f.key < ?2 ORDER BY f.saved_at DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(params![first, beyond, MOST], DraftRow::read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
