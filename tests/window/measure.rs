//! What the window costs beside an empty one: memory once all is there, and time to first paint. A measure, printed as
//! ratios of one run; more than the promised ones in a build for release, or than a build for tests has shown to need, is
//! refused.

use std::env;
use std::path::Path;

use crate::driver::{Window, not_run};

/// Windows opened of each sort, taking turns.
const ROUNDS: usize = 5;

/// What one window cost: megabytes, milliseconds.
struct Cost {
    memory: f64,
    paint: f64,
    shown: f64,
}

/// At most so many times an empty window.
struct Wants {
    memory: f64,
    paint: f64,
}

impl Wants {
    fn of_this_build() -> Wants {
        // What is tested carries its debug assertions and is compiled for quick builds.
        if cfg!(debug_assertions) {
            Wants { memory: 1.6, paint: 15.0 }
        } else {
            Wants { memory: 1.25, paint: 5.0 }
        }
    }
}

fn median(seen: &[Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    let mut values: Vec<f64> = seen.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Prints both beside one another; answers whether they were measured and stay within.
fn told(title: &str, unit: &str, [empty, full]: [f64; 2], most: f64) -> bool {
    let ratio = full / empty;
    let within = empty > 0.0 && full > 0.0 && ratio <= most;
    let said = if within { String::new() } else { format!("  TOO MUCH: at most {most:.2}") };
    println!("{title:<26}{empty:>9.0} {unit}{full:>9.0} {unit}{ratio:>7.2} x{said}");
    within
}

#[test]
fn measure_beside_an_empty_window() {
    let (Some(full), Some(empty)) = (env::var_os("PARCOURS_WINDOW"), env::var_os("PARCOURS_EMPTY")) else {
        not_run("PARCOURS_EMPTY names no empty window; `cargo xtask bench` builds it and measures");
        return;
    };
    let books = tests::Books::camille();
    tests::quoted(&books);
    let data = books.folder().to_string_lossy().into_owned();
    let arguments: [&[&str]; 2] = [&[], &["--data", &data, "--today", "2026-11-23"]];
    let mut seen: [Vec<Cost>; 2] = Default::default();
    for _ in 0..ROUNDS {
        for ((binary, arguments), seen) in [&empty, &full].into_iter().zip(arguments).zip(&mut seen) {
            let window = Window::open_binary(Path::new(binary), arguments, &[]);
            let whole = if binary == &full { window.mark("whole") } else { 0.0 };
            seen.push(Cost {
                paint: window.first_paint(),
                shown: if whole > 0.0 { window.mark("shown") } else { 0.0 },
                memory: window.memory() as f64 / 1024.0,
            });
        }
    }
    let [empty, full] = &seen;
    println!("{:<26}{:>12}{:>12}{:>9}", format!("Median of {ROUNDS}"), "empty", "Parcours", "ratio");
    let wants = Wants::of_this_build();
    let memory = told(
        "memory, proportional",
        "MB",
        [empty, full].map(|seen| median(seen, |cost| cost.memory)),
        wants.memory,
    );
    let paint =
        told("to first paint", "ms", [empty, full].map(|seen| median(seen, |cost| cost.paint)), wants.paint);
    println!("{:<26}{:>12}{:>9.0} ms", "to what is to be done", "", median(full, |cost| cost.shown));
    assert!(memory && paint, "the window costs too much beside an empty one");
}
