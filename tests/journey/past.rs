//! Arriving with a past: numbers that go on, invoices issued elsewhere, receipts of the year.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, bakery, day, file, opened, pay, signed};

fn invoice(number: &str) -> Value {
    json!({"client": 1, "number": number, "title": "Affiches d’été", "issued_on": "15/07/2026", "due_on": "14/08/2026",
        "total": "1 200", "open": "700,00", "vat_rate": 2000, "file": file("facture.pdf", &tests::scan("ailleurs"))})
}

#[test]
fn numbers_go_on_from_another_tool() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done("set_first_number", json!({"series": "invoice", "first": "35"}));
    house.done("set_first_number", json!({"series": "quote", "year": "2026", "first": "12"}));
    let past = house.ask("past", json!({}));
    assert_eq!(past["series"][0]["next"], "D-2026-0012");
    assert_eq!(
        (&past["series"][2]["next"], &past["series"][2]["may_be_set"]),
        (&json!("F-2026-0035"), &json!(false))
    );
    assert_eq!(
        (&past["series"][3]["next"], &past["series"][3]["may_be_set"]),
        (&json!("A-2026-0001"), &json!(true))
    );
    let again = house.refused("set_first_number", json!({"series": "invoice", "first": "40"}));
    assert!(again.message.contains("déjà commencée"), "{}", again.message);
    for (payload, field) in [
        (json!({"series": "credit_note", "first": "1"}), "first"),
        (json!({"series": "credit_note", "first": ""}), "first"),
        (json!({"series": "credit_note", "year": "2025", "first": "3"}), "year"),
    ] {
        assert_eq!(house.refused("set_first_number", payload).field.as_deref(), Some(field));
    }
    let (_, order) = signed(&books);
    let house = books.on(day(9, 24));
    house.done("issue_deposit_invoice", json!({"order": order}));
    let found: Vec<String> = house.ask("search", json!({"text": "2026"}))["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["title"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        found.contains(&"F-2026-0035".to_owned()) && found.contains(&"D-2026-0012".to_owned()),
        "{found:?}"
    );
    let late = house.refused("set_first_number", json!({"series": "order", "first": "9"}));
    assert!(late.message.contains("déjà commencée"), "an order was numbered");
    house.verified();
}

#[test]
fn an_invoice_from_elsewhere_is_followed_and_paid_like_the_others() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done("add_client", bakery());
    let id = house.done("record_past_invoice", invoice("2026-07-15"));
    let view = house.ask("invoice", json!({"id": id}));
    assert_eq!((&view["row"]["number"], &view["row"]["kind"]), (&json!("2026-07-15"), &json!("elsewhere")));
    assert_eq!((&view["row"]["open"], &view["original_gross"]), (&json!(70_000), &json!(120_000)));
    assert_eq!((&view["row"]["late_days"], &view["may_credit"]), (&json!(18), &json!(false)));
    // 700,00 at 20 %: 583,33 and 116,67.
    assert_eq!((&view["totals"]["net"], &view["totals"]["vat"]), (&json!(58_333), &json!(11_667)));
    let today = house.ask("today", json!({}));
    assert_eq!(tests::for_today(&today)[0]["kind"], "call_debtor", "no address is known");
    house.ask("preview_reminder", json!({"invoice": id}));
    assert_eq!(today["figures"]["late"], 70_000);
    let deal = view["row"]["deal"].clone();
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["stage"], &page["title"]), (&json!("invoiced"), &json!("Affiches d’été")));
    assert_eq!(page["documents"][0]["status"], "18\u{a0}jours de retard");
    let document = house.ask("document", json!({"id": view["row"]["document"]}));
    assert_eq!(tests::bytes(&document), tests::scan("ailleurs"));

    // It was sent where it was issued: it is not to be sent, and its client can be reminded.
    let tasks = tests::for_today(&today);
    let kinds: Vec<&str> = tasks.as_array().unwrap().iter().map(|t| t["kind"].as_str().unwrap()).collect();
    assert!(!kinds.contains(&"send_invoice"), "{kinds:?}");
    assert_eq!(view["reminders"]["may_remind"], true);
    house.done("remind_client", json!({"invoice": id, "method": "phone", "words": "Promis pour lundi"}));

    // Nothing of it is issued again here.
    for action in ["credit_invoice", "correct_invoice"] {
        let refused = house.refused(action, json!({"invoice": id, "reason": "Erreur"}));
        assert!(refused.message.contains("autre outil"), "{action}: {}", refused.message);
    }
    house.verified();

    pay(&books, day(9, 2), id, "700");
    let house = books.on(day(9, 2));
    assert_eq!(house.ask("deal", json!({"id": deal}))["stage"], "paid");
    assert_eq!(house.ask("today", json!({}))["figures"]["received_this_month"], 70_000);
    // Numbers of the house begin where they would have.
    let other = opened(&books);
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    let content = json!({"subject": "Dépannage", "lines": [line]});
    let own = books.on(day(9, 3)).done("issue_invoice", json!({"deal": other, "content": content}));
    assert_eq!(books.on(day(9, 3)).ask("invoice", json!({"id": own}))["row"]["number"], "F-2026-0001");
    books.on(day(9, 3)).verified();
}

