//! Whether an invoice came, as somebody answered.

use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::dunning::reception::ReceptionResult;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
