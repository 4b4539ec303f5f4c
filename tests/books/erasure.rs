//! After an erasure the chain holds: a body that is missing on purpose is told of, and any other way is found.

use crate::stand::cli;
use crate::tampering::drop_triggers;
use rusqlite::Connection;
use serde_json::{Value, json};
use tests::{Books, bakery, day, file, hand_over, pay, website};

/// A prospect with a note, erased between two deals of the bakery; answers the lines of whose bodies nothing is left.
fn erased() -> (Books, Vec<i64>) {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let client = house.done("add_client", bakery());
    let hugo =
        house.done("add_client", json!({"kind": "person", "name": "Hugo Petit", "email": "hugo@exemple.fr"}));
    house.done("add_note", json!({"client": hugo, "kind": "note", "text": "Rappeler Hugo."}));
    house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    house.done("erase_client", json!({"client": hugo, "name": "Hugo Petit"}));
    house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    house.verified();
    drop(house);
    let gone = "SELECT seq FROM journal WHERE seq NOT IN (SELECT seq FROM journal_body) ORDER BY seq";
    let lines =
        books.raw().prepare(gone).unwrap().query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    (books, lines)
}

/// Edits the file past its triggers, and answers what `verify` then finds.
fn found_after(books: &Books, edit: impl FnOnce(&Connection)) -> String {
    let raw = books.raw();
    let triggers = drop_triggers(&raw);
    edit(&raw);
    for sql in triggers {
        raw.execute_batch(&sql).unwrap();
    }
    drop(raw);
    let report = books.on(day(9, 3)).job("verify", json!({}));
    assert_eq!(report["ok"], false, "not found");
    report["findings"].to_string()
}

#[test]
fn what_was_erased_is_two_bodies_and_no_line() {
    let (books, gone) = erased();
    assert_eq!(gone, [4, 5]);
    let body: String =
        books.raw().query_row("SELECT body FROM journal_body WHERE seq = 7", [], |r| r.get(0)).unwrap();
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["erased"], json!([4, 5]));
    assert_eq!(body["payload"], json!({"client": 2}), "the name that was typed to confirm is kept nowhere");
    let held: i64 = books.raw().query_row("SELECT count(*) FROM erasing", [], |r| r.get(0)).unwrap();
    assert_eq!(held, 0, "nothing may be changed any more");
}

#[test]
fn what_is_done_to_an_erased_line_is_found() {
    let edits: [(&str, &str); 6] = [
        ("INSERT INTO journal_body (seq, salt, body) VALUES (4, 's', '{}')", "le corps de cette ligne"),
        ("DELETE FROM journal_body WHERE seq = 6", "le corps de cette ligne manque"),
        ("DELETE FROM journal_body WHERE seq = 7", "le corps de cette ligne manque"),
        ("UPDATE journal SET day = '2026-09-04' WHERE seq = 4", "le sceau de cette ligne"),
        ("DELETE FROM journal WHERE seq = 5", "cette ligne manque"),
        (
            "UPDATE journal_body SET body = replace(body, '[4,5]', '[4,5,6]') WHERE seq = 7",
            "le corps de cette ligne a été modifié",
        ),
    ];
    for (sql, told) in edits {
        let (books, _) = erased();
        let found = found_after(&books, |raw| assert_eq!(raw.execute(sql, []).unwrap(), 1, "{sql}"));
        assert!(found.contains(told), "{sql}: {found}");
    }
}

