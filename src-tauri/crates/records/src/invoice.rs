//! An invoice read back from the books, as it was issued.

use crate::instalment::kept_instalments;
use crate::lines::{LinesOf, read_lines};
use crate::parties::stored_parties;
use crate::row::{Day, Json};
use books::error::Result;
use books::reading::Reading;
use books::stored::Word;
use chrono::NaiveDate;
use documents::paper::frame::Wordings;
use documents::paper::invoiced::{CreditedPaper, DeductionPaper, InvoicePaper};
use journey::contact::Language;
use journey::invoice::InvoiceKind;
use journey::say;
use journey::vat::{Totals, VatGroup};
use rusqlite::{OptionalExtension, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

/// A deposit deducted on a balance invoice, one rate.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Deduction {
    pub number: String,
    pub issued_on: String,
    pub rate: BasisPoints,
    pub net: Cents,
    pub vat: Cents,
}

fn group(r: &Row) -> rusqlite::Result<VatGroup> {
    Ok(VatGroup { rate: BasisPoints(r.get("rate")?), net: Cents(r.get("net")?), vat: Cents(r.get("vat")?) })
}

/// What is left of an invoice per rate, its credit notes taken away.
pub fn standing_groups(db: Reading, invoice: i64) -> Result<Vec<VatGroup>> {
    let credited: Vec<VatGroup> = db
        .prepare_cached(
            "SELECT v.rate, sum(v.net) AS net, sum(v.vat) AS vat FROM invoice_vat v JOIN invoice n ON n.id = v.invoice WHERE n.credits = ?1 GROUP BY v.rate",
        )?
        .query_map([invoice], group)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Totals::from_groups(vat_groups(db, invoice)?).less(&credited).groups)
}

