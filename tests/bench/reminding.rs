//! The plan of reminders over many open invoices, beside that over few.

use crate::entered;
use crate::figures::{grouped, ratio, shown, told};
use crate::loader::{TODAY, fill_open};
use serde_json::json;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::Door;

/// So many times the invoices take at most so many times as long.
const TIMES: usize = 20;
const MOST: f64 = 20.0;
const ROUNDS: usize = 5;

/// Answers whether the plan grows no faster than what is open.
pub fn reminding(small: bool) -> bool {
    println!();
    let few = if small { 500 } else { 5_000 };
    let sizes = [few, few * TIMES].map(|open| (open, filled(open)));
    let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
    // One round to warm up.
    for round in 0..=ROUNDS {
        for ((open, (door, _)), times) in sizes.iter().zip(&mut times) {
            let began = Instant::now();
            let plan = black_box(door.ask("dunning_plan", json!({})));
            if round > 0 {
                times.push(began.elapsed());
            }
            assert!(!plan["due"].as_array().expect("a plan").is_empty(), "{open}: nothing is due");
        }
    }
    // What disturbs only makes slower.
    let [short, long] = times.map(|times| times.into_iter().min().unwrap_or_default());
    println!(
        "The plan of {} open invoices: {}; of {}: {}",
        grouped(few),
        shown(short),
        grouped(few * TIMES),
        shown(long)
    );
    told("the plan of twenty times as many invoices", ratio(long, short), MOST)
}

fn filled(open: usize) -> (Door, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let door = entered(folder.path(), TODAY);
    fill_open(folder.path(), open, open).expect("the books are filled");
    (door, folder)
}
