//! Files that are no books of ours, or no longer: refused, kept byte for byte, explained in French.

use crate::stand::{cli, fold, head, one_more_quote, short_road};
use parcours::Failure;
use rusqlite::{Connection, StatementStatus};
use serde_json::json;
use tests::{Books, day, refusal};
use values::refusal::Code;

/// Enters on what stands there, expects it refused, and kept as it is.
fn refused(books: &Books, what: &str, why: &str) {
    let before = std::fs::read(books.path()).ok();
    let door = books.on(day(9, 25));
    let Some(Failure::Refused(told)) = door.0.shut() else {
        panic!("{what}: opened, or failed without a word")
    };
    assert_eq!(told.code, Code::BooksUnusable, "{what}: {}", told.message);
    assert!(told.message.contains(why), "{what}: {}", told.message);
    assert!(told.message.contains("books.sqlite"), "{what}: the file is not named: {}", told.message);
    assert_eq!(refusal(door.0.ask("clients", json!({})).expect_err("shut")), told, "every call answers why");
    let (code, _, said) = cli(books.folder(), &["ask", "clients"]);
    assert_eq!((code, &said["code"]), (2, &json!("books_unusable")), "{what}: {said}");
    door.0.quit();
    drop(door);
    assert_eq!(std::fs::read(books.path()).ok(), before, "{what}: the file was touched");
}

#[test]
fn what_is_not_ours_is_refused_and_kept() {
    let books = Books::empty();
    std::fs::write(books.path(), "Mes comptes de septembre\n".repeat(200)).expect("a text");
    refused(&books, "a text", "illisible ou endommagé");

    let books = Books::empty();
    std::fs::create_dir(books.path()).expect("a folder");
    refused(&books, "a folder", "c’est un dossier");
    assert!(books.path().is_dir());

    let books = Books::empty();
    let other = Connection::open(books.path()).expect("another program's file");
    other
        .execute_batch(
            "PRAGMA application_id = 77; PRAGMA journal_mode = WAL; CREATE TABLE recipe (name TEXT)",
        )
        .expect("made");
    drop(other);
    refused(&books, "another program's file", "n’est pas de Parcours");

    let books = short_road();
    fold(&books);
    books.raw().pragma_update(None, "application_id", 0).expect("unmarked");
    refused(&books, "an unmarked file", "n’est pas de Parcours");

    let books = short_road();
    books.raw().pragma_update(None, "user_version", 99).expect("from the future");
    fold(&books);
    refused(&books, "a newer file", "version plus récente de Parcours (99");
}

#[test]
fn damage_in_the_header_the_schema_or_at_the_end_is_refused() {
    let books = short_road();
    fold(&books);
    let whole = std::fs::read(books.path()).expect("bytes");
    let page = 4096;
    type Damage = Box<dyn Fn(&mut Vec<u8>)>;
    let damages: [(&str, Damage); 5] = [
        ("the first bytes", Box::new(|b| b[..16].fill(0))),
        ("the first page", Box::new(move |b| b[16..page].fill(0xaa))),
        ("the schema", Box::new(move |b| b[200..page].fill(0))),
        ("half of the file", Box::new(|b| b.truncate(b.len() / 2))),
        ("some hundred bytes left", Box::new(|b| b.truncate(300))),
    ];
    for (what, damage) in damages {
        let mut bytes = whole.clone();
        damage(&mut bytes);
        std::fs::write(books.path(), &bytes).expect("damaged");
        refused(&books, what, "illisible ou endommagé");
    }
    std::fs::write(books.path(), &whole).expect("whole again");
    books.on(day(9, 25)).verified();
}

