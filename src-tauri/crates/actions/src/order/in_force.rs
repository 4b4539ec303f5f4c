//! The order in force of a deal that goes on.

use books::act::Ask;
use books::error::Result;
use journey::allowed::order::goes_on;
use journey::deal::{Facts, OrderFact};
use records::facts;
use records::row::deal_of_order;
use values::refusal::Refusal;

/// The facts of the deal of an order in force that goes on.
pub fn at_work(ask: &Ask, order: i64) -> Result<(Facts, OrderFact)> {
    let facts = facts::facts(ask, deal_of_order(ask, order)?)?;
    let Some(found) = facts.order.clone().filter(|o| o.id == order) else {
        return Err(Refusal::not_found("Cette commande").into());
    };
    goes_on(&facts)?;
    Ok((facts, found))
}
