//! Money that settles nothing: given back, kept with its reason, or used for another invoice of the same client.
//! Never more than what is left of the payment that brought it.

use crate::payment::payable::payable;
use crate::payment::write::{NewPayment, allocate, write};
use books::act::Act;
use books::error::Result;
use journey::allowed::payment::{may_give_back, may_keep};
use journey::payment::PaymentMethod;
use records::payment::{PaymentKind, PaymentLeft, payment_left};
use records::projection::received;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{euros, long_date};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundClient {
    /// The payment that brought too much.
    pub payment: i64,
    pub amount: String,
    pub refunded_on: String,
    pub method: PaymentMethod,
    #[serde(default)]
    pub reference: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UseCredit {
    pub payment: i64,
    /// An open invoice of the same client.
    pub invoice: i64,
    pub amount: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepMoney {
    pub payment: i64,
    /// Why it is not given back; kept and shown.
    pub reason: String,
}

pub fn refund(act: &Act, payload: RefundClient) -> Result<i64> {
    let known = payment_left(&act.ask(), payload.payment)?;
    let amount = unused_amount("amount", &payload.amount, &known)?;
    let on = input::day("refunded_on", &payload.refunded_on, Near::Past(act.today))?;
    if on > act.today || on < known.received_on {
        return Err(Refusal::at(
            "refunded_on",
            format!(
                "Un remboursement se note quand il est fait, et après le paiement du {}.",
                long_date(known.received_on)
            ),
        )
        .into());
    }
    let reference = input::code("reference", &payload.reference, input::SHORT)?;
    act.about(known.deal);
    let refund = write(
        act,
        &NewPayment {
            client: known.client,
            amount,
            on,
            method: payload.method,
            reference: &reference,
            kind: PaymentKind::Refund,
            undoes: Some(payload.payment),
            reason: "",
            fee: Cents::ZERO,
        },
    )?;
    received(act, on, -amount)?;
    Ok(refund)
}

/// Money that is rightly not given back (an agreed indemnity): its reason stays.
pub fn keep(act: &Act, payload: KeepMoney) -> Result<i64> {
    let known = payment_left(&act.ask(), payload.payment)?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi cet argent n’est pas rendu.",
    )?;
    may_keep(known.left)?;
    act.about(known.deal);
    write(
        act,
        &NewPayment {
            client: known.client,
            amount: known.left,
            on: act.today,
            method: known.method,
            reference: "",
            kind: PaymentKind::Kept,
            undoes: Some(payload.payment),
            reason: &reason,
            fee: Cents::ZERO,
        },
    )
}

pub fn use_credit(act: &Act, payload: UseCredit) -> Result<i64> {
    let ask = act.ask();
    let known = payment_left(&ask, payload.payment)?;
    let amount = unused_amount("amount", &payload.amount, &known)?;
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    if facts.client != known.client {
        return Err(Refusal::at("invoice", "Cette facture est d’un autre client.").into());
    }
    if amount > invoice.open {
        return Err(Refusal::at(
            "amount",
            format!("Il reste {} à payer sur cette facture : pas davantage.", euros(invoice.open)),
        )
        .into());
    }
    if let Some(protection) = &facts.protection {
        // Money already held would settle it: that is a payment too.
        protection.payable(act.today).map_err(|refusal| Refusal::at("invoice", refusal.message))?;
    }
    act.about(facts.deal);
    act.about(known.deal);
    allocate(act, payload.payment, payload.invoice, amount)?;
    Ok(payload.payment)
}

fn unused_amount(field: &str, typed: &str, known: &PaymentLeft) -> Result<Cents> {
    let amount = input::amount(field, typed)?;
    may_give_back(known.left)?;
    if amount.0 <= 0 {
        return Err(Refusal::at(field, "Indiquez un montant positif.").into());
    }
    if amount > known.left {
        return Err(Refusal::at(
            field,
            format!("Il reste {} en faveur du client : pas davantage.", euros(known.left)),
        )
        .into());
    }
    Ok(amount)
}
