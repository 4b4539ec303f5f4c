//! The order in force of a deal that goes on.

use books::act::Ask;
use books::error::Result;
use journey::deal::{Facts, OrderFact};
use records::facts;
use records::row::deal_of;
use values::refusal::Refusal;

fn at_order(ask: &Ask, order: i64) -> Result<(Facts, OrderFact)> {
    let facts = facts::facts(ask, deal_of(ask, "signed_order", order, "Cette commande")?)?;
    let Some(found) = facts.order.clone().filter(|o| o.id == order) else {
        return Err(Refusal::not_found("Cette commande").into());
    };
    Ok((facts, found))
}

/// The facts of the deal of an order in force that goes on.
pub fn at_work(ask: &Ask, order: i64) -> Result<(Facts, OrderFact)> {
    let (facts, order) = at_order(ask, order)?;
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée.").into());
    }
    Ok((facts, order))
}

pub fn at_order_going(ask: &Ask, order: i64) -> Result<(Facts, OrderFact)> {
    let facts = facts::facts(ask, deal_of(ask, "signed_order", order, "Cette commande")?)?;
    let Some(found) = facts.order.clone().filter(|o| o.id == order) else {
        return Err(Refusal::not_found("Cette commande").into());
    };
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée.").into());
    }
    Ok((facts, found))
}
