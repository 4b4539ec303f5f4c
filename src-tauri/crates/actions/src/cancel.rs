//! Cancelling after signature: the work done is invoiced, the deposits are credited, and what the client paid beyond is
//! theirs again, to refund or to keep with its reason.

use crate::invoice::credit;
use crate::invoice::credit::CreditInvoice;
use crate::invoice::prepare::{NewInvoice, prepare};
use crate::payment::write;
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::cancel::{WorkInvoiced, may_cancel, owed_for_work, part_left};
use journey::deal::{Facts, LostReason};
use journey::deposit::Deposit as Asked;
use journey::invoice::InvoiceKind;
use journey::say;
use records::basis::{Basis, Deposit};
use records::facts;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::BasisPoints;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelDeal {
    pub deal: i64,
    pub reason: LostReason,
    /// In one sentence; printed on the credit notes.
    pub printed_reason: String,
    /// How much of the order was done, in percent; it is invoiced.
    #[serde(default)]
    pub done: String,
    /// The client's purchase-order number, for the invoice of what was done.
    #[serde(default)]
    pub order_number: String,
}

pub fn cancel(act: &Act, payload: CancelDeal) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    may_cancel(&facts)?;
    let words = input::required(
        "printed_reason",
        &payload.printed_reason,
        input::SHORT,
        "Dites pourquoi l’affaire est annulée : le motif figure sur les avoirs.",
    )?;
    let done = input::percent("done", &payload.done)?;
    end(act, &facts, payload.reason, &words, done, &payload.order_number)?;
    Ok(payload.deal)
}

/// Ends a signed deal: so much of the order is owed, the rest is credited, what is free settles what is owed.
pub fn end(
    act: &Act,
    facts: &Facts,
    reason: LostReason,
    words: &str,
    done: BasisPoints,
    order_number: &str,
) -> Result<()> {
    let order = may_cancel(facts)?;
    let owed = owed_for_work(facts, order, done)?;
    act.about(facts.deal);
    // Deposits first: what they brought becomes the client's, then pays the work done.
    for deposit in facts.invoices.iter().filter(|i| i.kind == InvoiceKind::Deposit && !i.is_annulled()) {
        credit::issue(act, &CreditInvoice::whole(deposit.id, words))?;
    }
    if owed.0 > 0 {
        let basis = Basis::of(&act.ask(), order.id)?;
        let invoiced: Vec<WorkInvoiced> = basis.deposits.iter().filter_map(for_work).collect();
        let rate = part_left(&basis.facts, done, &invoiced, &basis.whole, basis.amounts_count());
        let totals = journey::deposit::next(&basis.whole, &basis.left, Asked::Share(rate))?;
        let language = basis.buyer.language;
        let label = say!(
            language,
            "Travail réalisé, {rate} de la commande {order}",
            rate = language.percent(rate),
            order = basis.order_number
        );
        let new = NewInvoice {
            order_number,
            ..NewInvoice::of_a_part(basis, InvoiceKind::Progress, rate, totals, &label, "")
        };
        prepare(&act.ask(), new)?.issue(act, "")?;
    }
    settle(act, facts.deal)?;
    act.db.execute(
        "INSERT INTO deal_end (deal, day, reason, words, kind) VALUES (?1, ?2, ?3, ?4, 'cancelled')",
        params![facts.deal, act.today.to_string(), Word(reason), words],
    )?;
    Ok(())
}

/// What an invoice counts for, if it is for work done.
fn for_work(issued: &Deposit) -> Option<WorkInvoiced> {
    let net = issued.groups.iter().map(|group| group.net).sum();
    (issued.kind == InvoiceKind::Progress).then_some(WorkInvoiced { percent: issued.percent, net })
}

/// Uses the client's free money of this deal on what is still to be paid of it, oldest first.
fn settle(act: &Act, deal: i64) -> Result<()> {
    let facts = facts::facts(&act.ask(), deal)?;
    let mut owed: Vec<_> = facts.invoices.iter().map(|i| (i.id, i.open)).collect();
    for unused in &facts.unused {
        let mut left = unused.amount;
        for (invoice, open) in &mut owed {
            let used = left.min(*open);
            if used.0 > 0 {
                write::allocate(act, unused.payment, *invoice, used)?;
                left -= used;
                *open -= used;
            }
        }
    }
    Ok(())
}
