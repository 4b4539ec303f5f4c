//! Invoices in a list: where each stands today.

use crate::payment_plan;
use crate::row::{Day, day};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::invoice::InvoiceKind;
use journey::issued::IssuedInvoice;
use journey::standing::State;
use journey::today::ClientName;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceRow {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) kind: InvoiceKind,
    pub(crate) deal: i64,
    pub(crate) title: String,
    pub(crate) client: ClientName,
    pub(crate) issued_on: String,
    /// The first due date that is not covered by what was paid.
    pub(crate) due_on: String,
    pub(crate) gross: Cents,
    pub(crate) open: Cents,
    /// Taken back by credit notes.
    pub(crate) credited: Cents,
    /// No longer claimed.
    pub(crate) given_up: Cents,
    /// It was lost, and not claimed again since.
    pub(crate) written_off: bool,
    /// A payment plan that stands says when it is paid.
    pub(crate) planned: bool,
    /// Above zero only when open and past due.
    pub(crate) late_days: i64,
    pub(crate) document: i64,
    /// Its document carries the invoice for machines too.
    pub(crate) electronic: bool,
    /// The day it first left for the client.
    pub(crate) sent_on: Option<String>,
    /// It has still to leave.
    pub(crate) to_send: bool,
    /// Where it stands, what says most first.
    pub(crate) states: Vec<State>,
}

impl InvoiceRow {
    /// As rules know it.
    pub fn as_issued(&self) -> Result<IssuedInvoice> {
        Ok(IssuedInvoice {
            id: self.id,
            number: self.number.clone(),
            kind: self.kind,
            deal: self.deal,
            title: self.title.clone(),
            client: self.client.id,
            issued_on: day(&self.issued_on)?,
            due_on: day(&self.due_on)?,
            gross: self.gross,
            open: self.open,
            credited: self.credited,
            given_up: self.given_up,
            written_off: self.written_off,
            planned: self.planned,
            document: self.document,
            sent_on: self.sent_on.as_deref().map(day).transpose()?,
        })
    }

    fn read(r: &Row, today: NaiveDate) -> rusqlite::Result<InvoiceRow> {
        let Day(due_on) = r.get("next_due_on")?;
        let open = Cents(r.get("open")?);
        let late = (today - due_on).num_days();
        Ok(InvoiceRow {
            id: r.get("id")?,
            number: r.get("number")?,
            kind: r.get::<_, Word<_>>("kind")?.0,
            deal: r.get("deal")?,
            title: r.get("title")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            issued_on: r.get("issued_on")?,
            due_on: due_on.to_string(),
            gross: Cents(r.get("gross")?),
            open,
            credited: Cents(r.get("credited")?),
            given_up: Cents(r.get("given_up")?),
            written_off: r.get("written_off")?,
            planned: r.get("planned")?,
            late_days: if open.0 > 0 { late.max(0) } else { 0 },
            document: r.get("document")?,
            electronic: r.get("electronic")?,
            sent_on: r.get("sent_on")?,
            to_send: r.get("to_send")?,
            states: Vec::new(),
        })
    }

    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    #[must_use]
    pub fn client(&self) -> &ClientName {
        &self.client
    }

    #[must_use]
    pub fn client_name(&self) -> &str {
        &self.client.name
    }

    #[must_use]
    pub fn states(&self) -> &[State] {
        &self.states
    }

    fn standing(mut self, today: NaiveDate) -> Result<InvoiceRow> {
        self.states = self.as_issued()?.states(today);
        Ok(self)
    }
}

/// Which invoices a list holds.
#[derive(Clone, Copy, Debug)]
pub enum InvoiceList {
    One(i64),
    OfClient(i64),
    OfDeal(i64),
    /// Those that came from another tool.
    Elsewhere,
}

