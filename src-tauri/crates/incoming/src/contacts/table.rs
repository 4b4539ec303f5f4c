//! Tables of contacts: any separator, headers in French, English or German (Outlook, Google, Thunderbird, plain
//! lists), and where a header says nothing, what stands below it.

use crate::contacts::cells::{Record, records};
use crate::contacts::columns::{Known, count, guess, is_phone, is_postcode, is_siret, named, names, settle};
use crate::contacts::found::{Found, ImportColumn, RefusedLine};
use crate::contacts::holds::Holds;
use crate::contacts::reach::is_email;
use crate::contacts::row::{Sheet, contact};

/// A table as read.
pub struct Table {
    pub separator: u8,
    pub columns: Vec<ImportColumn>,
    pub found: Vec<Found>,
    pub refused: Vec<RefusedLine>,
    /// It goes on beyond what was read.
    pub cut: bool,
    /// The line of its header where it is not the first, and what stands above.
    pub below: Option<(i64, String)>,
}

/// Most rows that are read.
pub const MOST_ROWS: usize = 6_000;

/// A quote that is never closed swallows the rest of the file: no contact has that many lines.
const MOST_CELL_LINES: usize = 60;

/// How far below its title a header is looked for.
const TITLES: usize = 15;

/// Reads a table; `None` when nothing in it looks like contacts.
#[must_use]
pub fn read(text: &str) -> Option<Table> {
    // One ending for all, so that lines are counted as an editor counts them.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // Excel writes its separator on a first line of its own.
    let (told, body, skipped) = match text.split_once('\n') {
        Some((first, rest))
            if first.trim_end().len() == 5 && first.to_ascii_lowercase().starts_with("sep=") =>
        {
            (first.as_bytes().get(4).copied(), rest, 1)
        }
        _ => (None, text.as_str(), 0),
    };
    let candidates = told.map_or_else(|| vec![b',', b';', b'\t', b'|'], |one| vec![one]);
    let (separator, _) = candidates
        .into_iter()
        .map(|separator| (separator, fitness(body, separator)))
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let records = records(body, separator, MOST_ROWS + TITLES);
    let at = header(&records);
    let (above, below) = records.split_at_checked(at)?;
    let (head, rows) = below.split_first()?;
    let cut = rows.len() > MOST_ROWS;
    let mut columns = named(&head.cells);
    let is_data =
        |row: &Record| row.cells.iter().any(|c| is_email(c) || is_siret(c) || is_postcode(c) || is_phone(c));
    let has_header = if columns.iter().any(|known| *known != Known::Unknown) {
        !head.cells.iter().any(|c| is_email(c))
    } else {
        !is_data(head) && rows.iter().any(is_data)
    };
    let rows = if has_header { rows } else { &records };
    if !has_header {
        columns.fill(Known::Unknown);
    }
    guess(&mut columns, rows);
    let tells = |holds: Holds| names(holds) || holds == Holds::Email;
    if !columns.iter().filter_map(|known| known.column()).any(|column| tells(column.holds))
        || (columns.len() < 2 && !has_header)
    {
        return None;
    }
    settle(&mut columns);
    let titled = |i: usize| match head.cells.get(i).map(|cell| cell.trim()) {
        Some(title) if has_header && !title.is_empty() => title.to_owned(),
        _ => format!("Colonne {}", i + 1),
    };
    let sheet = Sheet::new((0..columns.len()).map(titled).collect(), columns, rows);
    let said: Vec<String> =
        above.iter().map(|row| shown(&row.cells)).filter(|text| !text.is_empty()).collect();
    let mut table = Table {
        separator,
        columns: sheet
            .titles
            .iter()
            .zip(&sheet.columns)
            .take(head.cells.len())
            .map(|(title, known)| ImportColumn {
                header: title.clone(),
                read_as: known.column().map(|column| column.holds.french().to_owned()).unwrap_or_default(),
            })
            .collect(),
        found: Vec::new(),
        refused: Vec::new(),
        cut,
        below: (at > 0).then(|| (head.line + skipped, said.join(" · "))),
    };
    let repeated = has_header.then_some(&head.cells);
    for row in rows.iter().filter(|row| row.cells.iter().any(|c| !c.trim().is_empty())) {
        match refused(row, repeated) {
            Some(reason) => table.refused.push(RefusedLine {
                line: row.line + skipped,
                text: shown(&row.cells),
                reason: reason.to_owned(),
            }),
            None => table.found.push(contact(&sheet, &row.cells, row.line + skipped)),
        }
    }
    Some(table)
}

/// Why a row is no contact.
fn refused(row: &Record, head: Option<&Vec<String>>) -> Option<&'static str> {
    if row.cells.iter().any(|c| c.lines().count() > MOST_CELL_LINES) {
        return Some(
            "Un guillemet ouvert sur cette ligne n’est jamais fermé : tout ce qui suit est illisible.",
        );
    }
    (head == Some(&row.cells)).then_some("Cette ligne répète l’en-tête du tableau.")
}

/// Where the header stands: on the first line, or below a title where a later line says more of its columns.
fn header(records: &[Record]) -> usize {
    let said = |row: &Record| {
        let data = row.cells.iter().any(|c| is_email(c) || is_siret(c) || is_phone(c));
        if data { 0 } else { count(&named(&row.cells)) }
    };
    let mut best = (0, records.first().map_or(0, said));
    for (i, row) in records.iter().enumerate().take(TITLES).skip(1) {
        let found = said(row);
        // A title may hold a word or two that a header would.
        if found > best.1 && found > 1 && best.1 < 3 {
            best = (i, found);
        }
    }
    best.0
}

fn shown(cells: &[String]) -> String {
    let filled: Vec<&str> = cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    filled.join(" ").chars().filter(|c| !c.is_control()).take(60).collect()
}

/// How well a separator suits: known headers first, then how many rows have as many cells as the header.
fn fitness(text: &str, separator: u8) -> (usize, usize, usize) {
    let rows = records(text, separator, 40);
    let Some(head) = rows.get(header(&rows)) else { return (0, 0, 0) };
    let width = head.cells.len();
    let known = count(&named(&head.cells));
    if width < 2 {
        return (known.min(1), 0, 0);
    }
    (known, rows.iter().filter(|r| r.cells.len() == width).count(), width)
}
