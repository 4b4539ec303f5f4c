//! An invoice paid in several parts: what it says, what is late of it, what a payment covers; and the client's own
//! order number, which every kind of invoice waits for.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, acceptance, bakery, day, delivered, opened, pay, signed, website};

fn part(due_on: &str, part: &str) -> Value {
    json!({"due_on": due_on, "part": part})
}

/// 2 800,00 € in three parts: 1 000 on 22 December, 800 on 5 January, the rest on 15 January.
fn three() -> Value {
    json!([part("22/12/2026", "1000"), part("05/01/2027", "800"), part("15/01/2027", "")])
}

fn january(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, d).unwrap()
}

/// What the deal says of the money that is awaited.
fn collect(books: &Books, on: NaiveDate) -> Option<(String, i64)> {
    let page = books.on(on).ask("deal", json!({"id": 1}));
    let tasks = std::iter::once(&page["next"]).chain(page["others"].as_array().unwrap());
    let task = tasks.into_iter().find(|t| t["kind"] == "collect_payment")?.clone();
    Some((task["text"].as_str().unwrap().replace('\u{a0}', " "), task["amount"].as_i64().unwrap()))
}

#[test]
fn a_balance_in_three_parts_is_asked_for_part_by_part() {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let house = books.on(day(11, 22));
    let typed = json!({"order": order, "instalments": three()});
    let preview = house.ask("preview_balance_invoice", typed.clone());
    let amounts: Vec<&Value> =
        preview["instalments"].as_array().unwrap().iter().map(|one| &one["amount"]).collect();
    assert_eq!(amounts, [&json!(100_000), &json!(80_000), &json!(100_000)]);
    let invoice = house.done("issue_balance_invoice", typed);
    let story = house.ask("deal", json!({"id": deal}))["timeline"][0]["text"].as_str().unwrap().to_owned();
    assert!(story.contains("en 3 fois, la dernière le 15 janvier 2027"), "{story}");
    let row = |on: NaiveDate| books.on(on).ask("invoice", json!({"id": invoice}))["row"].clone();
    assert_eq!(
        (&row(day(11, 22))["due_on"], &row(day(11, 22))["open"]),
        (&json!("2026-12-22"), &json!(280_000))
    );
    assert_eq!(
        collect(&books, day(12, 20)),
        Some(("Échéance 1 sur 3 de F-2026-0002 attendue le 22 décembre 2026".into(), 100_000))
    );

    // Nothing came: on 10 January two parts are late, and the third is not.
    let figures = |on: NaiveDate| books.on(on).ask("today", json!({}))["figures"].clone();
    let late = figures(january(10));
    assert_eq!((&late["late"], &late["late_count"]), (&json!(180_000), &json!(1)));
    assert_eq!((&late["to_collect"], &late["to_collect_count"]), (&json!(280_000), &json!(1)));
    let aged = books.on(january(10)).ask("today", json!({}))["aged"].clone();
    assert_eq!((&aged[0]["amount"], &aged[1]["amount"]), (&json!(100_000), &json!(180_000)));
    let client = books.on(january(10)).ask("client", json!({"id": 1}));
    assert_eq!((&client["open"], &client["late"]), (&json!(280_000), &json!(180_000)));
    assert_eq!(
        collect(&books, january(10)),
        Some(("2 échéances de F-2026-0002 en retard, depuis 19 jours".into(), 180_000))
    );
    // Paid beyond the first part, it covers the oldest first.
    pay(&books, january(10), invoice, "1500");
    assert_eq!(
        (&row(january(10))["due_on"], &row(january(10))["late_days"]),
        (&json!("2027-01-05"), &json!(5))
    );
    let view = books.on(january(10)).ask("invoice", json!({"id": invoice}))["instalments"].clone();
    let open: Vec<(&Value, &Value)> =
        view.as_array().unwrap().iter().map(|one| (&one["open"], &one["late"])).collect();
    let (no, yes) = (json!(false), json!(true));
    assert_eq!(open, [(&json!(0), &no), (&json!(30_000), &yes), (&json!(100_000), &no)]);
    assert_eq!(figures(january(10))["late"], 30_000);
    let house = books.on(january(11));
    let found = house.ask("search", json!({"text": "300,00"}));
    assert_eq!(found["hits"][0]["title"], "F-2026-0002", "by what is open of a part");
    house.verified();
    pay(&books, january(11), invoice, "1300");
    assert_eq!(collect(&books, january(20)), None);
    assert_eq!(row(january(20))["due_on"], "2027-01-15", "paid, it shows its last day");
    books.on(january(20)).verified();
}

