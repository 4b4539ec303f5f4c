//! The day on which goods, money that came early, and money that the bank took back count in books of accounts; and for which
//! activity.

use serde_json::{Value, json};
use tests::{Books, Door, acceptance, bakery, camille, day, pay, signed};

/// What a book says in all of a month.
fn vat(house: &Door, month: u32) -> Value {
    let from = format!("01/{month:02}/2026");
    let last = if matches!(month, 9 | 11) { 30 } else { 31 };
    let to = format!("{last}/{month:02}/2026");
    house.ask("vat_due", json!({"from": from, "to": to}))["whole"]["vat"].clone()
}

fn receipts(house: &Door, from: &str, to: &str) -> Value {
    house.ask("receipts_book", json!({"from": from, "to": to}))["totals"]["whole"].clone()
}

/// An order of those lines without VAT due otherwise, with that deposit.
fn ordered(books: &Books, deposit: &str, lines: Value) -> i64 {
    let house = books.on(day(9, 3));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Vitrine"}));
    let content = json!({"subject": "Vitrine", "deposit": deposit, "lines": lines});
    let quote = house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    books.on(day(9, 24)).done("accept_quote", acceptance(quote))
}

fn done(house: &Door, order: i64, on: &str) {
    house.done("begin_delivery", json!({"order": order, "began_on": on}));
    house.done("record_delivery", json!({"order": order, "delivered_on": on}));
}

#[test]
fn goods_delivered_before_their_invoice_are_in_the_return_of_their_delivery() {
    let books = Books::camille();
    let lines = json!([{"label": "Vitrine", "unit_price": "100", "vat_rate": 2000, "nature": "goods"}]);
    let order = ordered(&books, "", lines);
    done(&books.on(day(9, 28)), order, "28/09/2026");
    let house = books.on(day(10, 5));
    house.done("issue_balance_invoice", json!({"order": order}));
    assert_eq!((vat(&house, 9), vat(&house, 10)), (json!(2_000), json!(0)));
}

#[test]
fn money_counts_when_it_comes_also_before_its_invoice() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(10, 4));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let payment =
        json!({"invoice": deposit, "amount": "1200", "received_on": "28/09/2026", "method": "transfer"});
    house.done("record_payment", payment);
    assert_eq!((vat(&house, 9), vat(&house, 10)), (json!(20_000), json!(0)));
    let urssaf = house.ask("urssaf", json!({"from": "01/07/2026", "to": "30/09/2026"}));
    assert_eq!(urssaf["periods"][0]["rows"][0]["turnover"], 100_000);
}

#[test]
fn money_that_the_bank_took_back_leaves_the_month_of_its_coming_as_it_was() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    let payment = pay(&books, day(9, 28), deposit, "1200");
    let house = books.on(day(10, 12));
    let back = |on: &str| json!({"payment": payment, "reason": "Rejeté", "gone_on": on});
    for wrong in ["27/09/2026", "13/10/2026"] {
        assert_eq!(house.refused("reverse_payment", back(wrong)).field.as_deref(), Some("gone_on"));
    }
    house.done("reverse_payment", back("10/10/2026"));
    assert_eq!((vat(&house, 9), vat(&house, 10)), (json!(20_000), json!(-20_000)));
    assert_eq!(receipts(&house, "01/09/2026", "30/09/2026"), 120_000);
    assert_eq!(receipts(&house, "01/10/2026", "31/10/2026"), -120_000);
    house.verified();
    // A mistake never was.
    let again = pay(&books, day(10, 12), deposit, "1200");
    let house = books.on(day(10, 13));
    house.done("reverse_payment", json!({"payment": again, "reason": "Saisi deux fois"}));
    assert_eq!(vat(&house, 10), json!(-20_000));
}

#[test]
fn a_deposit_and_its_balance_count_each_for_its_activity() {
    for (lines, declared) in [
        (
            json!([
                {"label": "Pose", "unit_price": "100", "vat_rate": 0},
                {"label": "Vitrine", "unit_price": "900", "vat_rate": 0, "nature": "goods"},
            ]),
            json!([["liberal", 100], ["sales", 900]]),
        ),
        (
            json!([
                {"label": "Pose", "unit_price": "800", "vat_rate": 0},
                {"label": "Permis", "unit_price": "200", "vat_rate": 0, "nature": "disbursement"},
            ]),
            json!([["liberal", 800]]),
        ),
    ] {
        let books = Books::empty();
        let mut identity = camille();
        (identity["legal_form"], identity["vat_regime"]) = (json!("micro"), json!("franchise"));
        books.on(day(9, 1)).done("set_identity", identity);
        let order = ordered(&books, "30", lines);
        let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
        pay(&books, day(10, 2), deposit, "300");
        let house = books.on(day(10, 5));
        done(&house, order, "05/10/2026");
        let balance = house.done("issue_balance_invoice", json!({"order": order}));
        pay(&books, day(10, 6), balance, "700");
        let told = books.on(day(10, 7)).ask("urssaf", json!({"from": "01/10/2026", "to": "31/10/2026"}));
        let rows = told["periods"][0]["rows"].as_array().unwrap();
        let rows: Vec<Value> = rows.iter().map(|row| json!([row["activity"], row["declared"]])).collect();
        assert_eq!(json!(rows), declared);
    }
}

#[test]
fn credit_that_is_used_later_counts_on_the_day_of_its_use() {
    let books = Books::camille();
    let house = books.on(day(10, 1));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Dépannage"}));
    let issued = |house: &Door, price: &str| {
        let line = json!({"label": "Dépannage", "unit_price": price, "vat_rate": 2000});
        let content = json!({"subject": "Dépannage", "lines": [line]});
        house.done("issue_invoice", json!({"deal": deal, "content": content}))
    };
    let first = issued(&house, "100");
    let payment =
        json!({"invoice": first, "amount": "120", "received_on": "05/10/2026", "method": "transfer"});
    let payment = books.on(day(10, 5)).done("record_payment", payment);
    let house = books.on(day(10, 10));
    house.done("credit_invoice", json!({"invoice": first, "amount": "60", "reason": "Geste"}));
    let second = issued(&house, "50");
    // Half of what came is owed to the client until it pays something else.
    assert_eq!((vat(&house, 10), vat(&house, 11)), (json!(1_000), json!(0)));
    let house = books.on(day(11, 3));
    house.done("use_credit", json!({"payment": payment, "invoice": second, "amount": "60"}));
    assert_eq!((vat(&house, 10), vat(&house, 11)), (json!(1_000), json!(1_000)));
    let turnover = |from: &str, to: &str| {
        house.ask("vat_due", json!({"from": from, "to": to}))["whole"]["rows"][0]["net"].clone()
    };
    assert_eq!(turnover("03/11/2026", "03/11/2026"), 5_000);
    house.verified();
}
