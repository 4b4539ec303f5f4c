//! A line of a bank that is payments: those that the books have already, and those that it brings.
//!
//! Invariant: a payment is written by the rules of every payment; a line is explained once, to the cent.

use crate::bank::explained::{self, Explanation};
use crate::payment::payable::payable;
use crate::payment::record::{OtherInvoice, RecordPayment, record_of};
use books::act::Act;
use books::error::Result;
use journey::bank::alias::aliases;
use journey::bank::explanation::LineKind;
use journey::bank::shares::{LineMoney, NamedShare, resolved};
use journey::invoice::EarlyChoice;
use journey::payment::PaymentMethod;
use records::bank_line::{LinkedPayment, OpenLine, learned, may_link, open_line, unlinked};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::typed;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchedLine {
    pub line: i64,
    /// Invoices that it pays, of one client or of several.
    #[serde(default)]
    pub allocations: Vec<LineShare>,
    /// Payments that are recorded already: cheques paid in together, what was typed before the statement came.
    #[serde(default)]
    pub payments: Vec<i64>,
    #[serde(default)]
    pub method: Option<PaymentMethod>,
    /// What a bank or a provider kept of it.
    #[serde(default)]
    pub fee: String,
    /// What goes beyond stays in the client's favour.
    #[serde(default)]
    pub keep_excess: bool,
    /// Why what is left of an invoice that the money does not cover is given up; empty to go on claiming it.
    #[serde(default)]
    pub give_up: String,
    #[serde(default)]
    pub early_discount: EarlyChoice,
    /// Why it came before anything was agreed, where it did.
    #[serde(default)]
    pub early_words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineShare {
    pub invoice: i64,
    /// Empty for all that is open of it, as far as the money goes.
    #[serde(default)]
    pub amount: String,
}

pub fn match_line(act: &Act, payload: MatchedLine) -> Result<i64> {
    let line = open_line(&act.ask(), payload.line)?;
    let fee = match payload.fee.trim() {
        "" => Cents::ZERO,
        typed => input::amount("fee", typed)?,
    };
    if fee.0 < 0 {
        return Err(Refusal::at("fee", "Des frais retenus sont un montant positif.").into());
    }
    let mut known: Vec<LinkedPayment> = Vec::new();
    for (i, payment) in payload.payments.iter().enumerate() {
        let one = unlinked(&act.ask(), *payment)?;
        if !may_link(&act.ask(), *payment)? || known.iter().any(|other| other.id == one.id) {
            let text = "Ce paiement est annulé, ou déjà une opération d’un relevé : choisissez-en un autre.";
            return Err(Refusal::at(format!("payments[{i}]"), text).into());
        }
        known.push(one);
    }
    let money = LineMoney {
        line: line.movement.amount,
        euros: line.currency == "EUR",
        known: known.iter().map(|one| one.net).sum(),
        fee,
        keep_excess: payload.keep_excess,
    };
    let mut open = Vec::new();
    for (i, share) in payload.allocations.iter().enumerate() {
        let at = |refusal: Refusal| refusal.under(&format!("allocations[{i}]"));
        let (facts, invoice) = payable(&act.ask(), share.invoice)?;
        let amount = match share.amount.trim() {
            "" => None,
            typed => Some(input::amount("amount", typed).map_err(at)?),
        };
        open.push(NamedShare {
            client: facts.client,
            invoice: invoice.id,
            open: invoice.open,
            typed: amount,
        });
    }
    let shares = resolved(money, &open)?;
    let mut by_client: BTreeMap<i64, Vec<(i64, Cents)>> = BTreeMap::new();
    for (share, amount) in open.iter().zip(&shares) {
        by_client.entry(share.client).or_default().push((share.invoice, *amount));
    }
    let mut made = Vec::new();
    let mut fees = fee;
    let excess = money.left() - shares.iter().copied().sum();
    for invoices in by_client.values() {
        let more = if made.is_empty() { excess } else { Cents::ZERO };
        let first = invoices.first().map(|(_, amount)| *amount);
        made.push(record_of(act, paid(&payload, &line, invoices, (fees, more)), first)?);
        fees = Cents::ZERO;
    }
    let explanation = explained::write(
        act,
        &line,
        &Explanation { kind: LineKind::Payments, words: "", made: &made, known: &payload.payments },
    )?;
    let mut clients: Vec<i64> = by_client.keys().copied().chain(known.iter().map(|one| one.client)).collect();
    clients.sort_unstable();
    clients.dedup();
    if let [client] = clients.as_slice() {
        learn(act, &line, *client, explanation)?;
    }
    Ok(explanation)
}

/// One client's payment, as it would be typed.
fn paid(
    payload: &MatchedLine,
    line: &OpenLine,
    invoices: &[(i64, Cents)],
    (fee, more): (Cents, Cents),
) -> RecordPayment {
    let text = |amount: Cents| typed(amount.0, 2);
    let amount: Cents = invoices.iter().map(|(_, amount)| *amount).sum();
    let (first, others) =
        invoices.split_first().map_or((0, [].as_slice()), |(first, others)| (first.0, others));
    RecordPayment {
        invoice: first,
        amount: text(amount + more),
        received_on: line.movement.day.to_string(),
        method: payload.method.unwrap_or(PaymentMethod::Transfer),
        reference: line.words(),
        fee: if fee.is_zero() { String::new() } else { text(fee) },
        others: others
            .iter()
            .map(|(invoice, amount)| OtherInvoice { invoice: *invoice, amount: text(*amount) })
            .collect(),
        keep_excess: payload.keep_excess,
        give_up: payload.give_up.clone(),
        early_discount: payload.early_discount,
        early_words: payload.early_words.clone(),
    }
}

/// Who pays so is known from now on.
fn learn(act: &Act, line: &OpenLine, client: i64, explanation: i64) -> Result<()> {
    for (kind, value) in aliases(&line.movement) {
        if !learned(&act.ask(), client, kind, &value)? {
            act.db
                .prepare_cached(
                    "INSERT INTO payer_alias (client, kind, value, explanation) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![client, kind, value, explanation])?;
        }
    }
    Ok(())
}
