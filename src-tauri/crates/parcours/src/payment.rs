//! Payment: what was received, recorded by hand against an invoice, whole or in part.

use crate::act::{Act, Ask};
use crate::contact::PAGE;
use crate::deal;
use crate::error::Result;
use crate::invoice::deal_of_invoice;
use crate::surface::Page;
use journey::input;
use journey::money::Cents;
use journey::payment::{PaymentMethod, Receipt, acceptable};
use journey::refusal::Refusal;
use journey::today::ClientName;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPayment {
    pub invoice: i64,
    /// In euros, as typed.
    pub amount: String,
    pub received_on: String,
    pub method: PaymentMethod,
    #[serde(default)]
    pub reference: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentRow {
    pub id: i64,
    pub invoice: i64,
    pub number: String,
    pub client: ClientName,
    pub deal: i64,
    pub amount: Cents,
    pub received_on: String,
    pub method: PaymentMethod,
    pub reference: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Payments {
    pub rows: Vec<PaymentRow>,
    pub more: bool,
}

pub fn record(act: &Act, payload: RecordPayment) -> Result<i64> {
    let facts = deal::facts(&act.ask(), deal_of_invoice(&act.ask(), payload.invoice)?)?;
    let Some(invoice) = facts.invoices.iter().find(|i| i.id == payload.invoice) else {
        return Err(Refusal::not_found("Cette facture").into());
    };
    let amount = input::amount("amount", &payload.amount)?;
    let received_on = input::day("received_on", &payload.received_on)?;
    let reference = input::line("reference", &payload.reference, input::SHORT)?;
    let cash_before = Cents(
        act.db
            .prepare_cached(
                "SELECT coalesce(sum(a.amount), 0) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = ?1 AND p.method = ?2",
            )?
            .query_row(params![payload.invoice, PaymentMethod::Cash.stored()], |r| r.get(0))?,
    );
    let receipt = Receipt { amount, received_on, method: payload.method, cash_before };
    acceptable(receipt, invoice.open, invoice.issued_on, facts.client_kind, act.today)?;
    act.about(facts.deal);
    act.db.execute(
        "INSERT INTO payment (client, amount, received_on, method, reference) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![facts.client, amount.0, received_on.to_string(), payload.method.stored(), reference],
    )?;
    let payment = act.db.last_insert_rowid();
    act.db.execute(
        "INSERT INTO allocation (payment, invoice, amount) VALUES (?1, ?2, ?3)",
        params![payment, payload.invoice, amount.0],
    )?;
    crate::projection::received(act, received_on, amount)?;
    Ok(payment)
}

/// Payments under a condition on `p` (payment), `a` (allocation) or `i` (invoice), latest first.
pub(crate) fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<PaymentRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT p.id, i.id, i.number, c.id, c.name, i.deal, a.amount, p.received_on, p.method, p.reference
         FROM payment p JOIN allocation a ON a.payment = p.id JOIN invoice i ON i.id = a.invoice JOIN client c ON c.id = p.client
         WHERE {condition} ORDER BY a.payment DESC LIMIT ?2"
    ))?;
    let rows = statement
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            let method: String = r.get(8)?;
            Ok(PaymentRow {
                id: r.get(0)?,
                invoice: r.get(1)?,
                number: r.get(2)?,
                client: ClientName { id: r.get(3)?, name: r.get(4)? },
                deal: r.get(5)?,
                amount: Cents(r.get(6)?),
                received_on: r.get(7)?,
                method: PaymentMethod::from_stored(&method).unwrap_or(PaymentMethod::Other),
                reference: r.get(9)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

pub fn payments(ask: &Ask, page: Page) -> Result<Payments> {
    let mut rows = rows(ask, "p.id < ?1", page.before.unwrap_or(i64::MAX), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(Payments { rows, more })
}
