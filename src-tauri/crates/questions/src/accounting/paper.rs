//! A book as a file: a PDF to keep, or a table for a spreadsheet.

use crate::accounting::span::OfSpan;
use crate::accounting::{journal, receipts, reporting, urssaf, vat};
use books::act::Ask;
use books::entry::{Paper, paper};
use books::error::Result;
use documents::paper::book::{BookCell, BookPaper, book_sheet};
use records::document::print;
use records::settings;
use records::table::{Cell, written};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// A book that can be written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BookKind {
    /// « Livre des recettes »
    Receipts,
    Vat,
    Urssaf,
    SalesJournal,
    /// Entries of sales and of money received, in the format of the FEC.
    Entries,
    /// The same for books that count receipts, with the settlement in columns 19 to 22.
    ReceiptEntries,
    /// Sales to consumers and abroad, and what was received of them.
    EReporting,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BookFormat {
    #[default]
    Pdf,
    Csv,
    /// Of entries, the one there is.
    Fec,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BookOf {
    pub book: BookKind,
    #[serde(default)]
    pub format: BookFormat,
    /// As typed; the first of January if empty.
    #[serde(default)]
    pub from: String,
    /// As typed; today if empty.
    #[serde(default)]
    pub to: String,
}

/// The bytes of a book; the same books and day give the same.
pub fn book_paper(ask: &Ask, payload: BookOf) -> Result<Paper> {
    let span = OfSpan { from: payload.from, to: payload.to }.read(ask)?;
    let name = |name: &str, end: &str| format!("{name}-{}-{}.{end}", span.from, span.to);
    let (stem, book) = match payload.book {
        BookKind::Receipts if payload.format == BookFormat::Csv => {
            ("livre-des-recettes", receipts::table(ask, span)?)
        }
        BookKind::Receipts => ("livre-des-recettes", receipts::paper(ask, span)?),
        BookKind::Vat => ("tva", vat::paper(ask, span)?),
        BookKind::EReporting => ("e-reporting", reporting::paper(ask, span)?),
        BookKind::Urssaf => ("urssaf", urssaf::paper(ask, span)?),
        BookKind::SalesJournal if payload.format == BookFormat::Csv => {
            ("journal-des-ventes", journal::table(ask, span)?)
        }
        BookKind::SalesJournal => ("journal-des-ventes", journal::paper(ask, span)?),
        BookKind::Entries | BookKind::ReceiptEntries => {
            let of_receipts = payload.book == BookKind::ReceiptEntries;
            let stem = if of_receipts { "ecritures-encaissements" } else { "ecritures-ventes-encaissements" };
            let file = journal::file(ask, span, of_receipts)?;
            return Ok(paper(name(stem, "txt"), "text/plain", file.as_bytes()));
        }
    };
    Ok(match payload.format {
        BookFormat::Pdf => {
            let sheet = book_sheet(&book, &settings::the_seller(ask)?);
            paper(name(stem, "pdf"), "application/pdf", &print(&sheet, None)?)
        }
        BookFormat::Csv => paper(name(stem, "csv"), "text/csv", &csv(&book)),
        BookFormat::Fec => {
            return Err(Refusal::at("format", "Ce livre s’enregistre en PDF ou en tableau.").into());
        }
    })
}

fn csv(book: &BookPaper) -> Vec<u8> {
    let header: Vec<&str> = book.columns.iter().map(|(title, _)| *title).collect();
    written(&header, book.rows.iter().map(|row| row.iter().map(cell).collect()))
}

fn cell(cell: &BookCell) -> Cell {
    match cell {
        BookCell::Text(text) => Cell::text(&text.replace('\n', " · ")),
        BookCell::Whole(number) => Cell::Count(*number),
        BookCell::Day(day) => Cell::day(&day.to_string()),
        BookCell::Amount(amount) => Cell::Amount(*amount),
        BookCell::Empty => Cell::text(""),
    }
}
