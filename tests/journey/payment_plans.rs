//! Payment plans beside what else moves: money that comes late or is undone, statements, charges and proceedings.

use serde_json::{Value, json};
use tests::{Books, Door, bakery, bytes, day, pay};

/// A client who owes 1 200,00 € due on 31 October, and what hangs on it.
fn owing(books: &Books) -> i64 {
    let house = books.on(day(9, 1));
    let client = house.done("add_client", bakery());
    issued(&house, client)
}

/// 1 200,00 € due on 31 October, in a deal opened that day.
fn issued(house: &Door, client: i64) -> i64 {
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let content = json!({"subject": "Affiche", "due_on": "31/10/2026",
        "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    invoice
}

fn agreed(house: &Door, count: &str, first_on: &str) -> i64 {
    house.done("agree_payment_plan", json!({"client": 1, "count": count, "first_on": first_on}))
}

fn state(house: &Door) -> Value {
    house.ask("reminders", json!({}))["plans"][0]["state"].clone()
}

#[test]
fn a_part_that_comes_too_late_does_not_mend_what_is_broken() {
    let books = Books::camille();
    let invoice = owing(&books);
    agreed(&books.on(day(10, 1)), "2", "15/10/2026");
    assert_eq!(state(&books.on(day(10, 15))), "kept");
    pay(&books, day(10, 20), invoice, "600");
    assert_eq!(state(&books.on(day(10, 20))), "broken");
    let house = books.on(day(10, 21));
    house.done("reverse_payment", json!({"payment": 1, "reason": "Date fausse"}));
    // Noted late, it had come in time.
    let paid =
        json!({"invoice": invoice, "amount": "600", "received_on": "14/10/2026", "method": "transfer"});
    house.done("record_payment", paid);
    assert_eq!(state(&house), "kept");
    house.verified();
}

#[test]
fn what_was_paid_before_and_is_undone_takes_nothing_from_it() {
    let books = Books::camille();
    let invoice = owing(&books);
    let before = pay(&books, day(9, 20), invoice, "200");
    agreed(&books.on(day(10, 1)), "2", "15/10/2026");
    pay(&books, day(10, 15), invoice, "500");
    let house = books.on(day(10, 16));
    house.done("reverse_payment", json!({"payment": before, "reason": "Chèque sans provision"}));
    let plan = house.ask("reminders", json!({}))["plans"][0].clone();
    assert_eq!((&plan["state"], &plan["open"]), (&json!("kept"), &json!(50_000)));
}

#[test]
fn a_part_as_large_as_what_was_undone_counts_all_the_same() {
    let books = Books::camille();
    let invoice = owing(&books);
    let before = pay(&books, day(9, 20), invoice, "400");
    agreed(&books.on(day(10, 1)), "2", "15/10/2026");
    books
        .on(day(10, 5))
        .done("reverse_payment", json!({"payment": before, "reason": "Chèque sans provision"}));
    pay(&books, day(10, 15), invoice, "400");
    let plan = books.on(day(10, 16)).ask("reminders", json!({}))["plans"][0].clone();
    assert_eq!((&plan["state"], &plan["open"]), (&json!("kept"), &json!(40_000)));
}

#[test]
fn parts_may_be_agreed_one_by_one() {
    let books = Books::camille();
    owing(&books);
    let house = books.on(day(11, 10));
    let parts = |second: &str| json!({"client": 1, "parts": [{"due_on": "30/11/2026", "amount": "200"}, {"due_on": "31/01/2027", "amount": second}]});
    let refused = house.refused("agree_payment_plan", parts("900"));
    assert_eq!(refused.field.as_deref(), Some("parts"));
    assert!(refused.message.replace('\u{a0}', " ").contains("Il manque 100,00 €"), "{}", refused.message);
    let mut both = parts("1000");
    both["count"] = json!("2");
    assert_eq!(house.refused("agree_payment_plan", both).field.as_deref(), Some("count"));
    let mut past = parts("1000");
    past["parts"][0]["due_on"] = json!("01/11/2026");
    assert_eq!(house.refused("agree_payment_plan", past).field.as_deref(), Some("parts[0].due_on"));
    let preview = house.ask("preview_payment_plan", parts("1000"));
    assert_eq!((&preview["parts"][1]["amount"], &preview["gap"]), (&json!(100_000), &json!(null)));
    let beyond = house.ask("preview_payment_plan", parts("1100"));
    assert!(
        beyond["gap"].as_str().unwrap().replace('\u{a0}', " ").starts_with("100,00 € de trop"),
        "{beyond}"
    );
    for (odd, field) in [
        ("0", "parts[1].amount"),
        ("-3", "parts[1].amount"),
        ("", "parts[1].amount"),
        ("1.200", "parts[1].amount"),
    ] {
        assert_eq!(house.refused("agree_payment_plan", parts(odd)).field.as_deref(), Some(field), "{odd}");
    }
    let many = json!({"client": 1, "parts": vec![json!({"due_on": "30/11/2026", "amount": "12"}); 100]});
    assert_eq!(house.refused("agree_payment_plan", many).field.as_deref(), Some("parts"));
    house.done("agree_payment_plan", parts("1000"));
    let plan = house.ask("reminders", json!({}))["plans"][0].clone();
    assert_eq!((&plan["parts"][0]["amount"], &plan["state"]), (&json!(20_000), &json!("kept")));
    house.verified();
}

#[test]
fn a_statement_and_charges_know_the_plan() {
    let books = Books::camille();
    let invoice = owing(&books);
    let house = books.on(day(12, 10));
    let told = |house: &Door| house.ask("statement", json!({"client": 1}));
    assert_eq!(told(&house)["late"], 120_000);
    agreed(&house, "3", "15/12/2026");
    let now = told(&house);
    assert_eq!(
        (&now["late"], &now["open"], &now["aged"]["not_due"]),
        (&json!(0), &json!(120_000), &json!(120_000))
    );
    assert_eq!(now["plan_next"], "2026-12-15");
    let said = house.ask("late_charges", json!({"invoice": invoice}))["cautions"].to_string();
    assert!(said.contains("échéancier que le client tient"), "{said}");
    let paper = bytes(&house.ask("statement_paper", json!({"client": 1})));
    if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join("statement-plan.pdf"), paper).unwrap();
    }
    // Broken, all of it is late again.
    let broken = told(&books.on(day(12, 16)));
    assert_eq!((&broken["late"], &broken["plan_next"]), (&json!(120_000), &Value::Null));
}

