//! The cells of a table, whatever stands between them.

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
