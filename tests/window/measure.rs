//! What the window costs beside an empty one: memory, and time to first paint. A measure, printed as ratios of one run.

use std::env;
use std::path::Path;

use crate::driver::{Window, not_run};

/// Windows opened of each sort, taking turns.
const ROUNDS: usize = 5;

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[test]
fn measure_beside_an_empty_window() {
    let (Some(full), Some(empty)) = (env::var_os("PARCOURS_WINDOW"), env::var_os("PARCOURS_EMPTY")) else {
        not_run("PARCOURS_EMPTY names no empty window; `cargo xtask bench` builds it and measures");
        return;
    };
    let mut seen: [(Vec<f64>, Vec<f64>); 2] = Default::default();
    for _ in 0..ROUNDS {
        for (binary, (memory, paint)) in [&full, &empty].into_iter().zip(&mut seen) {
            let books = tempfile::tempdir().expect("a folder");
            let data = books.path().to_string_lossy();
            let arguments: &[&str] =
                if binary == &full { &["--data", &data, "--today", "2026-11-23"] } else { &[] };
            let window = Window::open_binary(Path::new(binary), arguments, &[]);
            paint.push(window.first_paint());
            memory.push(window.memory() as f64 / 1024.0);
        }
    }
    let [full, empty] = seen.map(|(memory, paint)| (median(memory), median(paint)));
    println!("{:<26}{:>12}{:>12}{:>9}", format!("Median of {ROUNDS}"), "empty", "Parcours", "ratio");
    println!(
        "{:<26}{:>9.0} MB{:>9.0} MB{:>7.2} x",
        "memory, proportional",
        empty.0,
        full.0,
        full.0 / empty.0
    );
    println!("{:<26}{:>9.0} ms{:>9.0} ms{:>7.2} x", "to first paint", empty.1, full.1, full.1 / empty.1);
    assert!(full.0 > 0.0 && empty.0 > 0.0 && full.1 > 0.0 && empty.1 > 0.0, "something was not measured");
}