/// What stands of a deal's deposit invoices, per rate.
pub fn standing_deposits(db: Reading, deal: i64) -> Result<Vec<VatGroup>> {
    let deposits: Vec<i64> = db
        .prepare_cached("SELECT id FROM invoice WHERE deal = ?1 AND kind = 'deposit' ORDER BY id")?
        .query_map([deal], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut groups = Vec::new();
    for deposit in deposits {
        groups.extend(standing_groups(db, deposit)?);
    }
    Ok(groups)
}

pub fn vat_groups(db: Reading, invoice: i64) -> Result<Vec<VatGroup>> {
    let groups = db
        .prepare_cached("SELECT rate, net, vat FROM invoice_vat WHERE invoice = ?1 ORDER BY rate DESC")?
        .query_map([invoice], group)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(groups)
}

/// « F-2026-0035 du 22 novembre 2026 »: the invoice that a credit note takes back.
pub fn credited_origin(language: Language, number: &str, issued_on: NaiveDate) -> String {
    say!(language, "{number} du {day}", number = number, day = language.long_date(issued_on))
}

/// What an invoice's row says of its paper.
struct Issued {
    kind: InvoiceKind,
    number: String,
    issued_on: NaiveDate,
    supplied_on: Option<NaiveDate>,
    due_on: NaiveDate,
    order_number: String,
    origin: String,
    discount: i64,
    seller: String,
    buyer: String,
    logo: Option<String>,
    wordings: Wordings,
    seal: String,
    credited_on: Option<NaiveDate>,
    credited_kind: Option<InvoiceKind>,
    credited_work: Option<NaiveDate>,
    subject: String,
}

impl Issued {
    fn read(r: &Row) -> rusqlite::Result<Issued> {
        Ok(Issued {
            kind: r.get::<_, Word<_>>("kind")?.0,
            number: r.get("number")?,
            issued_on: r.get::<_, Day>("issued_on")?.0,
            supplied_on: r.get::<_, Option<Day>>("supplied_on")?.map(|day| day.0),
            due_on: r.get::<_, Day>("due_on")?.0,
            order_number: r.get("order_number")?,
            origin: r.get("origin")?,
            discount: r.get("discount")?,
            seller: r.get("seller")?,
            buyer: r.get("buyer")?,
            logo: r.get("logo")?,
            wordings: r.get::<_, Json<_>>("wordings")?.0,
            seal: r.get("seal")?,
            credited_on: r.get::<_, Option<Day>>("credited_on")?.map(|day| day.0),
            credited_kind: r.get::<_, Option<Word<_>>>("credited_kind")?.map(|word| word.0),
            credited_work: r.get::<_, Option<Day>>("credited_work")?.map(|day| day.0),
            subject: r.get("subject")?,
        })
    }
}

/// An invoice as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, invoice: i64) -> Result<(InvoicePaper, String)> {
    let row = db
        .prepare_cached(
            "SELECT i.kind, i.number, i.issued_on, i.supplied_on, i.due_on, i.order_number,
                    coalesce(c.number, q.number || ' · ' || o.number, '') AS origin, i.discount,
                    i.seller, i.buyer, i.logo, i.wordings, coalesce(d.prior_seal, '') AS seal,
                    c.issued_on AS credited_on, c.kind AS credited_kind, c.supplied_on AS credited_work,
                    coalesce(i.subject, '') AS subject
             FROM invoice i JOIN document d ON d.id = i.document LEFT JOIN signed_order o ON o.id = i.signed_order
             LEFT JOIN quote_version v ON v.id = o.quote_version LEFT JOIN quote q ON q.id = v.quote
             LEFT JOIN invoice c ON c.id = i.credits WHERE i.id = ?1",
        )?
        .query_row([invoice], Issued::read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette facture"))?;
    let credited = row.origin.clone();
    let parties = stored_parties(db, &row.seller, &row.buyer, row.logo)?;
    let paper = InvoicePaper {
        kind: row.kind,
        number: row.number,
        draft: false,
        issued_on: row.issued_on,
        supplied_on: row.supplied_on,
        due_on: row.due_on,
        instalments: kept_instalments(db, invoice)?,
        order_number: row.order_number,
        origin: match row.credited_on {
            Some(on) => credited_origin(parties.language(), &row.origin, on),
            None => row.origin,
        },
        subject: row.subject,
        discount: BasisPoints(row.discount),
        lines: read_lines(db, LinesOf::Invoice(invoice))?,
        deductions: kept_deductions(db, invoice)?,
        credited: row.credited_on.map(|issued_on| CreditedPaper {
            deposit: row.credited_kind == Some(InvoiceKind::Deposit),
            number: credited,
            issued_on,
            supplied_on: row.credited_work,
        }),
        totals: Totals::from_groups(vat_groups(db, invoice)?),
        parties,
        wordings: row.wordings,
    };
    Ok((paper, row.seal))
}

/// The invoices that one deducts, as they stand on its paper.
fn kept_deductions(db: Reading, invoice: i64) -> Result<Vec<DeductionPaper>> {
    let mut deductions: Vec<DeductionPaper> = Vec::new();
    let mut statement = db.prepare_cached(
        "SELECT d.number, d.issued_on, d.kind, x.rate, x.net, x.vat
         FROM invoice_deduction x JOIN invoice d ON d.id = x.deducted
         WHERE x.invoice = ?1 ORDER BY d.id, x.rate DESC",
    )?;
    let mut rows = statement.query([invoice])?;
    while let Some(r) = rows.next()? {
        let number: String = r.get("number")?;
        let group = group(r)?;
        match deductions.last_mut().filter(|known| known.number == number) {
            Some(known) => known.groups.push(group),
            None => deductions.push(DeductionPaper {
                deposit: r.get::<_, Word<InvoiceKind>>("kind")?.0 == InvoiceKind::Deposit,
                number,
                issued_on: r.get::<_, Day>("issued_on")?.0,
                groups: vec![group],
            }),
        }
    }
    Ok(deductions)
}
