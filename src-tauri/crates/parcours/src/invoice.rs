//! Invoice: worked out from an order, checked, numbered and sealed; the balance deducts each deposit per VAT rate.

mod basis;
mod due;
mod issue;
mod kept;

pub(crate) use basis::{Basis, standing_deposits, standing_groups, vat_groups};
pub use due::InstalmentView;
pub(crate) use due::{in_parts, shown};
pub(crate) use issue::{Place, Prepared, issue, prepare, seal};
pub(crate) use kept::credited_origin;
pub use kept::stored;

use crate::act::{Act, Ask};
use crate::contact::PAGE;
use crate::deal::{day, deal_of};
use crate::delivery;
use crate::error::{Error, Result};
use crate::paper;
use crate::payment::{self, PaymentRow};
use crate::sending::{self, SendingRow};
use crate::surface::{ById, Page, Paper};
use journey::invoice::{InstalmentContent, InvoiceKind, outstanding};
use journey::money::{BasisPoints, Cents};
use journey::quote::{Line, Problem, disbursed};
use journey::refusal::Refusal;
use journey::today::ClientName;
use journey::vat::Totals;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueBalanceInvoice {
    pub order: i64,
    /// Empty for the payment days agreed.
    #[serde(default)]
    pub due_on: String,
    /// The client's purchase-order number, if it came since.
    #[serde(default)]
    pub order_number: String,
    /// Several due dates, each with its part; none for a single one.
    #[serde(default)]
    pub instalments: Vec<InstalmentContent>,
}

/// A deposit deducted on a balance invoice, one rate.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Deduction {
    pub number: String,
    pub issued_on: String,
    pub rate: BasisPoints,
    pub net: Cents,
    pub vat: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoicePreview {
    /// What each typed line makes, net or with VAT as its price is typed; only for an invoice that is typed.
    pub typed: Vec<Option<Cents>>,
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub due_on: String,
    /// The parts, where it is paid in several.
    pub instalments: Vec<InstalmentView>,
    pub lines: Vec<Line>,
    pub deductions: Vec<Deduction>,
    pub problems: Vec<Problem>,
    pub issuable: bool,
}

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

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Invoices {
    pub rows: Vec<InvoiceRow>,
    pub more: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceView {
    pub row: InvoiceRow,
    pub lines: Vec<Line>,
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub deductions: Vec<Deduction>,
    pub payments: Vec<PaymentRow>,
    pub order_number: String,
    /// The parts, where it is paid in several.
    pub instalments: Vec<InstalmentView>,
    /// Can still be taken back, in whole or in part.
    pub may_credit: bool,
    /// Credit notes on this invoice, or the invoice that this credit note takes back.
    pub linked: Vec<LinkedInvoice>,
    pub reason: String,
    /// Everything that left about it, latest first.
    pub sendings: Vec<SendingRow>,
    /// It is late and was sent: the client can be reminded of it.
    pub may_remind: bool,
    /// The whole total of an invoice issued elsewhere, of which only the balance is followed.
    pub original_gross: Option<Cents>,
}

/// An invoice or credit note that belongs with another.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LinkedInvoice {
    pub id: i64,
    pub number: String,
    pub issued_on: String,
    pub gross: Cents,
}

fn prepare_balance(ask: &Ask, payload: &IssueBalanceInvoice) -> Result<Prepared> {
    let basis = Basis::of(ask, payload.order)?;
    if let Some(number) = &basis.balance {
        return Err(Refusal::not_now(format!("La facture de solde est déjà émise : {number}.")).into());
    }
    if delivery::delivered_on(ask, basis.deal)?.is_none() {
        return Err(Refusal::not_now(
            "Enregistrez d’abord la livraison : le solde se facture une fois le travail livré.",
        )
        .into());
    }
    let (lines, totals, discount) = (basis.lines.clone(), basis.left.clone(), basis.discount);
    prepare(
        ask,
        basis,
        InvoiceKind::Balance,
        BasisPoints(0),
        lines,
        totals,
        discount,
        &payload.due_on,
        &payload.order_number,
    )
    .map(|prepared| prepared.in_parts(ask, &payload.instalments, &payload.due_on))
}

