//! Orders: where and when the client bound themselves, and what they sent since.

use crate::amendment;
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::deal::Facts;
use journey::order::event::EventKind;
use journey::order::protection::Protection;
use rusqlite::OptionalExtension;

/// Of a request to begin at once: the client acknowledges losing the right to withdraw.
pub const WAIVED: &str = "waived";

/// What is known of a deal's orders beside the latest one.
pub fn load(ask: &Ask, facts: &mut Facts) -> Result<()> {
    // The first order tells where and when the client bound themselves.
    let first = ask
        .db
        .prepare_cached(
            "SELECT place, protected, signed_on FROM signed_order WHERE deal = ?1 ORDER BY id LIMIT 1",
        )?
        .query_row([facts.deal], |r| {
            if !r.get::<_, bool>("protected")? {
                return Ok(None);
            }
            Ok(Some(Protection {
                place: r.get::<_, Word<_>>("place")?.0,
                signed_on: r.get::<_, Day>("signed_on")?.0,
                requested_on: None,
                waived: false,
                withdrawn_on: None,
            }))
        })
        .optional()?;
    let Some(protection) = first else { return Ok(()) };
    facts.protection = protection;
    facts.engagement = client_number(ask, facts.deal)?;
    if let Some(order) = &facts.order {
        facts.amendment = amendment::pending(ask, order.id)?;
        // Each order is confirmed; one is welcomed once.
        (facts.confirmed, facts.welcomed) = ask
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM order_event WHERE signed_order = ?1 AND kind = 'confirmation'),
                        EXISTS (SELECT 1 FROM order_event e JOIN signed_order o ON o.id = e.signed_order WHERE o.deal = ?2 AND e.kind = 'welcome')",
            )?
            .query_row([order.id, facts.deal], |r| Ok((r.get(0)?, r.get(1)?)))?;
    }
    let mut statement = ask.db.prepare_cached(
        "SELECT e.kind, e.day, e.value FROM order_event e JOIN signed_order o ON o.id = e.signed_order
         WHERE o.deal = ?1 AND e.kind IN ('start_requested', 'withdrawn') ORDER BY e.id",
    )?;
    let Some(protection) = &mut facts.protection else { return Ok(()) };
    let mut events = statement.query([facts.deal])?;
    while let Some(r) = events.next()? {
        let Day(on) = r.get("day")?;
        if r.get::<_, Word<EventKind>>("kind")?.0 == EventKind::Withdrawn {
            protection.withdrawn_on = Some(on);
        } else {
            protection.requested_on = Some(on);
            protection.waived = r.get::<_, String>("value")? == WAIVED;
        }
    }
    Ok(())
}

/// The client's own number for a deal's orders: recorded since, else given at signature.
pub fn client_number(ask: &Ask, deal: i64) -> Result<String> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT value FROM (
               SELECT e.value, 1 AS since, e.id FROM order_event e JOIN signed_order o ON o.id = e.signed_order
               WHERE o.deal = ?1 AND e.kind = 'engagement'
               UNION ALL SELECT client_number, 0, id FROM signed_order WHERE deal = ?1 AND client_number <> '')
             ORDER BY since DESC, id DESC LIMIT 1",
        )?
        .query_row([deal], |r| r.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}
