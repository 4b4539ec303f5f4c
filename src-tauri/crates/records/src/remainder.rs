//! Remainders given up: what is no longer claimed of an invoice, and why.

use books::act::Ask;
use books::error::Result;
use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// What was given up of an invoice, or claimed again: negative then.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct GivenUp {
    pub(crate) day: String,
    pub(crate) amount: Cents,
    pub(crate) reason: String,
}

impl GivenUp {
    fn read(r: &Row) -> rusqlite::Result<GivenUp> {
        Ok(GivenUp { day: r.get("day")?, amount: Cents(r.get("amount")?), reason: r.get("reason")? })
    }
}

/// Everything given up of an invoice, in order.
pub fn of_invoice(ask: &Ask, invoice: i64) -> Result<Vec<GivenUp>> {
    let rows = ask
        .db
        .prepare_cached("SELECT day, amount, reason FROM given_up WHERE invoice = ?1 ORDER BY id")?
        .query_map([invoice], GivenUp::read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is no longer claimed of an invoice.
pub fn given_up(ask: &Ask, invoice: i64) -> Result<Cents> {
    let sum = ask
        .db
        .prepare_cached("SELECT coalesce(sum(amount), 0) FROM given_up WHERE invoice = ?1")?
        .query_row([invoice], |r| r.get(0))?;
    Ok(Cents(sum))
}
