//! The papers a client receives after signing, read back as they were issued.

use crate::row::day;
use crate::signed::read;
use books::error::{Error, Result};
use books::reading::Reading;
use documents::paper::order::{OrderPaper, OrderPaperKind};
use rusqlite::OptionalExtension;
use values::refusal::Refusal;

/// A paper as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, event: i64) -> Result<(OrderPaper, String)> {
    let (order, kind, issued_on, notes, seal): (i64, String, String, String, String) = db
        .prepare_cached(
            "SELECT e.signed_order, e.kind, e.day, e.value, d.prior_seal FROM order_event e JOIN document d ON d.id = e.document
             WHERE e.id = ?1",
        )?
        .query_row([event], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce document"))?;
    let kind =
        OrderPaperKind::from_stored(&kind).ok_or_else(|| Error::Broken(format!("order paper {kind}")))?;
    let paper = OrderPaper {
        kind,
        issued_on: day(&issued_on)?,
        draft: false,
        notes: serde_json::from_str(&notes)?,
        signed: read(db, order)?.0,
    };
    Ok((paper, seal))
}
