//! Tables of contacts: any separator, headers in French, English or German (Outlook, Google, Thunderbird, plain
//! lists), and where a header says nothing, what stands below it.

use crate::contacts::cells::{Record, records};
use crate::contacts::columns::{
    Column, guess, is_email, is_phone, is_postcode, is_siret, named, names, settle,
};
use crate::contacts::found::{Found, ImportColumn, RefusedLine};
use crate::contacts::holds::{Group, Holds};
use journey::contact::Address;

/// A table as read.
pub struct Table {
    pub separator: u8,
    pub columns: Vec<ImportColumn>,
    pub found: Vec<Found>,
    pub refused: Vec<RefusedLine>,
    /// It goes on beyond what was read.
    pub cut: bool,
}

/// Most rows that are read.
pub const MOST_ROWS: usize = 6_000;

/// A quote that is never closed swallows the rest of the file: no contact has that many lines.
const MOST_CELL_LINES: usize = 60;

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
    let records = records(body, separator, MOST_ROWS + 1);
    let cut = records.len() > MOST_ROWS;
    let (head, rows) = records.split_first()?;
    let mut columns = named(&head.cells);
    let is_data =
        |row: &Record| row.cells.iter().any(|c| is_email(c) || is_siret(c) || is_postcode(c) || is_phone(c));
    let known = columns.iter().any(Option::is_some);
    let has_header = if known {
        !head.cells.iter().any(|c| is_email(c))
    } else {
        !is_data(head) && rows.iter().any(is_data)
    };
    let rows = if has_header { rows } else { &records };
    if !has_header {
        columns.fill(None);
    }
    guess(&mut columns, rows);
    if !columns.iter().flatten().any(|(_, holds)| names(*holds) || *holds == Holds::Email)
        || (columns.len() < 2 && !has_header)
    {
        return None;
    }
    settle(&mut columns);
    let mut table = Table {
        separator,
        columns: head
            .cells
            .iter()
            .enumerate()
            .map(|(i, cell)| ImportColumn {
                header: if has_header { cell.trim().to_owned() } else { format!("Colonne {}", i + 1) },
                read_as: columns
                    .get(i)
                    .copied()
                    .flatten()
                    .map(|(_, h)| h.french().to_owned())
                    .unwrap_or_default(),
            })
            .collect(),
        found: Vec::new(),
        refused: Vec::new(),
        cut,
    };
    for row in rows {
        let line = row.line + skipped;
        if row.cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if row.cells.iter().any(|c| c.lines().count() > MOST_CELL_LINES) {
            table.refused.push(RefusedLine {
                line,
                text: shown(&row.cells),
                reason:
                    "Un guillemet ouvert sur cette ligne n’est jamais fermé : tout ce qui suit est illisible."
                        .into(),
            });
        } else {
            table.found.push(contact(&columns, &row.cells, line));
        }
    }
    Some(table)
}

fn contact(columns: &[Column], cells: &[String], line: i64) -> Found {
    let mut found = Found { line, ended: true, ..Found::default() };
    let filled: Vec<(Group, Holds, &str)> = columns
        .iter()
        .zip(cells)
        .filter_map(|(column, cell)| column.map(|(group, holds)| (group, holds, cell.trim())))
        .filter(|(_, _, cell)| !cell.is_empty())
        .collect();
    let all = |wanted: Holds| {
        let mut of: Vec<(Group, &str)> =
            filled.iter().filter(|(_, h, _)| *h == wanted).map(|(g, _, c)| (*g, *c)).collect();
        of.sort_by_key(|(group, _)| *group);
        of.into_iter().map(|(_, cell)| cell.to_owned()).collect::<Vec<_>>()
    };
    let one = |wanted: Holds| all(wanted).into_iter().next().unwrap_or_default();
    let whole = [one(Holds::First), one(Holds::Last)].join(" ").trim().to_owned();
    let display = one(Holds::Display);
    found.person = if whole.is_empty() { display } else { whole };
    found.nickname = one(Holds::Nickname);
    found.organisation = one(Holds::Organisation);
    found.contact = one(Holds::Contact);
    // Google joins several values of one kind in a cell.
    let split = |cells: Vec<String>| {
        cells
            .iter()
            .flat_map(|c| c.split(":::"))
            .map(|c| c.trim().to_owned())
            .filter(|c| !c.is_empty())
            .collect()
    };
    found.emails = split(all(Holds::Email));
    found.phones = split(all(Holds::Phone));
    found.siret = one(Holds::Siret);
    found.vat_number = one(Holds::Vat);
    for cell in all(Holds::Title) {
        found.add("Fonction", cell);
    }
    for cell in all(Holds::Note) {
        found.add("Note", cell);
    }
    let addresses = [Group::Work, Group::Plain, Group::Home, Group::Other].map(|group| {
        let part = |wanted: Holds| {
            let parts: Vec<&str> =
                filled.iter().filter(|(g, h, _)| *g == group && *h == wanted).map(|(_, _, c)| *c).collect();
            parts.join(", ")
        };
        Address {
            street: part(Holds::Street),
            extra: part(Holds::Extra),
            postcode: part(Holds::Postcode),
            city: part(Holds::City),
            country: part(Holds::Country),
        }
    });
    found.address = addresses
        .iter()
        .find(|a| !a.street.is_empty() || !a.city.is_empty())
        .or_else(|| addresses.iter().find(|a| **a != Address::default()))
        .cloned()
        .unwrap_or_default();
    found
}

fn shown(cells: &[String]) -> String {
    cells.join(" ").chars().filter(|c| !c.is_control()).take(60).collect()
}

/// How well a separator suits: known headers first, then how many rows have as many cells as the first one.
fn fitness(text: &str, separator: u8) -> (usize, usize, usize) {
    let rows = records(text, separator, 40);
    let Some(head) = rows.first() else { return (0, 0, 0) };
    let width = head.cells.len();
    if width < 2 {
        return (named(&head.cells).iter().flatten().count().min(1), 0, 0);
    }
    let known = named(&head.cells).iter().flatten().count();
    (known, rows.iter().filter(|r| r.cells.len() == width).count(), width)
}
