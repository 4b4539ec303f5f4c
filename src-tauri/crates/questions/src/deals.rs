//! Deals in a list, open or closed: the stage of each, the next thing to do, and what each stage is worth.
//! Stage and amount are read from the projection `deal_state`, so that a long list stays quick.

use books::act::Ask;
use books::entry::PAGE;
use books::error::Result;
use books::stored::Word;
use journey::deal::Stage;
use journey::today::ClientName;
use records::facts::facts;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DealsFilter {
    pub closed: bool,
    pub before: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DealRow {
    pub id: i64,
    pub title: String,
    pub client: ClientName,
    pub stage: Stage,
    pub active: bool,
    pub amount: Cents,
    pub changed_on: String,
    /// The next thing to do, in words; empty when nothing is.
    pub next: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageSum {
    pub stage: Stage,
    pub count: i64,
    pub amount: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Deals {
    pub rows: Vec<DealRow>,
    pub more: bool,
    pub sums: Vec<StageSum>,
}

pub fn deals(ask: &Ask, filter: DealsFilter) -> Result<Deals> {
    let most = if filter.closed { PAGE } else { 500 };
    let before = filter.before.unwrap_or(i64::MAX);
    let list = if filter.closed { DealList::Closed(before) } else { DealList::Open(before) };
    let mut rows = rows(ask, list, most + 1)?;
    let more = rows.len() > most;
    rows.truncate(most);
    let mut statement = ask.db.prepare_cached(
        "SELECT stage, count(*) AS deals, sum(amount) AS amount FROM deal_state WHERE active = 1 GROUP BY stage",
    )?;
    let mut sums = statement.query_map([], StageSum::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    sums.sort_by_key(|s| s.stage);
    Ok(Deals { rows, more, sums })
}

impl StageSum {
    fn read(r: &Row) -> rusqlite::Result<StageSum> {
        Ok(StageSum {
            stage: r.get::<_, Word<_>>("stage")?.0,
            count: r.get("deals")?,
            amount: Cents(r.get("amount")?),
        })
    }
}

impl DealRow {
    /// As its state is kept; what comes next is not.
    fn read(r: &Row) -> rusqlite::Result<DealRow> {
        Ok(DealRow {
            id: r.get("id")?,
            title: r.get("title")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            stage: r.get::<_, Word<_>>("stage")?.0,
            active: r.get("active")?,
            amount: Cents(r.get("amount")?),
            changed_on: r.get("changed_on")?,
            next: String::new(),
        })
    }
}

/// Which deals a list holds.
#[derive(Clone, Copy, Debug)]
pub enum DealList {
    /// Those under way, opened before that one.
    Open(i64),
    /// Those that are over, opened before that one.
    Closed(i64),
    OfClient(i64),
}

/// Deals under a condition, latest first.
macro_rules! deals {
    ($condition:literal) => {
        concat!(
            "SELECT d.id, d.title, c.id AS client, c.name AS client_name, s.stage, s.active, s.amount, s.changed_on
             FROM deal_state s JOIN deal d ON d.id = s.deal JOIN client c ON c.id = d.client
             WHERE ",
            $condition,
            " ORDER BY s.deal DESC LIMIT ?2"
        )
    };
}

/// The deals of a list, latest first.
pub fn rows(ask: &Ask, list: DealList, most: usize) -> Result<Vec<DealRow>> {
    let (sql, value) = match list {
        DealList::Open(before) => (deals!("s.active = 1 AND s.deal < ?1"), before),
        DealList::Closed(before) => (deals!("s.active = 0 AND s.deal < ?1"), before),
        DealList::OfClient(client) => (deals!("d.client = ?1"), client),
    };
    let mut rows = ask
        .db
        .prepare_cached(sql)?
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], DealRow::read)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for row in rows.iter_mut().filter(|row| row.active) {
        let tasks = journey::today::tasks(&facts(ask, row.id)?, ask.today);
        row.next = tasks.into_iter().next().map(|task| task.text).unwrap_or_default();
    }
    Ok(rows)
}
