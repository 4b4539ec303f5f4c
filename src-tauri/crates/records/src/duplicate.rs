//! Duplicates of invoices: the latest of each, and whether it still says what is so.

use crate::invoice;
use crate::write_off::left_unpaid;
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use documents::paper::duplicate::{DuplicatePaper, duplicate_sheet};
use documents::sheet::Sheet;
use rusqlite::params;

/// The duplicate of an invoice that says what is so today: its document.
pub fn duplicate(ask: &Ask, invoice: i64) -> Result<Option<i64>> {
    let unpaid = left_unpaid(ask, invoice)?;
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
        if paper.invoice == invoice && paper.unpaid == unpaid {
            return Ok(Some(document));
        }
    }
    Ok(None)
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
