//! A payment undone, or pushed out of the invoice it settled.

use crate::payment::remainder;
use crate::payment::remainder::take_back;
use crate::payment::write::{NewPayment, allocate, write};
use books::act::Act;
use books::error::Result;
use chrono::NaiveDate;
use journey::allowed::payment::{may_reverse, went_back};
use records::payment::{PaymentKind, payment_left};
use records::projection::received;
use records::remainder::given_up;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReversePayment {
    pub payment: i64,
    pub reason: String,
    /// The day the bank took the money back; empty where the payment was typed by mistake and never came.
    #[serde(default)]
    pub gone_on: String,
}

/// A payment typed by mistake, or that the bank took back: what it settled is open again.
pub fn reverse(act: &Act, payload: ReversePayment) -> Result<i64> {
    let reason =
        input::required("reason", &payload.reason, input::SHORT, "Dites pourquoi ce paiement est annulé.")?;
    let known = payment_left(&act.ask(), payload.payment)?;
    let typed = input::optional_day("gone_on", &payload.gone_on, Near::Past(act.today))?;
    let gone_on = typed.map(|day| went_back(day, known.received_on, act.today)).transpose()?;
    undone(act, payload.payment, &reason, gone_on)
}

/// Undoes a payment: on the day the money went back, or on its own day where it never came.
pub(crate) fn undone(act: &Act, payment: i64, reason: &str, gone_on: Option<NaiveDate>) -> Result<i64> {
    let known = payment_left(&act.ask(), payment)?;
    may_reverse(known.reversed, known.given_back)?;
    let on = gone_on.unwrap_or(known.received_on);
    let settled: Vec<(i64, i64, i64)> = act
        .db
        .prepare_cached(
            "SELECT a.invoice, i.deal, sum(a.amount) FROM allocation a JOIN invoice i ON i.id = a.invoice
             WHERE a.payment = ?1 GROUP BY a.invoice ORDER BY a.invoice",
        )?
        .query_map([payment], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    act.about(known.deal);
    for (invoice, deal, amount) in settled {
        act.about(deal);
        if amount != 0 {
            allocate(act, payment, invoice, Cents(-amount))?;
            // It was given up for the payment's sake.
            take_back(act, invoice, "Paiement annulé")?;
        }
    }
    // A receipt that never was is taken from the month it was counted in; one that went back, from that of its going.
    let reversal = write(
        act,
        &NewPayment {
            client: known.client,
            amount: known.amount,
            on,
            method: known.method,
            reference: "",
            kind: PaymentKind::Reversal,
            undoes: Some(payment),
            reason,
            fee: Cents::ZERO,
        },
    )?;
    received(act, on, -known.amount)?;
    Ok(reversal)
}

/// Frees what settled an invoice until `amount` no longer does: first what was given up of it, then payments, the
/// latest first.
pub fn release(act: &Act, invoice: i64, amount: Cents) -> Result<()> {
    let given_up = given_up(&act.ask(), invoice)?.min(amount);
    if given_up.0 > 0 {
        remainder::write(act, invoice, -given_up, "Repris par un avoir")?;
    }
    let mut left = amount - given_up;
    let settled: Vec<(i64, i64)> = act
        .db
        .prepare_cached(
            "SELECT payment, sum(amount) FROM allocation WHERE invoice = ?1 AND payment IS NOT NULL
             GROUP BY payment HAVING sum(amount) > 0 ORDER BY payment DESC",
        )?
        .query_map([invoice], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (payment, settles) in settled {
        let freed = left.min(Cents(settles));
        if freed.0 <= 0 {
            break;
        }
        allocate(act, payment, invoice, -freed)?;
        // The money is the client's again where it first came in.
        act.about(payment_left(&act.ask(), payment)?.deal);
        left -= freed;
    }
    Ok(())
}
