//! Deals in a list, under way or over: narrowed, sorted by any column; the stage of each, the next thing to do, and what
//! each stage is worth.
//! Stage and amount are read from the projection `deal_state`, so that a long list stays quick.

use crate::narrowing::{self, Direction, Period};
use crate::walk::{Order, Test, Walk};
use books::act::Ask;
use books::entry::PAGE;
use books::error::Result;
use books::stored::Word;
use journey::deal::Stage;
use journey::review::stalled_rule;
use journey::today::{ClientName, Tone};
use records::facts;
use records::set::{self, listed};
use rusqlite::types::Value;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;

/// Where a deal under way may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealState {
    /// What comes next is late.
    Late,
    /// Nothing says what comes next, or nothing came of it.
    Stalled,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealSort {
    /// What has waited longest first, while it is under way.
    #[default]
    Changed,
    Title,
    Client,
    Stage,
    /// What presses first.
    Next,
    Amount,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DealsFilter {
    #[ts(optional, as = "Option<_>")]
    pub closed: bool,
    pub state: Option<DealState>,
    pub stage: Option<Stage>,
    pub client: Option<i64>,
    /// Of the client.
    #[ts(optional, as = "Option<_>")]
    pub tag: String,
    /// Of the last change.
    pub period: Option<Period>,
    /// Days and amounts as typed; empty for none.
    #[ts(optional, as = "Option<_>")]
    pub from: String,
    #[ts(optional, as = "Option<_>")]
    pub to: String,
    #[ts(optional, as = "Option<_>")]
    pub amount_from: String,
    #[ts(optional, as = "Option<_>")]
    pub amount_to: String,
    #[ts(optional, as = "Option<_>")]
    pub sort: DealSort,
    pub direction: Option<Direction>,
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    pub most: Option<u16>,
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
    /// What comes next is late.
    pub late: bool,
    /// Nothing says what comes next, or nothing came of it.
    pub stalled: bool,
    /// The next thing to do, in words; empty when nothing is.
    pub next: String,
    /// How much it presses.
    pub tone: Tone,
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
    /// What makes a deal stalled, in a sentence.
    pub stalled_rule: String,
}

/// Deals under way at a time: these are all looked at, whatever is asked.
const UNDER_WAY: usize = 1000;

pub fn deals(ask: &Ask, filter: DealsFilter) -> Result<Deals> {
    let most =
        filter.most.map_or(if filter.closed { PAGE } else { UNDER_WAY }, |_| narrowing::most(filter.most));
    if filter.closed {
        let ids = filter.list(ask)?.ids(ask, filter.before, most + 1)?;
        let mut rows = every(ask, &ids)?;
        let more = rows.len() > most;
        rows.truncate(most);
        return Ok(Deals { rows, more, sums: Vec::new(), stalled_rule: stalled_rule() });
    }
    let rows = under_way(ask, &filter)?;
    let mut sums: BTreeMap<Stage, StageSum> = BTreeMap::new();
    for row in &rows {
        let sum =
            sums.entry(row.stage).or_insert(StageSum { stage: row.stage, count: 0, amount: Cents::ZERO });
        sum.count += 1;
        sum.amount += row.amount;
    }
    let at = filter.before.map(|before| rows.iter().position(|row| row.id == before));
    let after = match at {
        Some(None) => rows.len(),
        Some(Some(at)) => at + 1,
        None => 0,
    };
    let more = rows.len() > after + most;
    Ok(Deals {
        rows: rows.into_iter().skip(after).take(most).collect(),
        more,
        sums: sums.into_values().collect(),
        stalled_rule: stalled_rule(),
    })
}

/// Every deal under way that is asked for, in its order.
pub fn under_way(ask: &Ask, filter: &DealsFilter) -> Result<Vec<DealRow>> {
    let mut rows = every(ask, &filter.list(ask)?.ids(ask, None, UNDER_WAY)?)?;
    rows.retain(|row| match filter.state {
        None => true,
        Some(DealState::Late) => row.late,
        Some(DealState::Stalled) => row.stalled,
    });
    if filter.sort == DealSort::Next {
        rows.sort_by(|a, b| (a.next.is_empty(), a.tone, &a.next).cmp(&(b.next.is_empty(), b.tone, &b.next)));
        if filter.direction == Some(Direction::Down) {
            rows.reverse();
        }
    }
    Ok(rows)
}

/// These deals as they stand, in their order.
pub fn every(ask: &Ask, ids: &[i64]) -> Result<Vec<DealRow>> {
    let mut found = set::by(
        ask,
        "SELECT d.id, d.title, c.id AS client, c.name AS client_name, s.stage, s.active, s.amount, s.changed_on
         FROM deal_state s JOIN deal d ON d.id = s.deal JOIN client c ON c.id = d.client
         WHERE s.deal IN (SELECT value FROM json_each(?1))",
        &listed(ids),
        DealRow::read,
    )?;
    told(ask, ids.iter().flat_map(|id| set::of(&mut found, *id)).collect())
}

/// What comes next of each that is under way.
fn told(ask: &Ask, mut rows: Vec<DealRow>) -> Result<Vec<DealRow>> {
    let under_way: Vec<i64> = rows.iter().filter(|row| row.active).map(|row| row.id).collect();
    let mut known = facts::every(ask, &under_way)?.into_iter();
    for row in rows.iter_mut().filter(|row| row.active) {
        let Some(facts) = known.next() else { break };
        row.stalled = journey::review::is_stalled(&facts, ask.today);
        if let Some(task) = journey::today::tasks(&facts, ask.today).into_iter().next() {
            (row.late, row.tone, row.next) = (task.tone == Tone::Late, task.tone, task.text);
        }
    }
    Ok(rows)
}

const STATES: &str = "deal_state s";

impl DealSort {
    fn order(self) -> Order {
        let own = |keys| Order { led: STATES, loose: STATES, keys };
        match self {
            DealSort::Changed | DealSort::Next => own(&["s.changed_on", "s.deal"]),
            DealSort::Stage => own(&["s.stage", "s.deal"]),
            DealSort::Amount => own(&["s.amount", "s.deal"]),
            DealSort::Title => Order {
                led: "deal d CROSS JOIN deal_state s ON s.deal = d.id",
                loose: "deal_state s JOIN deal d ON d.id = s.deal",
                keys: &["d.title COLLATE NOCASE", "s.deal"],
            },
            DealSort::Client => Order {
                led: "client c CROSS JOIN deal d ON d.client = c.id CROSS JOIN deal_state s ON s.deal = d.id",
                loose: "deal_state s JOIN deal d ON d.id = s.deal JOIN client c ON c.id = d.client",
                keys: &["c.name COLLATE NOCASE", "c.id", "s.deal"],
            },
        }
    }
}

impl DealsFilter {
    pub fn list(&self, ask: &Ask) -> Result<Walk> {
        let mut tests = Vec::new();
        // Few are under way at a time; of those that are over, the order's own index leads.
        tests.push(if self.closed {
            Test::new("s.active = 0", vec![])
        } else {
            Test::new("~s.active = 1", vec![])
        });
        tests.extend(self.stage.map(|stage| {
            let active = i64::from(!self.closed);
            Test::new(
                "~s.active = ? AND ~s.stage = ?",
                vec![Value::Integer(active), Value::Text(stage.stored().to_owned())],
            )
        }));
        tests.extend(self.client.map(|client| {
            Test::new("~s.deal IN (SELECT id FROM deal WHERE client = ?)", vec![Value::Integer(client)])
        }));
        let client = "(SELECT x.client FROM deal x WHERE x.id = s.deal)";
        tests.extend(narrowing::tagged(ask, client, &self.tag)?);
        tests.extend(narrowing::days("s.changed_on", ask.today, self.period, &self.from, &self.to)?);
        tests.extend(narrowing::amounts("s.amount", &self.amount_from, &self.amount_to)?);
        let descends = match self.sort {
            DealSort::Changed => self.closed,
            DealSort::Amount => true,
            DealSort::Title | DealSort::Client | DealSort::Stage | DealSort::Next => false,
        };
        Ok(Walk {
            base: STATES,
            id: "s.deal",
            order: self.sort.order(),
            descending: self.direction.map_or(descends, |way| way == Direction::Down),
            tests,
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
            late: false,
            stalled: false,
            tone: Tone::Calm,
            next: String::new(),
        })
    }
}

/// Which deals are read.
#[derive(Clone, Copy, Debug)]
pub enum DealList {
    One(i64),
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

/// Deals as they are kept, latest first; what comes next of each is not told.
pub(crate) fn kept(ask: &Ask, list: DealList, most: usize) -> Result<Vec<DealRow>> {
    let (sql, value) = match list {
        DealList::One(id) => (deals!("s.deal = ?1"), id),
        DealList::OfClient(client) => (deals!("d.client = ?1"), client),
    };
    let rows = ask
        .db
        .prepare_cached(sql)?
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], DealRow::read)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows)
}

/// Deals as they stand, latest first.
pub fn rows(ask: &Ask, list: DealList, most: usize) -> Result<Vec<DealRow>> {
    told(ask, kept(ask, list, most)?)
}
