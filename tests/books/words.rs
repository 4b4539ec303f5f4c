//! Words of closed lists that nobody knows: what reads them fails calmly, and never answers something else.

use crate::stand::long_road;
use crate::tampering::drop_triggers;
use books::failure::Failure;
use rusqlite::Connection;
use serde_json::{Value, json};
use tests::day;

/// Where each word stands: its table and column, the row, and what reads it.
fn places(raw: &Connection) -> Vec<(&'static str, &'static str, i64, &'static str, Value)> {
    let one = |sql: &str| -> i64 { raw.query_row(sql, [], |r| r.get(0)).expect(sql) };
    let cheque = one("SELECT payment FROM payment_event LIMIT 1");
    let lost = one("SELECT deal FROM deal_end WHERE kind = 'lost'");
    let told = one("SELECT min(deal) FROM follow_up");
    let checked = one("SELECT client FROM solvency_check LIMIT 1");
    let invoice = one("SELECT invoice FROM sending WHERE kind = 'invoice' LIMIT 1");
    let of_deal = json!({"id": told});
    let row = |sql: &str| one(&format!("SELECT id FROM {sql} LIMIT 1"));
    vec![
        ("payment", "method", cheque, "payments", json!({})),
        ("payment", "kind", cheque, "payments", json!({})),
        ("payment_event", "kind", row("payment_event"), "payments", json!({})),
        ("deal_end", "reason", row("deal_end WHERE kind = 'lost'"), "deal", json!({"id": lost})),
        ("deal_end", "reason", row("deal_end WHERE kind = 'lost'"), "quotes", json!({})),
        ("follow_up", "kind", row(&format!("follow_up WHERE deal = {told}")), "deal", of_deal.clone()),
        ("signed_order", "method", row(&format!("signed_order WHERE deal = {told}")), "deal", of_deal),
        ("invoice", "kind", invoice, "invoices", json!({})),
        (
            "invoice_line",
            "nature",
            row(&format!("invoice_line WHERE invoice = {invoice}")),
            "invoice",
            json!({"id": invoice}),
        ),
        (
            "invoice_line",
            "activity",
            row(&format!("invoice_line WHERE invoice = {invoice}")),
            "invoice",
            json!({"id": invoice}),
        ),
        (
            "sending",
            "method",
            row(&format!("sending WHERE invoice = {invoice}")),
            "invoice",
            json!({"id": invoice}),
        ),
        ("quote_version", "method", row("quote_version WHERE quote = 1"), "quote_versions", json!({"id": 1})),
        ("solvency_check", "result", row("solvency_check"), "client", json!({"id": checked})),
        ("order_event", "kind", row("order_event WHERE kind = 'stage_planned'"), "today", json!({})),
        ("past_receipt", "activity", row("past_receipt ORDER BY id DESC"), "past", json!({})),
    ]
}

fn write(raw: &Connection, table: &str, column: &str, row: i64, word: &str) {
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE id = ?2");
    assert_eq!(
        raw.execute(&sql, rusqlite::params![word, row]).expect("the row is edited"),
        1,
        "{table} {row}"
    );
}

#[test]
fn a_word_that_is_not_on_its_list_is_never_read_as_another() {
    let books = long_road();
    let door = books.on(day(12, 5));
    door.done("record_past_receipt", json!({"month": "2026-04", "activity": "sales", "amount": "80"}));
    let raw = books.raw();
    raw.execute_batch("PRAGMA ignore_check_constraints = ON").expect("set");
    drop_triggers(&raw);
    for (table, column, row, question, payload) in places(&raw) {
        let sql = format!("SELECT {column} FROM {table} WHERE id = ?1");
        let word: String = raw.query_row(&sql, [row], |r| r.get(0)).expect("a word");
        door.ask(question, payload.clone());
        write(&raw, table, column, row, "sou");
        match door.0.ask(question, payload.clone()) {
            Err(Failure::Internal(sentence)) => {
                assert!(sentence.contains("sou"), "{table}.{column}: {sentence}")
            }
            other => panic!("{table}.{column} is « sou » and {question} answers {other:?}"),
        }
        write(&raw, table, column, row, &word);
        door.ask(question, payload);
    }
}
