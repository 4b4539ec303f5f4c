//! A promise of payment: the client said when they pay, and how much.

use crate::payment::payable::payable;
use books::act::Act;
use books::error::Result;
use journey::allowed::dunning::{part_of, stands, to_come};
use records::reminders::promise;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPromise {
    pub invoice: i64,
    /// The day on which they said that they pay; empty where the promise stands no more.
    #[serde(default)]
    pub promised_on: String,
    /// All that is open if empty.
    #[serde(default)]
    pub amount: String,
    /// Who said it, and how.
    #[serde(default)]
    pub words: String,
}

/// Answers the invoice.
pub fn record(act: &Act, payload: RecordPromise) -> Result<i64> {
    let ask = act.ask();
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    let on = input::optional_day("promised_on", &payload.promised_on, Near::Coming(act.today))?;
    let typed =
        (!payload.amount.trim().is_empty()).then(|| input::amount("amount", &payload.amount)).transpose()?;
    let amount = part_of(&invoice.number, typed, invoice.open)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    match on {
        Some(day) => to_come("promised_on", day, act.today)?,
        None => stands(promise(&ask, invoice.id)?.is_some(), "promised_on")?,
    }
    act.about(facts.deal);
    act.db
        .prepare_cached(
            "INSERT INTO promise (invoice, day, promised_on, amount, words) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            invoice.id,
            act.today.to_string(),
            on.map(|day| day.to_string()),
            amount.0,
            words
        ])?;
    Ok(invoice.id)
}
