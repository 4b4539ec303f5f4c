//! Everything that must hold and needs no window: `check`, and its tests again at each change: `watch`.

use std::time::{Duration, SystemTime};

use crate::step::{Done, Stop, quiet, step};
use crate::{AFTER_TESTS, USAGE, cargo, deny, locked, machine, page, root};

/// What the tests in Rust are made of and read.
const RUST: &[&str] =
    &["Cargo.toml", "README.md", "assets", "src-tauri/crates", "src-tauri/dev", "src-tauri/xtask", "tests"];
const PAGE: &[&str] = &["ui/src"];
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

pub fn check(rest: &[String]) -> Done {
    machine::packages(machine::FOR_BOOKS)?;
    machine::packages(machine::READERS)?;
    let Some(word) = word(rest)? else {
        before_tests(Lints::ButTheWindow)?;
        return rust_tests();
    };
    let in_rust = rust_tests_named(word)?;
    let in_page = page::tests_named(word)?;
    if in_rust || in_page {
        return Ok(());
    }
    Err(Stop::new(format!("No test holds « {word} » in its name."), "Name one of its words, or its module."))
}

/// What is linted.
#[derive(Clone, Copy)]
pub enum Lints {
    /// What needs no library of windows.
    ButTheWindow,
    Whole,
}

/// Format, lints, licences and page: whatever is tested next.
pub fn before_tests(lints: Lints) -> Done {
    step(
        "Check the format of Rust code",
        "Run `cargo fmt --all`.",
        cargo(&["fmt", "--all", "--check"]).current_dir(root()),
    )?;
    let (title, members) = match lints {
        Lints::ButTheWindow => ("Lint everything but the window", &[][..]),
        Lints::Whole => ("Lint everything", &["--workspace"][..]),
    };
    let lints = [&["clippy", "--all-targets"], members, &["--", "-D", "warnings"]].concat();
    step(title, "Correct what is listed above.", &mut locked(&lints))?;
    deny::licences_and_bans()?;
    page::check()
}

pub fn watch(rest: &[String]) -> Done {
    let word = word(rest)?;
    machine::packages(machine::FOR_BOOKS)?;
    machine::packages(machine::READERS)?;
    page::packages()?;
    let (mut rust, mut written) = (None, None);
    loop {
        // Looked at before the tests begin: what changes meanwhile is tested next.
        let (rust_now, page_now) = (newest(RUST), newest(PAGE));
        if rust_now == rust && page_now == written {
            std::thread::sleep(BETWEEN_LOOKS);
            continue;
        }
        if rust_now != rust {
            told(match word {
                Some(word) => rust_tests_named(word).map(drop),
                None => rust_tests(),
            });
        }
        if page_now != written {
            told(match word {
                Some(word) => page::tests_named(word).map(drop),
                None => page::tests(),
            });
        }
        (rust, written) = (rust_now, page_now);
        println!("\nWaiting for a change (Ctrl+C ends it)");
    }
}

fn word(rest: &[String]) -> Result<Option<&str>, Stop> {
    match rest {
        [] => Ok(None),
        [word] if !word.starts_with('-') => Ok(Some(word)),
        _ => Err(Stop::new(format!("`{}` is not understood.", rest.join(" ")), USAGE)),
    }
}

fn told(outcome: Done) {
    if let Err(stop) = outcome {
        eprintln!("\n{}\n{}", stop.reason, stop.advice);
    }
}

fn newest(sources: &[&str]) -> Option<SystemTime> {
    sources.iter().filter_map(|source| page::newest(&root().join(source))).max()
}

fn rust_tests() -> Done {
    let mut tests = locked(&["test", "--no-fail-fast"]);
    // The window's own tests say that they were not run.
    tests.env_remove("PARCOURS_WINDOW");
    step("Test rules, documents and books", AFTER_TESTS, &mut tests)
}

/// The tests whose path holds the word; answers whether there are any.
fn rust_tests_named(word: &str) -> Result<bool, Stop> {
    let named = ["test", "--no-fail-fast", "--all-targets", word];
    let advice = "Correct what is listed above.";
    let mut listing = locked(&[&named[..], &["--", "--list", "--format", "terse"]].concat());
    let listed = quiet("List the tests", advice, &mut listing)?;
    let count = listed.lines().filter(|line| line.ends_with(": test")).count();
    if count == 0 {
        return Ok(false);
    }
    let mut tests = locked(&named);
    tests.env_remove("PARCOURS_WINDOW");
    step(&format!("Test what is named « {word} » ({count})"), AFTER_TESTS, &mut tests)?;
    Ok(true)
}
