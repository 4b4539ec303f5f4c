//! What must hold after any blow: what was said, what the next start finds, and what it leaves behind.

use crate::scenes::{Base, Leaves, Scene, WORD, open_deal, quote};
use crate::stand::{Known, Numbers, Stand, keys};
use crate::strace::{Ended, plainly};
use parcours::plan::PLAN;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How the run went that is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It died.
    Killed,
    /// Its disk failed at some call that changes something.
    Failing,
    /// Its disk could not read something once.
    Unread,
    /// Its disk was full.
    Full,
    /// Others were at work.
    Crowded,
}

/// Everything that is wrong, as sentences.
pub fn look(stand: &Stand, scene: &Scene, root: &Path, ended: &Ended, way: Way) -> Vec<String> {
    let mut wrong = Vec::new();
    if way != Way::Killed {
        wrong.extend(said(ended, scene.leaves, way));
    }
    let before = stand.known(scene.base);
    // The next start, and verification, from outside.
    let next = plainly(&mut stand.command(root, &["verify"]));
    if next.code != Some(0) {
        wrong.push(format!("the next start does not verify: {:?} {}{}", next.code, next.stdout, next.stderr));
    }
    // Before anything else looks in: a reader leaves its log beside the file.
    wrong.extend(litter(root));
    let data = root.join("data");
    let after = Known::read(&data);
    if scene.leaves == Leaves::Restored {
        wrong.extend(restored(before, &after, root, ended));
    } else {
        wrong.extend(grown(before, &after, scene, ended));
    }
    wrong.extend(copies(&data));
    let mut given = before.numbers.clone();
    raise(&mut given, &after.numbers);
    if !after.lines.is_empty() && scene.base != Base::Nothing {
        wrong.extend(follower(stand, root, open_deal(scene.base), &given));
    }
    wrong
}

/// What a process says that was not killed: nothing beside its answer, or one sentence that people can read.
///
/// A disk that cannot write, or has no room, is to be tried again. One that cannot read a part of the books is told as
/// such, or as books of which a part is damaged: nothing tells these apart. Books that cannot be read are replaced only
/// with their last numbers typed. Nothing of this is an internal error.
pub fn said(ended: &Ended, leaves: Leaves, way: Way) -> Vec<String> {
    let Ended { code, stderr, .. } = ended;
    let mut wrong = Vec::new();
    match code {
        Some(0) if stderr.is_empty() => {}
        Some(0) => wrong.push(format!("done, and yet it complains: {stderr}")),
        Some(3) if way == Way::Unread && ended.stdout.contains("le fichier est endommagé") => {}
        Some(2) => {
            let told: Value = serde_json::from_str(stderr).unwrap_or(Value::Null);
            let (code, message) =
                (told["code"].as_str().unwrap_or_default(), told["message"].as_str().unwrap_or_default());
            if message.is_empty() || is_foreign(message) {
                wrong.push(format!("no sentence that people can read: {stderr}"));
            }
            let fits = match way {
                Way::Full => code == "try_again" && (message.contains("plein") || message.contains("place")),
                Way::Failing | Way::Unread if leaves == Leaves::Restored && code == "last_numbers_needed" => {
                    true
                }
                Way::Failing => code == "try_again",
                Way::Unread => ["try_again", "books_unusable"].contains(&code),
                Way::Killed => true,
                Way::Crowded => code != "books_unusable",
            };
            if !fits {
                wrong.push(format!("the wrong refusal: {stderr}"));
            }
        }
        other => wrong.push(format!("exit {other:?}: {}{stderr}", ended.stdout)),
    }
    wrong
}

/// Words of a program, not of the product.
fn is_foreign(message: &str) -> bool {
    const WORDS: &[&str] =
        &["error", "failed", "I/O", "SQL", "database", "os error", "No such", "unable", "books:", "file:"];
    WORDS.iter().any(|word| message.contains(word))
}

/// Was it said to be done? An answer that was cut says nothing.
fn acknowledged(ended: &Ended) -> bool {
    serde_json::from_str::<Value>(&ended.stdout).is_ok()
}

fn refused(ended: &Ended) -> bool {
    ended.code.is_some_and(|code| code != 0)
}

/// The lines of before are all there, and at most the one of this run.
fn grown(before: &Known, after: &Known, scene: &Scene, ended: &Ended) -> Vec<String> {
    let mut wrong = lost(before, after);
    let more: Vec<&str> =
        after.lines.iter().skip(before.lines.len()).map(|(_, action)| action.as_str()).collect();
    let fits = match scene.leaves {
        Leaves::Line(action) => match more[..] {
            [] => !acknowledged(ended),
            [done] => done == action && !refused(ended),
            _ => false,
        },
        Leaves::Nothing => more.is_empty(),
        // A whole story, or none.
        Leaves::Story => (more.is_empty() && !acknowledged(ended)) || more.len() > 700,
        Leaves::Restored => true,
    };
    if !fits {
        let said = if acknowledged(ended) { "said to be done" } else { "not said to be done" };
        wrong.push(format!("{said} ({:?}), and the journal holds {more:?} more", ended.code));
    }
    wrong
}

