//! Why an invoice is late, as the client says it.

use crate::payment::payable::payable;
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::allowed::dunning::is_late;
use journey::dunning::lateness::LateReason;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordLateReason {
    pub invoice: i64,
    pub reason: LateReason,
    /// Who said it, and what exactly.
    #[serde(default)]
    pub words: String,
}

/// Answers the invoice.
pub fn record(act: &Act, payload: RecordLateReason) -> Result<i64> {
    let ask = act.ask();
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    is_late(&invoice.number, invoice.due_on, invoice.open, act.today)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    act.about(facts.deal);
    act.db
        .prepare_cached("INSERT INTO late_reason (invoice, day, reason, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![invoice.id, act.today.to_string(), Word(payload.reason), words])?;
    Ok(invoice.id)
}
