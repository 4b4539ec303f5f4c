//! Credit notes: what of an invoice can still be taken back.

use crate::invoice::standing_groups;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::credit::creditable;
use journey::invoice::InvoiceKind;
use journey::vat::Totals;

/// The balance invoice in force that deducts this one, if any.
pub fn deducted_by(ask: &Ask, invoice: i64) -> Result<Option<String>> {
    let found: Vec<(i64, String)> = ask
        .db
        .prepare_cached("SELECT DISTINCT b.id, b.number FROM invoice_deduction x JOIN invoice b ON b.id = x.invoice WHERE x.deducted = ?1")?
        .query_map([invoice], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (balance, number) in found {
        if Totals::from_groups(standing_groups(ask.db, balance)?).gross.0 > 0 {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// Can anything of this invoice still be taken back?
pub fn may_credit(ask: &Ask, invoice: i64) -> Result<bool> {
    let Word(kind): Word<InvoiceKind> = ask
        .db
        .prepare_cached("SELECT kind FROM invoice WHERE id = ?1")?
        .query_row([invoice], |r| r.get(0))?;
    let left = Totals::from_groups(standing_groups(ask.db, invoice)?);
    Ok(creditable(kind, None).is_ok() && left.gross.0 > 0 && deducted_by(ask, invoice)?.is_none())
}
