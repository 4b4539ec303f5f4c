//! Events of an order, written.

use books::act::Act;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::order::event::EventKind;
use rusqlite::params;

/// What is written of an event.
pub struct NewEvent<'a> {
    pub deal: i64,
    pub order: i64,
    pub kind: EventKind,
    /// The rank of a supply or of a stage, or the quote of an amendment.
    pub item: Option<i64>,
    pub day: NaiveDate,
    pub value: &'a str,
    pub words: &'a str,
    pub document: Option<i64>,
}

/// The rank of a supply or of a stage, as an event keeps it.
#[must_use]
pub fn rank(of: usize) -> Option<i64> {
    i64::try_from(of).ok()
}

/// Writes an event of an order; answers its row.
pub fn write(act: &Act, event: &NewEvent) -> Result<i64> {
    act.about(event.deal);
    act.db
        .prepare_cached(
            "INSERT INTO order_event (signed_order, kind, item, day, value, words, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            event.order,
            Word(event.kind),
            event.item,
            event.day.to_string(),
            event.value,
            event.words,
            event.document
        ])?;
    Ok(act.db.last_insert_rowid())
}
