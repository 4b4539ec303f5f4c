//! Whether an invoice came, as the client says it.

use crate::payment::payable::payable;
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::dunning::reception::{ReceptionResult, may_check};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckReception {
    pub invoice: i64,
    pub result: ReceptionResult,
    pub checked_on: String,
    /// Who said it, and what exactly.
    #[serde(default)]
    pub words: String,
}

/// Answers the invoice.
pub fn check(act: &Act, payload: CheckReception) -> Result<i64> {
    let (facts, invoice) = payable(&act.ask(), payload.invoice)?;
    may_check(&invoice.number, facts.sending.sent.contains_key(&invoice.id))?;
    let day = input::day("checked_on", &payload.checked_on, Near::Past(act.today))?;
    input::has_come("checked_on", day, act.today, "")?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about(facts.deal);
    act.db
        .prepare_cached(
            "INSERT INTO reception_check (invoice, day, result, words, after_sending)
             VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(id), 0) FROM sending WHERE invoice = ?1))",
        )?
        .execute(params![invoice.id, day.to_string(), Word(payload.result), words])?;
    Ok(invoice.id)
}
