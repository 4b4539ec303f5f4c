//! An invoice as payments see it.

use books::act::Ask;
use books::error::Result;
use journey::deal::InvoiceFact;
use records::facts;
use records::row::deal_of_invoice;
use values::refusal::Refusal;

/// An invoice as payments see it, with the client it is for.
pub fn payable(ask: &Ask, invoice: i64) -> Result<(journey::deal::Facts, InvoiceFact)> {
    let facts = facts::facts(ask, deal_of_invoice(ask, invoice)?)?;
    match facts.invoices.iter().find(|i| i.id == invoice).cloned() {
        Some(found) => Ok((facts, found)),
        None => Err(Refusal::not_now("Un avoir ne se paie pas.").into()),
    }
}
