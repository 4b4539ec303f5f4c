//! What plain verification does not find, on purpose: the list that stands in the README, each member shown. What is
//! kept elsewhere finds the first; the others are no evidence.

use crate::stand::{backup, cli, fold, long_road, short_road};
use crate::tampering::drop_triggers;
use books::seal::{Line, hash, seal};
use rusqlite::{Connection, params};
use serde_json::json;
use std::path::{Path, PathBuf};
use tests::{Books, day, hand_over};

/// Someone who knows how the books are made rewrites a fact, its body, and every seal from there on.
fn rewritten(books: &Books, from: &str, to: &str) {
    let db = books.raw();
    let triggers = drop_triggers(&db);
    for (table, column) in [
        ("client", "name"),
        ("client", "card"),
        ("quote_version", "buyer"),
        ("journal_body", "body"),
        ("search_index", "words"),
    ] {
        let sql =
            format!("UPDATE {table} SET {column} = replace({column}, ?1, ?2) WHERE instr({column}, ?1)");
        assert!(db.execute(&sql, [from, to]).expect("edited") > 0, "{table}");
    }
    let lines: i64 = db.query_row("SELECT max(seq) FROM journal", [], |r| r.get(0)).expect("lines");
    let mut prev = books::seal::ORIGIN.to_owned();
    for seq in 1..=lines {
        prev = sealed_again(&db, seq, prev);
    }
    for sql in &triggers {
        db.execute_batch(sql).expect("the trigger is made again");
    }
    drop(db);
    fold(books);
}

fn sealed_again(db: &Connection, seq: i64, prev: String) -> String {
    let (salt, body): (String, String) = db
        .query_row("SELECT salt, body FROM journal_body WHERE seq = ?1", [seq], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .expect("a body");
    let sql = "SELECT at, day, action, deal, client FROM journal WHERE seq = ?1";
    let line = db.query_row(sql, [seq], |r| {
        Ok(Line {
            seq,
            at: r.get(0)?,
            day: r.get(1)?,
            action: r.get(2)?,
            deal: r.get(3)?,
            client: r.get(4)?,
            body_hash: hash(&[&salt, &body]),
            prev,
        })
    });
    let line = line.expect("a line");
    let made = seal(&line);
    let sql = "UPDATE journal SET body_hash = ?2, prev = ?3, seal = ?4 WHERE seq = ?1";
    db.execute(sql, params![seq, line.body_hash, line.prev, made]).expect("sealed again");
    made
}

/// A quote's PDF, as it was sent.
fn exported(books: &Books, number: &str, to: &Path) -> PathBuf {
    let out = to.join(format!("{number}.pdf"));
    let (code, _, said) =
        cli(books.folder(), &["export", "quote", number, "--out", out.to_str().expect("a path")]);
    assert_eq!(code, 0, "{said}");
    out
}

#[test]
fn a_full_rewrite_is_found_by_what_is_kept_elsewhere() {
    let books = short_road();
    let kept = tempfile::tempdir().expect("a folder");
    let pdf = exported(&books, "D-2026-0001", kept.path());
    let copy = kept.path().join("elsewhere.sqlite");
    std::fs::copy(backup(&books.on(day(9, 1))), &copy).expect("a copy elsewhere");
    rewritten(&books, "Boulangerie Le Goff SARL", "Boulangerie Le Goff SAS");
    let (code, report, _) = cli(books.folder(), &["verify"]);
    assert_eq!(code, 0, "plain verification compares the books with themselves: {report}");
    for witness in [pdf, copy] {
        let (code, report, _) =
            cli(books.folder(), &["verify", "--against", witness.to_str().expect("a path")]);
        assert_eq!(code, 3, "{}: {report}", witness.display());
        assert!(report["findings"].to_string().contains("le sceau"), "{report}");
    }
}

/// Drafts, the way in which the file keeps its log, and what is found beside a name or a number.
#[test]
fn what_is_no_evidence_may_change() {
    let books = long_road();
    let invoice = hand_over(&books, day(12, 5), 1);
    assert!(invoice > 0);
    for change in [
        "INSERT INTO draft (key, content, saved_at) VALUES ('quote:99', '{}', '2026-12-05T12:00:00')",
        "UPDATE draft SET content = '{\"subject\":\"Autre chose\"}'",
        "UPDATE search_index SET words = words || ' inventé' WHERE kind = 'invoice'",
        "PRAGMA journal_mode = DELETE",
    ] {
        let db = books.raw();
        db.execute_batch(change).expect(change);
        drop(db);
        let report = books.on(day(12, 5)).job("verify", json!({}));
        assert_eq!(report["ok"], true, "{change}: {report}");
    }
}
