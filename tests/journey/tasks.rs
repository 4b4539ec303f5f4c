//! A task that says it is complete is done by one press, wherever the deal stands.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, acceptance, bakery, day, website};

fn tasks(house: &Door, deal: i64) -> Vec<Value> {
    let page = house.ask("deal", json!({"id": deal}));
    let mut all = page["others"].as_array().unwrap().clone();
    if !page["next"].is_null() {
        all.insert(0, page["next"].clone());
    }
    all
}

/// Presses every complete task until none is left; answers their kinds in order.
fn press(books: &Books, deal: i64, mut today: NaiveDate) -> Vec<String> {
    let mut done = Vec::new();
    for _ in 0..20 {
        let house = books.on(today);
        let Some(task) = tasks(&house, deal).into_iter().find(|task| task["complete"] == true) else {
            return done;
        };
        house.done(task["action"]["name"].as_str().unwrap(), task["action"]["payload"].clone());
        done.push(task["kind"].as_str().unwrap().to_owned());
        today = today.succ_opt().unwrap();
    }
    panic!("the tasks never end: {done:?}");
}

#[test]
fn one_press_each_where_nothing_is_left_to_say() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    // What seals a paper is looked at first, whatever is known.
    let issue = |on, kind: &str| {
        let house = books.on(on);
        let task = tasks(&house, deal)[0].clone();
        assert_eq!((&task["kind"], &task["complete"]), (&json!(kind), &json!(false)));
        house.done(kind, task["action"]["payload"].clone());
    };
    issue(day(9, 24), "issue_deposit_invoice");
    // The payment's payload is ready too, only to be looked at before.
    let house = books.on(day(10, 2));
    let payment = tasks(&house, deal).into_iter().find(|t| t["kind"] == "collect_payment").unwrap();
    house.done("record_payment", payment["action"]["payload"].clone());
    assert_eq!(press(&books, deal, day(10, 3)), ["begin_delivery"]);
    let house = books.on(day(11, 20));
    let delivery = tasks(&house, deal)[0].clone();
    assert_eq!(delivery["action"]["payload"]["order"], order);
    house.done("record_delivery", delivery["action"]["payload"].clone());
    issue(day(11, 20), "issue_balance_invoice");
    let house = books.on(day(12, 1));
    assert_eq!(tasks(&house, deal)[0]["kind"], "send_invoice");
    house.done("send_invoice", json!({"invoice": 2, "method": "hand"}));
    house.done("record_payment", tasks(&house, deal)[0]["action"]["payload"].clone());
    assert_eq!(press(&books, deal, day(12, 1)), ["thank_client"]);
    let house = books.on(day(12, 9));
    let mut answer = tasks(&house, deal)[0]["action"]["payload"].clone();
    answer["score"] = json!("8");
    house.done("record_satisfaction", answer);
    assert!(tasks(&house, deal).is_empty());
}

#[test]
fn what_an_invoice_still_lacks_is_not_called_complete() {
    type Change = fn(&mut Value);
    let wanting: [(&str, Change); 3] = [
        ("the client's own order number", |card| card["order_number_required"] = json!(true)),
        ("the SIREN", |card| card["siret"] = json!("")),
        ("an address", |card| card["address"] = json!({})),
    ];
    for (what, change) in wanting {
        let books = Books::camille();
        let (deal, order) = tests::signed(&books);
        let house = books.on(day(9, 24));
        let client = house.ask("deal", json!({"id": deal}))["client"]["id"].clone();
        let mut card = bakery();
        change(&mut card);
        house.done("change_client", json!({"client": client, "card": card}));
        let task = tasks(&house, deal)[0].clone();
        assert_eq!(task["kind"], "issue_deposit_invoice", "{what}");
        assert_eq!(task["complete"], false, "without {what}");
        house.refused("issue_deposit_invoice", json!({"order": order}));
    }
}

#[test]
fn the_client_s_order_number_may_come_with_the_invoice() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let mut card = bakery();
    card["order_number_required"] = json!(true);
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte"}));
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 24));
    let preview = house.ask("preview_deposit_invoice", json!({"order": order}));
    assert_eq!(
        (&preview["issuable"], &preview["problems"][0]["field"]),
        (&json!(false), &json!("order_number"))
    );
    assert_eq!(
        house.refused("issue_deposit_invoice", json!({"order": order})).field.as_deref(),
        Some("order_number")
    );
    let invoice = house.done("issue_deposit_invoice", json!({"order": order, "order_number": "BC-2026/7"}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["order_number"], "BC-2026/7");
}
