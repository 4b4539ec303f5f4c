//! Duplicates of invoices: the latest of each, and whether it still says what is so.

use crate::write_off::left_unpaid;
use crate::{invoice, invoice_row};
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use chrono::NaiveDate;
use documents::paper::duplicate::{DuplicatePaper, DuplicateStanding, duplicate_sheet};
use documents::sheet::Sheet;
use journey::invoice::InvoiceKind;
use rusqlite::{OptionalExtension, params};
use values::money::Cents;

/// The duplicate of an invoice that says what is so today: its document.
pub fn duplicate(ask: &Ask, invoice: i64) -> Result<Option<i64>> {
    let (unpaid, standing) = (left_unpaid(ask, invoice)?, standing(ask, invoice)?);
    let kept: Vec<(i64, String)> = ask
        .db
        .prepare_cached(
            "SELECT id, made_from FROM document WHERE kind = 'duplicate' AND deal = (SELECT deal FROM invoice WHERE id = ?1)
             ORDER BY id DESC",
        )?
        .query_map(params![invoice], |r| Ok((r.get("id")?, r.get("made_from")?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (document, made_from) in kept {
        let paper: DuplicatePaper = serde_json::from_str(&made_from)?;
        if paper.invoice == invoice && paper.unpaid == unpaid && paper.standing == standing {
            return Ok(Some(document));
        }
    }
    Ok(None)
}

/// Where it stands today; none for a credit note.
pub fn standing(ask: &Ask, invoice: i64) -> Result<Option<DuplicateStanding>> {
    let row = invoice_row::issued(ask, invoice)?;
    if row.kind == InvoiceKind::CreditNote {
        return Ok(None);
    }
    let asked = ask
        .db
        .prepare_cached("SELECT open FROM open_invoice WHERE invoice = ?1 AND open > 0 ORDER BY id LIMIT 1")?
        .query_row([invoice], |r| r.get(0))
        .optional()?;
    let received = row.gross - row.credited - row.given_up - row.open;
    let asked = Cents(asked.unwrap_or(0));
    Ok(Some(DuplicateStanding { received, credited: row.credited, open: row.open, asked }))
}

/// A duplicate as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, document: i64) -> Result<(Sheet, String)> {
    let (made_from, seal): (String, String) = db
        .prepare_cached("SELECT made_from, prior_seal FROM document WHERE id = ?1 AND kind = 'duplicate'")?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let paper: DuplicatePaper = serde_json::from_str(&made_from)?;
    let (original, _) = invoice::stored(db, paper.invoice)?;
    Ok((duplicate_sheet(&paper, &original), seal))
}

/// The day on which a duplicate was made.
pub fn made_on(ask: &Ask, document: i64) -> Result<NaiveDate> {
    let made_from: String = ask
        .db
        .prepare_cached("SELECT made_from FROM document WHERE id = ?1")?
        .query_row([document], |r| r.get(0))?;
    Ok(serde_json::from_str::<DuplicatePaper>(&made_from)?.made_on)
}
