//! A later day agreed with a client for what is left of an invoice; its paper stands as it was issued.

use crate::row::{Day, day};
use crate::set::{self, By};
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was agreed of an invoice, while it stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AgreedDue {
    pub(crate) due_on: String,
    /// The day on which it was noted.
    pub(crate) agreed_on: String,
    pub(crate) reason: String,
}

/// What was agreed last of an invoice, unless it was taken back.
pub fn standing(db: Reading, invoice: i64) -> Result<Option<AgreedDue>> {
    let found = db
        .prepare_cached(
            "SELECT day, due_on, reason FROM agreed_due WHERE invoice = ?1 AND due_on IS NOT NULL
               AND id = (SELECT max(id) FROM agreed_due WHERE invoice = ?1)",
        )?
        .query_row([invoice], |r| {
            Ok(AgreedDue { due_on: r.get("due_on")?, agreed_on: r.get("day")?, reason: r.get("reason")? })
        })
        .optional()?;
    Ok(found)
}

/// The day that was agreed last, unless it was taken back.
pub fn agreed_day(db: Reading, invoice: i64) -> Result<Option<NaiveDate>> {
    standing(db, invoice)?.map(|agreed| day(&agreed.due_on)).transpose()
}

/// The day agreed of each invoice that has one, by deals of a set.
pub(crate) fn of_deals(ask: &Ask, set: &str) -> Result<By<(i64, NaiveDate)>> {
    set::by(
        ask,
        "SELECT i.deal, g.invoice, g.due_on FROM invoice i CROSS JOIN agreed_due g ON g.invoice = i.id
         WHERE i.deal IN (SELECT value FROM json_each(?1)) AND g.due_on IS NOT NULL
           AND g.id = (SELECT max(id) FROM agreed_due WHERE invoice = i.id)",
        set,
        |r| Ok((r.get(1)?, r.get::<_, Day>(2)?.0)),
    )
}
