//! The receipts book of a span of days.

use crate::accounting::span::OfSpan;
use books::act::Ask;
use books::error::Result;
use documents::paper::book::{BookCell, BookPaper};
use journey::accounting::span::Span;
use journey::accounting::takings::{Taking, TakingKind, TakingTotals, summed};
use journey::payment::PaymentMethod;
use records::takings::takings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::words::capital;

/// A line of the receipts book.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TakingRow {
    pub on: String,
    /// « R-0012 »: running, in the order in which receipts were noted.
    pub voucher: String,
    pub kind: TakingKind,
    pub number: String,
    pub client: String,
    pub nature: String,
    /// Gross, in cents; below zero for what went out.
    pub amount: Cents,
    pub fee: Cents,
    pub method: Option<PaymentMethod>,
    pub reference: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceiptsBook {
    pub from: String,
    pub to: String,
    /// « 4e trimestre 2026 »
    pub span: String,
    /// In order of days.
    pub rows: Vec<TakingRow>,
    pub totals: TakingTotals,
}

pub fn receipts_book(ask: &Ask, payload: OfSpan) -> Result<ReceiptsBook> {
    let span = payload.read(ask)?;
    let lines = takings(ask, span)?;
    let totals = summed(&lines);
    let rows = lines.into_iter().map(|line| TakingRow {
        on: line.on.to_string(),
        voucher: line.voucher,
        kind: line.kind,
        number: line.number,
        client: line.client,
        nature: line.nature,
        amount: line.amount,
        fee: line.fee,
        method: line.method,
        reference: line.reference,
    });
    Ok(ReceiptsBook {
        from: span.from.to_string(),
        to: span.to.to_string(),
        span: span.french(),
        rows: rows.collect(),
        totals,
    })
}

/// Its sheet: cash in a column of its own (C. com. L123-28).
pub(super) fn paper(ask: &Ask, span: Span) -> Result<BookPaper> {
    let lines = takings(ask, span)?;
    let totals = summed(&lines);
    let mut sums =
        vec![("En espèces".to_owned(), totals.cash), ("Par tout autre moyen".to_owned(), totals.other)];
    for (label, amount) in
        [("Dont intérêts et indemnités de retard", totals.charges), ("Dont frais retenus", totals.fees)]
    {
        if !amount.is_zero() {
            sums.push((label.to_owned(), amount));
        }
    }
    sums.push(("Recettes de la période".to_owned(), totals.whole));
    Ok(BookPaper {
        heading: "Livre des recettes".to_owned(),
        span: span.french(),
        made_on: ask.today,
        columns: vec![
            ("Date", false),
            ("Pièce", false),
            ("Facture", false),
            ("Client et nature", false),
            ("Moyen", false),
            ("Espèces", true),
            ("Autres moyens", true),
        ],
        wide: 3,
        rows: lines.iter().map(printed).collect(),
        sums,
        notes: vec![(
            "Pièces".to_owned(),
            "Chaque pièce est numérotée dans l’ordre où elle a été notée : R pour un paiement ou un remboursement, P pour des pénalités, A pour un mois repris d’un autre outil.".to_owned(),
        )],
    })
}

fn printed(line: &Taking) -> Vec<BookCell> {
    let who = if line.client.is_empty() {
        line.nature.clone()
    } else {
        format!("{}\n{}", line.client, line.nature)
    };
    let (cash, other) = if line.is_cash() { (line.amount, Cents::ZERO) } else { (Cents::ZERO, line.amount) };
    vec![
        BookCell::Day(line.on),
        BookCell::text(&line.voucher),
        BookCell::Text(first_of(&line.number)),
        BookCell::Text(who),
        BookCell::Text(means(line)),
        BookCell::some(cash),
        BookCell::some(other),
    ]
}

/// « F-2026-0035 +1 »: the first number, and how many stand beside it.
fn first_of(numbers: &str) -> String {
    match numbers.split_once(", ") {
        Some((first, others)) => format!("{first} +{}", others.split(", ").count()),
        None => numbers.to_owned(),
    }
}

/// « Virement », « Espèces »; nothing where none is known.
pub(super) fn means(line: &Taking) -> String {
    let said = line.method.map_or("", PaymentMethod::french);
    capital(said.trim_start_matches("par ").trim_start_matches("en "))
}

/// As a spreadsheet reads it: every fact in a column of its own.
pub(super) fn table(ask: &Ask, span: Span) -> Result<BookPaper> {
    let lines = takings(ask, span)?;
    let rows = lines.iter().map(|line| {
        vec![
            BookCell::Day(line.on),
            BookCell::text(&line.voucher),
            BookCell::text(&line.number),
            BookCell::text(&line.client),
            BookCell::text(&line.nature),
            BookCell::Text(means(line)),
            BookCell::text(if line.is_cash() { "oui" } else { "non" }),
            BookCell::text(&line.reference),
            BookCell::Amount(line.amount),
            BookCell::Amount(line.fee),
        ]
    });
    Ok(BookPaper {
        columns: vec![
            ("Date", false),
            ("Pièce", false),
            ("Facture", false),
            ("Client", false),
            ("Nature", false),
            ("Moyen", false),
            ("Espèces", false),
            ("Référence", false),
            ("Montant", true),
            ("Frais retenus", true),
        ],
        rows: rows.collect(),
        ..paper(ask, span)?
    })
}