/// Lines and papers that were there, and are not any more or are other ones.
pub fn lost(before: &Known, after: &Known) -> Vec<String> {
    let mut wrong = Vec::new();
    if !after.lines.starts_with(&before.lines) {
        let (had, has) = (before.lines.len(), after.lines.len());
        wrong.push(format!("of {had} lines, not all are there as they were ({has} now)"));
    }
    for (paper, sha256) in &before.papers {
        if after.papers.get(paper) != Some(sha256) {
            wrong.push(format!("{paper:?} is not there as it was issued"));
        }
    }
    wrong
}

/// Either the books of before, or those that were given with the line of the restore.
fn restored(before: &Known, after: &Known, root: &Path, ended: &Ended) -> Vec<String> {
    let given = Known::of(&root.join("given.sqlite")).unwrap_or_default();
    let there = after.lines.starts_with(&given.lines)
        && after.lines.len() == given.lines.len() + 1
        && after.lines.last().is_some_and(|(_, action)| action == "books_restored");
    let kept = after.lines == before.lines;
    let fits = if acknowledged(ended) {
        there
    } else if refused(ended) {
        kept
    } else {
        there || kept
    };
    if fits { Vec::new() } else { vec![format!("neither restored nor as before: {:?}", ended.code)] }
}

/// Files that nobody asked for.
pub fn litter(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for path in files(root) {
        let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let stem = name.strip_suffix("-wal").or(name.strip_suffix("-shm")).unwrap_or(&name);
        let expected = match shown.split_once('/') {
            // What died while writing elsewhere is taken up by the next one that writes there.
            None => ["given.sqlite", "devis.pdf", WORD].contains(&name.as_str()) || name.ends_with(".part"),
            Some(("chosen", _)) => name.starts_with("parcours-") || name == ".parcours-probe.tmp",
            Some(_) if shown.starts_with("data/backups/") => {
                name.ends_with(".sqlite") && (name.starts_with("parcours-") || name.starts_with("before-"))
            }
            // What was put aside keeps the log that it had.
            Some(_) if stem.starts_with("books-before-restore-") => stem.ends_with(".sqlite"),
            Some(_) => {
                ["books.sqlite", "books.lock", "parcours.log", "parcours-backup.log"].contains(&name.as_str())
            }
        };
        if !expected {
            wrong.push(format!("left behind: {shown}"));
        }
    }
    wrong
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Every copy that bears a final name is whole.
pub fn copies(data: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for path in files(data) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.ends_with(".sqlite") || name == "books.sqlite" || name.starts_with('.') {
            continue;
        }
        let report = match books::file::recognise(&path, &PLAN, keys()) {
            Ok(Some(version)) if version < PLAN.latest() => continue,
            Ok(Some(_)) => books::file::open_reading(&path, keys())
                .and_then(|db| books::verify::verify(&db, &PLAN, &|_, _| true))
                .map(|report| report.is_some_and(|report| report.ok)),
            Ok(None) => Ok(false),
            Err(error) => Err(error),
        };
        if !matches!(report, Ok(true)) {
            wrong.push(format!("{name} is not whole: {report:?}"));
        }
    }
    wrong
}

pub fn raise(numbers: &mut Numbers, with: &Numbers) {
    for (series, n) in with {
        let highest = numbers.entry(series.clone()).or_insert(0);
        *highest = (*highest).max(*n);
    }
}

/// The next quote bears the number after the highest that was ever given.
pub fn follower(stand: &Stand, root: &Path, open: Option<i64>, given: &Numbers) -> Vec<String> {
    let act = |action: &str, payload: Value| {
        let done = plainly(&mut stand.command(root, &["act", action, &payload.to_string()]));
        let told: Value = serde_json::from_str(&done.stdout).unwrap_or(Value::Null);
        told["id"].as_i64().ok_or(format!("{action} after it: {:?} {}", done.code, done.stderr))
    };
    let free = open.filter(|deal| !has_quote(root, *deal));
    let deal = free.map_or_else(|| act("open_deal", json!({"client": 1, "title": "Suite"})), Ok);
    let sent = match deal.and_then(|deal| act("send_quote", quote(deal))) {
        Ok(sent) => sent,
        Err(wrong) => return vec![wrong],
    };
    let db =
        books::file::open_reading(&books::file::path(&root.join("data")), keys()).expect("the books open");
    let n: i64 =
        db.query_row("SELECT n FROM quote WHERE id = ?1", [sent], |r| r.get(0)).expect("the quote is there");
    let last = given.get(&("D".to_owned(), 2026)).copied().unwrap_or(0);
    if n == last + 1 { Vec::new() } else { vec![format!("quote {n} was given after {last}")] }
}

fn has_quote(root: &Path, deal: i64) -> bool {
    let db =
        books::file::open_reading(&books::file::path(&root.join("data")), keys()).expect("the books open");
    let held = db.query_row("SELECT EXISTS (SELECT 1 FROM quote WHERE deal = ?1)", [deal], |r| r.get(0));
    held.expect("quotes")
}
