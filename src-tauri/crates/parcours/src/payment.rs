//! Payment: what was received, what it settles, and what was given back. Nothing is ever changed: a mistake is
//! reversed by a row of its own.

mod cheque;
mod list;
mod receipt;
pub mod share;
mod unused;

pub use cheque::{BounceCheque, ChequeStanding, ClearCheque, DepositCheque, bounce, clear, deposit};
pub use list::{PaymentRow, Payments, payments};
pub(crate) use list::{rows, touching};
pub use receipt::{IssueReceipt, issue as issue_receipt, stored as stored_receipt};
pub(crate) use unused::unused;
pub use unused::{KeepMoney, RefundClient, UseCredit, keep, refund, use_credit};

use crate::act::{Act, Ask};
use crate::deal;
use crate::error::{Error, Result};
use crate::invoice::deal_of_invoice;
use crate::projection::received;
use chrono::NaiveDate;
use journey::deal::InvoiceFact;
use journey::input;
use journey::money::Cents;
use journey::payment::{PaymentMethod, Receipt, acceptable, fee};
use journey::refusal::Refusal;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPayment {
    pub invoice: i64,
    /// The whole amount received, in euros, as typed.
    pub amount: String,
    pub received_on: String,
    pub method: PaymentMethod,
    #[serde(default)]
    pub reference: String,
    /// What a provider kept of it.
    #[serde(default)]
    pub fee: String,
    /// Other invoices of the same client that it settles too.
    #[serde(default)]
    pub others: Vec<OtherInvoice>,
    /// What goes beyond stays in the client's favour.
    #[serde(default)]
    pub keep_excess: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherInvoice {
    pub invoice: i64,
    pub amount: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReversePayment {
    pub payment: i64,
    pub reason: String,
}

/// What a row of money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    Received,
    Refund,
    Reversal,
    Kept,
}

/// An invoice as payments see it, with the client it is for.
fn payable(ask: &Ask, invoice: i64) -> Result<(journey::deal::Facts, InvoiceFact)> {
    let facts = deal::facts(ask, deal_of_invoice(ask, invoice)?)?;
    match facts.invoices.iter().find(|i| i.id == invoice).cloned() {
        Some(found) => Ok((facts, found)),
        None => Err(Refusal::not_now("Un avoir ne se paie pas.").into()),
    }
}

pub fn record(act: &Act, payload: RecordPayment) -> Result<i64> {
    let ask = act.ask();
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    let amount = input::amount("amount", &payload.amount)?;
    let received_on = input::day("received_on", &payload.received_on)?;
    let reference = input::line("reference", &payload.reference, input::SHORT)?;
    let fee = fee(&payload.fee, amount)?;
    if let Some(protection) = &facts.protection {
        protection.payable(received_on)?;
    }

    let receipt =
        Receipt { amount, received_on, method: payload.method, cash_before: cash_before(&ask, invoice.id)? };
    let mut shares = vec![(invoice.clone(), facts.deal, Cents::ZERO)];
    let mut elsewhere = Cents::ZERO;
    for (i, other) in payload.others.iter().enumerate() {
        let at = |refusal: Refusal| refusal.under(&format!("others[{i}]"));
        let (other_facts, found) = payable(&ask, other.invoice)?;
        if other_facts.client != facts.client {
            return Err(at(Refusal::at("invoice", "Cette facture est d’un autre client.")).into());
        }
        if shares.iter().any(|(known, ..)| known.id == found.id) {
            return Err(at(Refusal::at("invoice", "Cette facture est déjà dans la liste.")).into());
        }
        let share = input::amount("amount", &other.amount).map_err(at)?;
        let share_receipt = Receipt { amount: share, cash_before: cash_before(&ask, found.id)?, ..receipt };
        if let Some(protection) = &other_facts.protection {
            protection.payable(received_on)?;
        }
        acceptable(share_receipt, found.open, found.issued_on, facts.client_kind, act.today).map_err(at)?;
        elsewhere += share;
        shares.push((found, other_facts.deal, share));
    }
    let here = amount - elsewhere;
    let settled =
        if payload.keep_excess && here > invoice.open && invoice.open.0 > 0 { invoice.open } else { here };
    // The whole amount counts against the limit on cash; the invoice bounds what it settles.
    acceptable(
        Receipt { amount: settled, ..receipt },
        invoice.open,
        invoice.issued_on,
        facts.client_kind,
        act.today,
    )?;
    journey::payment::cash(receipt, facts.client_kind)?;
    shares[0].2 = settled;

    let payment = write(
        act,
        facts.client,
        amount,
        received_on,
        payload.method,
        &reference,
        PaymentKind::Received,
        None,
        "",
        fee,
    )?;
    for (invoice, deal, share) in &shares {
        act.about(*deal);
        allocate(act, payment, invoice.id, *share)?;
    }
    received(act, received_on, amount)?;
    Ok(payment)
}

/// What was already taken in cash for an invoice.
fn cash_before(ask: &Ask, invoice: i64) -> Result<Cents> {
    let taken = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(a.amount), 0) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = ?1 AND p.method = ?2",
        )?
        .query_row(params![invoice, PaymentMethod::Cash.stored()], |r| r.get(0))?;
    Ok(Cents(taken))
}

