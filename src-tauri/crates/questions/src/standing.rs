//! Where one stands with clients beside their deals.

use books::act::Ask;
use books::error::Result;
use chrono::Months;
use journey::today::agenda::of_client;
use journey::today::client::Standing;
use journey::today::{Task, client};
use records::row::{Day, Json};
use records::task::choices;
use rusqlite::{Row, params};
use std::collections::BTreeSet;

/// Months since a deal last changed, beyond which its client is left in peace.
const REMEMBERED: Months = Months::new(24);

/// Deals looked at, the latest first, so that the oldest books answer as fast as new ones.
const LOOKED_AT: i64 = 500;

/// Tasks of one kind about clients at a time: the rest waits for its turn.
const ASKED: usize = 5;

/// What to do about clients beside their deals, the oldest card first. What one put off or left takes nobody's turn.
pub fn about_clients(ask: &Ask) -> Result<Vec<Task>> {
    let chosen: BTreeSet<String> = choices(ask)?.into_iter().map(|choice| choice.task).collect();
    let mut kept: Vec<Task> = Vec::new();
    for standing in standings(ask)? {
        for task in client::tasks(&standing, ask.today) {
            let is_chosen = |task: &Task| {
                chosen.contains(&task.key) || chosen.contains(&of_client(&task.kind, standing.client))
            };
            let waiting = kept.iter().filter(|known| known.kind == task.kind && !chosen.contains(&known.key));
            if is_chosen(&task) || waiting.count() < ASKED {
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
                EXISTS (SELECT 1 FROM deal d JOIN deal_state s ON s.deal = d.id WHERE d.client = c.id AND s.active = 1) AS active,
                (SELECT max(s.changed_on) FROM deal d JOIN deal_state s ON s.deal = d.id WHERE d.client = c.id) AS changed_on,
                (SELECT max(n.day) FROM note n WHERE n.client IN (SELECT m.id FROM client m WHERE m.id = c.id OR m.merged_into = c.id)) AS noted_on,
                (SELECT min(o.signed_on) FROM deal d JOIN signed_order o ON o.deal = d.id WHERE d.client = c.id) AS first_order_on,
                l.id AS latest, l.title AS latest_title
         FROM client c JOIN deal l ON l.id = (SELECT max(id) FROM deal WHERE client = c.id)
         WHERE c.erased_on IS NULL AND c.id IN (SELECT d.client FROM near JOIN deal d ON d.id = near.deal) ORDER BY c.confirmed_on, c.id",
    )?;
    let found =
        statement.query_map(params![since, LOOKED_AT], read_standing)?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn read_standing(r: &Row) -> rusqlite::Result<Standing> {
    let date = |column: &str| r.get::<_, Option<Day>>(column).map(|day| day.map(|day| day.0));
    Ok(Standing {
        client: r.get("id")?,
        card: r.get::<_, Json<_>>("card")?.0,
        confirmed_on: r.get::<_, Day>("confirmed_on")?.0,
        active: r.get("active")?,
        last_on: date("changed_on")?.max(date("noted_on")?),
        first_order_on: date("first_order_on")?,
        latest: Some((r.get("latest")?, r.get("latest_title")?)),
    })
}
