//! Many things of one kind read together: their rows in one reading, by the thing they hang on.

use books::act::Ask;
use books::error::Result;
use rusqlite::Row;
use std::collections::BTreeMap;

/// Rows by the thing they hang on, each in the order of the reading.
pub type By<T> = BTreeMap<i64, Vec<T>>;

/// A set of ids, as `json_each` reads it.
#[must_use]
pub fn listed(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}

/// Rows of a set by the thing they hang on, which is their first column.
pub fn by<T>(ask: &Ask, sql: &str, set: &str, read: impl Fn(&Row) -> rusqlite::Result<T>) -> Result<By<T>> {
    let mut statement = ask.db.prepare_cached(sql)?;
    let mut rows = statement.query([set])?;
    let mut found = By::new();
    while let Some(r) = rows.next()? {
        found.entry(r.get(0)?).or_default().push(read(r)?);
    }
    Ok(found)
}

/// The rows of one of them.
pub fn of<T>(all: &mut By<T>, id: i64) -> Vec<T> {
    all.remove(&id).unwrap_or_default()
}
