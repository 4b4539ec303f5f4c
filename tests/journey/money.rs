//! Deposits, balances, payments, and what the home screen says of them.

use crate::ledger::unmoved;
use serde_json::{Value, json};
use tests::{Books, acceptance, bakery, day, hand_over, opened, pay, website};

fn net_and_vat(totals: &Value) -> (i64, i64) {
    (totals["net"].as_i64().unwrap(), totals["vat"].as_i64().unwrap())
}

#[test]
fn several_deposits_and_the_balance_make_the_order() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let house = books.on(day(9, 24));
    let first = house.done("issue_deposit_invoice", json!({"order": order, "percent": "12,34"}));
    hand_over(&books, day(9, 24), first);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["next"]["kind"], "issue_deposit_invoice", "the rest of the deposit agreed is still due");
    // Empty: what is left of the 30 % agreed.
    let preview = house.ask("preview_deposit_invoice", json!({"order": order}));
    assert_eq!(preview["lines"][0]["label"], "Acompte de 17,66\u{a0}% sur la commande CO-2026-0001");
    assert!(tests::bytes(&house.ask("preview_deposit_paper", json!({"order": order}))).starts_with(b"%PDF-"));
    let second = house.done("issue_deposit_invoice", json!({"order": order}));
    let third = house.done("issue_deposit_invoice", json!({"order": order, "percent": "33,33"}));
    let mut sum = (0, 0);
    for invoice in [first, second, third] {
        let view = house.ask("invoice", json!({"id": invoice}));
        let (net, vat) = net_and_vat(&view["totals"]);
        sum = (sum.0 + net, sum.1 + vat);
        pay(&books, day(9, 30), invoice, &format!("{},{:02}", (net + vat) / 100, (net + vat) % 100));
    }
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "2026-10-03"}));
    books.on(day(11, 20)).done("record_delivery", json!({"order": order, "delivered_on": "2026-11-20"}));
    let house = books.on(day(11, 20));
    let preview = house.ask("preview_balance_invoice", json!({"order": order}));
    assert_eq!(preview["deductions"].as_array().unwrap().len(), 3);
    assert!(tests::bytes(&house.ask("preview_balance_paper", json!({"order": order}))).starts_with(b"%PDF-"));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let view = house.ask("invoice", json!({"id": balance}));
    assert_eq!(view["totals"], preview["totals"], "what was shown is what is issued");
    let (net, vat) = net_and_vat(&view["totals"]);
    assert_eq!((sum.0 + net, sum.1 + vat), (333_333, 66_667));
    let numbers: Vec<&Value> = view["deductions"].as_array().unwrap().iter().map(|d| &d["number"]).collect();
    assert_eq!(numbers, ["F-2026-0001", "F-2026-0002", "F-2026-0003"]);
}

#[test]
fn a_deposit_of_the_whole_leaves_a_balance_of_nothing() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let mut content = website();
    content["deposit"] = json!("100");
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(10, 2), deposit, "4000");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "2026-10-03"}));
    books.on(day(11, 20)).done("record_delivery", json!({"order": order, "delivered_on": "2026-11-20"}));
    let house = books.on(day(11, 20));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    assert_eq!(house.ask("invoice", json!({"id": balance}))["row"]["gross"], 0);
    assert_eq!(house.ask("deal", json!({"id": deal}))["stage"], "paid", "nothing is left to pay");
    house.verified();
}

#[test]
fn a_payment_may_come_in_parts_and_never_above_what_is_left() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let invoice = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    hand_over(&books, day(9, 24), invoice);
    pay(&books, day(9, 28), invoice, "500,01");
    let house = books.on(day(9, 28));
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!((&page["stage"], &page["invoices"][0]["open"]), (&json!("signed"), &json!(69_999)));
    assert_eq!(page["others"][0]["amount"], 69_999);
    let refusal = unmoved(&books, "a payment above what is left", || {
        house.refused(
            "record_payment",
            json!({"invoice": invoice, "amount": "700", "received_on": "28/09/2026", "method": "transfer"}),
        )
    });
    assert!(refusal.message.contains("699,99"), "{}", refusal.message);
    pay(&books, day(9, 30), invoice, "699.99");
    assert_eq!(books.on(day(9, 30)).ask("deal", json!({"id": deal}))["stage"], "deposit_paid");
    let payments = books.on(day(9, 30)).ask("payments", json!({}));
    let amounts: Vec<i64> =
        payments["rows"].as_array().unwrap().iter().map(|p| p["amount"].as_i64().unwrap()).collect();
    assert_eq!(amounts, [69_999, 50_001]);
}

