//! Remainders: a small short payment is given up with a reason, and nobody is reminded of cents.

use crate::credit_lines::invoiced;
use serde_json::{Value, json};
use tests::{Books, Door, day, hand_over, pay};
use values::refusal::Code;

fn hundred_and_twenty(books: &Books) -> i64 {
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    let invoice = invoiced(books, json!({"lines": [line]}));
    hand_over(books, day(9, 4), invoice);
    invoice
}

fn hundred_and_twenty_more(house: &Door, client: &Value) -> i64 {
    let deal = house.done("open_deal", json!({"client": client, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    house.done("issue_invoice", json!({"deal": deal, "content": {"subject": "Dépannage", "lines": [line]}}))
}

fn row(house: &Door, invoice: i64) -> Value {
    house.ask("invoice", json!({"id": invoice}))["row"].clone()
}

fn tasks(house: &Door) -> Vec<String> {
    let today = house.ask("today", json!({}));
    tests::for_today(&today)
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["kind"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_payment_one_euro_short_gives_the_rest_up_with_its_reason() {
    let books = Books::camille();
    let invoice = hundred_and_twenty(&books);
    let house = books.on(day(9, 10));
    let mut payment = json!({"invoice": invoice, "amount": "120", "received_on": "10/09/2026",
        "method": "transfer", "give_up": "Frais de sa banque"});
    let refusal = house.refused("record_payment", payment.clone());
    assert_eq!(refusal.field.as_deref(), Some("give_up"), "nothing is left");
    payment["amount"] = json!("119");
    house.done("record_payment", payment);
    let view = house.ask("invoice", json!({"id": invoice}));
    assert_eq!((&view["row"]["open"], &view["row"]["given_up"]), (&json!(0), &json!(100)));
    assert_eq!(
        view["paid"].as_i64(),
        view["row"]["gross"].as_i64().map(|gross| gross - 100),
        "the card adds up"
    );
    assert_eq!(view["given_up"][0]["reason"], "Frais de sa banque");
    assert_eq!(house.ask("today", json!({}))["figures"]["received_this_month"], 11_900);
    let deal = house.ask("deal", json!({"id": view["row"]["deal"]}));
    assert_eq!(deal["stage"], "paid");
    assert!(deal["timeline"].to_string().contains("Frais de sa banque"), "{deal:#}");
    house.verified();
}

#[test]
fn a_rest_is_given_up_later_and_claimed_again() {
    let books = Books::camille();
    let invoice = hundred_and_twenty(&books);
    let house = books.on(day(9, 10));
    let give = json!({"invoice": invoice, "reason": "Écart"});
    assert_eq!(house.refused("give_up_remainder", give.clone()).code, Code::NotNow, "nothing is paid");
    pay(&books, day(9, 10), invoice, "119");
    let nameless = json!({"invoice": invoice, "reason": " "});
    assert_eq!(house.refused("give_up_remainder", nameless).field.as_deref(), Some("reason"));
    house.done("give_up_remainder", give.clone());
    assert_eq!(row(&house, invoice)["open"], 0);
    assert_eq!(house.refused("give_up_remainder", give).code, Code::NotNow);
    assert_eq!(
        house.refused("remind_client", json!({"invoice": invoice, "method": "post"})).code,
        Code::NotNow
    );
    let again = json!({"invoice": invoice, "reason": "Le client la doit bien"});
    house.done("claim_remainder", again.clone());
    assert_eq!((&row(&house, invoice)["open"], &row(&house, invoice)["given_up"]), (&json!(100), &json!(0)));
    assert_eq!(house.refused("claim_remainder", again).code, Code::NotNow);
    house.verified();
}

#[test]
fn what_was_given_up_is_due_again_without_the_payment_and_comes_before_money_given_back() {
    let books = Books::camille();
    let invoice = hundred_and_twenty(&books);
    pay(&books, day(9, 10), invoice, "119");
    let house = books.on(day(9, 11));
    house.done("give_up_remainder", json!({"invoice": invoice, "reason": "Écart"}));
    // A credit note of what was given up frees no money; more frees the rest.
    house.done("credit_invoice", json!({"invoice": invoice, "amount": "1", "reason": "Geste"}));
    let deal = |house: &Door| house.ask("deal", json!({"id": row(house, invoice)["deal"]}));
    assert_eq!((&row(&house, invoice)["given_up"], &deal(&house)["unused"]), (&json!(0), &json!(0)));
    house.done("credit_invoice", json!({"invoice": invoice, "amount": "19", "reason": "Geste"}));
    assert_eq!(deal(&house)["unused"], 1_900);
    // A payment undone takes with it what was given up for its sake.
    let other = hundred_and_twenty_more(&house, &row(&house, invoice)["client"]["id"]);
    let short = pay(&books, day(9, 11), other, "119,50");
    house.done("give_up_remainder", json!({"invoice": other, "reason": "Écart"}));
    house.done("reverse_payment", json!({"payment": short, "reason": "Chèque sans provision"}));
    assert_eq!(row(&house, other)["open"], 12_000);
    assert_eq!(row(&house, other)["given_up"], 0);
    house.verified();
}

#[test]
fn nobody_is_reminded_of_cents() {
    let books = Books::camille();
    let invoice = hundred_and_twenty(&books);
    pay(&books, day(9, 10), invoice, "119,98");
    let house = books.on(day(10, 12));
    let refusal = house.refused("remind_client", json!({"invoice": invoice, "method": "post"}));
    assert!(refusal.message.contains("Abandonnez ce reste"), "{refusal:?}");
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["reminders"]["may_remind"], false);
    assert_eq!(tasks(&house), ["give_up_remainder"]);
    // The threshold is a setting.
    let negative = house.refused("set_preferences", json!({"remind_from": "-1"}));
    assert_eq!(negative.field.as_deref(), Some("remind_from"));
    house.done("set_preferences", json!({"remind_from": "0"}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["reminders"]["may_remind"], true);
    house.done("set_preferences", json!({"remind_from": "5"}));
    assert_eq!(tasks(&house), ["give_up_remainder"]);
    let task = tests::for_today(&house.ask("today", json!({})))[0].clone();
    assert_eq!((&task["amount"], &task["complete"]), (&json!(2), &json!(true)));
    house.done("give_up_remainder", task["action"]["payload"].clone());
    assert!(!tasks(&house).contains(&"give_up_remainder".to_owned()));
    house.verified();
}
