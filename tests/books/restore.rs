//! Restores: no number is issued twice, no file is thrown away, and what is wrong is refused.

use crate::stand::{Neighbour, backup, cli, command, files, fold, head, lines, one_more_quote, short_road};
use books::reading::Reading;
use parcours::Failure;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use tests::{Books, day, refusal};
use values::refusal::Code;

/// Books with a backup taken before their last two quotes: D-2026-0001 is in it, 0002 and 0003 came after.
fn moved_on() -> (Books, String) {
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    assert_eq!(one_more_quote(&books, "Affiche"), "D-2026-0002");
    assert_eq!(one_more_quote(&books, "Carte"), "D-2026-0003");
    fold(&books);
    (books, kept)
}

fn restore(books: &Books, payload: Value) -> Result<Value, Failure> {
    books.on(day(9, 25)).0.job("restore", payload)
}

#[test]
fn a_number_given_out_is_never_given_again() {
    let (books, kept) = moved_on();
    let (replaced, restored) = (head(&books), "set_identity add_client open_deal send_quote books_restored");
    let done = restore(&books, json!({"path": kept})).expect("restored");
    let aside = done["kept_aside"].as_str().expect("a path");
    let before = books::journal::head(Reading::of(&rusqlite::Connection::open(aside).expect("opens")))
        .expect("a head");
    assert_eq!(before.seal, replaced, "what was replaced is kept aside, whole");

    let actions: Vec<String> = lines(&books.raw()).into_iter().map(|(_, action)| action).collect();
    assert_eq!(actions.join(" "), restored);
    let sql = "SELECT body FROM journal_body ORDER BY seq DESC LIMIT 1";
    let body: String = books.raw().query_row(sql, [], |r| r.get(0)).expect("a body");
    assert!(body.contains(&replaced), "the line holds the head that was replaced: {body}");
    let prev = "SELECT prev FROM journal ORDER BY seq DESC LIMIT 1";
    let prev: String = books.raw().query_row(prev, [], |r| r.get(0)).expect("a seal");
    assert!(body.contains(&prev), "and the head that was restored: {body}");

    books.on(day(9, 25)).verified();
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0004", "after the highest of both files");
    // Once more: what the first restore skipped is not forgotten by the second.
    restore(&books, json!({"path": kept})).expect("restored again");
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0005");
    // And back to the books kept aside: their own numbers and those since are all taken.
    restore(&books, json!({"path": aside})).expect("restored from aside");
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0006");
    books.on(day(9, 25)).verified();
}

#[test]
fn over_unreadable_books_the_last_numbers_are_asked_for() {
    let (books, kept) = moved_on();
    let mut bytes = std::fs::read(books.path()).expect("bytes");
    bytes[..4096].fill(0x55);
    std::fs::write(books.path(), &bytes).expect("damaged");
    let before = files(books.folder());

    let asked = refusal(restore(&books, json!({"path": kept})).expect_err("numbers are needed"));
    assert_eq!((asked.code, asked.field.as_deref()), (Code::LastNumbersNeeded, Some("last_numbers")));
    let wrong =
        refusal(restore(&books, json!({"path": kept, "last_numbers": ["12"]})).expect_err("no number"));
    assert_eq!(wrong.field.as_deref(), Some("last_numbers[0]"), "{}", wrong.message);
    assert_eq!(files(books.folder()), before, "asking changes nothing");

    let numbers = json!(["D-2026-0003", "D-2026-0002"]);
    let done = restore(&books, json!({"path": kept, "last_numbers": numbers})).expect("restored");
    let aside = std::fs::read(done["kept_aside"].as_str().expect("a path")).expect("kept");
    assert!(aside == bytes, "the damaged file is kept byte for byte");
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0004");
    books.on(day(9, 25)).verified();
}