#[allow(clippy::too_many_arguments, reason = "one column each")]
fn write(
    act: &Act,
    client: i64,
    amount: Cents,
    on: NaiveDate,
    method: PaymentMethod,
    reference: &str,
    kind: PaymentKind,
    undoes: Option<i64>,
    reason: &str,
    fee: Cents,
) -> Result<i64> {
    let kind = serde_json::to_value(kind)?;
    act.db.execute(
        "INSERT INTO payment (client, amount, received_on, method, reference, kind, undoes, reason, fee)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            client,
            amount.0,
            on.to_string(),
            method.stored(),
            reference,
            kind.as_str().unwrap_or_default(),
            undoes,
            reason,
            fee.0
        ],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub(crate) fn allocate(act: &Act, payment: i64, invoice: i64, amount: Cents) -> Result<()> {
    act.db
        .prepare_cached("INSERT INTO allocation (payment, invoice, amount) VALUES (?1, ?2, ?3)")?
        .execute(params![payment, invoice, amount.0])?;
    Ok(())
}

/// A payment with what is left of it and where its first invoice hangs.
struct Known {
    client: i64,
    amount: Cents,
    received_on: NaiveDate,
    method: PaymentMethod,
    left: Cents,
    given_back: Cents,
    deal: i64,
    reversed: bool,
}

fn known(ask: &Ask, payment: i64) -> Result<Known> {
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
    let Some(deal) = deal.filter(|_| kind == "received") else {
        return Err(Refusal::not_now("Ce n’est pas un paiement reçu.").into());
    };
    Ok(Known {
        client,
        amount: Cents(amount),
        received_on: deal::day(&on)?,
        method: PaymentMethod::from_stored(&method).unwrap_or(PaymentMethod::Other),
        left: Cents(amount - allocated - undone),
        given_back: Cents(undone),
        deal,
        reversed,
    })
}

/// A payment typed by mistake, or a cheque that bounced: what it settled is open again.
pub fn reverse(act: &Act, payload: ReversePayment) -> Result<i64> {
    let known = known(&act.ask(), payload.payment)?;
    if known.reversed {
        return Err(Refusal::not_now("Ce paiement est déjà annulé.").into());
    }
    if known.given_back.0 > 0 {
        return Err(Refusal::not_now(
            "Une partie de ce paiement est déjà remboursée ou conservée : il ne s’annule plus.",
        )
        .into());
    }
    let reason =
        input::required("reason", &payload.reason, input::SHORT, "Dites pourquoi ce paiement est annulé.")?;
    let settled: Vec<(i64, i64, i64)> = act
        .db
        .prepare_cached(
            "SELECT a.invoice, i.deal, sum(a.amount) FROM allocation a JOIN invoice i ON i.id = a.invoice
             WHERE a.payment = ?1 GROUP BY a.invoice ORDER BY a.invoice",
        )?
        .query_map([payload.payment], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    act.about(known.deal);
    for (invoice, deal, amount) in settled {
        act.about(deal);
        if amount != 0 {
            allocate(act, payload.payment, invoice, Cents(-amount))?;
        }
    }
    // The receipt never was: it is taken from the month it was counted in.
    let reversal = write(
        act,
        known.client,
        known.amount,
        known.received_on,
        known.method,
        "",
        PaymentKind::Reversal,
        Some(payload.payment),
        &reason,
        Cents::ZERO,
    )?;
    received(act, known.received_on, -known.amount)?;
    Ok(reversal)
}

/// Frees payments of an invoice, the latest first, until `amount` no longer settles it.
pub(crate) fn release(act: &Act, invoice: i64, amount: Cents) -> Result<()> {
    let mut left = amount;
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
        act.about(known(&act.ask(), payment)?.deal);
        left -= freed;
    }
    Ok(())
}
