//! The books seen past the door, to prove what an action wrote and what it left alone.

use parcours::plan::PLAN;
use rusqlite::types::ValueRef;
use std::collections::BTreeMap;
use tests::Books;

/// Every row of every table, as text, by table and row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger(pub BTreeMap<String, BTreeMap<i64, String>>);

pub fn ledger(books: &Books) -> Ledger {
    let db = books.raw();
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index_%'")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(tables.len() > 20, "the tables are not read: {tables:?}");
    let mut all = BTreeMap::new();
    for table in tables {
        let mut statement = db.prepare(&format!("SELECT rowid, * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next().unwrap() {
            let mut text = String::new();
            for column in 1..columns {
                match row.get_ref(column).unwrap() {
                    ValueRef::Blob(bytes) => text.push_str(&books::seal::hash_bytes(bytes)),
                    ValueRef::Text(words) => text.push_str(&String::from_utf8_lossy(words)),
                    ValueRef::Integer(n) => text.push_str(&n.to_string()),
                    ValueRef::Real(_) => panic!("a floating number in {table}"),
                    ValueRef::Null => text.push('∅'),
                }
                text.push('|');
            }
            found.insert(row.get(0).unwrap(), text);
        }
        all.insert(table, found);
    }
    Ledger(all)
}

impl Ledger {
    /// Nothing sealed that stood here may be missing or different there.
    pub fn only_grew(&self, later: &Ledger, after: &str) {
        for table in PLAN.sealed() {
            for (row, text) in &self.0[table] {
                assert_eq!(later.0[table].get(row), Some(text), "{after} touched row {row} of {table}");
            }
        }
    }
}

/// What `work` does leaves every table as it was.
pub fn unmoved<T>(books: &Books, what: &str, work: impl FnOnce() -> T) -> T {
    let before = ledger(books);
    let answer = work();
    let after = ledger(books);
    for (table, rows) in &before.0 {
        assert_eq!(rows, &after.0[table], "{what} left a trace in {table}");
    }
    answer
}

/// The sentence of a refusal reads as French, for people: no word of the machine, and it ends.
pub fn reads_well(message: &str) {
    assert!(message.ends_with(['.', '?', '!', '…', ')']), "the sentence does not end: {message}");
    let lower = message.to_lowercase();
    for word in [
        "invalid",
        "expected",
        "missing field",
        "unknown",
        "variant",
        "error",
        "null",
        "string",
        "integer",
        "serde",
        "sqlite",
        "panic",
        "column",
        " at line",
        "none",
        "some(",
        "constraint",
        "unwrap",
        "utf-8",
    ] {
        assert!(!lower.contains(word), "« {word} » in: {message}");
    }
    assert!(message.chars().count() < 400, "too long to be read: {message}");
}
