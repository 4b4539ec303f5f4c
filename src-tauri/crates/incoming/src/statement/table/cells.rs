//! The cells of a bank’s table, its separator, and where its header stands.

use crate::charset;
use crate::statement::amount::{Point, amount};
use crate::statement::days::written;
use crate::statement::fault;
use crate::statement::found::MOST_LINES;
use crate::statement::place::Place;
use crate::statement::table::columns::{CsvHolds, holds, title};
use values::refusal::Refusal;

/// A row, and its line.
#[derive(Clone, Debug)]
pub struct Row {
    /// Counted from 1.
    pub line: i64,
    pub cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map(|cell| cell.trim()).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Where a cell begins, near enough to find it: the cells before it and what separates them.
    pub fn place(&self, at: usize) -> Place {
        let before: usize = self.cells.iter().take(at).map(|cell| cell.chars().count() + 1).sum();
        Place::new(self.line, before + 1)
    }
}

/// How far below the top a header is looked for.
const HEAD: usize = 30;
/// A quote that is never closed swallows the rest of a file: no cell of a bank has that many lines.
const MOST_CELL_LINES: usize = 30;
/// Longest title of a column, in bytes.
const LONGEST_TITLE: usize = 60;
/// Most cells of a row.
const MOST_CELLS: usize = 100;

/// All rows of a table.
pub fn rows(text: &str, separator: u8) -> Result<Vec<Row>, Refusal> {
    let rows = read(text, separator, MOST_LINES + HEAD + 1);
    for row in &rows {
        if row.cells.iter().any(|cell| is_swallowed(cell)) {
            let place = Place::new(row.line, 1);
            return Err(fault::broken(place, "un guillemet ouvert sur cette ligne n’est jamais fermé"));
        }
        if row.cells.len() > MOST_CELLS {
            let place = Place::new(row.line, 1);
            return Err(fault::broken(place, &format!("cette ligne compte plus de {MOST_CELLS} colonnes")));
        }
    }
    Ok(rows)
}

fn is_swallowed(cell: &str) -> bool {
    cell.len() > MOST_CELL_LINES && cell.contains('\n') && cell.lines().count() > MOST_CELL_LINES
}

/// Rows up to `most`, and none behind one that has too many cells.
fn read(text: &str, separator: u8, most: usize) -> Vec<Row> {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().take(most).filter_map(Result::ok) {
        let line = record.position().and_then(|place| i64::try_from(place.line()).ok()).unwrap_or(1);
        rows.push(Row { line, cells: record.iter().take(MOST_CELLS + 1).map(plain).collect() });
        if record.len() > MOST_CELLS {
            break;
        }
    }
    rows
}

/// `="0201900016400270"` is how a spreadsheet is told to keep figures as they are.
fn plain(cell: &str) -> String {
    let inside = cell.trim();
    if let Some(formula) = inside.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return formula.to_owned();
    }
    if cell.is_ascii() {
        return cell.to_owned();
    }
    charset::once(cell).unwrap_or_else(|| cell.to_owned())
}

/// What separates the cells: what makes the header that says the most, else the most regular rows.
#[must_use]
pub fn separator(text: &str) -> u8 {
    let fitness = |separator: &u8| {
        let rows = read(text, *separator, HEAD + 20);
        let known = header(&rows).and_then(|at| rows.get(at)).map_or(0, |row| titles(row).len());
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let regular = rows.iter().filter(|row| row.cells.len() == width && width > 1).count();
        (known, is_lcl(&rows), regular)
    };
    [b'\t', b'|', b',', b';'].into_iter().max_by_key(fitness).unwrap_or(b';')
}

/// The row that says what the columns hold: at least a day and an amount.
#[must_use]
pub fn header(rows: &[Row]) -> Option<usize> {
    let mut best = (1, None);
    for (at, row) in rows.iter().enumerate().take(HEAD) {
        let found = titles(row);
        let any = |wanted: &[CsvHolds]| found.iter().any(|one| wanted.contains(one));
        let money = any(&[CsvHolds::Day, CsvHolds::OtherDay, CsvHolds::ValueDay])
            && any(&[CsvHolds::Amount, CsvHolds::Debit, CsvHolds::Credit]);
        if money && found.len() > best.0 {
            best = (found.len(), Some(at));
        }
    }
    best.1
}

/// What its cells hold that are known titles.
fn titles(row: &Row) -> Vec<CsvHolds> {
    let short = row.cells.iter().filter(|cell| cell.len() <= LONGEST_TITLE);
    short.filter_map(|cell| holds(&title(cell))).map(|(holds, _)| holds).collect()
}

/// A row of LCL, whose tables have no header: a day, an amount, and what it is.
#[must_use]
pub fn is_lcl(rows: &[Row]) -> bool {
    let first = rows.iter().find(|row| !row.is_empty());
    let fits = |row: &Row| {
        (5..=9).contains(&row.cells.len())
            && written(row.cell(0)).is_some()
            && amount(row.cell(1), Point::Unknown).is_some()
            && amount(row.cell(4), Point::Unknown).is_none()
    };
    first.is_some_and(fits)
}
