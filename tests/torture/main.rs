//! Tries to break the books from outside: deaths, errors of the disk, full disks, crowds, through the command line.
//!
//! `torture PARCOURS [--short] [--only TEXT]`; ends with an error when anything was wrong.
#![allow(clippy::print_stdout, reason = "this prints a table")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a trial that cannot be made ends the run")]

mod after;
mod blows;
mod crowds;
mod disks;
mod outbox;
mod report;
mod scenes;
mod stand;
mod strace;

use blows::Most;
use report::Report;
use stand::Stand;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let is_inside = words.pop_if(|last| *last == disks::INSIDE).is_some();
    let (program, short, only) = match words[..] {
        [program] => (program, false, None),
        [program, "--short"] => (program, true, None),
        [program, "--only", only] => (program, false, Some(only.to_owned())),
        _ => {
            println!("torture PARCOURS [--short | --only TEXT]");
            return ExitCode::FAILURE;
        }
    };
    if !is_inside {
        disks::inside_own_mounts();
    }
    let stand = Stand::new(PathBuf::from(program));
    let mut report = Report::new(only);
    let scenes = scenes::scenes();
    let most = if short {
        Most { points: 6, reads: 2, slow: 2, long: 0 }
    } else {
        Most { points: usize::MAX, reads: 40, slow: 60, long: 10 }
    };
    let strikes = strace::hindrance(&stand.lane("lane-0").log);
    if let Some(why) = &strikes {
        println!("not run, deaths and errors at a call: {why}");
    } else {
        blows::deaths(&stand, &scenes, most, &mut report);
        blows::errors(&stand, &scenes, most, &mut report);
    }
    match disks::hindrance(&stand, is_inside) {
        None => disks::full(&stand, &scenes, short, &mut report),
        Some(why) => {
            println!("not run, disks really full: {why}");
            if strikes.is_none() {
                blows::full(&stand, &scenes, most, &mut report);
            }
        }
    }
    crowds::crowds(&stand, if short { 4 } else { 40 }, &mut report);
    outbox::deaths(&stand, short, &mut report);
    if report.end() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
