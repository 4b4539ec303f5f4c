//! A remainder given up, or claimed again: a row of its own that settles the invoice, with its reason.

use crate::payment::payable::payable;
use books::act::Act;
use books::error::Result;
use journey::payment::remainder::{may_claim, may_give_up};
use records::remainder::given_up;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveUpRemainder {
    pub invoice: i64,
    /// Why it is no longer claimed; kept and shown.
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRemainder {
    pub invoice: i64,
    /// Why it is claimed after all.
    pub reason: String,
}

/// Answers the invoice.
pub fn give_up(act: &Act, payload: GiveUpRemainder) -> Result<i64> {
    let (facts, invoice) = payable(&act.ask(), payload.invoice)?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi ce reste n’est plus réclamé.",
    )?;
    let amount = may_give_up(&invoice.number, invoice.gross, invoice.open)?;
    act.about(facts.deal);
    write(act, invoice.id, amount, &reason)?;
    Ok(invoice.id)
}

/// Answers the invoice.
pub fn claim(act: &Act, payload: ClaimRemainder) -> Result<i64> {
    let (facts, invoice) = payable(&act.ask(), payload.invoice)?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi ce reste est réclamé de nouveau.",
    )?;
    may_claim(given_up(&act.ask(), invoice.id)?)?;
    act.about(facts.deal);
    take_back(act, invoice.id, &reason)?;
    Ok(invoice.id)
}

/// What was given up of an invoice is due again; answers how much that is.
pub fn take_back(act: &Act, invoice: i64, reason: &str) -> Result<Cents> {
    let amount = given_up(&act.ask(), invoice)?;
    if amount.0 > 0 {
        write(act, invoice, -amount, reason)?;
    }
    Ok(amount)
}

/// So much of an invoice is no longer claimed; less than nothing is claimed again. Answers the row.
pub fn write(act: &Act, invoice: i64, amount: Cents, reason: &str) -> Result<i64> {
    act.db
        .prepare_cached("INSERT INTO given_up (invoice, day, amount, reason) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![invoice, act.today.to_string(), amount.0, reason])?;
    let given_up = act.db.last_insert_rowid();
    act.db
        .prepare_cached("INSERT INTO allocation (invoice, amount, given_up) VALUES (?1, ?2, ?3)")?
        .execute(params![invoice, amount.0, given_up])?;
    Ok(given_up)
}
