//! Invoices in a list: where each stands today.

use crate::row::day;
use crate::sending;
use books::act::Ask;
use books::error::{Error, Result};
use journey::invoice::InvoiceKind;
use journey::today::ClientName;
use rusqlite::params;
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

/// Invoices under a condition on `i`, latest first.
pub fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<InvoiceRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT i.id, i.number, i.kind, i.deal, d.title, c.id, c.name, i.issued_on,
                coalesce((SELECT x.due_on FROM open_invoice x WHERE x.invoice = i.id ORDER BY x.id LIMIT 1), i.due_on), i.gross,
                (SELECT coalesce(sum(x.open), 0) FROM open_invoice x WHERE x.invoice = i.id), i.document,
                (SELECT coalesce(sum(gross), 0) FROM invoice WHERE credits = i.id), {}, {}
         FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = i.client
         WHERE {condition} ORDER BY i.id DESC LIMIT ?2",
        sending::sent_on(),
        sending::to_send()
    ))?;
    let mut rows = statement.query(params![value, i64::try_from(most).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let kind: String = r.get(2)?;
        let due_on: String = r.get(8)?;
        let open = Cents(r.get(10)?);
        let late = (ask.today - day(&due_on)?).num_days();
        found.push(InvoiceRow {
            id: r.get(0)?,
            number: r.get(1)?,
            kind: InvoiceKind::from_stored(&kind)
                .ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?,
            deal: r.get(3)?,
            title: r.get(4)?,
            client: ClientName { id: r.get(5)?, name: r.get(6)? },
            issued_on: r.get(7)?,
            due_on,
            gross: Cents(r.get(9)?),
            open,
            credited: Cents(r.get(12)?),
            late_days: if open.0 > 0 { late.max(0) } else { 0 },
            document: r.get(11)?,
            sent_on: r.get(13)?,
            to_send: r.get(14)?,
        });
    }
    Ok(found)
}

/// One invoice's row.
pub fn row(ask: &Ask, id: i64) -> Result<InvoiceRow> {
    rows(ask, "i.id = ?1", id, 1)?
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::not_found("Cette facture").into())
}
