//! Whether an invoice came, as somebody answered.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::dunning::reception::ReceptionResult;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What was last answered of whether an invoice came.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceptionCheckRow {
    pub(crate) day: String,
    pub(crate) result: ReceptionResult,
    pub(crate) words: String,
}

/// What was last answered of whether an invoice came.
pub fn reception(ask: &Ask, invoice: i64) -> Result<Option<ReceptionCheckRow>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT day, result, words FROM reception_check WHERE invoice = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([invoice], |r| {
            Ok(ReceptionCheckRow {
                day: r.get("day")?,
                result: r.get::<_, Word<_>>("result")?.0,
                words: r.get("words")?,
            })
        })
        .optional()?)
}

/// The deals of which an invoice that is still to be paid went to somebody whom it is not for and was not sent again since: its number, and the day
/// on which that was said. What another tool issued is never sent from here. Answers of former books say no more than their day.
pub fn misdirected(ask: &Ask) -> Result<BTreeMap<i64, (String, NaiveDate)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT i.deal, i.number, c.day FROM reception_check c JOIN invoice i ON i.id = c.invoice
         WHERE c.result = 'other_addressee' AND i.kind <> 'elsewhere'
           AND EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = c.invoice AND x.open > 0) AND c.id = (SELECT max(id) FROM reception_check WHERE invoice = c.invoice)
           AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.invoice = c.invoice AND s.kind IN ('invoice', 'duplicate')
             AND s.id NOT IN (SELECT sending FROM sending_withdrawal)
             AND CASE WHEN c.after_sending IS NULL THEN s.day >= c.day ELSE s.id > c.after_sending END)
         ORDER BY c.id",
    )?;
    let found = statement
        .query_map([], |r| Ok((r.get("deal")?, (r.get("number")?, r.get::<_, Day>("day")?.0))))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
