//! Rows edited behind the application's back: verification names the table and the row of each.

use crate::dice::Dice;
use crate::stand::{long_road, used};
use books::act::Rows;
use books::plan::Role;
use parcours::plan::PLAN;
use records::numbering;
use rusqlite::backup::Backup;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, Door, day};

const SEED: u64 = 2026;

/// Books open in the application, and another program that edits the same file.
struct Bench {
    door: Door,
    edited: Connection,
    sound: Connection,
    dice: Dice,
    _books: Books,
}

/// Where an edit struck: the rows that may be named for it.
struct Struck {
    what: String,
    table: &'static str,
    rows: Vec<i64>,
}

impl Bench {
    fn new() -> Bench {
        let books = long_road();
        let edited = books.raw();
        edited.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").expect("set");
        let mut sound = Connection::open_in_memory().expect("memory");
        copy(&edited, &mut sound);
        Bench { door: books.on(day(12, 5)), edited, sound, dice: Dice::new(SEED), _books: books }
    }

    /// Strikes, expects the report to name it, and puts everything back.
    fn found(&mut self, strike: impl FnOnce(&Connection, &mut Dice) -> Struck) {
        let triggers = drop_triggers(&self.edited);
        let struck = strike(&self.edited, &mut self.dice);
        for sql in &triggers {
            self.edited.execute_batch(sql).expect("the trigger is made again");
        }
        assert_eq!(stored_triggers(&self.edited), triggers, "triggers stand exactly as before");
        let report = self.door.job("verify", json!({}));
        let what = &struck.what;
        assert_eq!(report["ok"], false, "{what}: not found");
        assert!(names(&report, &struck), "{what}: found, but not named: {:#}", report["findings"]);
        copy(&self.sound, &mut self.edited);
    }
}

fn names(report: &Value, struck: &Struck) -> bool {
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().any(|finding| {
        let table = finding["table"].as_str().unwrap_or_default();
        // A line and its body share a rank; the months of receipts are named in words.
        let same =
            table == struck.table || (struck.table.starts_with("journal") && table.starts_with("journal"));
        same && (struck.rows.is_empty()
            || finding["row"].as_i64().is_some_and(|row| struck.rows.contains(&row)))
    })
}

fn copy(from: &Connection, to: &mut Connection) {
    let backup = Backup::new(from, to).expect("a copy begins");
    backup.run_to_completion(1000, std::time::Duration::ZERO, None).expect("a copy ends");
}

pub fn stored_triggers(connection: &Connection) -> Vec<String> {
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
        .expect("schema");
    let rows = statement.query_map([], |r| r.get(0)).expect("triggers");
    rows.map(|row| row.expect("sql")).collect()
}

/// Drops every trigger; answers what makes them again.
pub fn drop_triggers(connection: &Connection) -> Vec<String> {
    let triggers = stored_triggers(connection);
    for sql in &triggers {
        let name = sql.split_whitespace().nth(2).expect("a name");
        connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
    }
    triggers
}

/// Name, declared type and whether it may be empty, of each column.
fn columns(connection: &Connection, table: &str) -> Vec<(String, String, bool)> {
    let sql = "SELECT name, type, \"notnull\" = 0 AND pk = 0 FROM pragma_table_info(?1)";
    let mut statement = connection.prepare(sql).expect("columns");
    let rows = statement.query_map([table], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).expect("columns");
    rows.map(|row| row.expect("a column")).collect()
}

/// The column that tells rows of a table apart.
fn key(table: &str) -> &'static str {
    match table {
        "journal" | "journal_body" => "seq",
        "deal_state" => "deal",
        "invoice_state" => "invoice",
        "quote_state" => "quote",
        "month_receipts" => "rowid",
        _ => "id",
    }
}

fn some_row(connection: &Connection, table: &str, dice: &mut Dice) -> i64 {
    let sql = format!("SELECT {} FROM {table} ORDER BY 1", key(table));
    let mut statement = connection.prepare(&sql).expect("rows");
    let rows = statement.query_map([], |r| r.get(0)).expect("rows");
    let rows: Vec<i64> = rows.map(|row| row.expect("a row")).collect();
    assert!(!rows.is_empty(), "the road leaves no row in {table}: nothing to tamper with");
    rows[dice.below(rows.len())]
}