/// Damage anywhere is refused on entering or found by verification, calmly; never an internal error.
#[test]
fn damage_in_any_page_is_refused_or_found() {
    let books = short_road();
    fold(&books);
    let whole = std::fs::read(books.path()).expect("bytes");
    let (mut shut, mut found) = (0, 0);
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].iter_mut().for_each(|byte| *byte = !*byte);
        std::fs::write(books.path(), &bytes).expect("damaged");
        let door = books.on(day(9, 25));
        match door.0.job("verify", json!({})) {
            Ok(report) if report["ok"] == false => found += 1,
            Ok(_) => panic!("page {page}: neither refused nor found"),
            Err(Failure::Refused(refusal)) => {
                assert_eq!(refusal.code, Code::BooksUnusable, "page {page}: {}", refusal.message);
                shut += 1;
            }
            Err(Failure::Internal(sentence)) => panic!("page {page}: {sentence}"),
        }
        drop(door);
        for log in ["books.sqlite-wal", "books.sqlite-shm"] {
            let _ = std::fs::remove_file(books.folder().join(log));
        }
    }
    let pages = whole.len() / 4096 - 1;
    println!("{pages} pages damaged one by one: {shut} refused on entering, {found} found by verification");
}

/// A process that was killed leaves its log beside the file: what it holds is part of the books.
#[test]
fn a_log_left_beside_the_file_is_read() {
    let books = short_road();
    let left = Books::empty();
    {
        // As long as one reads, nobody folds the log into the file.
        let reader = books.raw();
        reader.query_row("SELECT count(*) FROM journal", [], |_| Ok(())).expect("read");
        one_more_quote(&books, "Affiche");
        for name in ["books.sqlite", "books.sqlite-wal"] {
            std::fs::copy(books.folder().join(name), left.folder().join(name)).expect("left as after a kill");
        }
    }
    assert_eq!(head(&left), head(&books), "the last lines stand in the log");
    left.on(day(9, 25)).verified();

    let bare = Books::empty();
    fold(&books);
    std::fs::copy(books.path(), bare.path()).expect("the file");
    std::fs::write(bare.folder().join("books.sqlite-wal"), b"no log at all").expect("a log that is none");
    bare.on(day(9, 25)).verified();
    assert_eq!(head(&bare), head(&books));
}

/// A newer file whose last lines stand in its log: neither is touched.
#[test]
fn a_refused_file_keeps_its_log() {
    let books = short_road();
    let left = Books::empty();
    {
        let raw = books.raw();
        raw.pragma_update(None, "user_version", 99).expect("from the future");
        for name in ["books.sqlite", "books.sqlite-wal"] {
            std::fs::copy(books.folder().join(name), left.folder().join(name)).expect("left as after a kill");
        }
    }
    let log = left.folder().join("books.sqlite-wal");
    let before = std::fs::read(&log).expect("a log");
    assert!(!before.is_empty(), "the version stands in the log");
    refused(&left, "a newer file with its log", "version plus récente");
    assert_eq!(std::fs::read(&log).ok(), Some(before), "the log was touched");
}

#[test]
fn a_statement_is_planned_once_whatever_is_bound_to_it() {
    let books = short_road();
    let lock = books::lock::Lock::shared(books.folder()).expect("the lock");
    let writing = books::file::open(
        books.folder(),
        &lock,
        &parcours::plan::PLAN,
        &books::cipher::Keys::default(),
        &|_| Ok(()),
    );
    let reading = books::file::open_reading(&books.path(), &books::cipher::Keys::default());
    let aside = books::file::open_aside(&books.path(), &books::cipher::Keys::default());
    for (what, connection) in [("writing", writing), ("reading", reading), ("aside", aside)] {
        let connection = connection.expect(what);
        // An index holds cheques alone: whether it is of use depends on what is bound.
        let sql = "SELECT count(*) FROM payment WHERE method = ?1";
        for method in ["transfer", "cheque", "card"] {
            let mut statement = connection.prepare_cached(sql).expect("prepared");
            statement.query_row([method], |r| r.get::<_, i64>(0)).expect("asked");
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{what}, {method}");
        }
    }
}
