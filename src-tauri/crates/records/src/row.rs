//! Rows: stored days, and the deal that a thing hangs on.

use books::act::Ask;
use books::error::{Error, Result};
use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use values::refusal::Refusal;

/// The deal that an invoice hangs on.
pub fn deal_of_invoice(ask: &Ask, invoice: i64) -> Result<i64> {
    deal_of(ask, "invoice", invoice, "Cette facture")
}

/// The deal that a quote hangs on.
pub fn deal_of_quote(ask: &Ask, quote: i64) -> Result<i64> {
    deal_of(ask, "quote", quote, "Ce devis")
}

/// A stored ISO day.
pub fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Broken(format!("a stored day is unreadable: {text}")))
}

pub fn optional_day(text: Option<String>) -> Result<Option<NaiveDate>> {
    text.map(|t| day(&t)).transpose()
}

/// The deal of a thing that hangs on it.
pub fn deal_of(ask: &Ask, table: &str, id: i64, what: &str) -> Result<i64> {
    ask.db
        .prepare_cached(&format!("SELECT deal FROM {table} WHERE id = ?1"))?
        .query_row([id], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found(what).into())
}