/// What a column could be made to hold instead, likeliest first.
fn instead(present: &Stored, declared: &str, nullable: bool, dice: &mut Dice) -> Vec<Stored> {
    let mut values = match present {
        Stored::Null if declared == "INTEGER" => vec![Stored::Integer(1)],
        Stored::Null | Stored::Real(_) => vec![Stored::Text("x".to_owned())],
        Stored::Integer(n) => {
            vec![
                Stored::Integer(n.wrapping_add(1)),
                Stored::Integer(n.wrapping_neg().wrapping_sub(1)),
                Stored::Integer(i64::MAX),
                Stored::Integer(i64::MIN),
            ]
        }
        Stored::Text(text) => {
            let swapped = text.chars().rev().collect::<String>();
            let texts = [format!("{text} "), format!("x{text}"), swapped, String::new()];
            texts.into_iter().filter(|t| t != text).map(Stored::Text).collect()
        }
        Stored::Blob(bytes) => {
            let mut flipped = bytes.clone();
            let place = dice.below(flipped.len());
            flipped[place] ^= 1 << dice.below(8);
            vec![Stored::Blob(flipped)]
        }
    };
    if nullable && *present != Stored::Null {
        values.push(Stored::Null);
    }
    let turn = dice.below(values.len());
    values.rotate_left(turn);
    values
}

fn update(
    connection: &Connection,
    table: &'static str,
    column: &(String, String, bool),
    dice: &mut Dice,
) -> Struck {
    let (name, declared, nullable) = column;
    let (key, row) = (key(table), some_row(connection, table, dice));
    let read = format!("SELECT {name} FROM {table} WHERE {key} = {row}");
    let present: Stored = connection.query_row(&read, [], |r| r.get(0)).expect("the present value");
    let values = instead(&present, declared, *nullable, dice);
    let sql = format!("UPDATE {table} SET {name} = ?1 WHERE {key} = {row}");
    let to = values.into_iter().find(|value| connection.execute(&sql, [value]).is_ok());
    let to = to.unwrap_or_else(|| panic!("{table}.{name} of {row} took no other value than {present:?}"));
    struck(format!("{table}.{name} of {row} set to {to:.60?}"), table, row, &to, name == key)
}

fn struck(what: String, table: &'static str, row: i64, to: &Stored, moved: bool) -> Struck {
    let mut rows = vec![row];
    if let (true, Stored::Integer(to)) = (moved, to) {
        rows.push(*to);
    }
    if table == "month_receipts" {
        rows.clear();
    }
    Struck { what, table, rows }
}

fn deletion(connection: &Connection, table: &'static str, dice: &mut Dice) -> Struck {
    let row = some_row(connection, table, dice);
    connection.execute(&format!("DELETE FROM {table} WHERE {} = {row}", key(table)), []).expect("deleted");
    struck(format!("{table} {row} deleted"), table, row, &Stored::Null, false)
}

fn count(connection: &Connection, table: &str) -> i64 {
    connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).expect("a count")
}

/// One more row, a copy of another but for its key and what must be unique.
fn insertion(connection: &Connection, table: &'static str, dice: &mut Dice) -> Struck {
    let (key, row) = (key(table), some_row(connection, table, dice));
    let columns = columns(connection, table);
    let read = format!("SELECT * FROM {table} WHERE {key} = {row}");
    let mut values: Vec<Stored> = connection
        .query_row(&read, [], |r| (0..columns.len()).map(|i| r.get(i)).collect())
        .expect("a row to copy");
    let marks = vec!["?"; columns.len()].join(", ");
    let (new, before) = (10_000 + row, count(connection, table));
    for (value, (name, ..)) in values.iter_mut().zip(&columns) {
        if name == key {
            *value = Stored::Integer(new);
        }
    }
    for _ in 0..columns.len() {
        let inserted =
            connection.execute(&format!("INSERT INTO {table} VALUES ({marks})"), params_from_iter(&values));
        let Err(error) = inserted else { break };
        let told = error.to_string();
        for (value, (name, ..)) in values.iter_mut().zip(&columns) {
            if told.contains(&format!("{table}.{name}")) {
                match value {
                    Stored::Integer(n) => *n += 10_000,
                    Stored::Text(text) => text.push('1'),
                    Stored::Null | Stored::Real(_) | Stored::Blob(_) => {}
                }
            }
        }
    }
    assert_eq!(count(connection, table), before + 1, "no row could be added to {table}");
    struck(format!("{table} {new} added, a copy of {row}"), table, new, &Stored::Null, false)
}

