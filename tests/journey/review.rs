//! The weekly review: due on its day until it is done, and telling what lies about.

use serde_json::json;
use tests::{Books, day, delivered, opened, pay, quoted};

fn texts(answer: &serde_json::Value) -> Vec<String> {
    answer["findings"].as_array().unwrap().iter().map(|f| f["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn it_is_due_from_its_day_until_it_is_done() {
    let books = Books::camille();
    opened(&books);
    let due = |m, d| books.on(day(m, d)).ask("today", json!({}))["review_due"].clone();
    assert_eq!(due(9, 4), false, "books of a day have nothing to look over");
    assert_eq!(due(9, 11), true, "a Friday, a week later");
    books.on(day(9, 14)).done("finish_review", json!({}));
    assert_eq!((due(9, 14), due(9, 17), due(9, 18)), (json!(false), json!(false), json!(true)));
    books.on(day(9, 18)).done("set_review_day", json!({"day": 0}));
    assert_eq!(due(9, 18), false, "no review is wanted");
    books.on(day(9, 18)).done("set_review_day", json!({"day": 3}));
    let review = books.on(day(9, 18)).ask("review", json!({}));
    assert_eq!((&review["day_name"], &review["last_on"]), (&json!("mercredi"), &json!("2026-09-14")));
    assert_eq!(review["due"], true);
    let refused = books.on(day(9, 18)).refused("set_review_day", json!({"day": 9}));
    assert_eq!(refused.field.as_deref(), Some("day"));
    books.on(day(9, 18)).verified();
}

#[test]
fn it_tells_what_lies_about() {
    let books = Books::camille();
    let (deal, _) = quoted(&books);
    let door = books.on(day(10, 12));
    let other = door.done("open_deal", json!({"client": 1, "title": "Affiche"}));
    let review = door.ask("review", json!({}));
    assert_eq!(texts(&review), ["quote_expired", "no_next_step"]);
    assert_eq!(review["findings"][0]["deal"], deal);
    assert_eq!(review["findings"][1]["deal"], other);
}

#[test]
fn receipts_of_the_week_are_to_be_checked() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let door = books.on(day(11, 30));
    assert_eq!(texts(&door.ask("review", json!({}))), ["not_invoiced"]);
    let invoice = door.done("issue_balance_invoice", json!({"order": order}));
    drop(door);
    pay(&books, day(12, 2), invoice, "500,00");
    let review = books.on(day(12, 4)).ask("review", json!({}));
    let received: Vec<_> =
        review["receipts"].as_array().unwrap().iter().map(|r| r["amount"].clone()).collect();
    assert_eq!(received, [json!(50_000)], "the deposit of October is of another week");
    let later = books.on(day(12, 14)).ask("review", json!({}));
    assert_eq!(later["receipts"].as_array().map(Vec::len), Some(0));
}
