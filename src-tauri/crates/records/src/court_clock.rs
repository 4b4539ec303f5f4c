//! Procedures: what was filed for a client's debts, and what happened since.

use crate::row::{Day, Json};
use crate::work_day::{proceedings_of, undeclared, work_days};
use crate::{contact, facts, settings, work_day};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::{Months, NaiveDate};
use journey::contact::ClientCard;
use journey::court::clock::{CourtDeadline, CourtStep, deadline};
use journey::court::route_name;
use journey::issued::IssuedInvoice;
use journey::today::ClientName;
use journey::today::court::{OldDebt, Pending, Undeclared};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

/// A procedure, as pages show it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtClaimRow {
    pub(crate) id: i64,
    pub(crate) route: String,
    /// « Injonction de payer »
    pub(crate) name: String,
    pub(crate) court: String,
    pub(crate) reference: String,
    /// In order, the filing first.
    pub(crate) steps: Vec<CourtStepRow>,
    /// The next act, and its day.
    pub(crate) next: Option<CourtDeadline>,
    pub(crate) over: bool,
}

/// An act of a procedure.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtStepRow {
    pub(crate) step: CourtStep,
    #[ts(type = "string")]
    pub(crate) day: NaiveDate,
    pub(crate) words: String,
}

impl CourtClaimRow {
    fn last(&self) -> Option<(CourtStep, NaiveDate)> {
        self.steps.last().map(|one| (one.step, one.day))
    }
}

/// The procedures of a client, the latest first.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<CourtClaimRow>> {
    let ids: Vec<i64> = ask
        .db
        .prepare_cached(
            "SELECT id FROM court_claim WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) ORDER BY id DESC",
        )?
        .query_map([client], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter().map(|id| claim(ask, id)).collect()
}

