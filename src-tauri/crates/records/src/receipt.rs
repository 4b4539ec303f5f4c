//! Receipts, read back as they were issued.

use crate::parties::whole;
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use documents::letter::Letter;
use documents::paper::receipt::{ReceiptPaper, receipt_letter};
use rusqlite::OptionalExtension;

/// The receipt of a payment, if it was written.
pub fn of_payment(ask: &Ask, payment: i64) -> Result<Option<i64>> {
    Ok(ask
        .db
        .prepare_cached("SELECT id FROM document WHERE payment = ?1 AND kind = 'receipt'")?
        .query_row([payment], |r| r.get(0))
        .optional()?)
}

/// A receipt as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, document: i64) -> Result<(Letter, String)> {
    let (made_from, seal): (String, String) = db
        .prepare_cached("SELECT made_from, prior_seal FROM document WHERE id = ?1 AND kind = 'receipt'")?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let paper: ReceiptPaper = serde_json::from_str(&made_from)?;
    let parties = whole(paper.parties.clone(), db)?;
    Ok((receipt_letter(&paper, &parties), seal))
}
