//! Clients in a list: narrowed, sorted by any column, page by page; and the latest imports of them.

use crate::narrowing::{self, Direction};
use crate::walk::{Order, Test, Walk};
use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use journey::contact::{ClientCard, ClientKind};
use records::import::{imported, removable};
use records::row::Json;
use rusqlite::Row;
use rusqlite::types::Value as Stored;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientSort {
    #[default]
    Name,
    Kind,
    City,
    /// What is owed, the largest first; then the others by name.
    Open,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ClientsFilter {
    /// Words to look for; empty for all.
    #[ts(optional, as = "Option<_>")]
    pub search: String,
    pub kind: Option<ClientKind>,
    #[ts(optional, as = "Option<_>")]
    pub tag: String,
    /// Only those who owe something.
    #[ts(optional, as = "Option<_>")]
    pub owing: bool,
    #[ts(optional, as = "Option<_>")]
    pub sort: ClientSort,
    pub direction: Option<Direction>,
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    pub most: Option<u16>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientRow {
    pub id: i64,
    pub kind: ClientKind,
    pub name: String,
    pub city: String,
    pub tags: Vec<String>,
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
            tags: card.tags,
            open: Cents(r.get("open")?),
            deals: r.get("deals")?,
        })
    }
}

pub fn clients(ask: &Ask, filter: ClientsFilter) -> Result<Clients> {
    let most = narrowing::most(filter.most);
    let mut ids = match filter.sort {
        ClientSort::Open => by_what_is_owed(ask, &filter, most + 1)?,
        ClientSort::Name | ClientSort::Kind | ClientSort::City => {
            filter.list(ask)?.ids(ask, filter.before, most + 1)?
        }
    };
    let more = ids.len() > most;
    ids.truncate(most);
    Ok(Clients { rows: ids.into_iter().map(|id| row(ask, id)).collect::<Result<_>>()?, more })
}

fn row(ask: &Ask, id: i64) -> Result<ClientRow> {
    let row = ask
        .db
        .prepare_cached(
            "SELECT c.id, c.card, (SELECT coalesce(sum(open), 0) FROM open_invoice WHERE client = c.id) AS open,
                    (SELECT count(*) FROM deal WHERE client = c.id) AS deals
             FROM client c WHERE c.id = ?1",
        )?
        .query_row([id], ClientRow::read)?;
    Ok(row)
}

/// Few owe something at a time: these are put in order, and the others stand on their side, by name.
fn by_what_is_owed(ask: &Ask, filter: &ClientsFilter, most: usize) -> Result<Vec<i64>> {
    let descending = filter.direction != Some(Direction::Up);
    let owing: Vec<i64> = ask
        .db
        .prepare_cached("SELECT client FROM open_invoice GROUP BY client HAVING sum(open) > 0 ORDER BY sum(open) DESC, client")?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let among = |list: &Walk, few: &[i64]| -> Result<Vec<i64>> {
        let mut list = list.clone();
        list.tests.push(of(few));
        list.ids(ask, None, few.len())
    };
    let list = filter.list(ask)?;
    let passing = among(&list, &owing)?;
    let mut owing: Vec<i64> = owing.into_iter().filter(|client| passing.contains(client)).collect();
    if !descending {
        owing.reverse();
    }
    let mut others = list;
    others.tests.push(Test::new("NOT EXISTS (SELECT 1 FROM open_invoice o WHERE o.client = c.id)", vec![]));
    let at = filter.before.and_then(|before| owing.iter().position(|client| *client == before));
    let after = match (at, filter.before) {
        (Some(at), _) => Some(at + 1),
        (None, Some(_)) if descending => None,
        (None, _) => Some(0),
    };
    let rest = |before: Option<i64>, most: usize| {
        if filter.owing { Ok(Vec::new()) } else { others.ids(ask, before, most) }
    };
    if descending {
        let Some(after) = after else { return rest(filter.before, most) };
        let mut ids: Vec<i64> = owing.into_iter().skip(after).take(most).collect();
        let left = most - ids.len();
        if left > 0 {
            ids.extend(rest(None, left)?);
        }
        return Ok(ids);
    }
    let mut ids = if at.is_some() { Vec::new() } else { rest(filter.before, most)? };
    let left = most - ids.len();
    ids.extend(owing.into_iter().skip(at.map_or(0, |at| at + 1)).take(left));
    Ok(ids)
}

/// Clients among a few.
fn of(few: &[i64]) -> Test {
    let few = Stored::Text(serde_json::json!(few).to_string());
    Test::new("~c.id IN (SELECT value FROM json_each(?))", vec![few])
}

const CARDS: &str = "client c";

impl ClientSort {
    fn order(self) -> Order {
        let own = |keys| Order { led: CARDS, loose: CARDS, keys };
        match self {
            ClientSort::Name | ClientSort::Open => own(&["c.name COLLATE NOCASE", "c.id"]),
            ClientSort::Kind => own(&["c.card ->> '$.kind'", "c.id"]),
            ClientSort::City => own(&["c.card ->> '$.address.city' COLLATE NOCASE", "c.id"]),
        }
    }
}

impl ClientsFilter {
    pub fn list(&self, ask: &Ask) -> Result<Walk> {
        // A card that was merged into another is no more.
        let mut tests = vec![Test::new("c.merged_into IS NULL", vec![])];
        tests.extend(narrowing::found(ask, &self.search)?);
        tests.extend(
            self.kind.map(|kind| {
                Test::new("~c.card ->> '$.kind' = ?", vec![Stored::Text(kind.stored().to_owned())])
            }),
        );
        tests.extend(narrowing::tagged(ask, "c.id", &self.tag)?);
        if self.owing {
            tests.push(Test::either(
                "c.id IN (SELECT client FROM open_invoice GROUP BY client HAVING sum(open) > 0)",
                "(SELECT sum(open) FROM open_invoice WHERE client = c.id) > 0",
                vec![],
            ));
        }
        let descends = self.sort != ClientSort::Open && self.direction == Some(Direction::Down);
        Ok(Walk { base: CARDS, id: "c.id", order: self.sort.order(), descending: descends, tests })
    }
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