/// A procedure.
pub fn claim(ask: &Ask, id: i64) -> Result<CourtClaimRow> {
    let found = ask
        .db
        .prepare_cached("SELECT route, court, reference FROM court_claim WHERE id = ?1")?
        .query_row([id], |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let (route, court, reference) = found.ok_or_else(|| Refusal::not_found("Cette procédure"))?;
    let steps: Vec<CourtStepRow> = ask
        .db
        .prepare_cached("SELECT kind, day, words FROM court_step WHERE claim = ?1 ORDER BY id")?
        .query_map([id], |r| {
            Ok(CourtStepRow {
                step: r.get::<_, Word<_>>("kind")?.0,
                day: r.get::<_, Day>("day")?.0,
                words: r.get("words")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut row = CourtClaimRow {
        id,
        name: route_name(&route).unwrap_or_default().to_owned(),
        route,
        court,
        reference,
        steps,
        next: None,
        over: false,
    };
    if let Some(last) = row.last() {
        row.next = deadline(&settings::law(ask)?.added, &row.route, last);
        row.over = last.0 == CourtStep::Closed;
    }
    Ok(row)
}

/// The client of a procedure, and its last act.
pub fn last_of(ask: &Ask, id: i64) -> Result<(i64, CourtStep, NaiveDate)> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT coalesce(c.merged_into, c.id), s.kind, s.day FROM court_claim x JOIN client c ON c.id = x.client
             JOIN court_step s ON s.claim = x.id WHERE x.id = ?1 ORDER BY s.id DESC LIMIT 1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get::<_, Word<_>>(1)?.0, r.get::<_, Day>(2)?.0)))
        .optional()?;
    found.ok_or_else(|| Refusal::not_found("Cette procédure").into())
}

/// The procedures that are not over.
pub fn pending(ask: &Ask) -> Result<Vec<Pending>> {
    let running: Vec<(i64, ClientName)> = ask
        .db
        .prepare_cached(
            "SELECT x.id, c.id AS client, c.name FROM court_claim x JOIN client k ON k.id = x.client
             JOIN client c ON c.id = coalesce(k.merged_into, k.id)
             WHERE NOT EXISTS (SELECT 1 FROM court_step WHERE claim = x.id AND kind = 'closed') ORDER BY x.id",
        )?
        .query_map([], |r| {
            Ok((r.get("id")?, ClientName { id: r.get("client")?, name: r.get("name")? }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut all = Vec::new();
    for (id, client) in running {
        let row = claim(ask, id)?;
        let Some((step, on)) = row.last() else { continue };
        all.push(Pending { claim: id, client, route: row.name, last: (step.french(), on), next: row.next });
    }
    Ok(all)
}

/// The day on which an invoice can be claimed before a judge for the last time, as far as the books know.
pub fn prescribed_on(ask: &Ask, invoice: &IssuedInvoice) -> Result<NaiveDate> {
    let since = facts::facts(ask, invoice.deal)?.delivered_on.unwrap_or(invoice.issued_on);
    let planned_on = ask
        .db
        .prepare_cached(
            "SELECT max(p.day) AS on_day FROM payment_plan p JOIN payment_plan_invoice v ON v.plan = p.id WHERE v.invoice = ?1",
        )?
        .query_row([invoice.id], |r| r.get::<_, Option<Day>>("on_day"))?
        .map(|day| day.0);
    let kind = contact::card(ask, invoice.client)?.kind;
    let (last_day, _) = journey::court::prescribed_on(kind, planned_on.map_or(since, |on| on.max(since)));
    Ok(last_day)
}

/// Proceedings in which what is owed from before them was not declared.
pub fn claims_to_declare(ask: &Ask) -> Result<Vec<Undeclared>> {
    let mut all = Vec::new();
    for (stop, client) in undeclared(ask)? {
        let Some(proceedings) = proceedings_of(ask, stop)? else { continue };
        let held: Vec<(String, Cents)> = ask
            .db
            .prepare_cached(concat!(
                "SELECT i.id, i.number, sum(x.open) AS open, ",
                work_days!(),
                " FROM open_invoice x JOIN invoice i ON i.id = x.invoice WHERE x.client = ?1 AND x.open > 0
                 GROUP BY i.id ORDER BY i.id"
            ))?
            .query_map([client.id], |r| {
                let held = proceedings.holds(work_day::read(r)?);
                Ok(held.then_some((r.get("number")?, Cents(r.get("open")?))))
            })?
            .filter_map(rusqlite::Result::transpose)
            .collect::<rusqlite::Result<_>>()?;
        let open = held.iter().map(|(_, open)| *open).sum();
        let numbers = held.into_iter().map(|(number, _)| number).collect();
        all.push(Undeclared { stop, client, proceedings, numbers, open });
    }
    Ok(all)
}

/// Invoices of more than a year that are still to be paid, for which nothing was brought to the debtor.
pub fn old_debts(ask: &Ask) -> Result<Vec<OldDebt>> {
    let before = ask.today.checked_sub_months(YEAR).unwrap_or(ask.today).to_string();
    let mut statement = ask.db.prepare_cached(
        "SELECT c.id, c.name, c.card, i.number, i.deal, i.issued_on, sum(x.open) AS open,
                (SELECT max(p.day) FROM payment_plan p JOIN payment_plan_invoice v ON v.plan = p.id WHERE v.invoice = i.id) AS planned_on
         FROM open_invoice x JOIN invoice i ON i.id = x.invoice JOIN client c ON c.id = x.client
         WHERE i.issued_on <= ?1 AND x.open > 0 AND NOT EXISTS (
           SELECT 1 FROM court_claim k JOIN client m ON m.id = k.client
             JOIN court_step f ON f.claim = k.id AND f.kind = 'filed' AND f.day >= i.due_on
             JOIN court_step s ON s.claim = k.id AND s.kind IN ('served', 'enforceable')
           WHERE coalesce(m.merged_into, m.id) = c.id)
         GROUP BY i.id ORDER BY i.id DESC LIMIT 500",
    )?;
    let found: Vec<(OldDebt, i64)> = statement
        .query_map(params![before], |r| {
            let Json(card): Json<ClientCard> = r.get("card")?;
            let Day(issued_on) = r.get("issued_on")?;
            let debt = OldDebt {
                client: ClientName { id: r.get("id")?, name: r.get("name")? },
                kind: card.kind,
                number: r.get("number")?,
                since: issued_on,
                planned_on: r.get::<_, Option<Day>>("planned_on")?.map(|day| day.0),
                open: Cents(r.get("open")?),
            };
            Ok((debt, r.get("deal")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut all = Vec::new();
    for (mut debt, deal) in found {
        if let Some(delivered_on) = facts::facts(ask, deal)?.delivered_on {
            debt.since = delivered_on;
        }
        all.push(debt);
    }
    Ok(all)
}

/// No debt runs out within a year of the work.
const YEAR: Months = Months::new(12);
