//! What statements of banks tell the plan of reminders: money that waits to be confirmed, and that none came for long.

use crate::statements::imported;
use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, day, deposit_left, signed};

fn guards(house: &Door) -> Vec<String> {
    let plan = house.ask("dunning_plan", json!({}));
    let held = plan["held"].as_array().unwrap();
    held.iter().map(|one| one["guard"].as_str().unwrap().to_owned()).collect()
}

fn due(house: &Door) -> usize {
    house.ask("dunning_plan", json!({}))["due"].as_array().unwrap().len()
}

#[test]
fn money_that_waits_to_be_confirmed_keeps_the_reminder_back() {
    let books = Books::camille();
    let invoice = deposit_left(&books);
    let house = books.on(day(10, 12));
    assert_eq!((due(&house), guards(&house)), (1, vec![]));
    // An amount alone says nothing.
    imported(&house, &[(9, "1200.00", "VIR MUTUELLE REGIONALE")]);
    assert_eq!((due(&house), guards(&house)), (1, vec![]));
    imported(&house, &[(9, "1200.00", "VIR BOULANGERIE LE GOFF"), (10, "-12.00", "FRAIS")]);
    assert_eq!((due(&house), guards(&house)), (0, vec!["receipt".to_owned()]));
    let told = house.ask("invoice", json!({"id": invoice}))["reminders"].clone();
    assert!(told["held"].as_str().unwrap().contains("reçu le 9 octobre 2026"), "{told:#}");
    assert_eq!((&told["receipt"]["amount"], &told["may_remind"]), (&json!(120_000), &json!(false)));
    let line = told["receipt"]["line"].clone();
    let refused = house.refused("remind_client", json!({"invoice": invoice, "method": "email"}));
    assert!(refused.message.contains("dans les relevés"), "{}", refused.message);

    // It was something else: the reminder is due again; or it was the payment, and nothing is.
    house.done("explain_line", json!({"line": line, "kind": "other_income", "words": "Remboursement"}));
    assert_eq!((due(&house), guards(&house)), (1, vec![]));
    house.done("undo_match", json!({"line": line}));
    assert_eq!(guards(&house), ["receipt"]);
    let matches = house.ask("matches", json!({}));
    let lines = matches["rows"].as_array().unwrap();
    let way = lines.iter().find(|one| one["id"] == line).map(|one| &one["proposals"][0]["action"]);
    let way = way.unwrap_or_else(|| panic!("{matches:#}"));
    house.done(way["name"].as_str().unwrap(), way["payload"].clone());
    assert_eq!((due(&house), guards(&house)), (0, vec![]));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 0);
    house.verified();
}

#[test]
fn money_that_came_before_its_invoice_is_told_once_it_is_issued() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(10, 12));
    imported(&house, &[(9, "1200.00", "VIR BOULANGERIE LE GOFF")]);
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    let told = house.ask("invoice", json!({"id": invoice}))["reminders"].clone();
    assert_eq!(told["receipt"]["day"], "2026-10-09", "{told:#}");
}

#[test]
fn an_old_statement_is_asked_for_before_anybody_is_reminded() {
    let books = Books::camille();
    let invoice = deposit_left(&books);
    let house = books.on(day(10, 12));
    imported(&house, &[(9, "-12.00", "FRAIS")]);
    // A file without a balance was written out on the day on which it was imported.
    let rehearsed = house.ask("rehearse_dunning", json!({"days": 30}));
    assert_eq!(rehearsed["stated_until"], "2026-10-19");
    assert_eq!(due(&house), 1);
    drop(house);
    for told in rehearsed["days"].as_array().unwrap() {
        let on: NaiveDate = told["day"].as_str().unwrap().parse().unwrap();
        let house = books.on(on);
        let plan = house.ask("dunning_plan", json!({}));
        assert_eq!(plan["due"], told["messages"], "{on}");
        for entry in plan["due"].as_array().unwrap().iter().filter(|entry| entry["complete"] == true) {
            house.done(entry["action"]["name"].as_str().unwrap(), entry["action"]["payload"].clone());
        }
    }

    // Nothing left after that day; Aujourd’hui asks for the statement, and says why on the invoice.
    let house = books.on(day(11, 9));
    assert_eq!((due(&house), guards(&house)), (0, vec!["stale_statement".to_owned()]));
    let held = house.ask("invoice", json!({"id": invoice}))["reminders"]["held"].clone();
    assert!(held.as_str().unwrap().contains("s’arrête au 12 octobre 2026"), "{held}");
    assert_eq!(asked_for(&house).len(), 1);
    let free = house.ask("rehearse_dunning", json!({"days": 30, "with_statements": true}));
    assert!(free["days"].as_array().unwrap().iter().any(|one| one["messages"] != json!([])));

    // One may choose not to wait for it.
    let wrong = house.refused("set_preferences", json!({"statement_days": "91"}));
    assert_eq!(wrong.field.as_deref(), Some("statement_days"));
    house.done("set_preferences", json!({"statement_days": "0"}));
    assert_eq!((due(&house), guards(&house), asked_for(&house).len()), (1, vec![], 0));
    house.done("set_preferences", json!({"statement_days": ""}));
    imported(&house, &[(9, "-12.00", "FRAIS"), (30, "-15.00", "ABONNEMENT")]);
    assert_eq!((due(&house), asked_for(&house).len()), (1, 0));
    house.verified();
}

fn asked_for(house: &Door) -> Vec<Value> {
    let agenda = house.ask("today", json!({}))["agenda"].to_string();
    agenda.matches("\"kind\":\"import_statement\"").map(Value::from).collect()
}
