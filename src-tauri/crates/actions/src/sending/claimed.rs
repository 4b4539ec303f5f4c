//! An invoice that is claimed: late, sent, and not paid.

use books::act::Ask;
use books::error::Result;
use journey::invoice::InvoiceKind;
use journey::sending::{Claim, may_remind};
use records::invoice_row::{self, InvoiceRow};
use records::row::day;

/// An invoice of which one may remind today.
pub fn claimed(ask: &Ask, id: i64) -> Result<InvoiceRow> {
    let row = invoice_row::row(ask, id)?;
    let claim = Claim {
        number: &row.number,
        is_credit_note: row.kind == InvoiceKind::CreditNote,
        due_on: day(&row.due_on)?,
        open: row.open,
        is_annulled: row.credited.0 > 0 && row.credited >= row.gross,
        sent_on: row.sent_on.as_deref().map(day).transpose()?,
    };
    may_remind(claim, ask.today)?;
    Ok(row)
}
