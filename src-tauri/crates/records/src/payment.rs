//! Payments: what is left of one, and what of a deal’s money settles nothing.

use crate::row;
use books::act::Ask;
use books::error::{Error, Result};
use chrono::NaiveDate;
use journey::allowed::payment;
use journey::deal::UnusedFact;
use journey::payment::PaymentMethod;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

/// What a row of money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    Received,
    Refund,
    Reversal,
    Kept,
}

values::stored!(PaymentKind {
    Received = "received",
    Refund = "refund",
    Reversal = "reversal",
    Kept = "kept",
});

/// What was already taken in cash for an invoice.
pub fn cash_before(ask: &Ask, invoice: i64) -> Result<Cents> {
    let taken = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(a.amount), 0) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = ?1 AND p.method = ?2",
        )?
        .query_row(params![invoice, PaymentMethod::Cash.stored()], |r| r.get(0))?;
    Ok(Cents(taken))
}

/// A payment with what is left of it and where its first invoice hangs.
pub struct PaymentLeft {
    pub client: i64,
    pub amount: Cents,
    pub received_on: NaiveDate,
    pub method: PaymentMethod,
    pub left: Cents,
    pub given_back: Cents,
    pub deal: i64,
    pub reversed: bool,
}

pub fn payment_left(ask: &Ask, payment: i64) -> Result<PaymentLeft> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT p.client, p.amount, p.received_on, p.method, p.kind,
                    (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id),
                    (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id),
                    (SELECT i.deal FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = p.id ORDER BY a.id LIMIT 1),
                    EXISTS (SELECT 1 FROM payment WHERE undoes = p.id AND kind = 'reversal')
             FROM payment p WHERE p.id = ?1",
        )?
        .query_row([payment], |r| {
            Ok((
                (r.get(0)?, r.get::<_, i64>(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?, r.get::<_, String>(4)?),
                (r.get::<_, i64>(5)?, r.get::<_, i64>(6)?, r.get::<_, Option<i64>>(7)?, r.get(8)?),
            ))
        })
        .optional()?
        .ok_or_else(|| Error::from(Refusal::not_found("Ce paiement")))?;
    let ((client, amount, on, method, kind), (allocated, undone, deal, reversed)) = found;
    // What went out settles nothing, and hangs on the payment it takes from.
    let deal = payment::received(deal.filter(|_| kind == "received"))?;
    Ok(PaymentLeft {
        client,
        amount: Cents(amount),
        received_on: row::day(&on)?,
        method: PaymentMethod::from_stored(&method).unwrap_or(PaymentMethod::Other),
        left: Cents(amount - allocated - undone),
        given_back: Cents(undone),
        deal,
        reversed,
    })
}

/// Payments that first settled an invoice of that deal and settle less than they brought now.
pub fn unused(ask: &Ask, deal: i64) -> Result<Vec<UnusedFact>> {
    let mut statement = ask.db.prepare_cached(
        "WITH mine AS (
           SELECT DISTINCT a.payment AS id FROM invoice i JOIN allocation a ON a.invoice = i.id
           WHERE i.deal = ?1 AND a.payment IS NOT NULL)
         SELECT id, left FROM (
           SELECT p.id AS id, p.amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id)
                  - (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id) AS left,
                  (SELECT i.deal FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = p.id ORDER BY a.id LIMIT 1) AS first
           FROM mine JOIN payment p ON p.id = mine.id)
         WHERE left > 0 AND first = ?1 ORDER BY id",
    )?;
    let found = statement
        .query_map([deal], |r| Ok(UnusedFact { payment: r.get(0)?, amount: Cents(r.get(1)?) }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
