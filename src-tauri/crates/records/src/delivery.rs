//! Deliveries: what was agreed with the order in force, then what happened to all orders of the deal.

use crate::row::{Day, Json};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::delivery::{Event, Works, same_item};
use journey::order::event::EventKind;
use journey::quote::Conditions;
use rusqlite::{OptionalExtension, Row};

/// The day on which the order in force was delivered: what was delivered of a former order stands, unless the
/// amendment signed since asks for more.
pub fn delivered_on(ask: &Ask, deal: i64) -> Result<Option<NaiveDate>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order
             JOIN (SELECT id, gross FROM signed_order WHERE deal = ?1 ORDER BY id DESC LIMIT 1) present
             WHERE o.deal = ?1 AND y.kind = 'delivered' AND (o.id = present.id OR o.gross >= present.gross)
             ORDER BY y.id DESC LIMIT 1",
        )?
        .query_row([deal], |r| r.get::<_, Day>(0))
        .optional()?;
    Ok(found.map(|day| day.0))
}

/// The labels of what the client supplies and of the stages, as agreed with one order.
struct Labels {
    order: i64,
    supplies: Vec<String>,
    stages: Vec<String>,
}

impl Labels {
    fn of(order: i64, conditions: &Conditions) -> Labels {
        Labels {
            order,
            supplies: conditions.supplies.clone(),
            stages: conditions.stages.iter().map(|s| s.label.clone()).collect(),
        }
    }
}

/// What was agreed with an order.
struct Agreed {
    order: i64,
    conditions: Conditions,
    terms_accepted: bool,
    tacit_days: Option<i64>,
}

impl Agreed {
    fn read(r: &Row) -> rusqlite::Result<Agreed> {
        Ok(Agreed {
            order: r.get("id")?,
            conditions: r.get::<_, Json<_>>("conditions")?.0,
            terms_accepted: r.get("terms_accepted")?,
            tacit_days: r.get("tacit_days")?,
        })
    }
}

/// Reads where the delivery of this order, the one in force, stands.
pub fn of(ask: &Ask, deal: i64, order: i64) -> Result<Works> {
    let mut statement = ask.db.prepare_cached(
        "SELECT o.id, v.conditions, o.terms_accepted, t.tacit_days FROM signed_order o
         JOIN quote_version v ON v.id = o.quote_version LEFT JOIN terms t ON t.id = v.terms WHERE o.deal = ?1",
    )?;
    let mut present = Conditions::default();
    let mut tacit_days = None;
    let mut known = Vec::new();
    for agreed in statement.query_map([deal], Agreed::read)? {
        let agreed = agreed?;
        known.push(Labels::of(agreed.order, &agreed.conditions));
        if agreed.order == order {
            tacit_days = agreed.tacit_days.filter(|_| agreed.terms_accepted);
            present = agreed.conditions;
        }
    }
    let events = events(ask, deal, &Labels::of(order, &present), &known)?;
    Ok(Works::told(&present, tacit_days, &events)?)
}

/// What happened to all orders of the deal, each item found again among those of the order in force.
fn events(ask: &Ask, deal: i64, present: &Labels, known: &[Labels]) -> Result<Vec<Event>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT e.signed_order, e.kind, e.item, e.day, e.value, e.words, e.document FROM order_event e
         JOIN signed_order o ON o.id = e.signed_order
         WHERE o.deal = ?1 ORDER BY e.id",
    )?;
    let mut rows = statement.query([deal])?;
    let mut events = Vec::new();
    while let Some(r) = rows.next()? {
        let Word(kind) = r.get("kind")?;
        let of: i64 = r.get("signed_order")?;
        let rank = r.get::<_, Option<i64>>("item")?.and_then(|rank| usize::try_from(rank).ok());
        let former = known.iter().find(|labels| labels.order == of);
        let item = match (kind, rank, former) {
            (_, rank, _) if of == present.order => rank,
            (EventKind::SupplyAsked | EventKind::SupplyReceived, Some(rank), Some(former)) => {
                same_item(&former.supplies, rank, &present.supplies)
            }
            (_, Some(rank), Some(former)) => same_item(&former.stages, rank, &present.stages),
            (_, None, _) | (_, _, None) => None,
        };
        events.push(Event {
            kind,
            item,
            day: r.get::<_, Day>("day")?.0,
            value: r.get("value")?,
            words: r.get("words")?,
            document: r.get("document")?,
        });
    }
    Ok(events)
}
