//! What is to be transmitted of sales without an electronic invoice: to consumers, and to clients abroad.

use crate::accounting::span::OfSpan;
use books::act::Ask;
use books::error::Result;
use documents::paper::book::{BookCell, BookPaper};
use journey::accounting::life::Moved;
use journey::accounting::portion::Portion;
use journey::accounting::span::Span;
use journey::activity::Nature;
use journey::contact::{ClientKind, is_france};
use journey::invoice::InvoiceKind;
use journey::sale::due::Due;
use records::accounting::{BookedInvoice, booked, choices};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::words::percent;

/// Whom a sale was made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportedTo {
    Consumers,
    Abroad,
}

/// What is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportedWhat {
    /// Invoiced, less credit notes.
    Sales,
    /// Received of work whose VAT falls due with its money.
    Receipts,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReportedRow {
    /// « novembre 2026 »
    pub period: String,
    pub to: ReportedTo,
    pub what: ReportedWhat,
    pub rate: BasisPoints,
    pub net: Cents,
    pub vat: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reported {
    pub span: String,
    pub rows: Vec<ReportedRow>,
    /// When this becomes a duty.
    pub sentence: String,
}

pub fn e_reporting(ask: &Ask, payload: OfSpan) -> Result<Reported> {
    of_span(ask, payload.read(ask)?)
}

fn reported_to(paper: &BookedInvoice) -> Option<ReportedTo> {
    if !paper.country.is_empty() && !is_france(&paper.country) {
        return Some(ReportedTo::Abroad);
    }
    match paper.client_kind {
        ClientKind::Person => Some(ReportedTo::Consumers),
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::PublicBody | ClientKind::Association => {
            None
        }
    }
}

fn of_span(ask: &Ask, span: Span) -> Result<Reported> {
    let rhythm = choices(ask)?.vat.rhythm();
    let papers = booked(ask)?;
    let mut sums: BTreeMap<(usize, ReportedTo, ReportedWhat, i64), (Cents, Cents)> = BTreeMap::new();
    let periods = rhythm.over(span);
    let mut add = |on, to, what, rate: BasisPoints, (net, vat): (Cents, Cents)| {
        let at = periods.iter().position(|period| span.holds(on) && period.holds(on));
        if let Some(at) = at {
            // Highest rate first.
            let sum = sums.entry((at, to, what, -rate.0)).or_default();
            sum.0 += net;
            sum.1 += vat;
        }
    };
    let mut elsewhere: Vec<String> = Vec::new();
    for paper in &papers {
        let Some(to) = reported_to(paper) else { continue };
        let sign = |amount: Cents| if paper.credits.is_some() { -amount } else { amount };
        // What was issued elsewhere was told as a sale from there.
        if paper.kind == InvoiceKind::Elsewhere && span.holds(paper.issued_on) {
            elsewhere.push(paper.number.clone());
        }
        let sold: &[Portion] = if paper.kind == InvoiceKind::Elsewhere { &[] } else { &paper.life.portions };
        for portion in sold.iter().filter(|one| one.nature != Nature::Disbursement) {
            let amounts = (sign(portion.net), sign(portion.vat));
            add(paper.issued_on, to, ReportedWhat::Sales, portion.rate, amounts);
        }
        let of_receipts = |one: &Moved| one.due == Due::Receipt && one.nature != Nature::Disbursement;
        let received = if paper.credits.is_none() { paper.life.received() } else { Vec::new() };
        for one in received.into_iter().filter(of_receipts) {
            add(one.on, to, ReportedWhat::Receipts, one.rate, (one.net, one.vat));
        }
    }
    let rows = sums.into_iter().filter(|(_, (net, vat))| !net.is_zero() || !vat.is_zero()).map(
        |((at, to, what, rate), (net, vat))| ReportedRow {
            period: periods.get(at).map(|period| period.french()).unwrap_or_default(),
            to,
            what,
            rate: BasisPoints(-rate),
            net,
            vat,
        },
    );
    Ok(Reported {
        span: span.french(),
        rows: rows.collect(),
        sentence: format!("{SENTENCE}{}", of_elsewhere(&elsewhere)),
    })
}

const SENTENCE: &str = "Ventes aux particuliers et à l’étranger, et leurs encaissements. Les petites entreprises les transmettent à partir du 1er septembre 2027, par leur plateforme (CGI art. 290 et 290 A).";

/// What is said of invoices that another program issued; nothing where there are none.
fn of_elsewhere(numbers: &[String]) -> String {
    /// Most that are named.
    const NAMED: usize = 5;
    let named = numbers.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = if numbers.len() > NAMED { "…" } else { "" };
    match numbers {
        [] => String::new(),
        [_] => format!(
            " La facture {named}, émise ailleurs, n’y compte que par ses encaissements : sa vente se transmet depuis le logiciel qui l’a émise."
        ),
        [_, _, ..] => format!(
            " Les factures émises ailleurs ({named}{more}) n’y comptent que par leurs encaissements : leurs ventes se transmettent depuis le logiciel qui les a émises."
        ),
    }
}

pub(super) fn paper(ask: &Ask, span: Span) -> Result<BookPaper> {
    let reported = of_span(ask, span)?;
    let rows = reported.rows.iter().map(|row| {
        vec![
            BookCell::text(&row.period),
            BookCell::text(match row.to {
                ReportedTo::Consumers => "Particuliers",
                ReportedTo::Abroad => "Étranger",
            }),
            BookCell::text(match row.what {
                ReportedWhat::Sales => "Ventes",
                ReportedWhat::Receipts => "Encaissements",
            }),
            BookCell::Text(percent(row.rate)),
            BookCell::Amount(row.net),
            BookCell::Amount(row.vat),
        ]
    });
    Ok(BookPaper {
        heading: "E-reporting".to_owned(),
        span: reported.span.clone(),
        made_on: ask.today,
        columns: vec![
            ("Période", false),
            ("Clients", false),
            ("Quoi", false),
            ("Taux", true),
            ("Hors taxe", true),
            ("TVA", true),
        ],
        wide: 1,
        rows: rows.collect(),
        sums: Vec::new(),
        notes: vec![("À savoir".to_owned(), reported.sentence)],
    })
}
