//! Why invoices were late, as clients said it.

use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::dunning::lateness::LateReason;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was said last of an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LateReasonRow {
    pub(crate) day: String,
    pub(crate) reason: LateReason,
    pub(crate) words: String,
}

/// How often a reason was said.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LateReasonCount {
    pub(crate) reason: LateReason,
    /// Invoices of which it was said.
    pub(crate) invoices: i64,
}

/// What was said last of an invoice.
pub fn latest(ask: &Ask, invoice: i64) -> Result<Option<LateReasonRow>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT day, reason, words FROM late_reason WHERE invoice = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([invoice], |r| {
            Ok(LateReasonRow {
                day: r.get("day")?,
                reason: r.get::<_, Word<_>>("reason")?.0,
                words: r.get("words")?,
            })
        })
        .optional()?)
}

/// What one client says, or all of them, the most frequent first.
pub fn counted(ask: &Ask, client: Option<i64>) -> Result<Vec<LateReasonCount>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT l.reason, count(DISTINCT l.invoice) AS invoices FROM late_reason l JOIN invoice i ON i.id = l.invoice
         JOIN deal d ON d.id = i.deal WHERE ?1 IS NULL OR d.client = ?1 GROUP BY l.reason ORDER BY invoices DESC, l.reason",
    )?;
    let rows = statement
        .query_map([client], |r| {
            Ok(LateReasonCount { reason: r.get::<_, Word<_>>("reason")?.0, invoices: r.get("invoices")? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