/// Invoices under a condition, latest first. One issued elsewhere left from there.
macro_rules! invoices {
    ($condition:literal) => {
        concat!(
            "SELECT i.id, i.number, i.kind, i.deal, d.title, c.id AS client, c.name AS client_name, i.issued_on,
                    coalesce((SELECT x.due_on FROM open_invoice x WHERE x.invoice = i.id ORDER BY x.id LIMIT 1), i.due_on) AS next_due_on,
                    i.gross, (SELECT coalesce(sum(x.open), 0) FROM open_invoice x WHERE x.invoice = i.id) AS open, i.document,
                    i.wordings ->> '$.electronic' IS NOT NULL AS electronic,
                    (SELECT coalesce(sum(gross), 0) FROM invoice WHERE credits = i.id) AS credited,
                    (SELECT coalesce(sum(amount), 0) FROM given_up WHERE invoice = i.id) AS given_up,
                    EXISTS (SELECT 1 FROM write_off w WHERE w.invoice = i.id
                      AND NOT EXISTS (SELECT 1 FROM given_up l WHERE l.invoice = i.id AND l.id > w.given_up AND l.amount < 0)) AS written_off,
                    EXISTS (SELECT 1 FROM payment_plan_invoice v WHERE v.invoice = i.id AND v.plan NOT IN (SELECT plan FROM payment_plan_end)) AS planned,
                    coalesce((SELECT min(day) FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = i.id AND kind = 'invoice'),
                      CASE i.kind WHEN 'elsewhere' THEN i.issued_on END) AS sent_on,
                    (i.kind <> 'elsewhere' AND NOT EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = i.id AND kind = 'invoice')
                      AND (EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = i.id AND x.open > 0)
                        OR EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = i.credits AND kind = 'invoice'))) AS to_send
             FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
             WHERE ",
            $condition,
            " ORDER BY i.id DESC LIMIT ?2"
        )
    };
}

/// The invoices of a list, latest first.
pub fn rows(ask: &Ask, list: InvoiceList, most: usize) -> Result<Vec<InvoiceRow>> {
    let (sql, value) = match list {
        InvoiceList::One(id) => (invoices!("i.id = ?1"), id),
        InvoiceList::OfClient(client) => {
            (invoices!("i.deal IN (SELECT id FROM deal WHERE client = ?1)"), client)
        }
        InvoiceList::OfDeal(deal) => (invoices!("i.deal = ?1"), deal),
        InvoiceList::Elsewhere => (invoices!("i.kind = 'elsewhere' AND i.id > ?1"), 0),
    };
    let mut statement = ask.db.prepare_cached(sql)?;
    let rows = statement.query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
        InvoiceRow::read(r, ask.today)
    })?;
    let mut rows: Vec<InvoiceRow> = rows.collect::<rusqlite::Result<_>>()?;
    let standing = standing_plans(ask, rows.iter().filter(|row| row.planned))?;
    for row in &mut rows {
        row.planned = standing.contains(&row.id);
    }
    rows.into_iter().map(|row| row.standing(ask.today)).collect()
}

/// The invoices of those clients for which a plan stands.
fn standing_plans<'a>(ask: &Ask, planned: impl Iterator<Item = &'a InvoiceRow>) -> Result<BTreeSet<i64>> {
    let clients: BTreeSet<i64> = planned.map(|row| row.client.id).collect();
    let mut standing = BTreeSet::new();
    for client in clients {
        let plans = payment_plan::running(ask, Some(client))?;
        let kept = plans.into_iter().filter(|plan| plan.plan.stands(ask.today));
        standing.extend(kept.flat_map(|plan| plan.invoices.into_keys()));
    }
    Ok(standing)
}

/// One invoice, as it stands today.
pub fn issued(ask: &Ask, id: i64) -> Result<IssuedInvoice> {
    row(ask, id)?.as_issued()
}

/// One invoice's row.
pub fn row(ask: &Ask, id: i64) -> Result<InvoiceRow> {
    rows(ask, InvoiceList::One(id), 1)?
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::not_found("Cette facture").into())
}
