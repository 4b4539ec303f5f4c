//! Clients by name, and the latest imports of them.

use books::act::Ask;
use books::entry::{Empty, PAGE};
use books::error::Result;
use journey::contact::{ClientCard, ClientKind};
use records::import::{imported, removable};
use records::index;
use records::index::CLIENTS;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClientsFilter {
    /// Words to look for; empty for all.
    pub search: String,
    pub before: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientRow {
    pub id: i64,
    pub kind: ClientKind,
    pub name: String,
    pub city: String,
    pub open: Cents,
    pub deals: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Clients {
    pub rows: Vec<ClientRow>,
    pub more: bool,
}

pub fn clients(ask: &Ask, filter: ClientsFilter) -> Result<Clients> {
    const COLUMNS: &str =
        "c.id, c.card, (SELECT coalesce(sum(open), 0) FROM open_invoice WHERE client = c.id),
                           (SELECT count(*) FROM deal WHERE client = c.id)";
    let row = |r: &rusqlite::Row| -> rusqlite::Result<(i64, String, i64, i64)> {
        Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
    };
    let most = i64::try_from(PAGE).unwrap_or(50) + 1;
    let words = index::expression(&filter.search);
    let mut found: Vec<(i64, String, i64, i64)> = match (words, filter.before) {
        (Some(words), before) => ask
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM search_index s JOIN client c ON c.id = s.ref
                 WHERE s.search_index MATCH ?1 AND s.rowid >= ?3 AND s.rowid < ?4 ORDER BY s.rowid DESC LIMIT ?2"
            ))?
            .query_map(params![words, most, CLIENTS, before.map_or(i64::MAX, |id| index::rank("client", id))], row)?
            .collect::<rusqlite::Result<_>>()?,
        (None, None) => ask
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM client c ORDER BY c.name COLLATE NOCASE, c.id LIMIT ?1"))?
            .query_map([most], row)?
            .collect::<rusqlite::Result<_>>()?,
        (None, Some(before)) => ask
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM client c, client b WHERE b.id = ?1
                 AND (c.name COLLATE NOCASE, c.id) > (b.name COLLATE NOCASE, b.id)
                 ORDER BY c.name COLLATE NOCASE, c.id LIMIT ?2"
            ))?
            .query_map(params![before, most], row)?
            .collect::<rusqlite::Result<_>>()?,
    };
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let rows = found
        .into_iter()
        .map(|(id, card, open, deals)| {
            let card: ClientCard = serde_json::from_str(&card)?;
            Ok(ClientRow {
                id,
                kind: card.kind,
                name: card.name,
                city: card.address.city,
                open: Cents(open),
                deals,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Clients { rows, more })
}

/// An import made earlier.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientImport {
    pub id: i64,
    pub day: String,
    pub file: String,
    /// How many clients came in, and how many of them could still be taken back.
    pub clients: i64,
    pub removable: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientImports {
    pub rows: Vec<ClientImport>,
}

/// The latest imports, so that one can be taken back after its message has gone.
pub fn imports(ask: &Ask, _: Empty) -> Result<ClientImports> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, j.day, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq
         WHERE j.action = 'import_clients' ORDER BY j.seq DESC LIMIT 5",
    )?;
    let lines: Vec<(i64, String, String)> = statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let rows = lines
        .into_iter()
        .map(|(id, day, body)| {
            let body: Value = serde_json::from_str(&body)?;
            let clients = imported(&body);
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            Ok(ClientImport {
                id,
                day,
                file: body["payload"]["file"]["name"].as_str().unwrap_or_default().to_owned(),
                removable: count(removable(ask, &clients)?.len()),
                clients: count(clients.len()),
            })
        })
        .collect::<Result<_>>()?;
    Ok(ClientImports { rows })
}
