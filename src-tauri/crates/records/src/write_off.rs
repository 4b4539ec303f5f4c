//! Invoices written off: what is lost of them, on what ground, and the VAT that may be had back.

use crate::invoice::{stored, vat_groups};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::invoice::InvoiceKind;
use journey::payment::write_off::{LeftUnpaid, LossGround, TaxedLine, paid_before, vat_note};
use journey::sale::due::due;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// An invoice that was written off and was not claimed again since.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LossView {
    pub lost_on: String,
    pub ground: LossGround,
    /// With VAT.
    pub amount: Cents,
    pub reason: String,
    /// VAT that is had back once the client has the duplicate; zero for none.
    pub vat_back: Cents,
    /// What to do about VAT, a sentence each; none where there is none to have back.
    pub vat_note: Vec<String>,
}

/// What a year lost.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LossYear {
    pub year: String,
    /// Invoices written off, remainders apart.
    pub invoices: i64,
    /// All that was given up, remainders with it, less what was claimed again; with VAT.
    pub amount: Cents,
}

/// The VAT of what is lost of an invoice that was due before any payment.
pub fn vat_due_before(ask: &Ask, invoice: i64, gross: Cents, lost: Cents) -> Result<Cents> {
    let (paper, _) = stored(ask.db, invoice)?;
    let deposit = paper.kind == InvoiceKind::Deposit;
    let on_debits = paper.parties.seller.vat_on_debits;
    let lines: Vec<TaxedLine> = paper
        .lines
        .iter()
        .map(|line| TaxedLine {
            rate: line.vat_rate,
            net: line.net,
            due: due(line.nature, line.vat_rate, on_debits, deposit),
        })
        .collect();
    Ok(paid_before(&vat_groups(ask.db, invoice)?, &lines, gross, lost))
}

/// The loss of an invoice, while it stands.
pub fn loss(ask: &Ask, invoice: i64, number: &str) -> Result<Option<LossView>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT w.lost_on, w.ground, w.vat, g.amount, g.reason FROM write_off w JOIN given_up g ON g.id = w.given_up
             WHERE w.invoice = ?1 AND NOT EXISTS (SELECT 1 FROM given_up l WHERE l.invoice = ?1 AND l.id > g.id AND l.amount < 0)
             ORDER BY w.id DESC LIMIT 1",
        )?
        .query_row([invoice], |r| {
            let (ground, vat, amount) =
                (r.get::<_, Word<LossGround>>("ground")?.0, Cents(r.get("vat")?), Cents(r.get("amount")?));
            Ok(LossView {
                lost_on: r.get("lost_on")?,
                ground,
                amount,
                reason: r.get("reason")?,
                vat_back: LeftUnpaid::of(amount, vat, ground).map_or(Cents::ZERO, |unpaid| unpaid.vat),
                vat_note: vat_note(number, vat, amount - vat, ground),
            })
        })
        .optional()?)
}

/// What of an invoice stays unpaid and whose VAT is had back, while its loss stands.
pub fn left_unpaid(ask: &Ask, invoice: i64) -> Result<Option<LeftUnpaid>> {
    let found = loss(ask, invoice, "")?;
    Ok(found.and_then(|loss| LeftUnpaid::of(loss.amount, loss.vat_back, loss.ground)))
}

/// What each year lost, the latest first.
pub fn losses(ask: &Ask) -> Result<Vec<LossYear>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT substr(coalesce(w.lost_on, g.day), 1, 4) AS year, sum(g.amount) AS amount, count(w.id) AS invoices
         FROM given_up g LEFT JOIN write_off w ON w.given_up = g.id GROUP BY year ORDER BY year DESC LIMIT 10",
    )?;
    let rows = statement
        .query_map([], |r| {
            Ok(LossYear {
                year: r.get("year")?,
                invoices: r.get("invoices")?,
                amount: Cents(r.get("amount")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
