//! Deliveries: what was agreed with the order in force, then what happened to all orders of the deal.

use crate::row;
use crate::row::day;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::delivery::{Event, EventKind, Works, same_item};
use journey::quote::Conditions;
use rusqlite::OptionalExtension;

/// The day on which the order in force was delivered: what was delivered of a former order stands, unless the
/// amendment signed since asks for more.
pub fn delivered_on(ask: &Ask, deal: i64) -> Result<Option<NaiveDate>> {
    let found: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order
             JOIN (SELECT id, gross FROM signed_order WHERE deal = ?1 ORDER BY id DESC LIMIT 1) present
             WHERE o.deal = ?1 AND y.kind = 'delivered' AND (o.id = present.id OR o.gross >= present.gross)
             ORDER BY y.id DESC LIMIT 1",
        )?
        .query_row([deal], |r| r.get(0))
        .optional()?;
    found.map(|text| row::day(&text)).transpose()
}

fn labels(conditions: &Conditions) -> (Vec<String>, Vec<String>) {
    (conditions.supplies.clone(), conditions.stages.iter().map(|s| s.label.clone()).collect())
}

/// Reads where the delivery of this order, the one in force, stands.
pub fn of(ask: &Ask, deal: i64, order: i64) -> Result<Works> {
    let agreed: Vec<(i64, String, bool, Option<i64>)> = ask
        .db
        .prepare_cached(
            "SELECT o.id, v.conditions, o.terms_accepted, t.tacit_days FROM signed_order o
             JOIN quote_version v ON v.id = o.quote_version LEFT JOIN terms t ON t.id = v.terms WHERE o.deal = ?1",
        )?
        .query_map([deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut present = Conditions::default();
    let mut tacit_days = None;
    let mut known = Vec::new();
    for (id, conditions, terms_accepted, days) in agreed {
        let conditions: Conditions = serde_json::from_str(&conditions)?;
        known.push((id, labels(&conditions)));
        if id == order {
            tacit_days = days.filter(|_| terms_accepted);
            present = conditions;
        }
    }
    let (supplies, stages) = labels(&present);
    let mut statement = ask.db.prepare_cached(
        "SELECT e.signed_order, e.kind, e.item, e.day, e.value, e.words, e.document FROM order_event e
         JOIN signed_order o ON o.id = e.signed_order WHERE o.deal = ?1 ORDER BY e.id",
    )?;
    let mut rows = statement.query([deal])?;
    let mut events = Vec::new();
    while let Some(r) = rows.next()? {
        let Some(kind) = EventKind::from_stored(&r.get::<_, String>(1)?) else { continue };
        let of: i64 = r.get(0)?;
        let rank = r.get::<_, Option<i64>>(2)?.and_then(|rank| usize::try_from(rank).ok());
        let former = known.iter().find(|(id, _)| *id == of).map(|(_, labels)| labels);
        let item = match (kind, rank, former) {
            (_, rank, _) if of == order => rank,
            (EventKind::SupplyAsked | EventKind::SupplyReceived, Some(rank), Some(former)) => {
                same_item(&former.0, rank, &supplies)
            }
            (_, Some(rank), Some(former)) => same_item(&former.1, rank, &stages),
            (_, None, _) | (_, _, None) => None,
        };
        events.push(Event {
            kind,
            item,
            day: day(&r.get::<_, String>(3)?)?,
            value: r.get(4)?,
            words: r.get(5)?,
            document: r.get(6)?,
        });
    }
    Ok(Works::told(&present, tacit_days, &events))
}