pub fn issue_balance(act: &Act, payload: IssueBalanceInvoice) -> Result<i64> {
    let prepared = prepare_balance(&act.ask(), &payload)?;
    issue(act, prepared)
}

pub fn preview_balance(ask: &Ask, payload: IssueBalanceInvoice) -> Result<InvoicePreview> {
    Ok(prepare_balance(ask, &payload)?.preview())
}

pub fn preview_balance_paper(ask: &Ask, payload: IssueBalanceInvoice) -> Result<Paper> {
    prepare_balance(ask, &payload)?.draft_paper(ask)
}

/// Invoices under a condition on `i`, latest first.
pub(crate) fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<InvoiceRow>> {
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

pub fn invoices(ask: &Ask, page: Page) -> Result<Invoices> {
    let mut rows = rows(ask, "i.id < ?1", page.before.unwrap_or(i64::MAX), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(Invoices { rows, more })
}

/// One invoice's row.
pub(crate) fn row(ask: &Ask, id: i64) -> Result<InvoiceRow> {
    rows(ask, "i.id = ?1", id, 1)?
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::not_found("Cette facture").into())
}

pub fn invoice(ask: &Ask, by: ById) -> Result<InvoiceView> {
    let row = row(ask, by.id)?;
    let (paper, _) = stored(ask.db, by.id)?;
    let deductions = ask
        .db
        .prepare_cached(
            "SELECT d.number, d.issued_on, x.rate, x.net, x.vat FROM invoice_deduction x JOIN invoice d ON d.id = x.deducted
             WHERE x.invoice = ?1 ORDER BY d.id, x.rate DESC",
        )?
        .query_map([by.id], |r| {
            Ok(Deduction { number: r.get(0)?, issued_on: r.get(1)?, rate: BasisPoints(r.get(2)?), net: Cents(r.get(3)?), vat: Cents(r.get(4)?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let linked = ask
        .db
        .prepare_cached(
            "SELECT l.id, l.number, l.issued_on, l.gross FROM invoice l
             WHERE l.credits = ?1 OR l.id = (SELECT credits FROM invoice WHERE id = ?1) ORDER BY l.id",
        )?
        .query_map([by.id], |r| {
            Ok(LinkedInvoice {
                id: r.get(0)?,
                number: r.get(1)?,
                issued_on: r.get(2)?,
                gross: Cents(r.get(3)?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let (reason, original): (Option<String>, Option<i64>) = ask
        .db
        .prepare_cached("SELECT reason, original_gross FROM invoice WHERE id = ?1")?
        .query_row([by.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let reason = reason.unwrap_or_default();
    let advanced = disbursed(&paper.lines, &paper.totals);
    let open = outstanding(&paper.instalments, row.open);
    let instalments = paper.instalments.iter().zip(open).map(|(part, open)| shown(part, open, ask.today));
    let may_remind = row.late_days > 0 && row.sent_on.is_some();
    Ok(InvoiceView {
        row,
        instalments: instalments.collect(),
        work: paper.totals.without(advanced),
        disbursements: advanced,
        lines: paper.lines,
        totals: paper.totals,
        deductions,
        payments: payment::touching(ask, "x.id = ?1", by.id)?,
        order_number: paper.order_number,
        may_credit: crate::credit::may_credit(ask, by.id)?,
        linked,
        reason,
        sendings: sending::of_invoice(ask, by.id)?,
        may_remind,
        original_gross: original.map(Cents),
    })
}

/// A kept paper's exact bytes.
pub fn document(ask: &Ask, by: ById) -> Result<Paper> {
    let (name, media_type, sha256): (String, String, String) = ask
        .db
        .prepare_cached("SELECT name, media_type, sha256 FROM document WHERE id = ?1")?
        .query_row([by.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce document"))?;
    Ok(crate::surface::paper(name, &media_type, &paper::kept(ask.db, &sha256)?))
}

/// The deal that an invoice hangs on.
pub(crate) fn deal_of_invoice(ask: &Ask, invoice: i64) -> Result<i64> {
    deal_of(ask, "invoice", invoice, "Cette facture")
}
