//! An invoice as payments see it.

use books::act::Ask;
use books::error::Result;
use journey::allowed::payment;
use journey::deal::{Facts, InvoiceFact};
use records::facts;
use records::row::deal_of_invoice;

/// An invoice as payments see it, with the client it is for.
pub fn payable(ask: &Ask, invoice: i64) -> Result<(Facts, InvoiceFact)> {
    let facts = facts::facts(ask, deal_of_invoice(ask, invoice)?)?;
    let found = payment::payable(&facts, invoice)?.clone();
    Ok((facts, found))
}