#[test]
fn money_may_come_between_the_order_and_its_invoice() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let house = books.on(day(9, 26));
    let invoice = house.done("issue_deposit_invoice", json!({"order": order}));
    let paid = |on: &str, amount: &str, words: &str| {
        json!({"invoice": invoice, "amount": amount, "received_on": on, "method": "transfer", "reference": "VIR LE GOFF",
            "early_words": words})
    };
    house.done("record_payment", paid("25/09/2026", "700", ""));
    let refusal = house.refused("record_payment", paid("23/09/2026", "500", ""));
    assert_eq!(refusal.field.as_deref(), Some("early_words"), "{}", refusal.message);
    house.done("record_payment", paid("23/09/2026", "500", "Virement fait avant de signer"));
    let page = house.ask("invoice", json!({"id": invoice}));
    assert_eq!(page["row"]["open"], 0);
    let days: Vec<&str> =
        page["payments"].as_array().unwrap().iter().map(|p| p["received_on"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-09-23", "2026-09-25"], "each keeps its true day");
    let told = house.ask("deal", json!({"id": deal}))["timeline"].to_string();
    assert!(told.contains("Virement fait avant de signer"), "{told}");
    assert!(page.to_string().contains("VIR LE GOFF · Virement fait avant de signer"), "{page}");
    house.verified();
}

#[test]
fn today_tells_what_is_late_and_by_how_much() {
    let books = Books::camille();
    let (deal, order) = tests::delivered(&books);
    let balance =
        books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order, "due_on": "10/12/2026"}));
    hand_over(&books, day(11, 20), balance);
    let figures = |month, date| books.on(day(month, date)).ask("today", json!({}));
    let before = figures(12, 3);
    assert_eq!(tests::for_today(&before), json!([]), "a week before its due date, an invoice only waits");
    assert_eq!(before["figures"]["to_collect"], 280_000);
    assert_eq!(before["figures"]["due_in_30_days"], 280_000);
    assert_eq!(before["figures"]["late"], 0);
    assert_eq!(before["agenda"]["waiting"][0]["task"]["until"], "2026-12-11");
    let due = figures(12, 10);
    assert_eq!(tests::for_today(&due), json!([]), "on its last day too");
    assert_eq!(due["agenda"]["waiting"][0]["task"]["text"], "F-2026-0002 est due aujourd’hui");
    let waits = figures(12, 11);
    assert_eq!(tests::for_today(&waits), json!([]), "until its first step, it waits");
    assert_eq!(waits["agenda"]["waiting"][0]["task"]["until"], "2026-12-14", "the third day is a Sunday");
    let late = figures(12, 14);
    assert_eq!(late["heading"], "Lundi 14 décembre");
    assert_eq!(
        (&tests::for_today(&late)[0]["text"], &tests::for_today(&late)[0]["tone"]),
        (&json!("Appeler pour F-2026-0002, 4\u{a0}jours de retard"), &json!("late"))
    );
    assert_eq!(late["figures"]["due_in_30_days"], 0, "what is late is told apart");
    assert_eq!(
        (&late["figures"]["late"], &late["figures"]["late_count"], &late["figures"]["late_clients"]),
        (&json!(280_000), &json!(1), &json!(1))
    );
    assert_eq!(late["aged"][1], json!({"label": "1 à 30 jours", "amount": 280_000, "late": true}));
    assert_eq!(books.on(day(12, 11)).ask("invoices", json!({}))["rows"][0]["late_days"], 1);

    pay(&books, day(12, 12), 2, "800");
    let part = figures(12, 12);
    assert_eq!(
        (&part["figures"]["to_collect"], &part["figures"]["received_this_month"]),
        (&json!(200_000), &json!(80_000))
    );
    // Brackets end on their last day: the thirtieth day of delay is still of the first.
    let aged = |on: chrono::NaiveDate| {
        let answer = books.on(on).ask("today", json!({}));
        let amounts: Vec<i64> =
            answer["aged"].as_array().unwrap().iter().map(|a| a["amount"].as_i64().unwrap()).collect();
        amounts
    };
    let due_on = day(12, 10);
    for (days, bracket) in [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (400, 3)] {
        let amounts = aged(due_on + chrono::Days::new(days));
        assert_eq!(
            amounts.iter().position(|a| *a == 200_000),
            Some(bracket),
            "{days} days late: {amounts:?}"
        );
        assert_eq!(amounts.iter().sum::<i64>(), 200_000);
    }
    let page = books.on(day(12, 12)).ask("deal", json!({"id": deal}));
    assert_eq!(
        (&page["documents"][0]["status"], &page["documents"][0]["tone"]),
        (&json!("2\u{a0}jours de retard"), &json!("late"))
    );
    let client = books.on(day(12, 12)).ask("client", json!({"id": page["client"]["id"]}));
    assert_eq!((&client["open"], &client["late"]), (&json!(200_000), &json!(200_000)));
}

