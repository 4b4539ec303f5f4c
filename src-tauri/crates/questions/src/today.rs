//! Today: the home screen's tasks and figures.

use crate::bank::watched::found_statements;
use crate::done::{DoneToday, done_today};
use crate::first_steps::{FirstStep, first_steps, nothing_invoiced};
use crate::standing::about_clients;
use crate::{file, outbox, review, touch};
use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use chrono::Days;
use journey::today::platform::to_answer;
use journey::today::statement::{KeptBack, wanted};
use journey::today::{Agenda, agenda, caution, court, own, post, received, tasks};
use records::caution::cautions;
use records::court_clock::{claims_to_declare, old_debts, pending};
use records::platform::answerable;
use records::received::due;
use records::task::{choices, own_tasks};
use records::{dunning, facts, settings};
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use values::money::Cents;
use values::words::{capital, weekday_date};

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct HomeFigures {
    pub to_collect: Cents,
    pub to_collect_count: i64,
    pub late: Cents,
    pub late_count: i64,
    pub late_clients: i64,
    /// Due within 30 days, what is late apart.
    pub due_in_30_days: Cents,
    pub received_this_month: Cents,
}

impl HomeFigures {
    /// What is open; receipts are read apart.
    fn read(r: &Row) -> rusqlite::Result<HomeFigures> {
        Ok(HomeFigures {
            to_collect: Cents(r.get("to_collect")?),
            to_collect_count: r.get("to_collect_count")?,
            late: Cents(r.get("late")?),
            late_count: r.get("late_count")?,
            late_clients: r.get("late_clients")?,
            due_in_30_days: Cents(r.get("due_in_30_days")?),
            received_this_month: Cents::ZERO,
        })
    }
}

/// What is late, by days.
struct Late {
    up_to_30: Cents,
    up_to_60: Cents,
    beyond: Cents,
}

impl Late {
    fn read(r: &Row) -> rusqlite::Result<Late> {
        Ok(Late {
            up_to_30: Cents(r.get("late_up_to_30")?),
            up_to_60: Cents(r.get("late_up_to_60")?),
            beyond: Cents(r.get("late_beyond")?),
        })
    }
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
    /// What is late or due.
    pub today: i64,
    pub deals: i64,
    pub quotes: i64,
    /// Messages that do not leave without one's word.
    pub outbox: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Today {
    pub day: String,
    /// « Lundi 23 novembre »
    pub heading: String,
    pub has_identity: bool,
    /// These are the invented books of "look around".
    pub demo: bool,
    /// What became of the books' file, if it is no longer where it was opened: nothing is written any more.
    pub lost: Option<String>,
    /// Why the last backup failed, if it did.
    pub backup_trouble: Option<String>,
    /// What is to be said of backups beside: a drill that went wrong, copies all in one place.
    pub backup_advice: Option<String>,
    /// It is time to look over the week.
    pub review_due: bool,
    pub figures: HomeFigures,
    pub agenda: Agenda,
    /// What was done today, the latest first.
    pub done: Vec<DoneToday>,
    /// Nothing was invoiced yet: figures would all be nothing.
    pub fresh: bool,
    /// What to begin with, until it is done or a few invoices were issued; then nothing.
    pub first_steps: Vec<FirstStep>,
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
    let mut over = BTreeSet::from_iter(touch::restless(ask)?);
    over.extend(touch::kept_in_touch(ask)?);
    let looked_at: Vec<i64> = active.iter().chain(&over).copied().collect();
    let mut kept_back = KeptBack::default();
    for facts in facts::every(ask, &looked_at)? {
        kept_back.of(&facts);
        all.extend(tasks(&facts, ask.today));
    }
    let found = found_statements(ask)?;
    all.extend(wanted(dunning::rules(ask)?.statements, &kept_back, found.as_ref()));
    all.extend(post::halted(outbox::halted(ask)?));
    all.extend(to_answer(&answerable(ask)?));
    all.extend(received::to_pay(&due(ask)?, ask.today));
    all.extend(about_clients(ask)?);
    all.extend(pending(ask)?.iter().flat_map(|one| court::pending(one, ask.today)));
    all.extend(claims_to_declare(ask)?.iter().flat_map(|one| court::undeclared(one, ask.today)));
    all.extend(court::run_out(&old_debts(ask)?, ask.today));
    all.extend(cautions(ask)?.iter().flat_map(|one| caution::tasks(one, ask.today)));
    all.extend(own_tasks(ask)?.into_iter().map(|own| own::task(own, ask.today)));
    let agenda = agenda(all, &choices(ask)?, ask.today);
    let quotes: i64 = ask
        .db
        .prepare_cached("SELECT count(*) FROM deal_state WHERE active = 1 AND stage = 'quoted'")?
        .query_row([], |r| r.get(0))?;
    let counts = Counts {
        today: agenda.due,
        deals: i64::try_from(active.len()).unwrap_or(i64::MAX),
        quotes,
        outbox: outbox::to_look_at(ask)?,
    };
    let (figures, aged) = figures(ask)?;
    Ok(Today {
        day: ask.today.to_string(),
        heading: capital(&weekday_date(ask.today)),
        has_identity: settings::seller(ask)?.is_some(),
        demo: file::is_demo(ask.folder),
        lost: (ask.lost)(),
        backup_trouble: books::trouble::last(ask.folder),
        backup_advice: file::backup_advice(ask)?,
        review_due: review::due(ask)?,
        figures,
        agenda,
        done: done_today(ask)?,
        fresh: nothing_invoiced(ask)?,
        first_steps: first_steps(ask)?,
        aged,
        counts,
    })
}

fn figures(ask: &Ask) -> Result<(HomeFigures, Vec<Aged>)> {
    let ago = |days: u64| ask.today.checked_sub_days(Days::new(days)).unwrap_or(ask.today).to_string();
    let soon = ask.today.checked_add_days(Days::new(30)).unwrap_or(ask.today).to_string();
    let mut statement = ask.db.prepare_cached(
        "SELECT coalesce(sum(open), 0) AS to_collect, count(DISTINCT invoice) AS to_collect_count,
                coalesce(sum(open) FILTER (WHERE due_on < ?1), 0) AS late,
                count(DISTINCT invoice) FILTER (WHERE due_on < ?1) AS late_count,
                count(DISTINCT client) FILTER (WHERE due_on < ?1) AS late_clients,
                coalesce(sum(open) FILTER (WHERE due_on >= ?1 AND due_on <= ?2), 0) AS due_in_30_days,
                coalesce(sum(open) FILTER (WHERE due_on < ?1 AND due_on >= ?3), 0) AS late_up_to_30,
                coalesce(sum(open) FILTER (WHERE due_on < ?3 AND due_on >= ?4), 0) AS late_up_to_60,
                coalesce(sum(open) FILTER (WHERE due_on < ?4), 0) AS late_beyond
         FROM open_invoice",
    )?;
    let (mut figures, late) = statement
        .query_row(params![ask.today.to_string(), soon, ago(30), ago(60)], |r| {
            Ok((HomeFigures::read(r)?, Late::read(r)?))
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
        bracket("Pas encore dû", figures.to_collect - figures.late, false),
        bracket("1 à 30 jours", late.up_to_30, true),
        bracket("31 à 60 jours", late.up_to_60, true),
        bracket("Plus de 60 jours", late.beyond, true),
    ];
    Ok((figures, aged))
}
