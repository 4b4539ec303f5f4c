//! Rows, each by what its columns are called.

pub mod words;

use books::act::Ask;
use books::error::Result;
use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};
use values::money::Cents;
use values::words::{figures, plain};

/// What is told of these rows by a statement over a JSON list of them (?1).
pub fn of(ask: &Ask, sql: &str, ids: &[i64]) -> Result<Vec<Value>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = ask
        .db
        .prepare_cached(sql)?
        .query_map([json!(ids).to_string()], told)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// A row by what its columns are called; what is empty is left out.
pub fn told(r: &Row) -> rusqlite::Result<Value> {
    let mut fields = Map::new();
    for (i, column) in r.as_ref().column_names().enumerate() {
        let (name, kind) = column.split_once('@').unwrap_or((column, ""));
        let value = match r.get_ref(i)? {
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => continue,
            ValueRef::Integer(n) => number(n, kind),
            ValueRef::Text(bytes) => text(&String::from_utf8_lossy(bytes), kind),
        };
        if value != json!("") && value != json!({}) && value != json!([]) {
            fields.insert(name.to_owned(), value);
        }
    }
    Ok(Value::Object(fields))
}

fn number(n: i64, kind: &str) -> Value {
    let sign = if n < 0 { "-" } else { "" };
    let written = |scale, least| json!(format!("{sign}{}", figures(n, scale, least, ' ', ',')));
    match kind {
        "cents" => json!(plain(Cents(n))),
        "price" => written(4, 2),
        "quantity" => written(3, 0),
        "percent" => written(2, 0),
        _ => json!(n),
    }
}

fn text(stored: &str, kind: &str) -> Value {
    match kind {
        "word" => json!(words::word(stored)),
        "json" => match serde_json::from_str::<Value>(stored) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => words::fields(value),
            Ok(_) | Err(_) => json!(stored),
        },
        _ => json!(stored),
    }
}