#[test]
fn a_body_put_back_as_it_was_is_found() {
    let (books, _) = erased();
    // The very bytes that were sealed: the line that erased them tells that they should be gone.
    let whole = Books::camille();
    let house = whole.on(day(9, 3));
    house.done("add_client", bakery());
    house.done("add_client", json!({"kind": "person", "name": "Hugo Petit", "email": "hugo@exemple.fr"}));
    drop(house);
    let (salt, body): (String, String) = whole
        .raw()
        .query_row("SELECT salt, body FROM journal_body WHERE seq = 4", [], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap();
    let found = found_after(&books, |raw| {
        raw.execute("INSERT INTO journal_body (seq, salt, body) VALUES (4, ?1, ?2)", [salt, body]).unwrap();
    });
    assert!(found.contains("est dit effacé alors qu’il est là"), "{found}");
}

#[test]
fn nothing_is_erased_from_books_that_do_not_agree() {
    let (books, _) = erased();
    let raw = books.raw();
    raw.execute("UPDATE client SET name = 'Autre' WHERE id = 1", []).unwrap();
    drop(raw);
    let house = books.on(day(9, 3));
    let refused = house.refused("erase_client", json!({"client": 1, "name": "Boulangerie Le Goff SARL"}));
    assert!(refused.message.contains("rien n’a été effacé"), "{}", refused.message);
    assert_eq!(house.ask("deals", json!({}))["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_door_left_open_for_an_erasure_is_found() {
    let (books, _) = erased();
    let found = found_after(&books, |raw| {
        raw.execute("INSERT INTO erasing (name, ref) VALUES ('deal', 1)", []).unwrap();
    });
    assert!(found.contains("erasing"), "{found}");
}

#[test]
fn what_a_dead_process_left_to_wipe_is_wiped_at_the_next_start() {
    let (books, _) = erased();
    let raw = books.raw();
    raw.execute_batch(
        "PRAGMA secure_delete = OFF; INSERT INTO draft VALUES ('x', '\"zqreste\"', ''); DELETE FROM draft;
         INSERT INTO erasing (name, ref) VALUES ('', 0); PRAGMA wal_checkpoint(TRUNCATE);",
    )
    .unwrap();
    drop(raw);
    let holds = || std::fs::read(books.path()).unwrap().windows(7).any(|bytes| bytes == b"zqreste");
    assert!(holds(), "nothing was left to wipe");
    books.on(day(9, 3)).verified();
    assert!(!holds(), "what was erased still stands in the file");
    let due: i64 = books.raw().query_row("SELECT count(*) FROM erasing", [], |r| r.get(0)).unwrap();
    assert_eq!(due, 0);
}

#[test]
fn papers_backups_and_restores_go_on_after_an_erasure() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    hand_over(&books, day(11, 20), balance);
    pay(&books, day(11, 21), balance, "2800");
    let house = books.on(day(11, 21));
    house.done("attach_file", json!({"client": 1, "file": file("plan.pdf", &tests::scan("plan"))}));
    let before = house.job("backup", json!({}))["path"].as_str().unwrap().to_owned();
    drop(house);
    let paper = books.folder().parent().unwrap().join(format!("{}.pdf", std::process::id()));
    let out = paper.to_str().unwrap();
    assert_eq!(cli(books.folder(), &["export", "invoice", "F-2026-0002", "--out", out, "--overwrite"]).0, 0);
    let name = json!({"client": 1, "name": "Boulangerie Le Goff SARL"}).to_string();
    assert_eq!(cli(books.folder(), &["act", "erase_client", &name]).0, 0);

    assert_eq!(cli(books.folder(), &["verify", "--against", out]).0, 0, "a paper that stays");
    assert_eq!(cli(books.folder(), &["verify", "--against", &before]).0, 0, "a backup of before");
    assert_eq!(cli(books.folder(), &["backup"]).0, 0);
    let kept = cli(books.folder(), &["ask", "books"]).1["backups"].clone();
    let after = kept[0]["path"].as_str().unwrap().to_owned();
    assert_ne!(after, before);
    assert_eq!(cli(books.folder(), &["restore", &after]).0, 0);
    assert_eq!(cli(books.folder(), &["verify"]).0, 0);
    // What comes back with a backup of before is said.
    let (code, restored, _) = cli(books.folder(), &["restore", &before]);
    assert_eq!(code, 0, "{restored}");
    assert!(restored["message"].as_str().unwrap().contains("sont revenues"), "{restored}");
    let deal = books.on(day(11, 22)).done("open_deal", json!({"client": 1, "title": "Affiche"}));
    books.on(day(11, 22)).done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    books.on(day(11, 22)).verified();
    std::fs::remove_file(&paper).unwrap();
}
