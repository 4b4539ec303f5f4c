//! Sealing: an invoice takes its number, keeps its bytes and writes its rows, in one go.

use books::act::Act;
use books::error::Result;
use documents::paper::invoice;
use documents::paper::invoiced::InvoicePaper;
use journey::allowed;
use journey::invoice::InvoiceKind;
use records::document::NewDocument;
use records::index::HitKind;
use records::lines::{LinesOf, write_lines};
use records::{document, index, number};
use rusqlite::params;
use values::money::BasisPoints;

/// Where an invoice hangs.
pub struct SealPlace {
    pub deal: i64,
    pub client: i64,
    pub order: Option<i64>,
    pub percent: BasisPoints,
    /// The invoice that a credit note takes back, and why.
    pub credits: Option<(i64, String)>,
    /// Words to find it by.
    pub about: String,
}

/// Gives a paper its number, keeps its bytes and writes its rows.
pub fn seal(act: &Act, mut paper: InvoicePaper, place: &SealPlace) -> Result<i64> {
    act.about(place.deal);
    let series = allowed::invoice::series(paper.kind)?;
    let (year, n, number) = number::take(act, series)?;
    paper.number.clone_from(&number);
    let bytes = document::print(&invoice::invoice_sheet(&paper), Some(&act.head.seal))?;
    let kind = if paper.kind == InvoiceKind::CreditNote { "credit_note" } else { "invoice" };
    let document = document::keep(
        act,
        &NewDocument::issued(kind, place.deal, &number, &format!("{number}.pdf"), &bytes),
    )?;
    act.db
        .prepare_cached(
            "INSERT INTO invoice (deal, client, signed_order, kind, series, year, n, number, issued_on, supplied_on, due_on, percent,
                 order_number, discount, seller, buyer, logo, wordings, net, vat, gross, document, credits, reason, subject)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        )?
        .execute(params![
            place.deal,
            place.client,
            place.order,
            paper.kind.stored(),
            series.prefix(),
            year,
            n,
            number,
            paper.issued_on.to_string(),
            paper.supplied_on.map(|d| d.to_string()),
            paper.due_on.to_string(),
            place.percent.0,
            paper.order_number,
            paper.discount.0,
            serde_json::to_string(&paper.parties.seller)?,
            serde_json::to_string(&paper.parties.buyer)?,
            paper.parties.logo.as_ref().map(|l| &l.0),
            serde_json::to_string(&paper.wordings)?,
            paper.totals.net.0,
            paper.totals.vat.0,
            paper.totals.gross.0,
            document,
            place.credits.as_ref().map(|(credited, _)| credited),
            place.credits.as_ref().map(|(_, reason)| reason),
            Some(&paper.subject).filter(|s| !s.is_empty())
        ])?;
    let invoice = act.db.last_insert_rowid();
    write_parts(act, invoice, &paper)?;
    index::index(
        act.db,
        HitKind::Invoice,
        invoice,
        &[&number, &place.about, &paper.parties.buyer.name, &paper.order_number],
    )?;
    Ok(invoice)
}

/// Its lines, what it makes per VAT rate, and its due dates.
fn write_parts(act: &Act, invoice: i64, paper: &InvoicePaper) -> Result<()> {
    write_lines(act.db, LinesOf::Invoice(invoice), &paper.lines)?;
    for group in &paper.totals.groups {
        act.db
            .prepare_cached("INSERT INTO invoice_vat (invoice, rate, net, vat) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![invoice, group.rate.0, group.net.0, group.vat.0])?;
    }
    for (position, part) in paper.instalments.iter().enumerate() {
        act.db
            .prepare_cached(
                "INSERT INTO invoice_due (invoice, position, due_on, amount) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                invoice,
                i64::try_from(position).unwrap_or(i64::MAX),
                part.due_on.to_string(),
                part.amount.0
            ])?;
    }
    Ok(())
}
