//! Today: the home screen's tasks and figures.

use crate::act::Ask;
use crate::contact;
use crate::deal;
use crate::error::Result;
use crate::follow_up;
use crate::surface::Empty;
use chrono::{Days, Months};
use journey::money::Cents;
use journey::today::client::{self, Standing};
use journey::today::{Task, ranked, tasks};
use journey::words::{capital, weekday_date};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeFigures {
    pub to_collect: Cents,
    pub to_collect_count: i64,
    pub late: Cents,
    pub late_count: i64,
    pub late_clients: i64,
    pub due_in_30_days: Cents,
    pub received_this_month: Cents,
}

/// One bracket of the aged balance.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Aged {
    pub label: String,
    pub amount: Cents,
    pub late: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Counts {
    pub today: i64,
    pub deals: i64,
    pub quotes: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Today {
    pub day: String,
    /// « Lundi 23 novembre »
    pub heading: String,
    pub has_identity: bool,
    /// These are the invented books of "look around".
    pub demo: bool,
    /// It is time to look over the week.
    pub review_due: bool,
    pub figures: HomeFigures,
    pub tasks: Vec<Task>,
    pub aged: Vec<Aged>,
    pub counts: Counts,
}

pub fn today(ask: &Ask, _: Empty) -> Result<Today> {
    let active: Vec<i64> = ask
        .db
        .prepare_cached("SELECT deal FROM deal_state WHERE active = 1 ORDER BY deal")?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut all = Vec::new();
    // A deal that is over may wait for several things: it is looked at once.
    let mut over = BTreeSet::from_iter(crate::sending::restless(ask)?);
    over.extend(follow_up::kept_in_touch(ask)?);
    for deal in active.iter().chain(&over) {
        all.extend(tasks(&deal::facts(ask, *deal)?, ask.today));
    }
    all.extend(about_clients(ask)?);
    let tasks = ranked(all);
    let quotes: i64 = ask
        .db
        .prepare_cached("SELECT count(*) FROM deal_state WHERE active = 1 AND stage = 'quoted'")?
        .query_row([], |r| r.get(0))?;
    let counts = Counts {
        today: i64::try_from(tasks.len()).unwrap_or(i64::MAX),
        deals: i64::try_from(active.len()).unwrap_or(i64::MAX),
        quotes,
    };
    let (figures, aged) = figures(ask)?;
    Ok(Today {
        day: ask.today.to_string(),
        heading: capital(&weekday_date(ask.today)),
        has_identity: contact::seller(ask)?.is_some(),
        demo: crate::demo::is_demo(ask.folder),
        review_due: crate::review::due(ask)?,
        figures,
        tasks,
        aged,
        counts,
    })
}

/// Months since a deal last changed, beyond which its client is left in peace.
const REMEMBERED: Months = Months::new(24);
/// Deals looked at, the latest first, so that the oldest books answer as fast as new ones.
const LOOKED_AT: i64 = 500;
/// Tasks of one kind about clients at a time: the rest waits for its turn.
const ASKED: usize = 5;

/// What to do about clients beside their deals, the oldest card first.
pub(crate) fn about_clients(ask: &Ask) -> Result<Vec<Task>> {
    let mut kept: Vec<Task> = Vec::new();
    for standing in standings(ask)? {
        for task in client::tasks(&standing, ask.today) {
            if kept.iter().filter(|known| known.kind == task.kind).count() < ASKED {
                kept.push(task);
            }
        }
    }
    Ok(kept)
}

/// The clients one is at work with, or was of late.
fn standings(ask: &Ask) -> Result<Vec<Standing>> {
    let since = ask.today.checked_sub_months(REMEMBERED).unwrap_or(ask.today).to_string();
    let mut statement = ask.db.prepare_cached(
        "WITH near AS (
           SELECT deal FROM deal_state WHERE active = 1
           UNION SELECT deal FROM (SELECT deal FROM deal_state WHERE changed_on >= ?1 ORDER BY changed_on DESC LIMIT ?2))
         SELECT c.id, c.card, c.confirmed_on,
                EXISTS (SELECT 1 FROM deal d JOIN deal_state s ON s.deal = d.id WHERE d.client = c.id AND s.active = 1),
                (SELECT max(s.changed_on) FROM deal d JOIN deal_state s ON s.deal = d.id WHERE d.client = c.id),
                (SELECT max(day) FROM note WHERE client = c.id),
                (SELECT min(o.signed_on) FROM deal d JOIN signed_order o ON o.deal = d.id WHERE d.client = c.id),
                l.id, l.title
         FROM client c JOIN deal l ON l.id = (SELECT max(id) FROM deal WHERE client = c.id)
         WHERE c.id IN (SELECT d.client FROM near JOIN deal d ON d.id = near.deal) ORDER BY c.confirmed_on, c.id",
    )?;
    let mut rows = statement.query(params![since, LOOKED_AT])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let date = |text: Option<String>| text.map(|t| deal::day(&t)).transpose();
        let (changed, noted) = (date(r.get(4)?)?, date(r.get(5)?)?);
        found.push(Standing {
            client: r.get(0)?,
            card: serde_json::from_str(&r.get::<_, String>(1)?)?,
            confirmed_on: deal::day(&r.get::<_, String>(2)?)?,
            active: r.get(3)?,
            last_on: changed.max(noted),
            first_order_on: date(r.get(6)?)?,
            latest: Some((r.get(7)?, r.get(8)?)),
        });
    }
    Ok(found)
}

