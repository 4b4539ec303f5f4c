//! A book of accounts on paper: one table over as many pages as it takes, and what it comes to.

use crate::paper::frame::{blank, plain};
use crate::sheet::{Ledger, LedgerRow, Party, Sheet, Sum, Weight};
use chrono::NaiveDate;
use journey::contact::{Identity, Language};
use values::money::Cents;
use values::words;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookCell {
    Text(String),
    Day(NaiveDate),
    Amount(Cents),
    /// A number without decimals: a count, whole euros.
    Whole(i64),
    /// No amount there.
    Empty,
}

impl BookCell {
    pub fn text(text: &str) -> BookCell {
        BookCell::Text(text.to_owned())
    }

    /// An amount; nothing for zero.
    #[must_use]
    pub fn some(amount: Cents) -> BookCell {
        if amount.is_zero() { BookCell::Empty } else { BookCell::Amount(amount) }
    }

    fn printed(&self) -> String {
        match self {
            BookCell::Text(text) => text.clone(),
            BookCell::Day(day) => day.format("%d/%m/%Y").to_string(),
            BookCell::Amount(amount) => words::euros(*amount),
            BookCell::Whole(number) => words::whole(*number),
            BookCell::Empty => String::new(),
        }
    }
}

/// A book of a span of days, as it is printed and as a spreadsheet reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPaper {
    /// « Livre des recettes »
    pub heading: String,
    /// « novembre 2026 »
    pub span: String,
    pub made_on: NaiveDate,
    /// Titles, and whether figures stand under them.
    pub columns: Vec<(&'static str, bool)>,
    /// The column that takes the width that the others leave.
    pub wide: usize,
    pub rows: Vec<Vec<BookCell>>,
    /// The last is what it comes to.
    pub sums: Vec<(String, Cents)>,
    /// A title and a sentence each.
    pub notes: Vec<(String, String)>,
}

/// The sheet of a book.
#[must_use]
pub fn book_sheet(paper: &BookPaper, seller: &Identity) -> Sheet {
    let last = paper.sums.len().saturating_sub(1);
    let sums = paper.sums.iter().enumerate().map(|(at, (label, amount))| Sum {
        weight: if at == last { Weight::Strong } else { Weight::Plain },
        ..plain(label, *amount)
    });
    let mut notes = paper.notes.clone();
    if paper.rows.is_empty() {
        notes.insert(0, ("Période".to_owned(), "Rien dans cette période.".to_owned()));
    }
    let of_table = |sums: Vec<Sum>| if paper.rows.is_empty() { Vec::new() } else { sums };
    Sheet {
        heading: paper.heading.clone(),
        number: paper.span.clone(),
        issued_on: paper.made_on,
        seller: Party { title: "Entreprise".to_owned(), ..blank(Language::French, seller).seller },
        facts: vec![
            ("Période".to_owned(), paper.span.clone()),
            ("Établi le".to_owned(), words::long_date(paper.made_on)),
        ],
        ledger: Some(Ledger {
            columns: paper.columns.iter().map(|(title, figures)| ((*title).to_owned(), *figures)).collect(),
            wide: paper.wide,
            wraps: true,
            rows: paper
                .rows
                .iter()
                .map(|row| LedgerRow { cells: row.iter().map(BookCell::printed).collect(), strong: false })
                .collect(),
        }),
        sums: of_table(sums.collect()),
        notes,
        ..blank(Language::French, seller)
    }
}
