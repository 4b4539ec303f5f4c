//! How a payment is spread over the rates and activities of the invoices that it settles.

use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use books::stored::Word;
use journey::payment::share::{Share, shares};
use journey::quote::{Activity, Nature};
use journey::vat::spread;
use records::invoice::vat_groups;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

/// One invoice's part of a payment.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaidInvoice {
    pub invoice: i64,
    pub number: String,
    pub amount: Cents,
    pub shares: Vec<Share>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentShares {
    pub invoices: Vec<PaidInvoice>,
}

pub fn payment_shares(ask: &Ask, by: ById) -> Result<PaymentShares> {
    let known: bool = ask
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM payment WHERE id = ?1)")?
        .query_row([by.id], |r| r.get(0))?;
    if !known {
        return Err(Refusal::not_found("Ce paiement").into());
    }
    // What was allocated to the same invoice before it, credit notes apart.
    let mut statement = ask.db.prepare_cached(
        "SELECT i.id, i.number, sum(a.amount) AS amount,
                (SELECT coalesce(sum(b.amount), 0) FROM allocation b
                 WHERE b.invoice = i.id AND b.payment IS NOT NULL AND b.payment < ?1) AS before
         FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = ?1
         GROUP BY i.id HAVING sum(a.amount) <> 0 ORDER BY i.id",
    )?;
    let mut settled = statement.query([by.id])?;
    let mut invoices = Vec::new();
    while let Some(r) = settled.next()? {
        let invoice = r.get("id")?;
        let (before, amount) = (Cents(r.get("before")?), Cents(r.get("amount")?));
        let shares = shares(&parts(ask, invoice)?, before, amount);
        let shares = shares.into_iter().filter(|share| !share.gross().is_zero()).collect();
        invoices.push(PaidInvoice { invoice, number: r.get("number")?, amount, shares });
    }
    Ok(PaymentShares { invoices })
}

/// What an invoice is made of: what is to be paid at each rate, divided among the activities of its lines.
fn parts(ask: &Ask, invoice: i64) -> Result<Vec<Share>> {
    let mut parts = Vec::new();
    for group in vat_groups(ask.db, invoice)? {
        let lines: Vec<(Option<Activity>, Cents)> = ask
            .db
            .prepare_cached(
                "SELECT nature, activity, sum(net) AS net FROM invoice_line WHERE invoice = ?1 AND vat_rate = ?2
                 GROUP BY nature = 'disbursement', CASE nature WHEN 'disbursement' THEN '' ELSE activity END ORDER BY min(position)",
            )?
            .query_map(params![invoice, group.rate.0], |r| {
                let Word(nature): Word<Nature> = r.get("nature")?;
                let Word(activity): Word<Activity> = r.get("activity")?;
                Ok(((nature != Nature::Disbursement).then_some(activity), Cents(r.get("net")?)))
            })?
            .collect::<rusqlite::Result<_>>()?;
        // An invoice that came from another tool has no lines.
        let lines = if lines.is_empty() { vec![(Some(Activity::default()), group.net)] } else { lines };
        let weights: Vec<Cents> = lines.iter().map(|(_, net)| *net).collect();
        let (nets, vats) = (spread(group.net, &weights), spread(group.vat, &weights));
        for (((activity, _), net), vat) in lines.into_iter().zip(nets).zip(vats) {
            parts.push(Share { rate: BasisPoints(group.rate.0), activity, net, vat });
        }
    }
    Ok(parts)
}
