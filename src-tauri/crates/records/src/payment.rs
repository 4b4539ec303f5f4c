//! Payments: what is left of one, and what of a deal’s money settles nothing.

use crate::row::Day;
use crate::set::{self, By};
use books::act::Ask;
use books::error::{Error, Result};
use books::stored::Word;
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

/// Holds of what went out, or took a payment back, where a row since says that it never did: of several that are alike
/// and that no line is, the latest.
macro_rules! never_was {
    () => {
        "(p.kind IN ('refund', 'reversal') AND (p.amount < 0 OR NOT EXISTS (SELECT 1 FROM line_payment WHERE payment = p.id)
           AND (SELECT count(*) FROM payment n WHERE n.undoes = p.undoes AND n.kind = p.kind AND n.amount = -p.amount)
             >= (SELECT count(*) FROM payment m WHERE m.undoes = p.undoes AND m.kind = p.kind AND m.amount = p.amount AND m.id >= p.id
                 AND NOT EXISTS (SELECT 1 FROM line_payment WHERE payment = m.id))))"
    };
}
pub(crate) use never_was;

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
            "SELECT (SELECT coalesce(merged_into, id) FROM client WHERE id = p.client) AS client, p.amount, p.received_on, p.method, p.kind,
                    (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id) AS allocated,
                    (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id) AS undone,
                    (SELECT i.deal FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = p.id ORDER BY a.id LIMIT 1) AS deal,
                    EXISTS (SELECT 1 FROM payment WHERE undoes = p.id AND kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0) AS reversed
             FROM payment p WHERE p.id = ?1",
        )?
        .query_row([payment], |r| {
            let amount: i64 = r.get("amount")?;
            let (allocated, undone): (i64, i64) = (r.get("allocated")?, r.get("undone")?);
            let left = PaymentLeft {
                client: r.get("client")?,
                amount: Cents(amount),
                received_on: r.get::<_, Day>("received_on")?.0,
                method: r.get::<_, Word<PaymentMethod>>("method")?.0,
                left: Cents(amount - allocated - undone),
                given_back: Cents(undone),
                deal: 0,
                reversed: r.get("reversed")?,
            };
            Ok((left, r.get::<_, Word<PaymentKind>>("kind")?.0, r.get::<_, Option<i64>>("deal")?))
        })
        .optional()?
        .ok_or_else(|| Error::from(Refusal::not_found("Ce paiement")))?;
    let (left, kind, deal) = found;
    // What went out settles nothing, and hangs on the payment it takes from.
    let deal = payment::received(deal.filter(|_| kind == PaymentKind::Received))?;
    Ok(PaymentLeft { deal, ..left })
}

/// Payments that first settled an invoice of a deal and settle less than they brought now, by deals of a set.
pub fn unused(ask: &Ask, set: &str) -> Result<By<UnusedFact>> {
    set::by(
        ask,
        "WITH mine AS (
           SELECT DISTINCT i.deal AS deal, a.payment AS id FROM invoice i JOIN allocation a ON a.invoice = i.id
           WHERE i.deal IN (SELECT value FROM json_each(?1)) AND a.payment IS NOT NULL)
         SELECT deal, id, left FROM (
           SELECT mine.deal AS deal, p.id AS id, p.amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id)
                  - (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id) AS left,
                  (SELECT i.deal FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = p.id ORDER BY a.id LIMIT 1) AS first
           FROM mine JOIN payment p ON p.id = mine.id)
         WHERE left > 0 AND first = deal ORDER BY id",
        set,
        |r| Ok(UnusedFact { payment: r.get(1)?, amount: Cents(r.get(2)?) }),
    )
}
