//! Backups: whole, verified, made when they should be, and not more than are worth keeping.

use crate::stand::{backup, cli, head, lines, one_more_quote, short_road};
use chrono::{Days, NaiveDate};
use parcours::plan::PLAN;
use serde_json::json;
use std::cell::{Cell, RefCell};
use tests::{Books, bakery, day, file};

fn names(books: &Books) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(books.folder().join("backups")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn nothing_is_kept_of_empty_books_nor_twice_of_the_same() {
    let books = Books::empty();
    let door = books.on(day(9, 1));
    assert_eq!(door.job("backup", json!({}))["skipped"], true);
    door.done("add_client", bakery());
    let first = door.job("backup", json!({}));
    assert_eq!(first["skipped"], false);
    let name = &names(&books)[0];
    assert!(name.contains("2026-09-01") && name.contains(&head(&books)[..12]), "date and head: {name}");
    let again = door.job("backup", json!({}));
    assert_eq!((&again["skipped"], names(&books).len()), (&json!(true), 1));
    door.0.quit();
    assert_eq!(names(&books).len(), 1, "leaving keeps nothing new of the same books");
}

/// Before a backup takes their place: what the books hold that it does not.
#[test]
fn what_a_backup_does_not_hold_is_counted_and_told() {
    let books = Books::empty();
    let door = books.on(day(9, 1));
    door.done("add_client", bakery());
    door.job("backup", json!({}));
    let since = |name: &str| door.ask("since_backup", json!({"name": name}));
    let first = names(&books)[0].clone();
    assert_eq!(since(&first), json!({"lines": 0, "told": []}));
    let deal = door.done("open_deal", json!({"client": 1, "title": "Vitrine"}));
    door.done("add_note", json!({"deal": deal, "kind": "note", "text": "Veut du bleu."}));
    let held = since(&first);
    assert_eq!((&held["lines"], held["told"].as_array().unwrap().len()), (&json!(2), 2));
    assert!(held["told"][0].as_str().unwrap().contains("Note"), "the latest first: {held}");
    for foreign in ["ma copie.sqlite", "parcours-2026-09-01T10-00-00-0123456789ab.sqlite", ""] {
        assert_eq!(since(foreign)["lines"], json!(null), "{foreign} is none of theirs");
    }
}

#[test]
fn leaving_keeps_a_backup_and_one_file() {
    let books = Books::empty();
    let door = books.on(day(9, 1));
    door.done("add_client", bakery());
    door.0.quit();
    drop(door);
    assert_eq!(names(&books).len(), 1);
    assert!(!books.folder().join("books.sqlite-wal").exists(), "no log is left beside the file");
    let kept = books.folder().join("backups").join(&names(&books)[0]);
    let copy = rusqlite::Connection::open(kept).expect("it opens");
    let report = books::verify::verify(&copy, &PLAN, &|_, _| true).expect("read").expect("to the end");
    assert!(report.ok && report.head == head(&books), "{report:?}");
}

#[test]
fn entering_keeps_a_backup_when_the_last_is_older_than_a_day() {
    let books = Books::empty();
    books.opened_on(day(9, 1)).done("add_client", bakery());
    assert_eq!(names(&books).len(), 0, "entering empty books keeps nothing");
    books.opened_on(day(9, 1)).done("add_client", bakery());
    assert_eq!(names(&books).len(), 1, "no backup yet is old enough");
    drop(books.opened_on(day(9, 1)));
    assert_eq!(names(&books).len(), 1, "the last is of today");
    drop(books.opened_on(day(9, 3)));
    assert_eq!(names(&books).len(), 2, "older than a day, and the books changed");
    drop(books.opened_on(day(9, 9)));
    assert_eq!(names(&books).len(), 2, "older than a day, but nothing changed");
}

#[test]
fn old_backups_make_room_by_day_week_and_month() {
    let books = Books::empty();
    let mut today: NaiveDate = day(1, 5);
    for _ in 0..60 {
        let door = books.on(today);
        door.done("add_client", bakery());
        door.done("add_client", bakery());
        door.0.quit();
        today = today + Days::new(3);
    }
    let names = names(&books);
    assert!((7..=7 + 4 + 12).contains(&names.len()), "{names:#?}");
    for month in ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"] {
        assert!(names.iter().any(|name| name.contains(month)), "none is left of {month}: {names:#?}");
    }
    let others = names.iter().filter(|name| !name.starts_with("parcours-"));
    assert_eq!(others.count(), 0, "no unfinished copy is left: {names:#?}");
}

#[test]
fn books_that_do_not_verify_are_not_backed_up() {
    let books = short_road();
    let raw = books.raw();
    let triggers = crate::tampering::drop_triggers(&raw);
    raw.execute_batch("UPDATE quote_line SET net = net + 1").expect("edited");
    for sql in triggers {
        raw.execute_batch(&sql).expect("put back");
    }
    let (code, _, refusal) = cli(books.folder(), &["backup"]);
    let message = refusal["message"].as_str().unwrap_or_default();
    assert!(code == 2 && message.contains("quote_line 1"), "{code} {refusal}");
    assert_eq!(names(&books).len(), 0, "no copy of altered books passes for a backup");
}

#[test]
fn a_backup_is_made_while_the_books_are_in_use_and_goes_where_it_is_told() {
    let books = short_road();
    let stick = tempfile::tempdir().expect("a folder");
    let door = books.on(day(9, 20));
    door.done("set_preferences", json!({"backup_folder": stick.path()}));
    let path = backup(&door);
    assert!(path.starts_with(&*stick.path().to_string_lossy()), "{path}");
    one_more_quote(&books, "Affiche");
    let kept = rusqlite::Connection::open(path).expect("it opens");
    assert!(lines(&kept).len() < lines(&books.raw()).len(), "what comes after is not in it");
}

#[test]
fn a_backup_ends_while_somebody_else_writes_at_every_moment() {
    let books = short_road();
    let other = books.on(day(9, 25));
    other.done(
        "attach_file",
        json!({"deal": 1, "file": file("charte.docx", &[b"PK", &[7; 3_000_000][..]].concat())}),
    );
    let (before, written) = (head(&books), lines(&books.raw()).len());
    let (copied, notes) = (RefCell::new(Vec::<(i64, i64)>::new()), Cell::new(0));
    let watch = |done: i64, of: i64| {
        other.done("add_note", json!({"deal": 1, "kind": "note", "text": "Rappeler lundi"}));
        notes.set(notes.get() + 1);
        let mut copied = copied.borrow_mut();
        match copied.last() {
            // What comes after the copy is its verification.
            Some((done, of)) if done == of => true,
            Some((last, all)) if done <= *last || of != *all => false,
            Some(_) | None => {
                copied.push((done, of));
                true
            }
        }
    };
    let door = books.on(day(9, 25));
    let done = door.0.job_watched("backup", json!({}), &watch).expect("the copy did not begin again");
    let copied = copied.into_inner();
    assert!(copied.len() > 9, "one look at a time: {copied:?}");
    let path = done["path"].as_str().expect("a path");
    assert!(path.contains(&before[..12]), "named by what it holds: {path}");
    let kept = rusqlite::Connection::open(path).expect("it opens");
    assert_eq!(lines(&kept).len(), written, "the books of one moment");
    assert_eq!(lines(&books.raw()).len(), written + notes.get(), "and nobody waited");
    assert_eq!(door.verified()["head"], head(&books).as_str());
}
