//! Events of an order, written.

use books::act::Act;
use books::error::Result;
use chrono::NaiveDate;
use journey::deal::Facts;
use journey::delivery::EventKind;
use rusqlite::params;

/// What is written of an event.
pub struct NewEvent<'a> {
    pub kind: EventKind,
    pub item: Option<usize>,
    pub day: chrono::NaiveDate,
    pub value: &'a str,
    pub words: &'a str,
    pub document: Option<i64>,
}

/// Writes an event of an order; answers its row.
pub fn write(act: &Act, facts: &Facts, order: i64, event: &NewEvent) -> Result<i64> {
    act.about(facts.deal);
    act.db
        .prepare_cached(
            "INSERT INTO order_event (signed_order, kind, item, day, value, words, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            order,
            event.kind.stored(),
            event.item.and_then(|rank| i64::try_from(rank).ok()),
            event.day.to_string(),
            event.value,
            event.words,
            event.document
        ])?;
    Ok(act.db.last_insert_rowid())
}

/// Writes one event of an order; answers its id.
pub fn write_plain(
    act: &Act,
    order: i64,
    kind: &str,
    day: NaiveDate,
    value: &str,
    words: &str,
    document: Option<i64>,
) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO order_event (signed_order, kind, item, day, value, words, document) VALUES (?1, ?2, NULL, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![order, kind, day.to_string(), value, words, document])?;
    Ok(act.db.last_insert_rowid())
}
