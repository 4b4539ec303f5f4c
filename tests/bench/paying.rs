//! The first page of payments and of statements, in books of many lines of banks beside books of few.

use crate::banking::statement;
use crate::entered;
use crate::figures::{grouped, ratio, shown, told};
use crate::loader::TODAY;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::{Door, camille, file};

const FEW: usize = 1_000;
/// A hundred times the lines, and as many left to explain: at most so many times as long.
const MOST: f64 = 2.0;
const ROUNDS: usize = 15;
/// Lines that wait to be explained, in either.
const LEFT: usize = 50;

/// Answers whether the first page hardly grows with the lines behind it.
pub fn paying(small: bool) -> bool {
    println!();
    let many = if small { FEW * 10 } else { FEW * 100 };
    let doors = [FEW, many].map(filled);
    let asked: [(&str, Value); 5] = [
        ("payments", json!({})),
        ("statements", json!({})),
        ("matches", json!({"most": 50})),
        ("bank_lines", json!({"list": "received"})),
        ("bank_lines", json!({"list": "explained"})),
    ];
    // What disturbs only makes slower.
    let mut times = [[Duration::MAX; 5]; 2];
    for _ in 0..=ROUNDS {
        for ((door, _), times) in doors.iter().zip(&mut times) {
            for ((name, payload), time) in asked.iter().zip(times) {
                let began = Instant::now();
                black_box(door.ask(name, payload.clone()));
                *time = (*time).min(began.elapsed());
            }
        }
    }
    let [few, most] = times;
    for ((name, _), (short, long)) in asked.iter().zip(few.iter().zip(&most)) {
        println!("{name:<46}{:>12}{:>12}", shown(*short), shown(*long));
    }
    let [short, long] = times.map(|times| times.into_iter().sum::<Duration>());
    println!(
        "The first page of payments over {} lines: {}; over {}: {}",
        grouped(FEW),
        shown(short),
        grouped(many),
        shown(long)
    );
    told("the first page over the most lines", ratio(long, short), MOST)
}

/// Books of so many lines, of which a few are left.
fn filled(lines: usize) -> (Door, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let door = entered(folder.path(), TODAY);
    door.done("set_identity", camille());
    let told = file("releve.ofx", statement(lines).as_bytes());
    door.done("import_statement", json!({"file": told}));
    let db = rusqlite::Connection::open(books::file::path(folder.path())).expect("the books");
    db.execute_batch(&format!(
        "INSERT INTO line_explanation (day, kind, words) VALUES ('2026-11-01', 'other_income', '');
         UPDATE bank_line SET explanation = last_insert_rowid()
         WHERE id NOT IN (SELECT id FROM bank_line ORDER BY day DESC, id DESC LIMIT {LEFT});"
    ))
    .expect("what is explained");
    assert_eq!(door.ask("statements", json!({}))["imports"][0]["lines"], lines);
    assert_eq!(door.ask("matches", json!({}))["rows"].as_array().map(Vec::len), Some(LEFT));
    (door, folder)
}
