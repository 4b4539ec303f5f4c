//! VAT that changed between a quote and its invoices: seen, asked about with what it costs, and settled once.

use serde_json::{Value, json};
use tests::{Books, Door, acceptance, camille, day, pay, quoted, signed};
use values::refusal::Refusal;

fn standing(regime: &str) -> Value {
    let mut me = camille();
    me["vat_regime"] = json!(regime);
    me
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Books whose website was agreed under one regime, on 24 September; the other one holds from 1 October.
fn changed(from: &str, to: &str) -> (Books, i64) {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", standing(from));
    let (_, order) = signed(&books);
    books.on(day(10, 1)).done("set_identity", standing(to));
    (books, order)
}

fn asked(house: &Door, name: &str, order: i64) -> Refusal {
    let refused = house.refused(name, json!({"order": order}));
    assert_eq!(refused.field.as_deref(), Some("vat"), "{refused:?}");
    refused
}

#[test]
fn a_quote_in_franchise_is_not_invoiced_without_vat_once_it_is_charged() {
    let (books, order) = changed("franchise", "liable");
    let house = books.on(day(10, 2));
    let message = plain(&asked(&house, "issue_deposit_invoice", order).message);
    for words in [
        "666,67 € de plus",
        "4 000,00 € au lieu de 3 333,33 €",
        "fait en franchise",
        "2 777,77 €",
        "Choisissez",
    ] {
        assert!(message.contains(words), "« {words} »: {message}");
    }
    let preview = house.ask("order_vat", json!({"order": order}));
    assert_eq!((&preview["changed"], &preview["rate"]), (&json!(true), &json!(2000)));
    assert_eq!(preview["net"]["gross"], 400_000);
    assert_eq!(preview["gross"]["gross"], 333_332, "no net makes 3 333,33 € at 20 %");

    house.done("settle_order_vat", json!({"order": order, "keep": "net", "vat_rate": 2000}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let view = house.ask("invoice", json!({"id": deposit}));
    assert_eq!(view["totals"]["gross"], 120_000, "{view:#}");
    assert_eq!(house.ask("deal", json!({"id": 1}))["order"]["gross"], 400_000);
    let again = house.refused("settle_order_vat", json!({"order": order, "keep": "net", "vat_rate": 2000}));
    assert!(again.message.contains("toujours"), "{again:?}");
    pay(&books, day(10, 2), deposit, "1200");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    let house = books.on(day(11, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    assert_eq!(house.ask("invoice", json!({"id": balance}))["totals"]["gross"], 280_000);
    house.verified();
}

#[test]
fn the_price_signed_may_hold_its_vat() {
    let (books, order) = changed("franchise", "liable");
    let house = books.on(day(10, 2));
    house.done("settle_order_vat", json!({"order": order, "keep": "gross", "vat_rate": 2000}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order, "percent": "100"}));
    let totals = house.ask("invoice", json!({"id": deposit}))["totals"].clone();
    assert_eq!(totals["gross"], 333_332, "{totals:#}");
    assert!(totals["vat"].as_i64().unwrap() > 55_000);
    house.verified();
}

#[test]
fn a_quote_with_vat_is_asked_about_in_franchise() {
    let (books, order) = changed("liable", "franchise");
    let house = books.on(day(10, 2));
    let message = plain(&asked(&house, "issue_deposit_invoice", order).message);
    assert!(message.contains("666,67 € de moins") && message.contains("666,67 € de plus"), "{message}");
    house.done("settle_order_vat", json!({"order": order, "keep": "gross", "vat_rate": 0}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let totals = house.ask("invoice", json!({"id": deposit}))["totals"].clone();
    assert_eq!((&totals["vat"], &totals["gross"]), (&json!(0), &json!(120_000)));
    house.verified();
}

#[test]
fn a_deposit_without_vat_is_taken_back_and_asked_again_with_it() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", standing("franchise"));
    let (_, order) = signed(&books);
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    books.on(day(10, 1)).done("set_identity", standing("liable"));
    let house = books.on(day(10, 2));
    let settle = json!({"order": order, "keep": "net", "vat_rate": 2000});
    let refused = house.refused("settle_order_vat", settle.clone());
    assert!(refused.message.contains("F-2026-0001"), "{refused:?}");
    house.done(
        "credit_invoice",
        json!({"invoice": deposit, "amount": "", "reason": "TVA due depuis le 1er octobre"}),
    );
    house.done("settle_order_vat", settle);
    let again = house.done("issue_deposit_invoice", json!({"order": order}));
    assert_eq!(house.ask("invoice", json!({"id": again}))["totals"]["gross"], 120_000);
    house.verified();
}

#[test]
fn work_invoiced_before_the_change_stays_as_it_was() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", standing("franchise"));
    let (_, quote) = quoted(&books);
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 25));
    let without = json!({"order": order, "began_on": "25/09/2026", "override_reason": "Confiance"});
    house.done("begin_delivery", without);
    house.done("issue_progress_invoice", json!({"order": order, "percent": "40", "stage": "Maquettes"}));
    books.on(day(10, 1)).done("set_identity", standing("liable"));
    let house = books.on(day(11, 20));
    house.done("settle_order_vat", json!({"order": order, "keep": "net", "vat_rate": 2000}));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    let totals = house.ask("invoice", json!({"id": balance}))["totals"].clone();
    // 3 333,33 less 1 333,33 invoiced without VAT, and 20 % on what is left.
    assert_eq!((&totals["net"], &totals["vat"]), (&json!(200_000), &json!(40_000)), "{totals:#}");
    house.verified();
}

#[test]
fn the_day_of_the_work_decides_and_a_person_pays_what_they_signed() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", standing("franchise"));
    let house = books.on(day(10, 5));
    let mut me = standing("liable");
    me["vat_since"] = json!("01/10/2026");
    house.done("set_identity", me);
    let client = house.done("add_client", tests::bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Dépannage"}));
    let content = |on: &str| json!({"subject": "Dépannage", "supplied_on": on, "lines": [{"label": "Dépannage", "unit_price": "100", "vat_rate": 2000}]});
    for (on, vat) in [("30/09/2026", 0), ("01/10/2026", 2_000)] {
        let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content(on)}));
        assert_eq!(preview["totals"]["vat"], vat, "{on}");
    }

    let refused = {
        let (books, order) = changed("franchise", "liable");
        let house = books.on(day(10, 2));
        let mut card = tests::bakery();
        card["kind"] = json!("person");
        house.done("change_client", json!({"client": 1, "card": card}));
        house.refused("settle_order_vat", json!({"order": order, "keep": "net", "vat_rate": 2000}))
    };
    assert_eq!(refused.field.as_deref(), Some("keep"));
}

