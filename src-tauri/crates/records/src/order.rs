//! Orders: where and when the client bound themselves, and what they sent since.

use crate::amendment;
use crate::row::day;
use books::act::Ask;
use books::error::{Error, Result};
use journey::deal::Facts;
use journey::order::protection::{Place, Protection};
use rusqlite::OptionalExtension;

/// What is known of a deal's orders beside the latest one.
pub fn load(ask: &Ask, facts: &mut Facts) -> Result<()> {
    // The first order tells where and when the client bound themselves.
    let first: Option<(String, bool, String)> = ask
        .db
        .prepare_cached(
            "SELECT place, protected, signed_on FROM signed_order WHERE deal = ?1 ORDER BY id LIMIT 1",
        )?
        .query_row([facts.deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let Some((place, protected, signed_on)) = first else { return Ok(()) };
    if protected {
        let place = Place::from_stored(&place).ok_or_else(|| Error::Broken(format!("place {place}")))?;
        facts.protection = Some(Protection {
            place,
            signed_on: day(&signed_on)?,
            requested_on: None,
            waived: false,
            withdrawn_on: None,
        });
    }
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
    let events: Vec<(String, String, String)> = statement
        .query_map([facts.deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (kind, on, value) in events {
        let Some(protection) = &mut facts.protection else { break };
        if kind == "withdrawn" {
            protection.withdrawn_on = Some(day(&on)?);
        } else {
            protection.requested_on = Some(day(&on)?);
            protection.waived = value == "waived";
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