/// Every column once, a deletion and an insertion of each table, then more by chance; answers how many by table.
fn strike_everywhere(
    bench: &mut Bench,
    tables: &[&'static str],
    at_least: usize,
) -> BTreeMap<&'static str, usize> {
    let mut count: BTreeMap<&'static str, usize> = BTreeMap::new();
    for &table in tables {
        for column in columns(&bench.edited, table) {
            bench.found(|c, dice| update(c, table, &column, dice));
            *count.entry(table).or_default() += 1;
        }
        bench.found(|c, dice| deletion(c, table, dice));
        bench.found(|c, dice| insertion(c, table, dice));
        *count.entry(table).or_default() += 2;
    }
    while count.values().sum::<usize>() < at_least {
        let table = tables[bench.dice.below(tables.len())];
        match bench.dice.below(4) {
            0 => bench.found(|c, dice| deletion(c, table, dice)),
            1 => bench.found(|c, dice| insertion(c, table, dice)),
            _ => {
                let all = columns(&bench.edited, table);
                let column = &all[bench.dice.below(all.len())];
                bench.found(|c, dice| update(c, table, column, dice));
            }
        }
        *count.entry(table).or_default() += 1;
    }
    count
}

#[test]
fn every_edit_of_a_sealed_table_is_found_and_named() {
    let mut bench = Bench::new();
    bench.door.verified();
    let count = strike_everywhere(&mut bench, &used(), 280);
    println!("{} edits of sealed tables, seed {SEED}: {count:?}", count.values().sum::<usize>());
}

#[test]
fn every_edit_of_clients_deals_settings_and_projections_is_found() {
    let mut bench = Bench::new();
    let changing = PLAN.tables.iter().filter(|t| matches!(t.role, Role::Changing | Role::Projected));
    let tables: Vec<&str> = changing.map(|t| t.name).collect();
    let count = strike_everywhere(&mut bench, &tables, 0);
    println!("{} edits of changing and projected tables: {count:?}", count.values().sum::<usize>());
}

/// Text that is no text, and amounts that no sum can hold, are findings like any other.
#[test]
fn bytes_and_amounts_out_of_this_world_are_found() {
    let mut bench = Bench::new();
    for table in used() {
        for (name, declared, _) in columns(&bench.edited, table) {
            let value = match declared.as_str() {
                "TEXT" => "CAST(x'ff' AS TEXT)",
                "INTEGER" if name != key(table) => "9223372036854775807",
                _ => continue,
            };
            bench.found(|c, dice| {
                let row = some_row(c, table, dice);
                let sql = format!("UPDATE {table} SET {name} = {value} WHERE {} = {row}", key(table));
                c.execute(&sql, []).expect("edited");
                struck(format!("{table}.{name} of {row} set to {value}"), table, row, &Stored::Null, false)
            });
        }
    }
}

/// A number that `verify` names is one that no action keeps: both ask the same rule.
#[test]
fn a_number_that_does_not_follow_is_named_and_never_kept() {
    let mut bench = Bench::new();
    for (table, own, set, wrong) in [
        ("invoice", "series = 'F'", "number = 'F-2026-00020'", "ne correspond pas à sa série"),
        ("invoice", "series = 'F'", "n = n + 7", "il manque un numéro avant"),
        ("invoice", "series = 'F'", "issued_on = '2020-01-01'", "est daté avant le numéro qui le précède"),
        ("signed_order", "1", "n = n + 1", "il manque un numéro avant"),
        ("quote", "1", "number = 'D-26-1'", "ne correspond pas à sa série"),
    ] {
        bench.found(|db, _| {
            let sql = format!("SELECT id FROM {table} WHERE {own} ORDER BY series, year, n DESC LIMIT 1");
            let last: i64 = db.query_row(&sql, [], |r| r.get(0)).expect("a paper");
            let written = Rows::from([(table.to_owned(), last)]);
            numbering::of(db, &written).expect("a sound number is kept");
            db.execute(&format!("UPDATE {table} SET {set} WHERE id = ?1"), [last]).expect("edited");
            let refused = numbering::of(db, &written).expect_err(set);
            assert!(refused.to_string().contains(wrong), "{set}: {refused}");
            Struck { what: set.to_owned(), table, rows: vec![last] }
        });
    }
}
