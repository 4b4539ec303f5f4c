//! What is known of a client before more is done for them.

use crate::caution::{SecurityRow, late};
use crate::history::history;
use crate::reminders::{StopKind, promises, stops};
use crate::row::day;
use crate::{caution, contact, facts};
use books::act::Ask;
use books::error::Result;
use journey::contact::ClientKind;
use journey::contact::risk::Trust;
use journey::dunning::promise::PromiseState;
use rusqlite::params;
use values::money::Cents;

/// What speaks of a client; what is ordered in the deal that is being quoted stands apart.
pub fn trust(ask: &Ask, client: i64, quoted: Option<i64>) -> Result<Trust> {
    let card = contact::card(ask, client)?;
    let late = late(ask, client)?;
    let broken = promises(ask, Some(client))?.into_iter().filter(|one| one.state == PromiseState::Broken);
    let broken_on = broken.map(|one| one.promised_on).max().map(|text| day(&text)).transpose()?;
    let proceedings = stops(ask, Some(client))?.into_iter().find(|stop| stop.kind == StopKind::Insolvency);
    let insolvent_since = proceedings.and_then(|stop| stop.on_day).map(|text| day(&text)).transpose()?;
    let history = history(ask, client)?;
    let secured = caution::securities(ask, client)?;
    let limit = card.limit();
    let engaged = if limit.is_some() { history.open + ordered(ask, client, quoted)? } else { history.open };
    Ok(Trust {
        name: card.name,
        history,
        late: late
            .iter()
            .map(|one| one.due_on)
            .min()
            .map(|since| (late.iter().map(|one| one.amount).sum(), since)),
        broken_on,
        insolvent_since,
        limit,
        engaged,
        stopped_on: caution::suspension(ask, client)?.map(|stopped| stopped.since),
        decision: caution::decision(ask, client)?,
        secured: secured.iter().filter(|one| one.holds(ask.today)).map(SecurityRow::said).collect(),
        pays_deposits: card.kind != ClientKind::PublicBody,
    })
}

/// What is ordered and not yet invoiced.
fn ordered(ask: &Ask, client: i64, apart: Option<i64>) -> Result<Cents> {
    let deals: Vec<i64> = ask
        .db
        .prepare_cached(
            "SELECT d.id FROM deal d JOIN deal_state s ON s.deal = d.id WHERE d.client = ?1 AND s.active = 1 AND d.id IS NOT ?2",
        )?
        .query_map(params![client, apart], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let ordered = facts::standings(ask, &deals)?.into_iter().filter(|facts| facts.order.is_some());
    Ok(ordered.map(|facts| (facts.worth() - facts.invoiced()).max(Cents::ZERO)).sum())
}
