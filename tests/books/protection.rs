//! What keeps issued rows as they are: triggers that refuse, and a verification that sees when one is missing.

use crate::stand::{backup, cli, fold, head, long_road, one_more_quote, short_road, used};
use crate::tampering::{drop_triggers, stored_triggers};
use parcours::plan::PLAN;
use serde_json::{Value, json};
use tests::{Books, bytes, day};

#[test]
fn no_sealed_row_is_updated_deleted_or_replaced() {
    let books = long_road();
    let raw = books.raw();
    raw.execute_batch("PRAGMA recursive_triggers = ON").expect("as the application connects");
    for table in used() {
        let rows: i64 =
            raw.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).expect("count");
        assert!(rows > 0, "the road leaves no row in {table}");
        let key = if table.starts_with("journal") { "seq" } else { "id" };
        for sql in [
            format!("UPDATE {table} SET {key} = {key}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = raw.execute(&sql, []).expect_err(&sql).to_string();
            assert!(refused.contains(&format!("{table} is sealed")), "{sql}: {refused}");
        }
    }
}

fn expect_finding(books: &Books, part: &str) {
    let report = books.on(day(9, 25)).job("verify", json!({}));
    let findings = report["findings"].to_string();
    assert!(report["ok"] == false && findings.contains(part), "« {part} » is not among {findings}");
}

#[test]
fn a_trigger_removed_altered_or_added_is_found() {
    let books = short_road();
    let raw = books.raw();
    let triggers = stored_triggers(&raw);
    assert_eq!(triggers.len(), PLAN.sealed().count() * 2, "two rules for each sealed table");
    for sql in &triggers {
        let name = sql.split_whitespace().nth(2).expect("a name");
        raw.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
        expect_finding(&books, &format!("la protection {name} manque"));
        raw.execute_batch(&sql.replace("RAISE(ABORT, ", "(")).expect("made toothless");
        expect_finding(&books, &format!("la protection {name} a été modifiée"));
        raw.execute_batch(&format!("DROP TRIGGER {name}; {sql}")).expect("put back");
    }
    books.on(day(9, 25)).verified();
    raw.execute_batch("CREATE TRIGGER quiet AFTER INSERT ON payment BEGIN DELETE FROM draft; END")
        .expect("added");
    expect_finding(&books, "la protection quiet a été ajoutée");
}

/// The last lines with everything they wrote: nothing in the books shows it, what was given away does.
#[test]
fn a_journal_cut_short_is_found_against_a_backup_and_an_issued_paper() {
    let books = short_road();
    fold(&books);
    let shorter = std::fs::read(books.path()).expect("bytes");
    let early = paper(&books, 1);
    one_more_quote(&books, "Affiche");
    let late = paper(&books, 2);
    let backup = backup(&books.on(day(11, 22)));
    fold(&books);
    let (early, late) = (keep(&books, "early.pdf", &early), keep(&books, "late.pdf", &late));
    for file in [&backup, &early, &late] {
        let (code, report, _) = cli(books.folder(), &["verify", "--against", file]);
        assert_eq!(code, 0, "the whole books agree with {file}: {report:#}");
    }

    std::fs::write(books.path(), &shorter).expect("cut");
    let (code, report, _) = cli(books.folder(), &["verify"]);
    assert_eq!(code, 0, "by themselves the books are sound: {report:#}");
    let (code, ..) = cli(books.folder(), &["verify", "--against", &early]);
    assert_eq!(code, 0, "a paper from before the cut is still there");
    for file in [&backup, &late] {
        let (code, report, _) = cli(books.folder(), &["verify", "--against", file]);
        assert_eq!(code, 3, "against {file}: {report:#}");
        assert!(report["findings"].to_string().contains("\"table\":\"journal\""), "{report:#}");
    }
}

#[test]
fn a_paper_edited_by_one_byte_is_not_one_of_the_books() {
    let books = short_road();
    let mut edited = paper(&books, 1);
    // A byte of the comment in its second line: no reader shows the difference.
    edited[11] ^= 1;
    let file = keep(&books, "edited.pdf", &edited);
    let (code, report, _) = cli(books.folder(), &["verify", "--against", &file]);
    assert_eq!(code, 3, "{report:#}");
}

#[test]
fn journal_lines_deleted_with_their_bodies_leave_rows_that_nobody_wrote() {
    let books = short_road();
    let raw = books.raw();
    let triggers = drop_triggers(&raw);
    raw.execute_batch("DELETE FROM journal WHERE seq >= 4; DELETE FROM journal_body WHERE seq >= 4")
        .expect("cut");
    for sql in triggers {
        raw.execute_batch(&sql).expect("put back");
    }
    expect_finding(&books, "jamais été inscrite au journal");
    assert_ne!(head(&books), "", "the rest of the chain stands");
}

fn paper(books: &Books, quote: i64) -> Vec<u8> {
    let sql = "SELECT document FROM quote_version WHERE quote = ?1";
    let document: i64 = books.raw().query_row(sql, [quote], |r| r.get(0)).expect("a document");
    let answer: Value = books.on(day(9, 25)).ask("document", json!({"id": document}));
    bytes(&answer)
}

fn keep(books: &Books, name: &str, bytes: &[u8]) -> String {
    let path = books.folder().join(name);
    std::fs::write(&path, bytes).expect("kept");
    path.to_string_lossy().into_owned()
}
