//! Deals in a list, open or closed: the stage of each, the next thing to do, and what each stage is worth.
//! Stage and amount are read from the projection `deal_state`, so that a long list stays quick.

use books::act::Ask;
use books::entry::PAGE;
use books::error::{Error, Result};
use journey::deal::Stage;
use journey::today::ClientName;
use records::facts::facts;
use rusqlite::params;
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
    let condition =
        if filter.closed { "s.active = 0 AND s.deal < ?1" } else { "s.active = 1 AND s.deal < ?1" };
    let mut rows = rows(ask, condition, filter.before.unwrap_or(i64::MAX), most + 1)?;
    let more = rows.len() > most;
    rows.truncate(most);
    let mut statement = ask.db.prepare_cached(
        "SELECT stage, count(*), sum(amount) FROM deal_state WHERE active = 1 GROUP BY stage",
    )?;
    let mut sums: Vec<StageSum> = statement
        .query_map([], |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?
        .into_iter()
        .filter_map(|(stage, count, amount)| {
            Some(StageSum { stage: Stage::from_stored(&stage)?, count, amount: Cents(amount) })
        })
        .collect();
    sums.sort_by_key(|s| s.stage);
    Ok(Deals { rows, more, sums })
}

/// Rows of deals under a condition on `d` (deal) and `s` (its state), latest first.
pub fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<DealRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT d.id, d.title, c.id, c.name, s.stage, s.active, s.amount, s.changed_on
         FROM deal_state s JOIN deal d ON d.id = s.deal JOIN client c ON c.id = d.client
         WHERE {condition} ORDER BY s.deal DESC LIMIT ?2"
    ))?;
    let found: Vec<(DealRow, String)> = statement
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            Ok((
                DealRow {
                    id: r.get(0)?,
                    title: r.get(1)?,
                    client: ClientName { id: r.get(2)?, name: r.get(3)? },
                    stage: Stage::Contact,
                    active: r.get(5)?,
                    amount: Cents(r.get(6)?),
                    changed_on: r.get(7)?,
                    next: String::new(),
                },
                r.get::<_, String>(4)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    found
        .into_iter()
        .map(|(mut row, stage)| {
            row.stage = Stage::from_stored(&stage).ok_or_else(|| Error::Broken(format!("stage {stage}")))?;
            if row.active {
                row.next = journey::today::tasks(&facts(ask, row.id)?, ask.today)
                    .into_iter()
                    .next()
                    .map(|t| t.text)
                    .unwrap_or_default();
            }
            Ok(row)
        })
        .collect()
}
