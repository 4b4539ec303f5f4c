//! Files that come from others, changed at random for as long as one likes: each is read or refused, none stops the
//! program, none makes it think for long.
//!
//! `fuzz [--seconds N] [READER]`: every reader, or one, for so many seconds each. What breaks one is left in
//! `target/fuzz`, under the number by which the same dice make it again.

mod mutants;
mod seeds;

use crate::mutants::{Dice, changed};
use crate::seeds::{Reader, readers};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const SECONDS: u64 = 60;
/// A changed file of some kilobytes that takes longer is a fault too.
const LONGEST: Duration = Duration::from_secs(5);
/// Faults of one reader after which the next one is tried.
const ENOUGH: usize = 5;

fn main() -> ExitCode {
    let mut seconds = SECONDS;
    let mut only = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--seconds" {
            let Some(given) = arguments.next().and_then(|given| given.parse().ok()) else {
                eprintln!("fuzz [--seconds N] [READER]");
                return ExitCode::FAILURE;
            };
            seconds = given;
        } else {
            only = Some(argument);
        }
    }
    let chosen: Vec<Reader> =
        readers().into_iter().filter(|one| only.as_deref().is_none_or(|it| it == one.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = readers().iter().map(|one| one.name).collect();
        eprintln!("No reader is called so: {}.", names.join(", "));
        return ExitCode::FAILURE;
    }
    // What breaks is told here, once.
    std::panic::set_hook(Box::new(|_| {}));
    let faults: usize = chosen.iter().map(|reader| tried(reader, Duration::from_secs(seconds))).sum();
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tries one reader for so long; answers how many files broke it.
fn tried(reader: &Reader, time: Duration) -> usize {
    // Another start each time: what is found is found again by its number.
    let start =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (mut read, mut refused, mut faults) = (0_u64, 0_u64, 0);
    let mut slowest = Duration::ZERO;
    let began = Instant::now();
    while began.elapsed() < time && faults < ENOUGH {
        let number = (start << 24) + read + refused;
        let mut dice = Dice::of(number);
        let seed = &reader.seeds[dice.below(reader.seeds.len())];
        let bytes = changed(seed, &mut dice);
        let one = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (reader.read)(&bytes)));
        let took = one.elapsed();
        slowest = slowest.max(took);
        match outcome {
            Ok(true) => read += 1,
            Ok(false) => refused += 1,
            Err(_) => {
                refused += 1;
                faults += 1;
                kept(reader.name, number, &bytes, "stops the program");
            }
        }
        if took > LONGEST {
            faults += 1;
            kept(reader.name, number, &bytes, "takes too long");
        }
    }
    println!(
        "{:<10} {:>9} files: {read} read, {refused} refused, the slowest in {} ms{}",
        reader.name,
        read + refused,
        slowest.as_millis(),
        if faults == 0 { String::new() } else { format!(", {faults} BREAK IT") }
    );
    faults
}

fn kept(name: &str, number: u64, bytes: &[u8], what: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz");
    let file = folder.join(format!("{name}-{number}"));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, bytes));
    match written {
        Ok(()) => eprintln!("{name}: {} {what}", file.display()),
        Err(error) => eprintln!("{name}: number {number} {what}, and cannot be kept: {error}"),
    }
}
