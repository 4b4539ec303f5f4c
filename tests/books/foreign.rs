//! A foreign file is data: its names and texts are never run, and a schema other than ours is refused and told.

use crate::stand::{backup, cli, files, fold, head, long_road, one_more_quote, short_road};
use rusqlite::Connection;
use serde_json::json;
use std::path::{Path, PathBuf};
use tests::{Books, day, refusal};
use values::refusal::Code;

/// Every way in which a schema can be other than ours that a reading of the rows alone does not show: what is done to
/// it, and what is told of it.
const SCHEMAS: &[(&str, &str)] = &[
    (
        "ALTER TABLE note RENAME TO kept_note; CREATE VIEW note AS SELECT * FROM kept_note",
        "la table note manque",
    ),
    (
        "ALTER TABLE allocation RENAME TO kept; CREATE VIEW allocation AS SELECT * FROM kept WHERE strftime('%H') < '25'",
        "la table allocation manque",
    ),
    ("ALTER TABLE client ADD COLUMN rating TEXT", "la table client a été modifiée"),
    ("ALTER TABLE deal DROP COLUMN ideal", "la table deal a été modifiée"),
    ("ALTER TABLE payment DROP COLUMN fee", "la table payment a été modifiée"),
    ("ALTER TABLE payment ADD COLUMN twice INTEGER AS (amount * 2)", "la table payment a été modifiée"),
    ("ALTER TABLE note RENAME COLUMN text TO words", "la table note a été modifiée"),
    ("DROP TABLE draft", "la table draft manque"),
    ("CREATE TABLE extra (x)", "la table extra a été ajoutée"),
    ("CREATE VIRTUAL TABLE extra USING fts5 (x)", "la table extra a été ajoutée"),
    ("ANALYZE", "la table sqlite_stat1 a été ajoutée"),
    ("DROP INDEX document_by_deal", "l’index document_by_deal manque"),
    (
        "DROP INDEX document_by_deal; CREATE INDEX document_by_deal ON document (deal, id)",
        "l’index document_by_deal a été modifié",
    ),
    ("CREATE UNIQUE INDEX extra ON note (id)", "l’index extra a été ajouté"),
    ("CREATE VIEW extra AS SELECT 1 AS x", "la vue extra a été ajoutée"),
    ("CREATE INDEX extra ON deal (need)", "l’index extra a été ajouté"),
    ("DROP TABLE search_index", "la table search_index manque"),
    (
        "CREATE TRIGGER extra AFTER INSERT ON note BEGIN DELETE FROM draft; END",
        "la protection extra a été ajoutée",
    ),
    ("DROP TRIGGER invoice_is_never_changed", "la protection invoice_is_never_changed manque"),
];

/// The schema's own text, edited as a hex editor would.
const TEXTS: &[(&str, &str, &str)] = &[
    ("signed_order", "NOT NULL", "        "),
    ("invoice", "INTEGER", "INTEGER "),
    ("order_event", " STRICT", " "),
    ("payment", "CHECK (kind IN ('received', 'refund', 'reversal', 'kept'))", ""),
    ("payment", "'reversal', 'kept'", "'reversal', 'kept', 'gift'"),
    (
        "allocation",
        "CHECK ((payment IS NOT NULL) + (credit_note IS NOT NULL) + (given_up IS NOT NULL) = 1)",
        "CHECK (1)",
    ),
    ("note", "REFERENCES deal (id)", ""),
    ("payment", "fee INTEGER NOT NULL DEFAULT 0", "fee INTEGER NOT NULL DEFAULT 1"),
];

fn folded(books: &Books, change: impl FnOnce(&Connection)) {
    let connection = books.raw();
    connection.pragma_update(None, "foreign_keys", false).expect("off");
    change(&connection);
    drop(connection);
    fold(books);
}

fn rewrite(connection: &Connection, table: &str, from: &str, to: &str) {
    connection.execute_batch("PRAGMA writable_schema = ON").expect("on");
    let sql = "UPDATE sqlite_schema SET sql = replace(sql, ?2, ?3) WHERE type = 'table' AND name = ?1";
    assert_eq!(connection.execute(sql, [table, from, to]).expect("edited"), 1);
    connection.execute_batch("PRAGMA writable_schema = OFF").expect("off");
}

/// Refused at the door, told by `verify`, and refused as a backup.
fn told(books: &Books, what: &str) {
    let bytes = std::fs::read(books.path()).expect("bytes");
    let door = books.on(day(12, 5));
    let refused = refusal(door.0.ask("clients", json!({})).expect_err("opened"));
    assert_eq!(refused.code, Code::BooksUnusable, "{what}: {}", refused.message);
    drop(door);
    let (code, report, said) = cli(books.folder(), &["verify"]);
    assert_eq!(code, 3, "{what}: {report} {said}");
    assert!(report["findings"].to_string().contains(what), "{what}: {}", report["findings"]);

    let other = short_road();
    let before = head(&other);
    let payload = json!({"path": books.path()});
    let refused = refusal(other.on(day(9, 25)).0.job("restore", payload).expect_err("restored"));
    assert_eq!(refused.code, Code::BooksUnusable, "{what}: {}", refused.message);
    assert_eq!(head(&other), before, "{what}: the books moved");
    assert_eq!(std::fs::read(books.path()).expect("bytes"), bytes, "{what}: the file was touched");
}

