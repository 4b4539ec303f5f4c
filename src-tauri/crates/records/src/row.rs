//! Rows: stored days and cards, and the deal that a thing hangs on.

use books::act::Ask;
use books::error::{Error, Result};
use books::reading::text;
use chrono::NaiveDate;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{OptionalExtension, Row};
use serde::de::DeserializeOwned;
use values::refusal::Refusal;

/// A stored ISO day, in a column: one that cannot be read is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Day> {
        let text = value.as_str()?;
        text.parse()
            .map(Day)
            .map_err(|_| FromSqlError::Other(format!("a stored day is unreadable: {text}").into()))
    }
}

/// What is stored as JSON, in a column: a card, conditions.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Json<T>> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// The deal that an invoice hangs on.
pub fn deal_of_invoice(ask: &Ask, invoice: i64) -> Result<i64> {
    deal_of(ask, "SELECT deal FROM invoice WHERE id = ?1", invoice, "Cette facture")
}

/// The deal that a quote hangs on.
pub fn deal_of_quote(ask: &Ask, quote: i64) -> Result<i64> {
    deal_of(ask, "SELECT deal FROM quote WHERE id = ?1", quote, "Ce devis")
}

/// The deal of an order.
pub fn deal_of_order(ask: &Ask, order: i64) -> Result<i64> {
    deal_of(ask, "SELECT deal FROM signed_order WHERE id = ?1", order, "Cette commande")
}

/// A stored ISO day.
pub fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Broken(format!("a stored day is unreadable: {text}")))
}

/// A stored text, in a column: one that may have been edited into anything.
pub fn said(r: &Row, column: &str) -> Result<String> {
    text(r, r.as_ref().column_index(column)?)
}

/// The deal that one thing hangs on, by a statement that answers it.
fn deal_of(ask: &Ask, sql: &str, id: i64, what: &str) -> Result<i64> {
    ask.db
        .prepare_cached(sql)?
        .query_row([id], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found(what).into())
}
