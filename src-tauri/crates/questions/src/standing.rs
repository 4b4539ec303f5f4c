//! Where one stands with clients beside their deals.

use books::act::Ask;
use books::error::Result;
use chrono::Months;
use journey::today::client::Standing;
use journey::today::{Task, client};
use records::row;
use rusqlite::params;

/// Months since a deal last changed, beyond which its client is left in peace.
const REMEMBERED: Months = Months::new(24);

/// Deals looked at, the latest first, so that the oldest books answer as fast as new ones.
const LOOKED_AT: i64 = 500;

/// Tasks of one kind about clients at a time: the rest waits for its turn.
const ASKED: usize = 5;

/// What to do about clients beside their deals, the oldest card first.
pub fn about_clients(ask: &Ask) -> Result<Vec<Task>> {
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
        let date = |text: Option<String>| text.map(|t| row::day(&t)).transpose();
        let (changed, noted) = (date(r.get(4)?)?, date(r.get(5)?)?);
        found.push(Standing {
            client: r.get(0)?,
            card: serde_json::from_str(&r.get::<_, String>(1)?)?,
            confirmed_on: row::day(&r.get::<_, String>(2)?)?,
            active: r.get(3)?,
            last_on: changed.max(noted),
            first_order_on: date(r.get(6)?)?,
            latest: Some((r.get(7)?, r.get(8)?)),
        });
    }
    Ok(found)
}
