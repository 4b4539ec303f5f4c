//! Schema history: every past file opens, verifies and answers; an upgrade keeps a copy first and is whole or undone.

use crate::stand::{files, fold, head, one_more_quote, short_road};
use crate::tampering::stored_triggers;
use books::cipher::Keys;
use books::error::Error;
use books::file::open as open_books;
use books::lock::Lock;
use books::plan::{Migration, Plan};
use books::reading::Reading;
use parcours::plan::PLAN;
use records::schema::SCHEMA;
use rusqlite::Connection;
use serde_json::json;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use tests::{Books, day};
use values::refusal::Code;

/// One past file per schema version.
fn fixture(version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(format!("schema-{version}.sqlite"))
}

/// Books as the present version writes them: one deal with its quote.
fn write_fixture(to: &Path) {
    let books = short_road();
    fold(&books);
    std::fs::create_dir_all(to.parent().expect("a folder")).expect("the folder");
    std::fs::copy(books.path(), to).expect("the fixture is written");
}

fn schema(connection: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    let mut statement = connection.prepare(sql).expect("a schema");
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).expect("a schema");
    rows.map(|row| row.expect("an object")).collect()
}

#[test]
fn every_past_file_opens_verifies_and_answers() {
    for version in 1..=PLAN.latest() {
        let path = fixture(version);
        if version == PLAN.latest() && std::env::var_os("PARCOURS_WRITE_FIXTURE").is_some() {
            write_fixture(&path);
        }
        let books = Books::empty();
        std::fs::copy(&path, books.path()).unwrap_or_else(|e| {
            panic!(
                "{}: {e}. Run this test with PARCOURS_WRITE_FIXTURE=1 and commit the file.",
                path.display()
            )
        });
        let door = books.on(day(9, 25));
        assert!(door.0.shut().is_none(), "schema {version}: {:?}", door.0.shut());
        door.verified();
        let deals = door.ask("deals", json!({}));
        assert_eq!(deals["rows"][0]["title"], "Refonte du site", "schema {version}: {deals:#}");
        let habits = door.ask("preferences", json!({}));
        // Books begun before one could choose go on printing what they printed.
        if habits["preferences"].get("announce_reminders").is_none() {
            let content = serde_json::json!({"lines": []});
            let told = door.ask("preview_quote", serde_json::json!({"deal": 1, "content": content}));
            assert_ne!(told["reminders"], "", "schema {version}");
        } else {
            assert!(version >= 8, "schema {version}: an old file chose nothing");
        }
        drop(door);
        assert_eq!(one_more_quote(&books, "Affiche"), "D-2026-0002", "schema {version}: work goes on");
        books.on(day(9, 25)).verified();
    }
}

#[test]
fn what_older_books_hold_is_found_as_it_is_printed() {
    let books = Books::empty();
    std::fs::copy(fixture(4), books.path()).expect("the fixture");
    let raw = rusqlite::Connection::open(books.path()).expect("the books");
    raw.execute_batch(
        "UPDATE client SET card = json_set(card, '$.phone', '+33 (0)6.12 34 56 78');
         UPDATE search_index SET words = words || ' Œuvre' WHERE kind = 'client';",
    )
    .expect("another card");
    drop(raw);
    let door = books.on(day(9, 25));
    for typed in ["FR96 552 100 554", "06 12 34 56 78", "+33 6 12 34 56 78", "oeuvre", "552 100 554"] {
        let hits = door.ask("search", json!({"text": typed}));
        assert_eq!(hits["hits"][0]["kind"], "client", "« {typed} »: {hits:#}");
    }
}

#[test]
fn the_latest_schema_is_pinned() {
    assert_eq!(
        PLAN.latest(),
        15,
        "A new schema version: run this target with PARCOURS_WRITE_FIXTURE=1, commit tests/fixtures/schema-N.sqlite and raise this number."
    );
    assert_eq!(PLAN.latest(), SCHEMA, "SCHEMA and the history tell the same version");
    let (past, present) = (Books::empty(), short_road());
    std::fs::copy(fixture(PLAN.latest()), past.path()).expect("the fixture");
    assert_eq!(
        schema(&past.raw()),
        schema(&present.raw()),
        "The schema is no longer that of the fixture. A migration that landed is never edited: add one. While its issue is still open, write the fixture again with PARCOURS_WRITE_FIXTURE=1."
    );
}

const SOUND: Migration = Migration {
    version: SCHEMA + 1,
    sql: "ALTER TABLE note ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0; ALTER TABLE quote ADD COLUMN tag TEXT;",
};

const BROKEN: Migration = Migration {
    version: SCHEMA + 1,
    sql: "ALTER TABLE note ADD COLUMN pinned INTEGER; INSERT INTO nowhere VALUES (1);",
};