#[test]
fn the_command_line_asks_and_takes_the_last_numbers() {
    let (books, kept) = moved_on();
    std::fs::write(books.path(), b"no books at all").expect("damaged");
    let (code, _, refusal) = cli(books.folder(), &["restore", &kept]);
    assert_eq!((code, &refusal["code"]), (2, &json!("last_numbers_needed")), "{refusal}");
    let (code, done, refusal) = cli(books.folder(), &["restore", &kept, "--last-number", "D-2026-0007"]);
    assert_eq!(code, 0, "{refusal}");
    assert!(done["kept_aside"].is_string(), "{done}");
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0008");
}

#[test]
fn a_backup_that_is_wrong_is_refused_and_nothing_changes() {
    let (books, kept) = moved_on();
    let good = std::fs::read(&kept).expect("bytes");
    let stick = tempfile::tempdir().expect("a folder");
    let wrong = |name: &str| stick.path().join(name);
    std::fs::write(wrong("text"), "des comptes").expect("written");
    std::fs::write(wrong("empty"), "").expect("written");
    std::fs::write(wrong("half"), &good[..good.len() / 2]).expect("written");
    for (name, sql) in [
        ("newer", "PRAGMA user_version = 99"),
        ("foreign", "PRAGMA application_id = 5"),
        ("edited", "DROP TRIGGER quote_line_is_never_changed"),
    ] {
        std::fs::write(wrong(name), &good).expect("written");
        rusqlite::Connection::open(wrong(name)).and_then(|c| c.execute_batch(sql)).expect("made wrong");
    }
    let before = files(books.folder());
    for name in ["text", "empty", "half", "newer", "foreign", "edited", "missing"] {
        let told = refusal(restore(&books, json!({"path": wrong(name)})).expect_err(name));
        assert!(told.code == Code::BooksUnusable || name == "missing", "{name}: {}", told.message);
        assert!(told.message.contains("pas été modifiées") || name == "missing", "{name}: {}", told.message);
        assert_eq!(files(books.folder()), before, "{name}: something changed");
    }
    books.on(day(9, 25)).verified();
}

#[test]
fn a_backup_given_as_bytes_is_restored_into_an_empty_house() {
    let (_books, kept) = moved_on();
    let new = Books::empty();
    let bytes = std::fs::read(kept).expect("bytes");
    let given = json!({"file": tests::file("sauvegarde.sqlite", &bytes), "last_numbers": ["D-2026-0001"]});
    restore(&new, given).expect("restored");
    new.on(day(9, 25)).verified();
    assert_eq!(one_more_quote(&new, "Affiche"), "D-2026-0002");
}

/// Books copied while in use: their last lines stand in the log beside them.
#[test]
fn a_copy_of_books_in_use_is_restored_with_its_log() {
    let books = short_road();
    let neighbour = Neighbour::inside(books.folder());
    assert_eq!(one_more_quote(&books, "Affiche"), "D-2026-0002");
    let new = Books::empty();
    restore(&new, json!({"path": books.path(), "last_numbers": ["D-2026-0002"]})).expect("restored");
    drop(neighbour);
    assert_eq!(one_more_quote(&new, "Carte"), "D-2026-0003", "the line in the log was not lost");
}

/// Killed between keeping the old file aside and putting the new one in place: never without books.
#[test]
fn a_restore_that_is_killed_leaves_the_books_in_place() {
    let (books, kept) = moved_on();
    let before = head(&books);
    let mut child = command(books.folder(), &["restore", &kept])
        .env("PARCOURS_HOLD", "before_replace")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stderr.take().expect("a pipe")).read_line(&mut line).expect("it says where it is");
    child.kill().expect("SIGKILL");
    child.wait().expect("it ends");
    assert_eq!(line.trim(), "holding before_replace");
    let door = books.on(day(9, 25));
    door.verified();
    assert!(
        head(&books) == before || lines(&books.raw()).len() == 5,
        "neither the old books nor the restored ones"
    );
    drop(door);
    restore(&books, json!({"path": kept})).expect("restored the second time");
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0004");
    books.on(day(9, 25)).verified();
}
