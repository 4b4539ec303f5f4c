//! Invoices in a list: where each stands today.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::invoice::InvoiceKind;
use journey::today::ClientName;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceRow {
    pub id: i64,
    pub number: String,
    pub kind: InvoiceKind,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub issued_on: String,
    /// The first due date that is not covered by what was paid.
    pub due_on: String,
    pub gross: Cents,
    pub open: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    /// Above zero only when open and past due.
    pub late_days: i64,
    pub document: i64,
    /// The day it first left for the client.
    pub sent_on: Option<String>,
    /// It has still to leave.
    pub to_send: bool,
}

impl InvoiceRow {
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
            late_days: if open.0 > 0 { late.max(0) } else { 0 },
            document: r.get("document")?,
            sent_on: r.get("sent_on")?,
            to_send: r.get("to_send")?,
        })
    }
}

/// Which invoices a list holds.
#[derive(Clone, Copy, Debug)]
pub enum InvoiceList {
    One(i64),
    /// Those numbered before that one.
    Before(i64),
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
                    (SELECT coalesce(sum(gross), 0) FROM invoice WHERE credits = i.id) AS credited,
                    coalesce((SELECT min(day) FROM sending WHERE invoice = i.id AND kind = 'invoice'),
                      CASE i.kind WHEN 'elsewhere' THEN i.issued_on END) AS sent_on,
                    (i.kind <> 'elsewhere' AND NOT EXISTS (SELECT 1 FROM sending WHERE invoice = i.id AND kind = 'invoice')
                      AND (EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = i.id AND x.open > 0)
                        OR EXISTS (SELECT 1 FROM sending WHERE invoice = i.credits AND kind = 'invoice'))) AS to_send
             FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = i.client
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
        InvoiceList::Before(id) => (invoices!("i.id < ?1"), id),
        InvoiceList::OfClient(client) => (invoices!("i.client = ?1"), client),
        InvoiceList::OfDeal(deal) => (invoices!("i.deal = ?1"), deal),
        InvoiceList::Elsewhere => (invoices!("i.kind = 'elsewhere' AND i.id > ?1"), 0),
    };
    let rows = ask
        .db
        .prepare_cached(sql)?
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            InvoiceRow::read(r, ask.today)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// One invoice's row.
pub fn row(ask: &Ask, id: i64) -> Result<InvoiceRow> {
    rows(ask, InvoiceList::One(id), 1)?
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::not_found("Cette facture").into())
}
