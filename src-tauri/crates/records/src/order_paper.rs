//! The papers a client receives after signing, read back as they were issued.

use crate::row::{Day, Json};
use crate::signed::read;
use books::error::Result;
use books::reading::Reading;
use books::stored::Word;
use chrono::NaiveDate;
use documents::paper::order::{OrderPaper, OrderPaperKind};
use journey::order::event::EventKind;
use rusqlite::OptionalExtension;
use values::refusal::Refusal;

/// A paper as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, event: i64) -> Result<(OrderPaper, String)> {
    struct Row {
        order: i64,
        kind: EventKind,
        issued_on: NaiveDate,
        notes: Vec<(String, String)>,
        seal: String,
    }
    let row = db
        .prepare_cached(
            "SELECT e.signed_order, e.kind, e.day, e.value, d.prior_seal FROM order_event e JOIN document d ON d.id = e.document
             WHERE e.id = ?1",
        )?
        .query_row([event], |r| {
            Ok(Row {
                order: r.get("signed_order")?,
                kind: r.get::<_, Word<_>>("kind")?.0,
                issued_on: r.get::<_, Day>("day")?.0,
                notes: r.get::<_, Json<_>>("value")?.0,
                seal: r.get("prior_seal")?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce document"))?;
    let kind = OrderPaperKind::of_event(row.kind).ok_or_else(|| Refusal::not_found("Ce document"))?;
    let paper = OrderPaper {
        kind,
        issued_on: row.issued_on,
        draft: false,
        notes: row.notes,
        signed: read(db, row.order)?.0,
    };
    Ok((paper, row.seal))
}
