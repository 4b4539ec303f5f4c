//! Clients by name, and the latest imports of them.

use books::act::Ask;
use books::entry::{Empty, PAGE};
use books::error::Result;
use journey::contact::{ClientCard, ClientKind};
use records::import::{imported, removable};
use records::index;
use records::index::{CLIENTS, HitKind};
use records::row::Json;
use records::searched;
use rusqlite::{Row, params};
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

impl ClientRow {
    fn read(r: &Row) -> rusqlite::Result<ClientRow> {
        let Json(card): Json<ClientCard> = r.get("card")?;
        Ok(ClientRow {
            id: r.get("id")?,
            kind: card.kind,
            name: card.name,
            city: card.address.city,
            open: Cents(r.get("open")?),
            deals: r.get("deals")?,
        })
    }
}

/// Clients from a place and on, each with what is open and how many deals there are.
macro_rules! clients {
    ($from:literal) => {
        concat!(
            "SELECT c.id, c.card, (SELECT coalesce(sum(open), 0) FROM open_invoice WHERE client = c.id) AS open,
                    (SELECT count(*) FROM deal WHERE client = c.id) AS deals
             FROM ",
            $from
        )
    };
}

pub fn clients(ask: &Ask, filter: ClientsFilter) -> Result<Clients> {
    let most = i64::try_from(PAGE).unwrap_or(50) + 1;
    let words = searched::expression(&filter.search);
    let mut rows: Vec<ClientRow> = match (words, filter.before) {
        (Some(words), before) => {
            let below = before.map_or(i64::MAX, |id| index::rank(HitKind::Client, id));
            ask.db
                .prepare_cached(clients!(
                    "search_index s JOIN client c ON c.id = s.ref
                     WHERE c.merged_into IS NULL AND s.search_index MATCH ?1 AND s.rowid >= ?3 AND s.rowid < ?4 ORDER BY s.rowid DESC LIMIT ?2"
                ))?
                .query_map(params![words, most, CLIENTS, below], ClientRow::read)?
                .collect::<rusqlite::Result<_>>()?
        }
        (None, None) => ask
            .db
            .prepare_cached(clients!(
                "client c WHERE c.merged_into IS NULL ORDER BY c.name COLLATE NOCASE, c.id LIMIT ?1"
            ))?
            .query_map([most], ClientRow::read)?
            .collect::<rusqlite::Result<_>>()?,
        (None, Some(before)) => ask
            .db
            .prepare_cached(clients!(
                "client c, client b WHERE b.id = ?1 AND c.merged_into IS NULL
                 AND (c.name COLLATE NOCASE, c.id) > (b.name COLLATE NOCASE, b.id)
                 ORDER BY c.name COLLATE NOCASE, c.id LIMIT ?2"
            ))?
            .query_map(params![before, most], ClientRow::read)?
            .collect::<rusqlite::Result<_>>()?,
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
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
    let mut lines = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(r) = lines.next()? {
        let Json(body): Json<Value> = r.get("body")?;
        let clients = imported(&body);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        rows.push(ClientImport {
            id: r.get("seq")?,
            day: r.get("day")?,
            file: body["payload"]["file"]["name"].as_str().unwrap_or_default().to_owned(),
            removable: count(removable(ask, &clients)?.len()),
            clients: count(clients.len()),
        });
    }
    Ok(ClientImports { rows })
}