#[test]
fn a_credit_and_a_reversal_move_what_is_open_of_the_parts() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 22));
    let invoice = house.done("issue_balance_invoice", json!({"order": order, "instalments": three()}));
    house.done(
        "credit_invoice",
        json!({"invoice": invoice, "amount": "1200", "reason": "Formation non faite"}),
    );
    let open = |house: &tests::Door| {
        let view = house.ask("invoice", json!({"id": invoice}))["instalments"].clone();
        view.as_array().unwrap().iter().map(|one| one["open"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(open(&house), [0, 60_000, 100_000]);
    let payment = pay(&books, day(11, 23), invoice, "600");
    let house = books.on(day(11, 24));
    assert_eq!(open(&house), [0, 0, 100_000]);
    house.done("reverse_payment", json!({"payment": payment, "reason": "Rejeté"}));
    assert_eq!(open(&house), [0, 60_000, 100_000]);
    house.verified();
}

#[test]
fn parts_that_do_not_hold_are_refused_at_their_place_and_previewed_so() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 22));
    for (parts, field) in [
        (json!([part("22/12/2026", "1000"), part("05/01/2027", "800")]), "instalments[1].part"),
        (json!([part("22/12/2026", "2800"), part("05/01/2027", "")]), "instalments[0].part"),
        (json!([part("22/12/2026", "50 %"), part("22/12/2026", "")]), "instalments[1].due_on"),
        (json!([part("22/12/2026", "50 %"), part("22/01/2027", "")]), "instalments[1].due_on"),
        (json!([part("22/12/2026", "")]), "instalments[0].due_on"),
    ] {
        let typed = json!({"order": order, "instalments": parts});
        let preview = house.ask("preview_balance_invoice", typed.clone());
        assert_eq!((&preview["issuable"], &preview["problems"][0]["field"]), (&json!(false), &json!(field)));
        assert_eq!(house.refused("issue_balance_invoice", typed).field.as_deref(), Some(field), "{parts}");
    }
    let both = json!({"order": order, "due_on": "22/12/2026", "instalments": three()});
    assert_eq!(house.refused("issue_balance_invoice", both).field.as_deref(), Some("due_on"));
    let blank = json!({"order": order, "instalments": [part("", ""), part(" ", "")]});
    house.done("issue_balance_invoice", blank);
    house.verified();
}

#[test]
fn progress_and_standalone_invoices_are_paid_in_parts_too() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(9, 24));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(10, 2), deposit, "1200");
    let house = books.on(day(10, 3));
    house.done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    let halves = json!([part("20/10/2026", "50 %"), part("20/11/2026", "50 %")]);
    let progress = json!({"order": order, "percent": "30", "instalments": halves});
    let progress = house.done("issue_progress_invoice", progress);
    assert_eq!(house.ask("invoice", json!({"id": progress}))["instalments"][1]["amount"], 60_000);

    let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let content = json!({"subject": "Dépannage", "lines": [{"label": "Dépannage", "unit_price": "100", "vat_rate": 2000}],
        "instalments": [part("20/10/2026", "33,33 %"), part("20/11/2026", "66,67 %")]});
    let preview = house.ask("preview_invoice", json!({"deal": other, "content": content}));
    assert_eq!((&preview["issuable"], &preview["instalments"][0]["amount"]), (&json!(true), &json!(4_000)));
    let invoice = house.done("issue_invoice", json!({"deal": other, "content": content}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["due_on"], "2026-10-20");
    house.verified();
}

#[test]
fn the_client_s_order_number_is_waited_for_by_every_kind_of_invoice() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 10));
    let mut card = bakery();
    card["order_number_required"] = json!(true);
    house.done("change_client", json!({"client": 1, "card": card}));
    let quote = house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let house = books.on(day(9, 24));
    let order = house.done("accept_quote", acceptance(quote));
    let number = |invoice: i64| house.ask("invoice", json!({"id": invoice}))["order_number"].clone();
    let with = |mut payload: Value| {
        payload["order_number"] = json!("BC-7");
        payload
    };
    let issue = |action: &str, payload: Value| {
        let refusal = house.refused(action, payload.clone());
        assert_eq!(refusal.field.as_deref(), Some("order_number"), "{action}: {}", refusal.message);
        house.done(action, with(payload))
    };
    let deposit = issue("issue_deposit_invoice", json!({"order": order}));
    assert_eq!(number(deposit), "BC-7");
    house.done(
        "begin_delivery",
        json!({"order": order, "began_on": "24/09/2026", "override_reason": "De confiance"}),
    );
    issue("issue_progress_invoice", json!({"order": order, "percent": "20"}));
    house.done("record_delivery", json!({"order": order, "delivered_on": "24/09/2026"}));
    issue("issue_balance_invoice", json!({"order": order}));

    let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let mut content = json!({"subject": "Dépannage", "lines": [{"label": "Dépannage", "unit_price": "100", "vat_rate": 2000}]});
    let refusal = house.refused("issue_invoice", json!({"deal": other, "content": content}));
    assert_eq!(refusal.field.as_deref(), Some("order_number"));
    content["order_number"] = json!("BC-8");
    house.done("issue_invoice", json!({"deal": other, "content": content}));

    // A cancelled deal's work is invoiced under that number as well.
    let third = house.done("open_deal", json!({"client": 1, "title": "Affiches"}));
    let quote = house.done("send_quote", json!({"deal": third, "content": website(), "method": "email"}));
    let order = house.done("accept_quote", acceptance(quote));
    house.done(
        "begin_delivery",
        json!({"order": order, "began_on": "24/09/2026", "override_reason": "De confiance"}),
    );
    issue(
        "cancel_deal",
        json!({"deal": third, "reason": "other", "printed_reason": "Projet arrêté", "done": "50"}),
    );
    house.verified();
}
