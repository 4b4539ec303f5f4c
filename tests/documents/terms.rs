//! Terms agreed beside the prices, from the quote to the last invoice: a deposit as an amount.

use crate::english_reader::{camille, content, harbour, is_english_pdf};
use crate::reader::{flat, paper, walked};
use serde_json::{Value, json};
use tests::{Books, bakery, day, website};

fn with_deposit(mut content: Value, deposit: &str) -> Value {
    content["deposit"] = json!(deposit);
    content
}

#[test]
fn a_deposit_agreed_as_an_amount_is_asked_to_the_cent_on_every_paper() {
    let books = Books::camille();
    let deal = walked(&books, bakery(), with_deposit(website(), "500 €"));
    let house = books.on(day(11, 22));
    for (number, words) in [
        ("D-2026-0001", "Acompte à la commande : 500,00 €. Solde à 30 jours de la facture : 3 500,00 €."),
        ("F-2026-0001", "Acompte de 500,00 € sur la commande CO-2026-0001"),
        ("F-2026-0001", "500,00 € Net à payer"),
        ("F-2026-0002", "3 500,00 €"),
    ] {
        let said = flat(&paper(&house, deal, number));
        assert!(said.contains(words), "{number}: « {words} » is not in {said}");
    }
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["deposit_agreed"], 50_000);
    assert_eq!(page["money"]["left_to_invoice"], 0);
    let again = house.ask("last_quote_content", json!({"id": deal}))["content"]["deposit"].clone();
    assert_eq!(again.as_str().unwrap().replace('\u{a0}', " "), "500,00 €");
    house.verified();
}

#[test]
fn what_was_understood_of_a_deposit_is_said_and_one_beyond_the_whole_is_refused() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 10));
    let preview = |deposit: &str| {
        house.ask("preview_quote", json!({"deal": deal, "content": with_deposit(website(), deposit)}))
    };
    for (typed, said, gross) in [("30", "30 %", 120_000), ("500 €", "500,00 €", 50_000), ("0", "", 0)] {
        let preview = preview(typed);
        let understood = preview["deposit_said"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!((understood.as_str(), &preview["deposit"]["gross"]), (said, &json!(gross)), "{typed}");
        assert_eq!(preview["sendable"], true, "{typed}");
    }
    for typed in ["4000,01 €", "500", "-3 €"] {
        let preview = preview(typed);
        assert_eq!(
            (&preview["problems"][0]["field"], &preview["sendable"]),
            (&json!("deposit"), &json!(false))
        );
    }
    assert_eq!(house.refused("set_preferences", json!({"deposit": "500"})).field.as_deref(), Some("deposit"));
    house.done("set_preferences", json!({"deposit": "500 €"}));
    assert_eq!(house.ask("preferences", json!({}))["effective"]["deposit"], "500 €");
}

#[test]
fn a_deposit_is_asked_in_amounts_whatever_was_agreed() {
    for agreed in ["30", "1200 €"] {
        let books = Books::camille();
        let deal = tests::opened(&books);
        let quote = books.on(day(9, 10)).done(
            "send_quote",
            json!({"deal": deal, "content": with_deposit(website(), agreed), "method": "email"}),
        );
        let house = books.on(day(9, 24));
        let order = house.done("accept_quote", tests::acceptance(quote));
        let beyond = house.refused("issue_deposit_invoice", json!({"order": order, "percent": "4000,01 €"}));
        assert_eq!(beyond.field.as_deref(), Some("percent"), "{agreed}");
        let gross = |invoice: i64| house.ask("invoice", json!({"id": invoice}))["row"]["gross"].clone();
        let first = house.done("issue_deposit_invoice", json!({"order": order, "percent": "300,99 €"}));
        let rest = house.done("issue_deposit_invoice", json!({"order": order}));
        assert_eq!(gross(first), 30_099, "{agreed}");
        assert_eq!(gross(rest), 89_901, "{agreed}");
        let more = house.refused("issue_deposit_invoice", json!({"order": order}));
        assert!(more.message.contains("déjà facturé"), "{agreed}: {}", more.message);
        house.done(
            "begin_delivery",
            json!({"order": order, "began_on": "24/09/2026", "override_reason": "Convenu"}),
        );
        let part = house.done("issue_progress_invoice", json!({"order": order, "percent": "800 €"}));
        assert_eq!(gross(part), 80_000, "{agreed}");
        house.verified();
    }
}

#[test]
fn a_deposit_over_several_rates_bears_the_vat_of_each() {
    let books = Books::camille();
    let mut content = with_deposit(website(), "500 €");
    content["lines"][1]["vat_rate"] = json!(550);
    content["lines"].as_array_mut().unwrap().push(
        json!({"label": "Nom de domaine", "nature": "disbursement", "unit_price": "20", "vat_rate": 0}),
    );
    let deal = walked(&books, bakery(), content);
    let house = books.on(day(11, 22));
    let page = house.ask("deal", json!({"id": deal}));
    let deposit = page["invoices"].as_array().unwrap().iter().find(|i| i["kind"] == "deposit").unwrap();
    let view = house.ask("invoice", json!({"id": deposit["id"]}));
    assert_eq!(view["totals"]["gross"], 50_000);
    for group in view["totals"]["groups"].as_array().unwrap() {
        let [rate, net, vat] = ["rate", "net", "vat"].map(|field| group[field].as_i64().unwrap());
        assert!((vat * 10_000 - net * rate).abs() <= 10_000, "{group}");
        assert!(net > 0, "{group}");
    }
    house.verified();
}

#[test]
fn a_deposit_as_an_amount_reads_in_english() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    house.done("publish_terms", json!({"text": "Article 1. The client pays within thirty days."}));
    house.done("set_identity", camille());
    let mut content = content();
    content.as_object_mut().unwrap().remove("stages");
    let deal = walked(&books, harbour(), with_deposit(content, "500 €"));
    let house = books.on(day(11, 22));
    for (number, words) in [
        ("D-2026-0001", "Deposit with the order: €500.00. Balance within 30 days of the invoice:"),
        ("F-2026-0001", "Deposit of €500.00 on order CO-2026-0001"),
    ] {
        let bytes = paper(&house, deal, number);
        is_english_pdf(number, &bytes);
        let said = flat(&bytes);
        assert!(said.contains(words), "{number}: “{words}” is not in {said}");
    }
}
