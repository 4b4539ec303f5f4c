//! Payment plans: what is owed, paid in parts agreed in writing.

use crate::row::Day;
use crate::settlement::settlements;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::dunning::payment_plan::{PaymentPlan, PlanState};
use journey::invoice::Instalment;
use journey::today::ClientName;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

/// A plan that was not ended.
pub struct KeptPlan {
    pub id: i64,
    pub client: ClientName,
    /// By id, with their numbers.
    pub invoices: BTreeMap<i64, String>,
    pub plan: PaymentPlan,
    pub agreed_on: NaiveDate,
    pub words: String,
    pub document: i64,
}

/// The plans of one client, or of all, that were not ended; the earliest first.
pub fn running(ask: &Ask, client: Option<i64>) -> Result<Vec<KeptPlan>> {
    plans(ask, client, false)
}

/// Those by which something is still to be paid.
pub fn unpaid(ask: &Ask, client: Option<i64>) -> Result<Vec<KeptPlan>> {
    plans(ask, client, true)
}

fn plans(ask: &Ask, client: Option<i64>, unpaid: bool) -> Result<Vec<KeptPlan>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT p.id, p.day, p.settled, p.allocations, p.breaks_at, p.words, p.document, i.id AS invoice, i.number, d.client, c.name
         FROM payment_plan p JOIN payment_plan_invoice v ON v.plan = p.id JOIN invoice i ON i.id = v.invoice
         JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
         WHERE p.id NOT IN (SELECT plan FROM payment_plan_end) AND (?1 IS NULL OR d.client = ?1)
           AND (NOT ?2 OR p.id IN (SELECT o.plan FROM payment_plan_invoice o JOIN open_invoice x ON x.invoice = o.invoice WHERE x.open > 0))
         ORDER BY p.id, i.id",
    )?;
    let (mut plans, mut began): (Vec<KeptPlan>, Vec<(Cents, Option<i64>)>) = (Vec::new(), Vec::new());
    let mut rows = statement.query(params![client, unpaid])?;
    while let Some(r) = rows.next()? {
        let id: i64 = r.get("id")?;
        if plans.last().is_none_or(|known| known.id != id) {
            plans.push(KeptPlan {
                id,
                client: ClientName { id: r.get("client")?, name: r.get("name")? },
                invoices: BTreeMap::new(),
                plan: PaymentPlan {
                    parts: parts(ask, id)?,
                    paid: Vec::new(),
                    breaks_at: r.get("breaks_at")?,
                },
                agreed_on: r.get::<_, Day>("day")?.0,
                words: r.get("words")?,
                document: r.get("document")?,
            });
            began.push((Cents(r.get("settled")?), r.get("allocations")?));
        }
        if let Some(plan) = plans.last_mut() {
            plan.invoices.insert(r.get("invoice")?, r.get("number")?);
        }
    }
    for (plan, (settled_at, last)) in plans.iter_mut().zip(began) {
        let invoices: Vec<i64> = plan.invoices.keys().copied().collect();
        let last = last.map_or_else(|| last_before(ask, &invoices, settled_at), Ok)?;
        plan.plan.paid = paid_since(ask, &invoices, last)?;
    }
    Ok(plans)
}

/// The last allocation of these invoices when so much of them was settled.
fn last_before(ask: &Ask, invoices: &[i64], settled_at: Cents) -> Result<i64> {
    let all = serde_json::to_string(invoices)?;
    let mut statement = ask.db.prepare_cached(
        "SELECT id, amount FROM allocation WHERE invoice IN (SELECT value FROM json_each(?1)) ORDER BY id",
    )?;
    let (mut settled, mut last) = (Cents::ZERO, 0);
    let mut rows = statement.query([all])?;
    while let Some(r) = rows.next()? {
        settled += Cents(r.get("amount")?);
        if settled == settled_at {
            last = r.get("id")?;
        }
    }
    Ok(last)
}

/// What came for these invoices after that allocation, by days: a payment from before that is undone since takes nothing
/// from it.
fn paid_since(ask: &Ask, invoices: &[i64], last: i64) -> Result<Vec<(NaiveDate, Cents)>> {
    let mut paid = Vec::new();
    for invoice in invoices {
        let since = settlements(ask, *invoice)?.into_iter().filter(|(id, _)| *id > last);
        paid.extend(since.map(|(_, one)| (one.on, one.amount)));
    }
    paid.sort_by_key(|(on, _)| *on);
    Ok(paid)
}

fn parts(ask: &Ask, plan: i64) -> Result<Vec<Instalment>> {
    let mut statement = ask
        .db
        .prepare_cached("SELECT due_on, amount FROM payment_plan_part WHERE plan = ?1 ORDER BY position")?;
    let rows = statement
        .query_map([plan], |r| {
            Ok(Instalment { due_on: r.get::<_, Day>("due_on")?.0, amount: Cents(r.get("amount")?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is settled of these invoices, by payments, credit notes and what was given up.
pub fn settled(ask: &Ask, invoices: &[i64]) -> Result<Cents> {
    let all = serde_json::to_string(invoices)?;
    let sum =
        "SELECT coalesce(sum(amount), 0) FROM allocation WHERE invoice IN (SELECT value FROM json_each(?1))";
    Ok(Cents(ask.db.prepare_cached(sum)?.query_row([all], |r| r.get(0))?))
}

/// A plan and the deal of its first invoice; whether it was ended.
pub fn plan_of(ask: &Ask, id: i64) -> Result<(i64, bool)> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT i.deal, EXISTS (SELECT 1 FROM payment_plan_end WHERE plan = ?1) FROM payment_plan_invoice v
             JOIN invoice i ON i.id = v.invoice WHERE v.plan = ?1 ORDER BY i.id LIMIT 1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)));
    match rusqlite::OptionalExtension::optional(found)? {
        Some(known) => Ok(known),
        None => Err(Refusal::not_found("Cet échéancier").into()),
    }
}

/// A part as the pages show it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlanPart {
    pub(crate) due_on: String,
    pub(crate) amount: Cents,
    /// What is still to be paid of it.
    pub(crate) open: Cents,
    pub(crate) late: bool,
}

/// A plan as the pages show it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlanRow {
    pub(crate) id: i64,
    pub(crate) client: ClientName,
    pub(crate) numbers: Vec<String>,
    pub(crate) agreed_on: String,
    pub(crate) parts: Vec<PlanPart>,
    pub(crate) open: Cents,
    pub(crate) state: PlanState,
    pub(crate) words: String,
    /// The agreement.
    pub(crate) document: i64,
}

impl KeptPlan {
    #[must_use]
    pub fn row(&self, today: NaiveDate) -> PlanRow {
        let left = self.plan.left(today);
        let parts = self.plan.parts.iter().zip(&left).map(|(part, left)| PlanPart {
            due_on: part.due_on.to_string(),
            amount: part.amount,
            open: left.amount,
            late: left.amount.0 > 0 && part.due_on < today,
        });
        PlanRow {
            id: self.id,
            client: self.client.clone(),
            numbers: self.invoices.values().cloned().collect(),
            agreed_on: self.agreed_on.to_string(),
            parts: parts.collect(),
            open: left.iter().map(|part| part.amount).sum(),
            state: self.plan.state(today),
            words: self.words.clone(),
            document: self.document,
        }
    }
}
