//! An invoice that is claimed: late, sent, and not paid.

use books::act::Ask;
use books::error::Result;
use journey::issued::IssuedInvoice;
use journey::sending::may_remind;
use records::{invoice_row, settings};

/// An invoice of which one may remind today.
pub fn claimed(ask: &Ask, id: i64) -> Result<IssuedInvoice> {
    let invoice = invoice_row::issued(ask, id)?;
    may_remind(&invoice, settings::remind_from(ask)?, ask.today)?;
    Ok(invoice)
}
