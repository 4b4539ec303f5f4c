//! The cells of a table, whatever stands between them.

use crate::charset;

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
            cells: record.iter().map(plain).collect(),
        })
        .collect()
}

/// A cell as it reads: `="0612"` and `'0612` are how spreadsheets are told to keep figures as they are.
fn plain(cell: &str) -> String {
    let inside = cell.trim();
    if let Some(formula) = inside.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return formula.replace("\"\"", "\"");
    }
    if let Some(rest) = inside.strip_prefix('\'')
        && rest.starts_with(|c: char| c.is_ascii_digit() || c == '+')
    {
        return rest.to_owned();
    }
    charset::once(cell).unwrap_or_else(|| cell.to_owned())
}
