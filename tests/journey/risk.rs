//! Prudence: what is known against a client is said before more is done for them, with what to ask instead.

use serde_json::{Value, json};
use tests::{Books, Door, bakery, day, website};

/// A client who owes 4 000 € since 1 October, and a new deal with them.
fn owing() -> (Books, i64) {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 4));
    let content = json!({"subject": "Site", "due_on": "01/10/2026", "lines": website()["lines"]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    let next = house.done("open_deal", json!({"client": 1, "title": "Suite"}));
    drop(house);
    (books, next)
}

fn risk(house: &Door, deal: i64, content: &Value) -> Value {
    house.ask("preview_quote", json!({"deal": deal, "content": content}))["risk"].clone()
}

fn said(risk: &Value) -> String {
    risk["said"].as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_quote_for_who_owes_says_so_and_proposes_more_prudence() {
    let (books, deal) = owing();
    let mut content = website();
    assert_eq!(risk(&books.on(day(10, 1)), deal, &content), Value::Null, "not late yet");
    let house = books.on(day(10, 31));
    let told = risk(&house, deal, &content);
    assert_eq!(said(&told), "Boulangerie Le Goff SARL doit 4 000,00 € en retard, depuis 30 jours.");
    assert_eq!(house.ask("client", json!({"id": 1}))["risk"]["said"], told["said"], "before a quote too");
    for proposal in told["proposals"].as_array().unwrap() {
        content[proposal["field"].as_str().unwrap()] = proposal["value"].clone();
    }
    assert_eq!((&content["deposit"], &content["payment_days"]), (&json!("50"), &json!("15")));
    let prudent = house.ask("preview_quote", json!({"deal": deal, "content": content}));
    assert_eq!(prudent["risk"]["proposals"], json!([]), "asked already");
    assert_eq!((&prudent["deposit"]["gross"], &prudent["sendable"]), (&json!(200_002), &json!(true)));
    house.done("record_promise", json!({"invoice": 1, "promised_on": "05/11/2026", "amount": ""}));
    drop(house);
    let told = risk(&books.on(day(11, 6)), deal, &content);
    assert!(said(&told).contains("n’a pas tenu sa promesse de payer le 5 novembre 2026"), "{told}");
    books.on(day(11, 7)).verified();
}

#[test]
fn what_is_contested_or_paid_by_a_plan_is_not_held_against_them() {
    let (books, deal) = owing();
    let house = books.on(day(10, 31));
    let dispute =
        house.done("open_dispute", json!({"invoice": 1, "reason": "quality", "words": "Couleurs fausses"}));
    assert_eq!(risk(&house, deal, &website()), Value::Null);
    house.done("settle_dispute", json!({"dispute": dispute, "outcome": "rejected"}));
    assert_ne!(risk(&house, deal, &website()), Value::Null);
    house.done("agree_payment_plan", json!({"client": 1, "count": "2", "first_on": "15/11/2026"}));
    assert_eq!(risk(&house, deal, &website()), Value::Null);
    drop(house);
    let broken = risk(&books.on(day(11, 16)), deal, &website());
    assert!(said(&broken).contains("4 000,00 € en retard"), "{broken}");
}

#[test]
fn what_is_contested_makes_no_late_payer_of_who_paid_in_time() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 4));
    let content = json!({"subject": "Site", "due_on": "01/10/2026", "lines": website()["lines"]});
    let issued = [(); 3].map(|()| house.done("issue_invoice", json!({"deal": deal, "content": content})));
    drop(house);
    for paid in &issued[..2] {
        tests::pay(&books, day(9, 20), *paid, "4000");
    }
    let house = books.on(day(10, 31));
    house.done(
        "open_dispute",
        json!({"invoice": issued[2], "reason": "quality", "words": "Couleurs fausses"}),
    );
    let next = house.done("open_deal", json!({"client": 1, "title": "Suite"}));
    assert_eq!(risk(&house, next, &website()), Value::Null);
}

#[test]
fn what_is_owed_counts_for_the_limit() {
    let (books, deal) = owing();
    let house = books.on(day(9, 24));
    let mut card = bakery();
    card["credit_limit"] = json!("6000");
    house.done("change_client", json!({"client": 1, "card": card}));
    let mut content = website();
    content["deposit"] = json!("0");
    // 4 000 € owed and 4 000 € offered.
    let told = risk(&house, deal, &content);
    assert!(said(&told).contains("à 8 000,00 € d’encours, pour un plafond de 6 000,00 €"), "{told}");
}

#[test]
fn a_limit_counts_what_is_ordered() {
    let books = Books::camille();
    let first = tests::opened(&books);
    let house = books.on(day(9, 4));
    let mut card = bakery();
    card["credit_limit"] = json!("beaucoup");
    let change = |card: &Value| json!({"client": 1, "card": card});
    assert_eq!(house.refused("change_client", change(&card)).field.as_deref(), Some("credit_limit"));
    card["credit_limit"] = json!("5 000 €");
    card["pays_on"] = json!("le 40");
    assert_eq!(house.refused("change_client", change(&card)).field.as_deref(), Some("pays_on"));
    card["pays_on"] = json!("le 25 et le 10");
    house.done("change_client", change(&card));
    let kept = house.ask("client", json!({"id": 1}))["card"].clone();
    assert_eq!((&kept["credit_limit"], &kept["pays_on"]), (&json!("5000,00"), &json!("10, 25")));
    let send = json!({"deal": first, "content": website(), "method": "email"});
    let quote = house.done("send_quote", send);
    drop(house);
    let house = books.on(day(9, 24));
    house.done("accept_quote", tests::acceptance(quote));
    let deal = house.done("open_deal", json!({"client": 1, "title": "Suite"}));
    let told = risk(&house, deal, &website());
    assert!(said(&told).contains("d’encours, pour un plafond de 5 000,00 €"), "{told}");
    assert_eq!(told["proposals"][0]["field"], "deposit");
    let mut content = website();
    content["deposit"] = told["proposals"][0]["value"].clone();
    assert_eq!(risk(&house, deal, &content), Value::Null, "within it once that is asked first");
}
