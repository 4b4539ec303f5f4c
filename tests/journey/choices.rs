//! What the kind of client changes: deposits, due dates, wordings, cash.

use crate::ledger::reads_well;
use serde_json::{Value, json};
use tests::{Books, acceptance, bakery, camille, day, website};

fn card(kind: &str) -> Value {
    let mut card = bakery();
    card["kind"] = json!(kind);
    if kind == "person" {
        card["name"] = json!("Paul Morvan");
        card["siret"] = json!("");
    }
    card
}

fn deal_with(books: &Books, kind: &str) -> i64 {
    let house = books.on(day(9, 3));
    let client = house.done("add_client", card(kind));
    house.done("open_deal", json!({"client": client, "title": "Refonte du site"}))
}

#[test]
fn a_public_body_pays_no_deposit_and_within_its_own_delay() {
    let books = Books::camille();
    let deal = deal_with(&books, "public_body");
    let house = books.on(day(9, 10));
    let send = |content: Value| json!({"deal": deal, "content": content, "method": "email"});
    assert_eq!(house.refused("send_quote", send(website())).field.as_deref(), Some("deposit"));
    let mut content = website();
    content["deposit"] = json!("");
    content["payment_days"] = json!("60");
    let refusal = house.refused("send_quote", send(content.clone()));
    assert_eq!(refusal.field.as_deref(), Some("payment_days"));
    reads_well(&refusal.message);
    assert!(!refusal.message.contains("L441-10"), "that is the law of firms: {}", refusal.message);
    content["payment_days"] = json!("30");
    let quote = house.done("send_quote", send(content));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 24));
    house.done("record_engagement", json!({"order": order, "order_number": "EJ-2026-12"}));
    house.done("begin_delivery", json!({"order": order, "began_on": "24/09/2026"}));
    house.done("record_delivery", json!({"order": order, "delivered_on": "24/09/2026"}));
    let refusal = house.refused("issue_balance_invoice", json!({"order": order, "due_on": "24/11/2026"}));
    assert_eq!(refusal.field.as_deref(), Some("due_on"));
    assert!(refusal.message.contains("R2192"), "{}", refusal.message);
    house.done("issue_balance_invoice", json!({"order": order}));
}

#[test]
fn a_private_person_must_know_the_mediator_before_a_quote() {
    let books = Books::camille();
    let deal = deal_with(&books, "person");
    let house = books.on(day(9, 10));
    let payload = json!({"deal": deal, "content": website(), "method": "email"});
    assert_eq!(house.refused("send_quote", payload.clone()).field.as_deref(), Some("seller.mediator"));
    let mut identity = camille();
    identity["mediator"] = json!("CM2C, 49 rue de Ponthieu, 75008 Paris");
    house.done("set_identity", identity);
    let quote = house.done("send_quote", payload);
    let mut signature = acceptance(quote);
    signature["place"] = json!("premises");
    let order = books.on(day(9, 24)).done("accept_quote", signature);
    books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
}

#[test]
fn cash_is_refused_above_one_thousand_euros() {
    let books = Books::camille();
    let (_, order) = tests::signed(&books);
    let house = books.on(day(9, 24));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    let cash = |amount: &str| json!({"invoice": invoice, "amount": amount, "received_on": "24/09/2026", "method": "cash"});
    let refusal = house.refused("record_payment", cash("1000,01"));
    assert_eq!(refusal.field.as_deref(), Some("method"));
    reads_well(&refusal.message);
    house.done("record_payment", cash("1000,00"));
    // The limit holds for the debt, not for each banknote.
    assert_eq!(house.refused("record_payment", cash("100")).field.as_deref(), Some("method"));
}

#[test]
fn due_dates_between_firms_stay_within_sixty_days() {
    let books = Books::camille();
    let (_, order) = tests::signed(&books);
    let house = books.on(day(9, 24));
    let due = |on: &str| json!({"order": order, "due_on": on});
    for on in ["24/11/2026", "23/09/2026"] {
        let refusal = house.refused("issue_deposit_invoice", due(on));
        assert_eq!(refusal.field.as_deref(), Some("due_on"), "{on}");
        reads_well(&refusal.message);
    }
    let invoice = house.done("issue_deposit_invoice", due("23/11/2026"));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["due_on"], "2026-11-23");
}
