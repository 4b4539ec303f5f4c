//! Cancelling after signature: the work done is invoiced, the deposits are credited, and what the client paid beyond is
//! theirs again, to refund or to keep with its reason.

use crate::invoice::credit::CreditInvoice;
use crate::invoice::prepare::NewInvoice;
use crate::invoice::{credit, prepare};
use crate::payment::write;
use books::act::Act;
use books::error::Result;
use journey::deal::{Facts, LostReason};
use journey::invoice::InvoiceKind;
use journey::money::BasisPoints;
use journey::refusal::Refusal;
use journey::vat::Totals;
use journey::words::euros;
use journey::{input, say};
use records::basis::Basis;
use records::facts;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    may_end(&facts)?;
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

fn may_end(facts: &Facts) -> Result<()> {
    if facts.order.is_none() {
        return Err(Refusal::not_now("Rien n’est signé : classez l’affaire perdue.").into());
    }
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est déjà annulée.").into());
    }
    if let Some(balance) = facts.balance() {
        return Err(Refusal::not_now(format!(
            "La facture de solde {} est émise : prenez-la par un avoir plutôt que d’annuler l’affaire.",
            balance.number
        ))
        .into());
    }
    Ok(())
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
    may_end(facts)?;
    let Some(order) = &facts.order else { return Ok(()) };
    let owed = order.gross.share(done);
    let for_work: Vec<_> =
        facts.invoices.iter().filter(|i| i.kind == InvoiceKind::Progress && !i.is_annulled()).collect();
    let invoiced = for_work.iter().map(|i| i.standing()).sum();
    if owed < invoiced {
        return Err(Refusal::at(
            "done",
            format!("{} de travail sont déjà facturés : indiquez au moins cette part, ou prenez d’abord un avoir.", euros(invoiced)),
        )
        .into());
    }
    act.about(facts.deal);
    // Deposits first: what they brought becomes the client's, then pays the work done.
    for deposit in facts.invoices.iter().filter(|i| i.kind == InvoiceKind::Deposit && !i.is_annulled()) {
        credit::issue(
            act,
            &CreditInvoice { invoice: deposit.id, amount: String::new(), reason: words.to_owned() },
        )?;
    }
    if owed > invoiced {
        let basis = Basis::of(&act.ask(), order.id)?;
        let already: i64 = for_work_percent(act, facts.deal, &basis.whole)?;
        let rate = BasisPoints((done.0 - already).max(1));
        let totals = journey::deposit::next(&basis.whole, &basis.left, rate)?;
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
        let prepared = prepare::prepare(&act.ask(), new)?;
        prepare::issue(act, prepared)?;
    }
    settle(act, facts.deal)?;
    let reason = serde_json::to_value(reason)?;
    act.db.execute(
        "INSERT INTO deal_end (deal, day, reason, words, kind) VALUES (?1, ?2, ?3, ?4, 'cancelled')",
        params![facts.deal, act.today.to_string(), reason.as_str().unwrap_or("other"), words],
    )?;
    Ok(())
}

/// Percent of the order in force already invoiced for work done, in basis points.
fn for_work_percent(act: &Act, deal: i64, whole: &Totals) -> Result<i64> {
    let (percent, net, whole_parts): (i64, i64, bool) = act
        .db
        .prepare_cached(
            "WITH part AS (
               SELECT i.percent, i.net, i.gross, coalesce(sum(n.net), 0) AS less, coalesce(sum(n.gross), 0) AS credited
               FROM invoice i LEFT JOIN invoice n ON n.credits = i.id WHERE i.deal = ?1 AND i.kind = 'progress' GROUP BY i.id)
             SELECT coalesce(sum(percent), 0), coalesce(sum(net - less), 0), coalesce(max(credited), 0) = 0
             FROM part WHERE credited < gross",
        )?
        .query_row([deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let orders: i64 = act
        .db
        .prepare_cached("SELECT count(*) FROM signed_order WHERE deal = ?1")?
        .query_row([deal], |r| r.get(0))?;
    if orders < 2 && whole_parts {
        return Ok(percent);
    }
    // Percentages of a whole that an amendment changed, or partly credited since: their amounts count.
    let whole = i128::from(whole.net.0.max(1));
    let share = (i128::from(net) * 10_000 + whole / 2) / whole;
    Ok(i64::try_from(share).unwrap_or(percent))
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
