//! Credit notes: what of an invoice can still be taken back.

use crate::invoice::standing_groups;
use crate::lines::{LinesOf, read_lines};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::credit::{CreditedSoFar, LeftLine, creditable, left_lines};
use journey::invoice::InvoiceKind;
use journey::vat::Totals;
use values::money::{BasisPoints, Cents, Thousandths};

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

/// The lines of an invoice that count, with what credit notes left of each.
pub fn lines_left(ask: &Ask, invoice: i64) -> Result<Vec<LeftLine>> {
    let lines = read_lines(ask.db, LinesOf::Invoice(invoice))?;
    let discount: i64 = ask
        .db
        .prepare_cached("SELECT discount FROM invoice WHERE id = ?1")?
        .query_row([invoice], |r| r.get(0))?;
    let credited: Vec<CreditedSoFar> = ask
        .db
        .prepare_cached(
            "SELECT l.credits, coalesce(sum(l.credits_quantity), 0) AS quantity, sum(l.net) AS net
             FROM invoice_line l JOIN invoice n ON n.id = l.invoice
             WHERE n.credits = ?1 AND l.credits IS NOT NULL GROUP BY l.credits",
        )?
        .query_map([invoice], |r| {
            Ok(CreditedSoFar {
                line: r.get("credits")?,
                quantity: Thousandths(r.get("quantity")?),
                net: Cents(r.get("net")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(left_lines(&lines, BasisPoints(discount), &credited))
}
