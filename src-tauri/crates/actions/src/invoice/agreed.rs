//! A later day agreed with the client for what is left of an invoice: a row of its own, never a new paper.

use crate::payment::payable::payable;
use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::invoice::{is_later, may_put_off, was_put_off};
use journey::invoice::{beyond, longest_delay};
use records::agreed::agreed_day;
use records::contact::card;
use records::instalment::paper_due;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::problem::Problem;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreeDueDate {
    pub invoice: i64,
    /// Empty to go back to the days of the paper.
    #[serde(default)]
    pub due_on: String,
    /// What was agreed, with whom; kept and shown.
    pub reason: String,
}

/// A day as it is being typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewDueDate {
    pub invoice: i64,
    pub due_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DueDatePreview {
    /// That the day passes what the law permits: a warning.
    pub problems: Vec<Problem>,
}

/// What is to be said of a later day before it is agreed.
pub fn preview(ask: &Ask, payload: PreviewDueDate) -> Result<DueDatePreview> {
    let (facts, invoice) = payable(ask, payload.invoice)?;
    let typed = input::optional_day("due_on", &payload.due_on, Near::Coming(ask.today)).ok().flatten();
    let buyer = card(ask, facts.client)?;
    let ceiling = longest_delay(&buyer, invoice.issued_on);
    let said = typed.and_then(|day| beyond(invoice.issued_on, day, ceiling));
    Ok(DueDatePreview { problems: said.into_iter().map(|said| Problem::warns("due_on", said)).collect() })
}

/// Answers the invoice.
pub fn agree(act: &Act, payload: AgreeDueDate) -> Result<i64> {
    let ask = act.ask();
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    may_put_off(&invoice.number, invoice.standing(), invoice.open)?;
    let due_on = input::optional_day("due_on", &payload.due_on, Near::Coming(act.today))?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites ce qui a été convenu, par exemple « Anne, au téléphone ».",
    )?;
    match due_on {
        Some(day) => is_later(&invoice.number, paper_due(&ask, invoice.id, invoice.open)?, day)?,
        None => was_put_off(agreed_day(ask.db, invoice.id)?)?,
    }
    act.about(facts.deal);
    act.db
        .prepare_cached("INSERT INTO agreed_due (invoice, day, due_on, reason) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![invoice.id, act.today.to_string(), due_on.map(|day| day.to_string()), reason])?;
    Ok(invoice.id)
}