#[test]
fn a_statement_asks_neither_for_what_is_ceded_nor_in_proceedings() {
    let books = Books::camille();
    let invoice = owing(&books);
    let house = books.on(day(9, 2));
    let other = issued(&house, 1);
    house.done("record_cession", json!({"invoice": other, "to": "Factor SA"}));
    let told = house.ask("statement", json!({"client": 1}));
    assert_eq!(
        (&told["balance"], &told["open"], &told["ceded"], &told["credit"]),
        (&json!(240_000), &json!(120_000), &json!(120_000), &json!(0))
    );
    house.done("record_insolvency", json!({"client": 1, "published_on": "02/09/2026"}));
    let told = house.ask("statement", json!({"client": 1}));
    assert_eq!(
        (&told["insolvent_on"], &told["open"], &told["held"]),
        (&json!("2026-09-02"), &json!(0), &json!(120_000))
    );
    let paper = bytes(&house.ask("statement_paper", json!({"client": 1})));
    if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join("statement-ceded.pdf"), paper).unwrap();
    }
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 120_000);
}

#[test]
fn what_was_agreed_after_proceedings_opened_is_asked_for_as_ever() {
    let books = Books::camille();
    let invoice = owing(&books);
    let house = books.on(day(9, 10));
    house.done("record_insolvency", json!({"client": 1, "published_on": "08/09/2026"}));
    let later = issued(&house, 1);
    let house = books.on(day(12, 31));
    let charges = |invoice: i64| house.ask("late_charges", json!({"invoice": invoice}));
    // The earlier one is due after the publication: it bears nothing.
    assert_eq!((&charges(invoice)["total"], &charges(invoice)["may_claim"]), (&json!(0), &json!(false)));
    assert_eq!((&charges(later)["indemnity"], &charges(later)["may_claim"]), (&json!(4_000), &json!(true)));
    let plan = house.ask("dunning_plan", json!({}));
    assert_eq!(plan["due"][0]["invoices"], json!(["F-2026-0002"]), "{plan:#}");
    assert_eq!(
        (&plan["held"][0]["guard"], &plan["held"][0]["invoices"][0]),
        (&json!("insolvency"), &json!("F-2026-0001"))
    );
    let refused =
        house.refused("agree_payment_plan", json!({"client": 1, "count": "2", "first_on": "15/01/2027"}));
    assert!(refused.message.contains("Procédure collective"), "{}", refused.message);
    let only = json!({"client": 1, "invoices": [later], "count": "2", "first_on": "15/01/2027"});
    house.done("agree_payment_plan", only);
    let row = house.ask("invoice", json!({"id": later}))["row"].clone();
    assert_eq!(row["states"][0], json!({"label": "échelonnée", "tone": "accent"}));
    let plans = house.ask("client", json!({"id": 1}))["plans"].clone();
    assert_eq!((plans[0]["state"].as_str(), plans[0]["parts"].as_array().unwrap().len()), (Some("kept"), 2));
    house.verified();
}

