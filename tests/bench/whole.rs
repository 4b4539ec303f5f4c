//! What reads the books whole: backups and verification, beside a plain copy that is read and hashed; what they leave to
//! who asks meanwhile; and the memory they take.

use crate::figures::{median, ratio, shown, told};
use serde_json::{Value, json};
use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tests::Door;

/// How much longer a backup, its verification included, may take than a copy of the file, read and hashed.
const MOST_BACKUP: f64 = 12.0;
/// The same for a verification.
const MOST_VERIFYING: f64 = 12.0;
/// How much slower Aujourd’hui may be while one of them runs.
const MOST_MEANWHILE: f64 = 1.5;
/// How much slower an action may be over a long journal than over a short one.
const MOST_ACTION: f64 = 1.5;
/// How much more memory they may take in large books than in small ones, and how much at all, in megabytes.
const MOST_MEMORY: f64 = 1.5;
const MOST_MEGABYTES: f64 = 100.0;
/// How much slower locked books may be: an action, Aujourd’hui, a verification.
const MOST_LOCKED: f64 = 2.0;
/// Lines that the large books have at least.
const LINES: u64 = 100_000;
/// Times each is done: the quickest counts, since what disturbs only makes slower.
const TIMES: usize = 3;
const ROUNDS: usize = 41;
/// Turns of a job that is held and goes on.
const TURNS: usize = 15;
const PAUSE: Duration = Duration::from_millis(5);

/// Books of one size.
pub struct Whole<'a> {
    pub door: &'a Door,
    pub folder: &'a Path,
}

/// Answers whether all is within bounds.
pub fn whole(small: &Whole, large: &Whole) -> bool {
    println!();
    let long = long_journal(large) & action(small, large);
    let quick = quick(large);
    let aside = ["verify", "backup"].map(|job| meanwhile(large, job));
    // Last: from there on the small books stay locked.
    long & quick & aside.iter().all(|within| *within) & memory(small, large) & locked(small)
}

fn long_journal(large: &Whole) -> bool {
    let report = large.door.job("verify", json!({}));
    let lines = report["lines"].as_u64().unwrap_or_default();
    println!(
        "A journal of {lines} lines {}",
        if report["ok"] == true { "verifies" } else { "DOES NOT VERIFY" }
    );
    report["ok"] == true && lines >= LINES
}

/// A backup and a verification, beside a copy of the same file.
fn quick(large: &Whole) -> bool {
    let aside = tempfile::tempdir().expect("a folder");
    let (mut backup, mut verifying, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        // Books that did not change are not backed up again.
        note(large.door);
        large.door.0.fold().expect("the log is folded");
        plain.push(timed(|| copied_and_hashed(&books::file::path(large.folder), &aside.path().join("copy"))));
        backup.push(timed(|| drop(large.door.job("backup", json!({})))));
        verifying.push(timed(|| drop(large.door.job("verify", json!({})))));
    }
    let least = |times: &[Duration]| times.iter().min().copied().unwrap_or_default();
    let (plain, backup, verifying) = (least(&plain), least(&backup), least(&verifying));
    println!("{:<46}{:>12}", "a copy of the books, read and hashed", shown(plain));
    println!("{:<46}{:>12}", "a backup, verified", shown(backup));
    println!("{:<46}{:>12}", "a verification", shown(verifying));
    told("a backup beside the plain copy", ratio(backup, plain), MOST_BACKUP)
        & told("a verification beside the plain copy", ratio(verifying, plain), MOST_VERIFYING)
}

fn copied_and_hashed(books: &Path, copy: &Path) {
    let mut bytes = Vec::new();
    File::open(books).and_then(|mut file| file.read_to_end(&mut bytes)).expect("the books are read");
    let mut file = File::create(copy).expect("a copy");
    file.write_all(&bytes).and_then(|()| file.sync_all()).expect("written");
    bytes.clear();
    File::open(copy).and_then(|mut file| file.read_to_end(&mut bytes)).expect("the copy is read");
    black_box(books::seal::hash_bytes(&bytes));
}