/// A build that knows one step more, for as long as the tests run.
fn with(step: Migration) -> Plan {
    let mut history = PLAN.history.to_vec();
    history.push(step);
    Plan { history: history.leak(), ..PLAN }
}

/// Opens with another history, keeping the copy as the house does.
fn open(books: &Books, plan: &Plan) -> Result<Connection, Error> {
    let lock = Lock::shared(books.folder()).expect("a hold");
    let keep = |path: &Path| books::backup::before_migration(books.folder(), path, &Keys::default());
    open_books(books.folder(), &lock, plan, &Keys::default(), &keep)
}

fn copies(books: &Books) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(books.folder().join("backups")) else { return Vec::new() };
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn version(connection: &Connection) -> i64 {
    connection.query_row("PRAGMA user_version", [], |r| r.get(0)).expect("a version")
}

#[test]
fn an_upgrade_keeps_a_verified_copy_first_and_makes_the_triggers_again() {
    let books = short_road();
    let before = head(&books);
    let upgraded = open(&books, &with(SOUND)).expect("upgraded");
    assert_eq!(version(&upgraded), SCHEMA + 1);
    assert_eq!(stored_triggers(&upgraded).len(), PLAN.sealed().count() * 2);
    let refused = upgraded.execute("UPDATE quote SET tag = 'x'", []).expect_err("sealed").to_string();
    assert!(refused.contains("quote is sealed"), "{refused}");

    let kept = copies(&books);
    let copy = Connection::open(kept.first().expect("a copy in backups")).expect("it opens");
    assert_eq!((kept.len(), version(&copy)), (1, SCHEMA), "the copy is of the version before");
    assert_eq!(books::journal::head(Reading::of(&copy)).expect("a head").seal, before);
    let report = books::verify::verify(&copy, &with(SOUND), &|_, _| true).expect("read").expect("to the end");
    assert!(report.ok, "{:?}", report.findings);

    // Lines written before a column know nothing of it: there it must hold its default.
    let report =
        books::verify::verify(&upgraded, &with(SOUND), &|_, _| true).expect("read").expect("to the end");
    assert!(report.ok, "{:?}", report.findings);
    let triggers = crate::tampering::drop_triggers(&upgraded);
    upgraded.execute("UPDATE quote SET tag = 'x' WHERE id = 1", []).expect("edited");
    for sql in triggers {
        upgraded.execute_batch(&sql).expect("put back");
    }
    let report =
        books::verify::verify(&upgraded, &with(SOUND), &|_, _| true).expect("read").expect("to the end");
    let named = report.findings.iter().any(|f| f.table == "quote" && f.row == Some(1));
    assert!(named, "an edit of the new column is found: {:?}", report.findings);
    drop(upgraded);

    let older = books.on(day(9, 25));
    let shut = tests::refusal(older.0.shut().expect("a version that does not know it refuses it"));
    assert_eq!(shut.code, Code::BooksUnusable);
    assert!(shut.message.contains("version plus récente"), "{}", shut.message);
}

#[test]
fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
    let books = short_road();
    fold(&books);
    let before = files(books.folder());
    let error = open(&books, &with(BROKEN)).expect_err("its SQL fails").to_string();
    assert!(error.contains("nowhere"), "{error}");
    assert_eq!(files(books.folder()), before, "the file was changed");
    assert_eq!(copies(&books).len(), 1, "the copy was made all the same");
    books.on(day(9, 25)).verified();
    assert_eq!(one_more_quote(&books, "Affiche"), "D-2026-0002");
}

#[test]
fn no_copy_no_upgrade() {
    let books = short_road();
    fold(&books);
    let before = files(books.folder());
    let lock = Lock::shared(books.folder()).expect("a hold");
    let refuse = |_: &Path| Err(Error::Broken("no room".to_owned()));
    open_books(books.folder(), &lock, &with(SOUND), &Keys::default(), &refuse).expect_err("no copy");
    drop(lock);
    assert_eq!(files(books.folder()), before);
    books.on(day(9, 25)).verified();
}

#[test]
fn nobody_upgrades_while_another_works_on_the_books() {
    let books = short_road();
    let asked = Cell::new(false);
    let neighbour = Lock::shared(books.folder()).expect("a neighbour");
    let lock = Lock::shared(books.folder()).expect("a hold");
    let keep = |_: &Path| {
        asked.set(true);
        Ok(())
    };
    let error =
        open_books(books.folder(), &lock, &with(SOUND), &Keys::default(), &keep).expect_err("not alone");
    assert!(error.to_string().contains("ouvertes ailleurs"), "{error}");
    assert!(!asked.get() && version(&books.raw()) == SCHEMA, "nothing was begun");
    drop(neighbour);
    open_books(books.folder(), &lock, &with(SOUND), &Keys::default(), &keep).expect("upgraded");
    assert!(asked.get());
}
