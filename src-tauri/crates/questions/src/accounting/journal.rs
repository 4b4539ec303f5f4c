//! The sales journal, and the entries of sales and money received in the format of the FEC.

use crate::accounting::span::OfSpan;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::book::{BookCell, BookPaper};
use journey::accounting::entry::{
    Entry, EntryClient, EntryJournal, MoneyKind, MoneyMove, SoldPaper, moved, sold,
};
use journey::accounting::fec::{NumberedEntry, fec, numbered};
use journey::accounting::life::Moved;
use journey::accounting::span::Span;
use journey::accounting::turn::{VatTurn, earned, turned};
use journey::invoice::InvoiceKind;
use journey::payment::PaymentMethod;
use journey::sale::due::Due;
use records::accounting::{BookedInvoice, booked, choices, deducted_deposits};
use records::money_moves::money_moves;
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;
use values::words::capital;

/// An invoice or a credit note of the sales journal; amounts of a note are below zero.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SalesRow {
    pub invoice: i64,
    /// The paper.
    pub document: i64,
    pub on: String,
    pub number: String,
    pub kind: InvoiceKind,
    pub client: String,
    pub net: Cents,
    pub vat: Cents,
    pub gross: Cents,
    /// Its entry, for the accountant.
    pub lines: Vec<SalesLine>,
}

/// One side of an account.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SalesLine {
    pub account: String,
    pub name: String,
    pub debit: Cents,
    pub credit: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SalesJournal {
    pub from: String,
    pub to: String,
    pub span: String,
    pub rows: Vec<SalesRow>,
    pub net: Cents,
    pub vat: Cents,
    pub gross: Cents,
}

pub fn sales_journal(ask: &Ask, payload: OfSpan) -> Result<SalesJournal> {
    of_span(ask, payload.read(ask)?)
}

fn of_span(ask: &Ask, span: Span) -> Result<SalesJournal> {
    let chosen = choices(ask)?;
    let papers = booked(ask)?;
    let entries = sales(ask, &papers)?;
    let within = papers.iter().zip(entries).filter(|(paper, _)| span.holds(paper.issued_on));
    let rows: Vec<SalesRow> = within
        .filter_map(|(paper, entry)| {
            let sign = |amount: Cents| if paper.credits.is_some() { -amount } else { amount };
            Some(SalesRow {
                invoice: paper.id,
                document: paper.document,
                on: paper.issued_on.to_string(),
                number: paper.number.clone(),
                kind: paper.kind,
                client: paper.client_name.clone(),
                net: sign(paper.net),
                vat: sign(paper.vat),
                gross: sign(paper.gross),
                lines: entry?
                    .lines
                    .iter()
                    .map(|line| SalesLine {
                        account: chosen.account(line.account).to_owned(),
                        name: line.account.usual().1.to_owned(),
                        debit: line.debit,
                        credit: line.credit,
                    })
                    .collect(),
            })
        })
        .collect();
    let sum = |amount: fn(&SalesRow) -> Cents| rows.iter().map(amount).sum();
    Ok(SalesJournal {
        from: span.from.to_string(),
        to: span.to.to_string(),
        span: span.french(),
        net: sum(|row| row.net),
        vat: sum(|row| row.vat),
        gross: sum(|row| row.gross),
        rows,
    })
}

/// The entry of each paper; none of what was booked where it was issued.
fn sales(ask: &Ask, papers: &[BookedInvoice]) -> Result<Vec<Option<Entry>>> {
    let main = settings::identity(ask)?.map(|one| one.activity).unwrap_or_default();
    let deducted = deducted_deposits(ask)?;
    let known: BTreeMap<i64, &BookedInvoice> = papers.iter().map(|paper| (paper.id, paper)).collect();
    let mut taken: BTreeMap<i64, Cents> = BTreeMap::new();
    let entries = papers.iter().map(|paper| {
        let of = paper.credits.and_then(|of| known.get(&of).copied()).unwrap_or(paper);
        let about = of.kind;
        if about == InvoiceKind::Elsewhere {
            return None;
        }
        let deducts = if paper.credits.is_some() {
            // Once nothing is left of an invoice, its deposits are owed again: another will deduct them.
            let taken = taken.entry(of.id).or_default();
            *taken += paper.gross;
            *taken == of.gross
        } else {
            true
        };
        let deducted = deducted.get(&of.id).filter(|_| deducts);
        Some(sold(&SoldPaper {
            number: &paper.number,
            issued_on: paper.issued_on,
            client: client_of(paper),
            label: capital(&format!("{} {}, {}", paper.kind.french(), paper.number, paper.client_name)),
            gross: paper.gross,
            portions: &paper.life.portions,
            deducted: deducted.map_or(&[], Vec::as_slice),
            worked: &of.life.portions,
            is_deposit: about == InvoiceKind::Deposit,
            is_note: paper.credits.is_some(),
            main,
        }))
    });
    Ok(entries.collect())
}

fn client_of(paper: &BookedInvoice) -> EntryClient {
    EntryClient { id: paper.client, name: paper.client_name.clone() }
}

