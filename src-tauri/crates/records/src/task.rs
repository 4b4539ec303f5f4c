//! One's own tasks, and what one chose about any task.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use journey::today::own::OwnTask;
use journey::today::{Choice, ClientName};
use rusqlite::{Row, params};

/// Own tasks at a time: who has more to do needs another tool.
const MOST: i64 = 500;

macro_rules! own_tasks {
    ($condition:literal) => {
        concat!(
            "SELECT o.id, o.text, o.day, o.added_on, o.client, c.name AS client_name, o.deal, d.title
             FROM own_task o LEFT JOIN client c ON c.id = o.client LEFT JOIN deal d ON d.id = o.deal WHERE ",
            $condition,
            " ORDER BY o.id LIMIT ?1"
        )
    };
}

/// What is still to be done, oldest first.
pub fn own_tasks(ask: &Ask) -> Result<Vec<OwnTask>> {
    let mut statement = ask.db.prepare_cached(own_tasks!("o.done_on IS NULL"))?;
    let found = statement.query_map([MOST], read_own)?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// What is still to be done about one deal.
pub fn own_tasks_of_deal(ask: &Ask, deal: i64) -> Result<Vec<OwnTask>> {
    let mut statement = ask.db.prepare_cached(own_tasks!("o.done_on IS NULL AND o.deal = ?2"))?;
    let found = statement.query_map([MOST, deal], read_own)?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// What was done that day, the latest first.
pub fn own_tasks_done(ask: &Ask) -> Result<Vec<OwnTask>> {
    let mut statement = ask.db.prepare_cached(own_tasks!("o.done_on = ?2"))?;
    let found = statement
        .query_map(params![MOST, ask.today.to_string()], read_own)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn read_own(r: &Row) -> rusqlite::Result<OwnTask> {
    let client: Option<i64> = r.get("client")?;
    let name: Option<String> = r.get("client_name")?;
    let deal: Option<i64> = r.get("deal")?;
    let title: Option<String> = r.get("title")?;
    Ok(OwnTask {
        id: r.get("id")?,
        text: r.get("text")?,
        day: r.get::<_, Option<Day>>("day")?.map(|day| day.0),
        added_on: r.get::<_, Day>("added_on")?.0,
        client: client.zip(name).map(|(id, name)| ClientName { id, name }),
        deal: deal.zip(title),
    })
}

/// Everything one chose about tasks.
pub fn choices(ask: &Ask) -> Result<Vec<Choice>> {
    let mut statement =
        ask.db.prepare_cached("SELECT id, task, until, reason FROM task_choice ORDER BY id")?;
    let found = statement
        .query_map([], |r| {
            Ok(Choice {
                id: r.get("id")?,
                task: r.get("task")?,
                until: r.get::<_, Option<Day>>("until")?.map(|day| day.0),
                reason: r.get("reason")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
