//! Tables that spreadsheets read as people here set them: semicolons, decimal commas, UTF-8 that says so.
//!
//! Invariant: a text never becomes a formula.

use values::money::Cents;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    Amount(Cents),
    Count(i64),
}

impl Cell {
    pub fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    /// An ISO day as it is written here: `22/11/2026`.
    pub fn day(iso: &str) -> Cell {
        let mut parts = iso.splitn(3, '-');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day)) => Cell::Text(format!("{day}/{month}/{year}")),
            (..) => Cell::Text(iso.to_owned()),
        }
    }

    fn written(&self) -> String {
        match self {
            Cell::Text(text) => quoted(&harmless(text)),
            Cell::Amount(Cents(cents)) => {
                let sign = if *cents < 0 { "-" } else { "" };
                format!("{sign}{},{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
            }
            Cell::Count(count) => count.to_string(),
        }
    }
}

/// A table with its header, whole.
pub fn written(header: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Vec<u8> {
    let header: Vec<Cell> = header.iter().map(|text| Cell::text(text)).collect();
    let mut file = "\u{feff}".to_owned();
    for row in std::iter::once(header).chain(rows) {
        let cells: Vec<String> = row.iter().map(Cell::written).collect();
        file.push_str(&cells.join(";"));
        file.push_str("\r\n");
    }
    file.into_bytes()
}

/// Spreadsheets take what begins so for a formula, spaces before it or not; an apostrophe says that it is text.
fn harmless(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let control = text.starts_with(['\t', '\r', '\n']);
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || control { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    if text.contains([';', '"', '\n', '\r', ',', '\t', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_as_one_writes_here_and_no_text_is_a_formula() {
        let row = vec![
            Cell::text("=1+1"),
            Cell::text(" @SUM(A1)"),
            Cell::text("L’atelier « Nord » ; \"Sud\""),
            Cell::Amount(Cents(-20_005)),
            Cell::day("2026-11-22"),
            Cell::Count(3),
        ];
        let file = String::from_utf8(written(&["Été"], std::iter::once(row))).unwrap();
        assert_eq!(
            file,
            "\u{feff}Été\r\n\"'=1+1\";\"' @SUM(A1)\";\"L’atelier « Nord » ; \"\"Sud\"\"\";-200,05;22/11/2026;3\r\n"
        );
        for text in ["+33 6", "-1", "\t=1", "＝1"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
    }
}
