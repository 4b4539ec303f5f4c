//! A thousand invoices written out in one go: beside the same bytes written plainly, with progress, a stop in the middle
//! that leaves whole files alone, and memory that does not grow with their number.

use crate::entered;
use crate::figures::{grouped, ratio, shown, told};
use crate::loader::{TODAY, fill};
use crate::whole::peak_of;
use serde_json::{Value, json};
use std::cell::Cell;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use tests::Door;

const INVOICES: usize = 1_000;
/// Of so many fewer, the memory is measured beside that of all.
const FEWER: usize = 10;
/// How much longer an export may take than the same bytes written plainly, each file made sure of.
const MOST: f64 = 3.0;
const MOST_MEMORY: f64 = 1.2;
const ROUNDS: usize = 3;

/// Answers whether within bounds.
pub fn exporting() -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let door = entered(folder.path(), TODAY);
    fill(folder.path(), INVOICES).expect("the books are filled");
    let documents = invoices(folder.path(), INVOICES);
    let (mut export, mut plain) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let (out, beside) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let began = Instant::now();
        exported(&door, &documents, out.path());
        export = export.min(began.elapsed());
        let files = written(out.path());
        assert_eq!(files.len(), INVOICES, "each invoice is a file");
        let began = Instant::now();
        for (at, bytes) in files.iter().enumerate() {
            let mut file = File::create(beside.path().join(at.to_string())).expect("a file");
            file.write_all(bytes).and_then(|()| file.sync_all()).expect("written");
        }
        plain = plain.min(began.elapsed());
    }
    println!();
    println!("{:<46}{:>12}", format!("{} invoices exported", grouped(INVOICES)), shown(export));
    println!("{:<46}{:>12}", "the same bytes written plainly", shown(plain));
    stopped(&door, &documents);
    told("an export beside plain files", ratio(export, plain), MOST) & memory(folder.path())
}

/// Asked to stop half way, it leaves the files written so far, whole, and nothing half done.
fn stopped(door: &Door, documents: &[i64]) {
    let out = tempfile::tempdir().expect("a folder");
    let half = documents.len() / 2;
    let told = Cell::new(0);
    let watch = |at: i64, all: i64| {
        told.set(told.get() + 1);
        assert_eq!(usize::try_from(all), Ok(documents.len()), "how many there are");
        usize::try_from(at).is_ok_and(|at| at < half)
    };
    let answer =
        door.0.job_watched("export_papers", json!({"documents": documents, "folder": out.path()}), &watch);
    assert!(answer.is_err(), "it says that it was stopped");
    assert_eq!(told.get(), half + 1, "it tells of each");
    let files = written(out.path());
    assert_eq!(files.len(), half, "what was written stays, and no more");
    assert!(files.iter().all(|bytes| bytes.starts_with(b"%PDF-")), "each is whole");
}

/// The most that a process takes to export all, beside that for a few.
fn memory(folder: &Path) -> bool {
    let peak = |count: usize| peak_of(&["--peak-export", &folder.to_string_lossy(), &count.to_string()]);
    let (Some(little), Some(much)) = (peak(INVOICES / FEWER), peak(INVOICES)) else {
        println!("Memory was not measured: this system does not tell the most that a process took.");
        return true;
    };
    println!("{:<46}{little:>9.1} MB{much:>9.1} MB", "memory of an export");
    told("memory of ten times as many", much / little, MOST_MEMORY)
}

/// Exports so many invoices, for who measures the memory that it takes.
pub fn export_some(folder: &Path, count: usize) {
    let out = tempfile::tempdir().expect("a folder");
    exported(&entered(folder, TODAY), &invoices(folder, count), out.path());
}

fn exported(door: &Door, documents: &[i64], out: &Path) -> Value {
    door.job("export_papers", json!({"documents": documents, "folder": out}))
}

/// The papers of the first invoices.
fn invoices(folder: &Path, count: usize) -> Vec<i64> {
    let db = books::file::open_reading(&books::file::path(folder), &books::cipher::Keys::default())
        .expect("the books open");
    let mut asked =
        db.prepare("SELECT document FROM invoice ORDER BY id LIMIT ?1").expect("the invoices are read");
    let rows = asked.query_map([i64::try_from(count).expect("a count")], |row| row.get(0));
    rows.expect("rows").collect::<Result<_, _>>().expect("documents")
}

/// The bytes of each file there.
fn written(folder: &Path) -> Vec<Vec<u8>> {
    std::fs::read_dir(folder)
        .expect("the folder")
        .map(|file| std::fs::read(file.expect("a file").path()).expect("its bytes"))
        .collect()
}