/// Aujourd’hui while that job runs again and again, and while it is held, in turns.
fn meanwhile(large: &Whole, job: &str) -> bool {
    let (hold, held, over) = (AtomicBool::new(true), AtomicBool::new(false), AtomicBool::new(false));
    let at_work = || {
        while !over.load(Ordering::SeqCst) {
            note(large.door);
            // Where it is stopped it answers a refusal.
            let _stopped = large.door.0.job_watched(job, json!({}), &|_, _| {
                while hold.load(Ordering::SeqCst) {
                    held.store(true, Ordering::SeqCst);
                    std::thread::sleep(PAUSE);
                }
                held.store(false, Ordering::SeqCst);
                !over.load(Ordering::SeqCst)
            });
        }
    };
    let wait = |wanted: bool| {
        while held.load(Ordering::SeqCst) != wanted {
            std::thread::sleep(PAUSE);
        }
    };
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(at_work);
        for _ in 0..TURNS {
            wait(true);
            alone.extend(today(large.door));
            hold.store(false, Ordering::SeqCst);
            wait(false);
            beside.extend(today(large.door));
            hold.store(true, Ordering::SeqCst);
        }
        over.store(true, Ordering::SeqCst);
        hold.store(false, Ordering::SeqCst);
    });
    let ratio = ratio(median(&mut beside), median(&mut alone));
    told(&format!("Aujourd’hui while « {job} » runs"), ratio, MOST_MEANWHILE)
}

/// A few times, with a pause before each as when somebody reads what was answered.
fn today(door: &Door) -> Vec<Duration> {
    let asked = || {
        std::thread::sleep(PAUSE);
        timed(|| drop(black_box(door.ask("today", json!({})))))
    };
    (0..TIMES).map(|_| asked()).collect()
}

/// One action over a short journal and over a long one, in turns.
fn action(small: &Whole, large: &Whole) -> bool {
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        short.push(timed(|| note(small.door)));
        long.push(timed(|| note(large.door)));
    }
    told("an action over the longer journal", ratio(median(&mut long), median(&mut short)), MOST_ACTION)
}

/// The same books before and after they are locked.
fn locked(books: &Whole) -> bool {
    let measured = || {
        let (mut actions, mut questions) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            actions.push(timed(|| note(books.door)));
            questions.push(timed(|| drop(black_box(books.door.ask("today", json!({}))))));
        }
        let verified = (0..TIMES).map(|_| timed(|| drop(books.door.job("verify", json!({}))))).min();
        [median(&mut actions), median(&mut questions), verified.unwrap_or_default()]
    };
    let open = measured();
    books.door.job("protect", json!({"passphrase": "sept chênes dorment en été"}));
    let locked = measured();
    let what = ["an action", "Aujourd’hui", "a verification"];
    let told = what.iter().zip(locked.iter().zip(open)).map(|(what, (locked, open))| {
        told(&format!("{what} in locked books"), ratio(*locked, open), MOST_LOCKED)
    });
    told.fold(true, |all, within| all & within)
}

fn note(door: &Door) {
    door.done("add_note", json!({"deal": 1, "kind": "note", "text": "Rappeler lundi"}));
}

fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// The memory that a process takes to back up and verify, at most.
fn memory(small: &Whole, large: &Whole) -> bool {
    let of = |books: &Whole| peak_of(&["--peak", &books.folder.to_string_lossy()]);
    let (Some(little), Some(much)) = (of(small), of(large)) else {
        println!("Memory was not measured: this system does not tell the most that a process took.");
        return true;
    };
    println!("{:<46}{little:>9.1} MB{much:>9.1} MB", "memory of a backup and a verification");
    let flat = told("memory in the larger books", much / little, MOST_MEMORY);
    if much > MOST_MEGABYTES {
        println!("TOO MUCH memory: at most {MOST_MEGABYTES} MB");
    }
    flat & (much <= MOST_MEGABYTES)
}

/// In a process of its own, started for it; megabytes.
pub fn peak_of(arguments: &[&str]) -> Option<f64> {
    let told = Command::new(std::env::current_exe().expect("this program"))
        .args(arguments)
        .output()
        .expect("a process of its own");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let kilobytes: Value = serde_json::from_slice(&told.stdout).expect("a number, or null");
    kilobytes.as_f64().map(|kilobytes| kilobytes / 1000.0)
}

/// Backs up and verifies, for who measures the memory that it takes.
pub fn back_up_and_verify(door: &Door) {
    note(door);
    door.job("backup", json!({}));
    door.verified();
}

/// Says the most memory that this process took, in kilobytes.
pub fn tell_peak() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    println!("{}", json!(kilobytes));
}