#[test]
fn what_is_wrong_with_an_invoice_from_elsewhere_is_said_at_its_field() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done("add_client", bakery());
    house.done("record_past_invoice", invoice("2026-07-15"));
    let refused = |field: &str, value: Value, at: &str| {
        let mut payload = invoice("2026-07-16");
        payload[field] = value;
        let refusal = house.refused("record_past_invoice", payload);
        assert_eq!(refusal.field.as_deref(), Some(at), "{}", refusal.message);
    };
    refused("number", json!("2026-07-15"), "number");
    refused("number", json!("F-2026-0001"), "number");
    refused("number", json!(""), "number");
    refused("client", json!(99), "client");
    refused("issued_on", json!("02/09/2026"), "issued_on");
    refused("due_on", json!("14/07/2026"), "due_on");
    refused("open", json!("1 200,01"), "open");
    refused("total", json!("0"), "total");
    refused("vat_rate", json!(1960), "vat_rate");
    refused("file", file("facture.docx", b"PK"), "file");
    // Its own number once the series goes on after it.
    house.done("set_first_number", json!({"series": "invoice", "first": "2"}));
    house.done("record_past_invoice", invoice("F-2026-0001"));
    house.verified();
}

#[test]
fn receipts_of_the_year_count_in_their_month_and_are_undone_by_a_negative() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let month = |today: NaiveDate| {
        books.on(today).ask("today", json!({}))["figures"]["received_this_month"].as_i64().unwrap()
    };
    let receipt =
        |month: &str, amount: &str| json!({"month": month, "activity": "liberal", "amount": amount});
    let id = house.done("record_past_receipt", receipt("09/2026", "1 500"));
    house.done("record_past_receipt", receipt("2026-03", "800,50"));
    assert_eq!(month(day(9, 1)), 150_000);
    assert_eq!(house.ask("past", json!({}))["received"], 230_050);
    house.verified();
    house.done("undo_past_receipt", json!({"receipt": id}));
    assert_eq!(month(day(9, 1)), 0);
    let past = house.ask("past", json!({}));
    assert_eq!((past["receipts"].as_array().unwrap().len(), &past["received"]), (1, &json!(80_050)));
    assert!(house.refused("undo_past_receipt", json!({"receipt": id})).message.contains("déjà annulé"));
    assert!(house.refused("undo_past_receipt", json!({"receipt": id + 2})).message.contains("déjà annulé"));
    assert_eq!(house.refused("record_past_receipt", receipt("10/2026", "1")).field.as_deref(), Some("month"));
    assert_eq!(
        house.refused("record_past_receipt", receipt("09/2026", "-1")).field.as_deref(),
        Some("amount")
    );
    house.verified();
}

#[test]
fn what_was_issued_elsewhere_is_told_apart_in_e_reporting() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done(
        "add_client",
        json!({"kind": "person", "name": "Hugo Petit", "email": "hugo@exemple.fr",
        "address": {"street": "1 rue B", "postcode": "31000", "city": "Toulouse"}}),
    );
    let span = json!({"from": "01/07/2026", "to": "31/08/2026"});
    assert!(!house.ask("e_reporting", span.clone())["sentence"].as_str().unwrap().contains("ailleurs"));
    house.done("record_past_invoice", invoice("2026-017"));
    let told = house.ask("e_reporting", span);
    assert!(told["sentence"].as_str().unwrap().contains("La facture 2026-017, émise ailleurs"), "{told:#}");
    assert!(told["rows"].as_array().unwrap().iter().all(|row| row["what"] != "sales"), "{told:#}");
}
