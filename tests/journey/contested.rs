//! What comes between an invoice and its payment: a line that is contested, the days on which a client pays, whether the
//! invoice came.

use crate::sending::{invoiced, send};
use serde_json::{Value, json};
use tests::{Books, Door, bakery, day};

fn plan(house: &Door) -> Value {
    house.ask("dunning_plan", json!({}))
}

#[test]
fn a_contested_line_waits_and_the_rest_of_the_invoice_is_reminded() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    let house = books.on(day(12, 23));
    let contest = |lines: Value| json!({"invoice": invoice, "reason": "quality", "lines": lines, "words": "La formation n’a pas eu lieu"});
    assert_eq!(house.refused("open_dispute", contest(json!([7]))).field.as_deref(), Some("lines[0]"));
    assert_eq!(house.refused("open_dispute", contest(json!([2, 2]))).field.as_deref(), Some("lines[1]"));
    let dispute = house.done("open_dispute", contest(json!([2])));
    let told = house.ask("invoice", json!({"id": invoice}))["reminders"]["dispute"].clone();
    assert_eq!(told["lines"], json!(["Formation à la mise à jour"]));
    let due = plan(&house)["due"][0].clone();
    // 244,00 € of 4 000,00 € is that line: of the 2 800,00 € that are left, 170,80 €.
    assert_eq!((&told["amount"], &due["amount"]), (&json!(17_080), &json!(262_920)));
    // Whatever says what is due says what is not.
    let apart = |text: &Value| {
        let text = text.as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(
            text.contains("2 629,20 €") && text.contains("n’est pas compris dans cette somme : 170,80 € de"),
            "{text}"
        );
        assert!(text.contains("(Formation à la mise à jour)"), "{text}");
    };
    for tone in ["friendly", "neutral", "firm", "formal"] {
        let told = house.ask("preview_reminder", json!({"invoice": invoice, "tone": tone}));
        apart(&told["message"]["body"]);
        apart(&told["script"]);
        apart(
            &house.ask("preview_reminder", json!({"invoice": invoice, "tone": tone, "brief": true}))["message"]
                ["body"],
        );
    }
    let own = json!({"code": "reminder_friendly", "language": "french", "subject": "Rappel", "body": "{bonjour}\n\nIl reste {reste}.\n\n{signature}"});
    house.done("set_message_template", own);
    let told = house.ask("preview_reminder", json!({"invoice": invoice, "tone": "friendly"}));
    apart(&told["message"]["body"]);
    let account = house.ask("statement", json!({"client": 1}));
    assert_eq!(
        (&account["contested"], &account["open"], &account["credit"]),
        (&json!(17_080), &json!(262_920), &json!(0))
    );
    house.done("remind_client", due["action"]["payload"].clone());
    house.done("settle_dispute", json!({"dispute": dispute, "outcome": "agreement", "words": "Faite le 2"}));
    house.verified();
}

#[test]
fn a_client_who_pays_on_some_days_is_waited_for_until_then() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    let due = books.on(day(12, 1)).ask("invoice", json!({"id": invoice}))["row"]["due_on"].clone();
    assert_eq!(due, "2026-12-20");
    let mut card = bakery();
    card["pays_on"] = json!("25");
    let house = books.on(day(12, 23));
    assert_eq!(plan(&house)["due"].as_array().unwrap().len(), 1);
    house.done("change_client", json!({"client": 1, "card": card}));
    let held = plan(&house)["held"][0].clone();
    assert_eq!((&held["guard"], &held["until"]), (&json!("run"), &json!("2026-12-26")), "{held:#}");
    let told = house.ask("invoice", json!({"id": invoice}))["reminders"].clone();
    assert_eq!((&told["expected_on"], &told["runs"]), (&json!("2026-12-25"), &json!("le 25")));
}

#[test]
fn a_key_account_is_asked_whether_the_invoice_came_and_the_answer_is_kept() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    let asked =
        |on| tests::all_tasks(&books.on(on).ask("today", json!({}))).to_string().contains("check_reception");
    assert!(!asked(day(12, 1)), "not of everybody");
    let mut card = bakery();
    card["profile"] = json!("key_account");
    books.on(day(11, 22)).done("change_client", json!({"client": 1, "card": card}));
    assert!(!asked(day(11, 28)));
    assert!(asked(day(11, 29)), "eight days after it left");
    assert!(!asked(day(12, 21)), "once it is late, it is reminded of");
    let house = books.on(day(12, 1));
    let check = |result: &str, on: &str| json!({"invoice": invoice, "result": result, "checked_on": on, "words": "Anne"});
    assert_eq!(
        house.refused("check_reception", check("received", "02/12/2026")).field.as_deref(),
        Some("checked_on")
    );
    house.done("check_reception", check("being_approved", "01/12/2026"));
    let told = house.ask("invoice", json!({"id": invoice}))["reminders"]["reception"].clone();
    assert_eq!((&told["result"], &told["words"]), (&json!("being_approved"), &json!("Anne")));
    assert!(!asked(day(12, 1)));
    let steps = json!([{"days": "3", "channel": "email", "tone": "neutral"}]);
    let policy = |days: &str| json!({"profile": "key_account", "steps": steps, "reception": days});
    assert_eq!(house.refused("set_reminder_policy", policy("45")).field.as_deref(), Some("reception"));
    house.done("set_reminder_policy", policy("6"));
    assert_eq!(house.ask("client_policy", json!({"id": 1}))["reception"], 6);
    house.verified();
}

#[test]
fn who_is_not_the_one_to_ask_keeps_reminders_back_until_the_invoice_leaves_again() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    let house = books.on(day(12, 23));
    assert_eq!(plan(&house)["due"].as_array().unwrap().len(), 1);
    let check = |result: &str| json!({"invoice": invoice, "result": result, "checked_on": "23/12/2026", "words": "Voir la comptable\nà Rennes"});
    house.done("check_reception", check("other_addressee"));
    let held = plan(&house)["held"][0].clone();
    assert_eq!((&held["guard"], &held["until"]), (&json!("addressee"), &json!(null)), "{held:#}");
    assert!(held["text"].as_str().unwrap().contains("renvoyez-la"), "{held:#}");
    let refused = house.refused("remind_client", json!({"invoice": invoice, "method": "phone"}));
    assert!(refused.message.contains("quelqu’un d’autre"), "{}", refused.message);
    // It turns out to be the right one after all; then not, and it leaves again on the very day.
    house.done("check_reception", check("received"));
    assert_eq!(plan(&house)["due"].as_array().unwrap().len(), 1);
    house.done("check_reception", check("other_addressee"));
    assert!(plan(&house)["due"].as_array().unwrap().is_empty());
    send(&house, invoice);
    assert_eq!(plan(&house)["due"].as_array().unwrap().len(), 1);
    house.verified();
}