#[test]
fn a_schema_that_is_not_ours_is_told_and_never_trusted() {
    for (change, what) in SCHEMAS {
        let books = short_road();
        folded(&books, |db| db.execute_batch(change).expect(change));
        told(&books, what);
    }
    for (table, from, to) in TEXTS {
        let books = short_road();
        folded(&books, |db| rewrite(db, table, from, to));
        told(&books, &format!("la table {table} a été modifiée"));
    }
}

#[test]
fn every_index_and_every_check_counts() {
    let books = short_road();
    folded(&books, |db| {
        let mut statement = db
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
            .expect("schema");
        let names: Vec<String> = statement
            .query_map([], |r| r.get(0))
            .expect("indexes")
            .map(|name| name.expect("a name"))
            .collect();
        assert!(names.len() > 3, "{names:?}");
        for name in names {
            db.execute_batch(&format!("DROP INDEX {name}")).expect("dropped");
        }
    });
    told(&books, "l’index");
}

#[test]
fn a_version_that_the_schema_does_not_bear_out_is_refused_in_french() {
    for version in [0, 1, 2, -7] {
        let books = short_road();
        folded(&books, |db| db.pragma_update(None, "user_version", version).expect("set"));
        let (code, _, said) = cli(books.folder(), &["ask", "clients"]);
        assert_eq!((code, &said["code"]), (2, &json!("books_unusable")), "{version}: {said}");
        let message = said["message"].as_str().expect("a sentence");
        assert!(!message.contains("SQL") && message.contains("Vos données"), "{message}");
    }
}

/// A file of an older version whose names would be SQL if they were pasted into it.
fn hostile(to: &Path, version: i64, reached: &Path) {
    let fixture = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/schema-{version}.sqlite"));
    std::fs::copy(&fixture, to).unwrap_or_else(|e| panic!("{}: {e}", fixture.display()));
    let connection = Connection::open(to).expect("opens");
    let attack =
        format!("x\"; COMMIT; ATTACH '{}' AS e; CREATE TABLE e.t(x); DETACH e; BEGIN; --", reached.display());
    for name in [attack.as_str(), "x"] {
        let quoted = name.replace('"', "\"\"");
        connection
            .execute_batch(&format!("CREATE TRIGGER \"{quoted}\" AFTER INSERT ON note BEGIN SELECT 1; END"))
            .expect("a trigger");
    }
    // A default is a text of the file too.
    connection.execute_batch("CREATE TABLE \"y\"\"; SELECT 1; --\" (x DEFAULT (random()))").expect("a table");
}

#[test]
fn names_in_a_foreign_file_are_never_run() {
    for version in [1, 2] {
        let books = short_road();
        let folder = tempfile::tempdir().expect("a folder");
        let (given, reached) = (folder.path().join("given.sqlite"), folder.path().join("reached.sqlite"));
        hostile(&given, version, &reached);
        let before = head(&books);
        let door = books.on(day(9, 25));
        let refused = refusal(door.0.job("restore", json!({"path": given})).expect_err("restored"));
        assert_eq!(refused.code, Code::BooksUnusable, "{}", refused.message);
        drop(door);
        assert_eq!(head(&books), before);

        let placed = Books::empty();
        std::fs::copy(&given, placed.path()).expect("placed");
        let (code, _, said) = cli(placed.folder(), &["ask", "clients"]);
        assert_eq!((code, &said["code"]), (2, &json!("books_unusable")), "{said}");
        let (code, ..) = cli(placed.folder(), &["verify"]);
        assert_eq!(code, 3, "told");
        assert!(!reached.exists(), "version {version}: another file was reached");
    }
}

#[test]
fn a_view_that_never_ends_keeps_nobody_waiting() {
    let books = short_road();
    folded(&books, |db| {
        db.execute_batch(
            "ALTER TABLE note RENAME TO kept_note;
             CREATE VIEW note AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n",
        )
        .expect("a view");
    });
    told(&books, "la table note manque");
}

/// The search answers for what stands in the books: nothing less, nothing more, nothing under another name.
#[test]
fn what_is_found_is_what_the_journal_says() {
    for change in [
        "DELETE FROM search_index",
        "DELETE FROM search_index WHERE kind = 'invoice'",
        "INSERT INTO search_index (rowid, words, kind, ref) VALUES (999999, 'Facture inventée', 'invoice', 124999)",
        "INSERT INTO search_index (rowid, words, kind, ref) VALUES (999999, 'F-2026-0001', 'invoice', 1)",
        "UPDATE search_index SET words = 'F-2026-0099' WHERE kind = 'invoice' AND ref = 1",
        "UPDATE search_index SET words = 'Quelqu’un d’autre' WHERE kind = 'client' AND ref = 1",
        "UPDATE search_index SET words = '' WHERE kind = 'deal'",
        "UPDATE search_index SET ref = 2 WHERE kind = 'quote' AND ref = 1",
    ] {
        let books = long_road();
        folded(&books, |db| db.execute_batch(change).expect(change));
        let report = books.on(day(12, 5)).job("verify", json!({}));
        assert!(report["findings"].to_string().contains("search_index"), "{change}: {report}");
    }
}

#[test]
fn a_backup_of_ours_still_goes_back() {
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    one_more_quote(&books, "Affiche");
    books.on(day(9, 25)).job("restore", json!({"path": kept}));
    books.on(day(9, 25)).verified();
    assert!(files(books.folder()).iter().all(|(path, _)| !path.to_string_lossy().contains("restoring")));
}
