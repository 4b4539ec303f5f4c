//! Where runs take place: folders in memory, two lanes, the command line that is tried.

use crate::scenes::{BASES, Base, PASSPHRASE, TODAY, WORD, make};
use books::cipher::{Keys, Secret};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use tempfile::TempDir;

/// Runs beside each other.
const LANES: usize = 2;

pub struct Stand {
    pub program: PathBuf,
    place: TempDir,
    bases: Vec<(Base, PathBuf, Known)>,
}

/// Highest number given by series and year.
pub type Numbers = BTreeMap<(String, i32), i64>;

/// What books hold.
#[derive(Clone, Default, Debug)]
pub struct Known {
    /// The seal and the action of every line, in order.
    pub lines: Vec<(String, String)>,
    pub numbers: Numbers,
    /// Each paper's number, and the SHA-256 of what was first issued under it.
    pub papers: BTreeMap<(String, String), String>,
}

/// A place where one run at a time takes place.
pub struct Lane {
    pub root: PathBuf,
    pub log: PathBuf,
}

/// What one point came to.
#[derive(Default)]
pub struct Came {
    pub struck: bool,
    pub faults: Vec<String>,
}

impl Stand {
    pub fn new(program: PathBuf) -> Stand {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let place = place.expect("a folder");
        let made = place.path().join("bases");
        let bases = BASES.iter().map(|base| {
            let root = make(*base, &made);
            let known = Known::read(&root.join("data"));
            (*base, root, known)
        });
        let bases = bases.collect();
        Stand { program, place, bases }
    }

    pub fn command(&self, root: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(root.join("data")).args(["--today", TODAY]);
        command.arg("--passphrase-file").arg(root.join(WORD)).args(arguments);
        command
    }

    pub fn known(&self, base: Base) -> &Known {
        let found = self.bases.iter().find(|(known, ..)| *known == base);
        &found.expect("a base").2
    }

    /// A fresh copy of a base in that folder.
    pub fn lay(&self, base: Base, root: &Path) {
        let found = self.bases.iter().find(|(known, ..)| *known == base);
        drop(std::fs::remove_dir_all(root));
        copy(&found.expect("a base").1, root);
    }

    pub fn lane(&self, name: &str) -> Lane {
        Lane { root: self.place.path().join(name), log: self.place.path().join(format!("{name}.strace")) }
    }

    /// Every point, two at a time; answers how often the blow fell, and what was wrong.
    pub fn each<P: Sync>(
        &self,
        points: &[P],
        run: impl Fn(&Lane, &P) -> Came + Sync,
    ) -> (usize, Vec<String>) {
        let next = AtomicUsize::new(0);
        let sum = Mutex::new((0, Vec::new()));
        std::thread::scope(|scope| {
            for lane in 0..LANES {
                let (next, sum, run) = (&next, &sum, &run);
                scope.spawn(move || {
                    let lane = self.lane(&format!("lane-{lane}"));
                    while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let came = run(&lane, point);
                        let mut sum = sum.lock().expect("a lane holds");
                        sum.0 += usize::from(came.struck);
                        sum.1.extend(came.faults);
                    }
                });
            }
        });
        sum.into_inner().expect("the lanes hold")
    }
}

impl Known {
    /// Nothing where there are no books.
    pub fn read(data: &Path) -> Known {
        Known::of(&books::file::path(data)).unwrap_or_default()
    }

    pub fn of(path: &Path) -> Option<Known> {
        if !path.is_file() {
            return None;
        }
        let db = books::file::open_reading(path, keys()).ok()?;
        let mut known = Known { numbers: records::number::numbers(&db).ok()?, ..Known::default() };
        let mut lines = db.prepare("SELECT seal, action FROM journal ORDER BY seq").ok()?;
        let rows = lines.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).ok()?;
        known.lines = rows.collect::<Result<_, _>>().ok()?;
        known.papers = papers(&db).ok()?;
        Some(known)
    }
}

fn papers(db: &Connection) -> rusqlite::Result<BTreeMap<(String, String), String>> {
    // An order stands in the papers of its quote.
    let mut found = db.prepare(
        "SELECT kind, number, sha256 FROM document d WHERE number <> ''
         AND id = (SELECT min(id) FROM document f WHERE f.kind = d.kind AND f.number = d.number)",
    )?;
    let rows = found.query_map([], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?;
    rows.collect()
}

/// What opens locked books, and others as well.
pub fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        let keys = Keys::default();
        keys.learn(Secret::typed(PASSPHRASE).expect("a passphrase"));
        keys
    })
}

/// Copies a folder, if there is one.
pub fn copy(from: &Path, to: &Path) {
    if std::fs::create_dir_all(to).is_err() {
        return;
    }
    for entry in std::fs::read_dir(from).into_iter().flatten().filter_map(Result::ok) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// At most so many of them, from the first to the last.
pub fn spread<T: Clone>(all: &[T], most: usize) -> Vec<T> {
    if all.len() <= most || most < 2 {
        return all.iter().take(most.max(1)).cloned().collect();
    }
    (0..most).filter_map(|i| all.get(i * (all.len() - 1) / (most - 1)).cloned()).collect()
}