#[test]
fn interest_that_was_given_up_takes_nothing_from_what_is_paid_later() {
    let books = Books::camille();
    let invoice = owing(&books);
    // 1 to 10 November: 1 200 × 12.40 % × 10 / 365 = 4.0767, given up.
    books.on(day(11, 10)).done("waive_charges", json!({"invoice": invoice, "reason": "Geste"}));
    pay(&books, day(11, 20), invoice, "500");
    let house = books.on(day(11, 30));
    let told = house.ask("late_charges", json!({"invoice": invoice}));
    // 10 days more on 1 200, 4.08: the 500 pay those alone, and 495.92 of the principal.
    // 704.08 × 12.40 % × 10 / 365 = 2.3919.
    let amounts: Vec<i64> =
        told["periods"].as_array().unwrap().iter().map(|one| one["amount"].as_i64().unwrap()).collect();
    assert_eq!(amounts, [408, 408, 239]);
    assert_eq!(told["left"], 408 + 239);
    // What was paid of interest that is given up pays the principal instead: 700 × 12.40 % × 10 / 365 = 2.3781.
    house.done("waive_charges", json!({"invoice": invoice, "reason": "Geste"}));
    let told = house.ask("late_charges", json!({"invoice": invoice, "on": "10/12/2026"}));
    assert_eq!(told["interest"].as_i64().unwrap() - 408 - 408 - 239, 238, "{told:#}");
}

#[test]
fn proceedings_hold_what_was_worked_for_before_the_judgment_and_say_by_which_day() {
    let books = Books::camille();
    let house = books.on(day(9, 21));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    for worked_on in ["07/09/2026", "08/09/2026"] {
        let content = json!({"subject": "Affiche", "supplied_on": worked_on, "due_on": "30/09/2026",
            "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
        let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
        house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    }
    let noted = |judged: &str| json!({"client": client, "published_on": "20/09/2026", "judged_on": judged});
    assert_eq!(house.refused("record_insolvency", noted("21/09/2026")).field.as_deref(), Some("judged_on"));
    assert_eq!(
        house.refused("record_insolvency", noted("hier ou avant")).field.as_deref(),
        Some("judged_on")
    );
    house.done("record_insolvency", noted("08/09/2026"));
    let debts = house.ask("client", json!({"id": client}))["stops"][0]["debts"].clone();
    let told = |rank: usize| debts[rank].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(
        told(0),
        "F-2026-0001 est née avant le jugement du 8 septembre 2026 : le travail facturé est du 7 septembre 2026. Elle se déclare au plus tard le 20 novembre 2026."
    );
    assert!(told(1).starts_with("F-2026-0002 est née après") && told(1).contains("L622-17"), "{debts:#}");
    let plan = books.on(day(10, 6)).ask("dunning_plan", json!({}));
    assert_eq!(plan["due"][0]["invoices"], json!(["F-2026-0002"]), "{plan:#}");
    assert!(plan["due"][0]["reasons"].to_string().contains("L622-17"), "{plan:#}");
    assert_eq!(plan["held"][0]["invoices"], json!(["F-2026-0001"]));
    assert!(plan["held"][0]["text"].as_str().unwrap().contains("le travail facturé est du"), "{plan:#}");
    // Of the one before, interest stops at the judgment: before it was due.
    let charges = books.on(day(11, 30)).ask("late_charges", json!({"invoice": 1}));
    assert_eq!(charges["total"], 0);
    books.on(day(11, 30)).verified();
}