fn figures(ask: &Ask) -> Result<(HomeFigures, Vec<Aged>)> {
    let ago = |days: u64| ask.today.checked_sub_days(Days::new(days)).unwrap_or(ask.today).to_string();
    let soon = ask.today.checked_add_days(Days::new(30)).unwrap_or(ask.today).to_string();
    let mut statement = ask.db.prepare_cached(
        "SELECT coalesce(sum(open), 0), count(DISTINCT invoice),
                coalesce(sum(open) FILTER (WHERE due_on < ?1), 0), count(DISTINCT invoice) FILTER (WHERE due_on < ?1),
                count(DISTINCT client) FILTER (WHERE due_on < ?1),
                coalesce(sum(open) FILTER (WHERE due_on <= ?2), 0),
                coalesce(sum(open) FILTER (WHERE due_on < ?1 AND due_on >= ?3), 0),
                coalesce(sum(open) FILTER (WHERE due_on < ?3 AND due_on >= ?4), 0),
                coalesce(sum(open) FILTER (WHERE due_on < ?4), 0)
         FROM open_invoice",
    )?;
    let (mut figures, brackets) =
        statement.query_row(params![ask.today.to_string(), soon, ago(30), ago(60)], |r| {
            let figures = HomeFigures {
                to_collect: Cents(r.get(0)?),
                to_collect_count: r.get(1)?,
                late: Cents(r.get(2)?),
                late_count: r.get(3)?,
                late_clients: r.get(4)?,
                due_in_30_days: Cents(r.get(5)?),
                received_this_month: Cents::ZERO,
            };
            Ok((figures, [Cents(r.get(6)?), Cents(r.get(7)?), Cents(r.get(8)?)]))
        })?;
    figures.received_this_month = ask
        .db
        .prepare_cached("SELECT amount FROM month_receipts WHERE month = ?1")?
        .query_row([ask.today.format("%Y-%m").to_string()], |r| r.get(0))
        .optional()?
        .map(Cents)
        .unwrap_or_default();
    let bracket = |label: &str, amount: Cents, late: bool| Aged {
        label: label.to_owned(),
        amount,
        late: late && amount.0 > 0,
    };
    let aged = vec![
        bracket("À échoir", figures.to_collect - figures.late, false),
        bracket("1 à 30 jours", brackets[0], true),
        bracket("31 à 60 jours", brackets[1], true),
        bracket("Plus de 60 jours", brackets[2], true),
    ];
    Ok((figures, aged))
}