#[test]
fn the_largest_and_most_pressing_comes_first() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let house = books.on(day(11, 20));
    let client = house.done("add_client", json!({"kind": "company", "name": "Studio Kerbrat", "siret": "552100554", "address": bakery()["address"]}));
    house.done("open_deal", json!({"client": client, "title": "Logo", "budget": "90000"}));
    let kinds = |answer: &Value| -> Vec<String> {
        tests::for_today(answer)
            .as_array()
            .unwrap()
            .iter()
            .map(|t| t["kind"].as_str().unwrap().to_owned())
            .collect()
    };
    let answer = house.ask("today", json!({}));
    assert_eq!(
        kinds(&answer),
        ["issue_balance_invoice", "qualify_contact"],
        "being paid comes before a larger promise"
    );
    assert_eq!(
        answer["counts"],
        json!({"today": 0, "deals": 2, "outbox": 0, "quotes": 0}),
        "nothing is late or due"
    );
    house.done("issue_balance_invoice", json!({"order": order, "due_on": "20/11/2026"}));
    let answer = house.ask("today", json!({}));
    assert_eq!(kinds(&answer), ["send_invoice", "qualify_contact"]);
    assert_eq!(answer["has_identity"], true);
}

#[test]
fn a_payment_is_spread_over_rates_and_activities_and_what_settles_is_exact() {
    let books = Books::camille();
    let deal = opened(&books);
    let content = json!({"subject": "Livre et mise en page", "lines": [
        {"label": "Mise en page", "unit_price": "1000", "vat_rate": 2000},
        {"label": "Impression", "unit_price": "333,33", "vat_rate": 2000, "nature": "goods", "activity": "sales"},
        {"label": "Livres", "unit_price": "200", "vat_rate": 550, "nature": "goods", "activity": "sales"},
        {"label": "Photographie achetée", "unit_price": "95", "vat_rate": 0, "nature": "disbursement"}
    ]});
    let invoice = books.on(day(9, 5)).done("issue_invoice", json!({"deal": deal, "content": content}));
    let gross = books.on(day(9, 5)).ask("invoice", json!({"id": invoice}))["row"]["gross"].as_i64().unwrap();
    let first = pay(&books, day(9, 20), invoice, "700,01");
    let rest = format!("{},{:02}", (gross - 70_001) / 100, (gross - 70_001) % 100);
    let second = pay(&books, day(9, 25), invoice, &rest);
    let shares = |payment: i64| {
        books.on(day(9, 25)).ask("payment_shares", json!({"id": payment}))["invoices"][0].clone()
    };
    let sum = |paid: &serde_json::Value, rate: i64, activity: serde_json::Value, field: &str| -> i64 {
        let shares = paid["shares"].as_array().unwrap().iter();
        shares
            .filter(|s| s["rate"] == rate && s["activity"] == activity)
            .filter_map(|s| s[field].as_i64())
            .sum()
    };
    let (one, two) = (shares(first), shares(second));
    assert_eq!((&one["amount"], one["shares"].as_array().map(Vec::len)), (&json!(70_001), Some(4)));
    let total = |paid: &serde_json::Value| -> i64 {
        let shares = paid["shares"].as_array().unwrap().iter();
        shares.map(|s| s["net"].as_i64().unwrap() + s["vat"].as_i64().unwrap()).sum()
    };
    assert_eq!((total(&one), total(&two)), (70_001, gross - 70_001));
    let both = |rate, activity: &serde_json::Value, field| {
        sum(&one, rate, activity.clone(), field) + sum(&two, rate, activity.clone(), field)
    };
    let (liberal, sales) = (json!("liberal"), json!("sales"));
    assert_eq!((both(2000, &liberal, "net"), both(2000, &sales, "net")), (100_000, 33_333));
    assert_eq!(both(2000, &liberal, "vat") + both(2000, &sales, "vat"), 26_667);
    assert_eq!((both(550, &sales, "net"), both(550, &sales, "vat")), (20_000, 1_100));
    assert_eq!((both(0, &json!(null), "net"), both(0, &json!(null), "vat")), (9_500, 0));
    let missing = books.on(day(9, 25)).0.ask("payment_shares", json!({"id": 99}));
    assert_eq!(tests::refusal(missing.unwrap_err()).code, values::refusal::Code::NotFound);
}
