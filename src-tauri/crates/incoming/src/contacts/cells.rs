//! The cells of a table, whatever stands between them.

use crate::contacts::columns::named;

pub struct Record {
    pub line: i64,
    pub cells: Vec<String>,
}

pub fn records(text: &str, separator: u8, most: usize) -> Vec<Record> {
    ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .take(most)
        .filter_map(Result::ok)
        .map(|record| Record {
            line: record.position().and_then(|p| i64::try_from(p.line()).ok()).unwrap_or_default(),
            cells: record.iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// How well a separator suits: known headers first, then how many rows have as many cells as the first one.
pub fn fitness(text: &str, separator: u8) -> (usize, usize, usize) {
    let rows = records(text, separator, 40);
    let Some(head) = rows.first() else { return (0, 0, 0) };
    let width = head.cells.len();
    if width < 2 {
        return (named(&head.cells).iter().flatten().count().min(1), 0, 0);
    }
    let known = named(&head.cells).iter().flatten().count();
    (known, rows.iter().filter(|r| r.cells.len() == width).count(), width)
}
