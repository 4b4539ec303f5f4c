//! A later day agreed for what is left of an invoice: lists, figures, reminders and the timeline count from it; the
//! paper stands as it was issued.

use serde_json::{Value, json};
use tests::{Books, Door, day, delivered, pay};

/// An invoice of 2 800,00 € issued on 20 November, due on 20 December, sent.
fn sent(books: &Books) -> i64 {
    let (_, order) = delivered(books);
    let house = books.on(day(11, 20));
    let invoice = house.done("issue_balance_invoice", json!({"order": order}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    invoice
}

fn agree(house: &Door, invoice: i64, due_on: &str, reason: &str) -> Value {
    house.done("agree_due_date", json!({"invoice": invoice, "due_on": due_on, "reason": reason}));
    house.ask("invoice", json!({"id": invoice}))
}

fn late(house: &Door) -> (usize, i64, i64) {
    let listed = house.ask("invoices", json!({"state": "late"}));
    let figures = house.ask("today", json!({}));
    let client = house.ask("client", json!({"id": 1}));
    (
        listed["rows"].as_array().unwrap().len(),
        figures["figures"]["late"].as_i64().unwrap(),
        client["late"].as_i64().unwrap(),
    )
}

#[test]
fn what_is_late_counts_from_the_day_agreed() {
    let books = Books::camille();
    let invoice = sent(&books);
    let house = books.on(day(12, 28));
    assert_eq!(late(&house), (1, 280_000, 280_000));
    let paper =
        house.ask("document", json!({"id": house.ask("invoice", json!({"id": invoice}))["row"]["document"]}));
    let view = agree(&house, invoice, "15/01/2027", "Anne, au téléphone");
    assert_eq!(late(&house), (0, 0, 0), "nothing is late any more");
    assert_eq!((&view["row"]["due_on"], &view["paper_due_on"]), (&json!("2027-01-15"), &json!("2026-12-20")));
    assert_eq!(view["agreed"]["reason"], "Anne, au téléphone");
    assert_eq!(view["reminders"]["may_remind"], false);
    let refusal =
        house.refused("remind_client", json!({"invoice": invoice, "method": "phone", "words": "Bonjour"}));
    assert!(refusal.message.contains("15 janvier 2027"), "{}", refusal.message);
    let told = house.ask("deal", json!({"id": 1}))["timeline"][0].clone();
    assert_eq!(told["title"], "Échéance de F-2026-0002 reportée au 15 janvier 2027");
    assert_eq!(told["text"], "Anne, au téléphone");
    assert_eq!(paper, house.ask("document", json!({"id": view["row"]["document"]})), "the paper stands");
    house.verified();

    // Past the day agreed, it is late again, by so many days only.
    let next = |m, d| chrono::NaiveDate::from_ymd_opt(2027, m, d).unwrap();
    let house = books.on(next(1, 18));
    assert_eq!(late(&house), (1, 280_000, 280_000));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["late_days"], 3);
    // Agreed again, and taken back.
    agree(&house, invoice, "31/01/2027", "Encore deux semaines");
    assert_eq!(late(&house).0, 0);
    let view = agree(&house, invoice, "", "Ne tient pas sa parole");
    assert_eq!((&view["row"]["due_on"], &view["agreed"]), (&json!("2026-12-20"), &Value::Null));
    assert_eq!(late(&house).0, 1);
    house.verified();
}

#[test]
fn who_pays_by_the_day_agreed_is_not_late() {
    let books = Books::camille();
    let invoice = sent(&books);
    agree(&books.on(day(12, 10)), invoice, "30/12/2026", "Trésorerie de fin d’année");
    pay(&books, day(12, 29), invoice, "2800");
    let history = books.on(day(12, 29)).ask("client", json!({"id": 1}))["history"].clone();
    assert_eq!(history["late_count"], 0, "{history:#}");
    books.on(day(12, 29)).verified();
}

#[test]
fn parts_whose_day_comes_after_keep_it() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 20));
    let parts = json!([{"due_on": "30/11/2026", "part": "50 %"}, {"due_on": "15/01/2027"}]);
    let invoice = house.done("issue_balance_invoice", json!({"order": order, "instalments": parts}));
    let view = agree(&house, invoice, "20/12/2026", "Première part en décembre");
    let days = |view: &Value| -> Vec<String> {
        view["instalments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part["due_on"].as_str().unwrap().into())
            .collect()
    };
    assert_eq!(days(&view), ["2026-12-20", "2027-01-15"]);
    assert_eq!(late(&books.on(day(12, 10))).1, 0);
    assert_eq!(late(&books.on(day(12, 21))).1, 140_000);
    let view = agree(&house, invoice, "31/01/2027", "Tout en janvier");
    assert_eq!(days(&view), ["2027-01-31", "2027-01-31"]);
    house.verified();
}

#[test]
fn a_day_is_agreed_of_what_is_still_to_pay_and_later_than_the_paper() {
    let books = Books::camille();
    let invoice = sent(&books);
    let house = books.on(day(11, 21));
    let refused = |due_on: &str, reason: &str| {
        let payload = json!({"invoice": invoice, "due_on": due_on, "reason": reason});
        house.refused("agree_due_date", payload)
    };
    assert_eq!(refused("15/01/2027", " ").field.as_deref(), Some("reason"));
    for typed in ["20/12/2026", "01/12/2026", "bientôt", ""] {
        assert_eq!(refused(typed, "Anne").field.as_deref(), Some("due_on"), "{typed}");
    }
    pay(&books, day(11, 21), invoice, "2800");
    assert!(refused("15/01/2027", "Anne").message.contains("payée"));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["may_put_off"], false);
}

#[test]
fn a_day_beyond_what_the_law_permits_is_said_where_it_is_typed_and_agreed_all_the_same() {
    let books = Books::camille();
    let invoice = sent(&books);
    let house = books.on(day(12, 10));
    let warned = |due_on: &str| -> String {
        let answer = house.ask("preview_due_date", json!({"invoice": invoice, "due_on": due_on}));
        let Some(problem) = answer["problems"].get(0) else { return String::new() };
        assert_eq!((&problem["field"], &problem["blocking"]), (&json!("due_on"), &json!(false)));
        problem["message"].as_str().unwrap().into()
    };
    // Sixty days from the 20th of November, or the end of the month forty-five days on.
    for within in ["", "bientôt", "15/01/2027", "19/01/2027", "31/01/2027"] {
        assert_eq!(warned(within), "", "{within}");
    }
    for beyond in ["20/01/2027", "01/02/2027", "31/03/2027"] {
        let said = warned(beyond);
        assert!(said.contains("60 jours au plus") && said.contains("C. com. L441-10"), "{beyond}: {said}");
        assert!(said.contains("31 janvier 2027"), "{beyond}: {said}");
    }
    let view = agree(&house, invoice, "31/03/2027", "Étalé avec Anne");
    assert_eq!(view["row"]["due_on"], "2027-03-31");
    // A public body pays within thirty days, by its own text; no text sets a private person a delay.
    let client = |kind: &str| {
        let card = house.ask("client", json!({"id": 1}))["card"].clone();
        let mut card = card.as_object().unwrap().clone();
        card.insert("kind".into(), json!(kind));
        house.done("change_client", json!({"client": 1, "card": card}));
        warned("31/03/2027")
    };
    assert!(client("public_body").contains("CCP R2192-10"));
    assert_eq!(client("person"), "");
}