#[test]
fn who_signs_a_quote_whose_vat_changed_is_told() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", standing("franchise"));
    let (_, quote) = quoted(&books);
    let told = |on| books.on(on).ask("preview_acceptance", json!({"quote": quote}))["vat_changed"].clone();
    assert_eq!(told(day(9, 20)), "");
    books.on(day(9, 22)).done("set_identity", standing("liable"));
    assert!(told(day(9, 22)).as_str().is_some_and(|why| why.len() > 20));
}

#[test]
fn a_client_who_moved_abroad_is_seen_too() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let house = books.on(day(10, 2));
    let mut card = tests::bakery();
    card["siret"] = json!("");
    card["vat_number"] = json!("DE123456789");
    card["address"]["country"] = json!("Allemagne");
    house.done("change_client", json!({"client": 1, "card": card}));
    asked(&house, "issue_deposit_invoice", order);
    house.done("settle_order_vat", json!({"order": order, "keep": "net", "vat_rate": 0}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    assert_eq!(house.ask("invoice", json!({"id": deposit}))["totals"]["gross"], 100_000);
    house.verified();
}

#[test]
fn a_regime_dated_in_the_past_points_out_what_was_issued_since() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let content =
        json!({"subject": "Conseil", "lines": [{"label": "Conseil", "unit_price": "100", "vat_rate": 2000}]});
    for on in [10, 12, 14] {
        books.on(day(9, on)).done("issue_invoice", json!({"deal": deal, "content": content}));
    }
    let house = books.on(day(9, 20));
    house.done("credit_invoice", json!({"invoice": 3, "reason": "Erreur"}));
    let told = |regime: &str, since: &str| {
        house.ask("issued_before_regime", json!({"vat_regime": regime, "vat_since": since}))
    };
    let since = told("franchise", "11/09/2026");
    assert_eq!(since["numbers"], json!(["F-2026-0002"]), "what was taken back is none of it");
    assert!(since["sentence"].as_str().unwrap().contains("F-2026-0002"));
    assert_eq!(told("franchise", "01/09/2026")["numbers"], json!(["F-2026-0001", "F-2026-0002"]));
    for (regime, day) in
        [("liable", "01/09/2026"), ("franchise", "15/09/2026"), ("franchise", ""), ("franchise", "hier ?")]
    {
        assert_eq!(told(regime, day)["sentence"], "", "{regime} {day}");
    }
}