/// VAT that turns due or is lost, invoice by invoice and day by day.
fn vat_turns(papers: &[BookedInvoice]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for paper in papers.iter().filter(|paper| paper.credits.is_none()) {
        let mut days: BTreeMap<NaiveDate, VatTurn> = BTreeMap::new();
        for one in paper.life.fallen_due().iter().filter(|one| one.due == Due::Receipt) {
            days.entry(one.on).or_default().due += one.vat;
        }
        for one in paper.life.lost() {
            days.entry(one.on).or_default().lost += one.vat;
        }
        for one in paper.life.given_up() {
            days.entry(one.on).or_default().given_up += one.vat;
        }
        for one in paper.life.had_back() {
            days.entry(one.on).or_default().had_back += one.vat;
        }
        entries.extend(
            days.into_iter().filter_map(|(on, turn)| turned(on, &paper.number, &client_of(paper), turn)),
        );
    }
    entries
}

/// Turnover as it is received, for books that count receipts.
fn receipts(papers: &[BookedInvoice], money: &[MoneyMove]) -> Vec<Entry> {
    let mut methods: BTreeMap<(NaiveDate, i64), Vec<PaymentMethod>> = BTreeMap::new();
    for one in money.iter().filter(|one| one.kind == MoneyKind::Received) {
        let known = methods.entry((one.on, one.client.id)).or_default();
        if !known.contains(&one.method) {
            known.push(one.method);
        }
    }
    let mut entries = Vec::new();
    for paper in papers.iter().filter(|paper| paper.credits.is_none()) {
        let mut days: BTreeMap<NaiveDate, Vec<Moved>> = BTreeMap::new();
        for one in paper.life.received() {
            days.entry(one.on).or_default().push(one);
        }
        for (on, parts) in days {
            let how = methods.get(&(on, paper.client)).cloned().unwrap_or_default();
            entries.extend(earned(on, &paper.number, &client_of(paper), &parts, how));
        }
    }
    entries
}

/// Every entry of a span, numbered in its year. Of books that count receipts, invoices themselves bear none.
pub(super) fn entries(ask: &Ask, span: Span, of_receipts: bool) -> Result<Vec<NumberedEntry>> {
    let papers = booked(ask)?;
    let money = money_moves(ask, span.to)?;
    let mut all = Vec::new();
    if of_receipts {
        all.extend(receipts(&papers, &money));
        let claims = |one: &&MoneyMove| matches!(one.kind, MoneyKind::Lost | MoneyKind::GivenUp);
        all.extend(money.iter().filter(|one| !claims(one)).map(moved));
    } else {
        all.extend(sales(ask, &papers)?.into_iter().flatten());
        all.extend(vat_turns(&papers));
        all.extend(money.iter().map(moved));
    }
    all.retain(|entry| !entry.lines.is_empty());
    Ok(numbered(all, span))
}

/// The file for the accountant's import.
pub(super) fn file(ask: &Ask, span: Span, of_receipts: bool) -> Result<String> {
    Ok(fec(&entries(ask, span, of_receipts)?, &choices(ask)?, of_receipts))
}

pub(super) fn paper(ask: &Ask, span: Span) -> Result<BookPaper> {
    let journal = of_span(ask, span)?;
    Ok(BookPaper {
        heading: "Journal des ventes".to_owned(),
        span: journal.span,
        made_on: ask.today,
        columns: vec![
            ("Date", false),
            ("Pièce", false),
            ("Client", false),
            ("Hors taxe", true),
            ("TVA", true),
            ("Toutes taxes", true),
        ],
        wide: 2,
        rows: journal
            .rows
            .iter()
            .map(|row| {
                vec![
                    day(&row.on),
                    BookCell::text(&row.number),
                    BookCell::Text(format!("{}\n{}", row.client, capital(row.kind.french()))),
                    BookCell::Amount(row.net),
                    BookCell::Amount(row.vat),
                    BookCell::Amount(row.gross),
                ]
            })
            .collect(),
        sums: vec![
            ("Hors taxe".to_owned(), journal.net),
            ("TVA facturée".to_owned(), journal.vat),
            ("Ventes de la période".to_owned(), journal.gross),
        ],
        notes: Vec::new(),
    })
}

fn day(iso: &str) -> BookCell {
    iso.parse().map_or_else(|_| BookCell::text(iso), BookCell::Day)
}

/// As a spreadsheet reads it: a line for each side of each entry.
pub(super) fn table(ask: &Ask, span: Span) -> Result<BookPaper> {
    let journal = of_span(ask, span)?;
    let rows = journal.rows.iter().flat_map(|row| {
        row.lines.iter().map(|line| {
            vec![
                BookCell::text(EntryJournal::Sales.named().0),
                day(&row.on),
                BookCell::text(&row.number),
                BookCell::text(row.kind.french()),
                BookCell::text(&row.client),
                BookCell::text(&line.account),
                BookCell::text(&line.name),
                BookCell::Amount(line.debit),
                BookCell::Amount(line.credit),
            ]
        })
    });
    Ok(BookPaper {
        columns: vec![
            ("Journal", false),
            ("Date", false),
            ("Pièce", false),
            ("Nature", false),
            ("Client", false),
            ("Compte", false),
            ("Libellé du compte", false),
            ("Débit", true),
            ("Crédit", true),
        ],
        rows: rows.collect(),
        ..paper(ask, span)?
    })
}
