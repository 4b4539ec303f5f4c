//! Terms agreed beside the prices, from the quote to the last invoice: a deposit as an amount.

use crate::english_reader::{ENGLISH, content, harbour};
use crate::foreign_reader::camille;
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
        ENGLISH.reads_pdf(number, &bytes);
        let said = flat(&bytes);
        assert!(said.contains(words), "{number}: “{words}” is not in {said}");
    }
}

/// Twelve hundred euros with VAT, at two rates and with something advanced for the client.
fn alone(deal: i64, early: &str) -> Value {
    json!({"deal": deal, "content": {"subject": "Conseil", "early_discount": early, "lines": [
        {"label": "Conseil", "unit_price": "900", "vat_rate": 2000},
        {"label": "Livre", "unit_price": "100", "vat_rate": 550},
        {"label": "Nom de domaine", "nature": "disbursement", "unit_price": "20", "vat_rate": 0}]}})
}

#[test]
fn a_discount_for_early_payment_is_offered_with_its_vat_and_given_by_a_credit_note() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 10));
    let invoice = house.done("issue_invoice", alone(deal, "2 % à 8 jours"));
    let said = flat(&paper(&house, deal, "F-2026-0001"));
    for words in [
        "Escompte de 2 % pour paiement sous 8 jours",
        "seule la TVA correspondant au prix effectivement payé ouvre droit à déduction",
        "23,71 € à déduire pour un paiement reçu au plus tard le 18 septembre 2026 : 1 181,79 € à payer.",
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    assert!(!said.contains("Pas d’escompte"), "{said}");
    let view = house.ask("invoice", json!({"id": invoice}));
    assert_eq!((&view["early"]["discount"], &view["early"]["until"]), (&json!(2_371), &json!("2026-09-18")));

    let pay = |amount: &str, on: &str, choice: &str| json!({"invoice": invoice, "amount": amount, "received_on": on, "method": "transfer", "early_discount": choice});
    let late = books.on(day(9, 20));
    for (amount, on, choice) in [
        // Short by the discount and in time: the question is asked.
        ("1181,79", "18/09/2026", "asked"),
        // Given to nobody who paid after, or less.
        ("1181,79", "19/09/2026", "given"),
        ("1181,78", "18/09/2026", "given"),
    ] {
        let refusal = late.refused("record_payment", pay(amount, on, choice));
        assert_eq!(refusal.field.as_deref(), Some("early_discount"), "{amount} {on} {choice}");
    }
    late.done("record_payment", pay("1181,79", "18/09/2026", "given"));
    let view = late.ask("invoice", json!({"id": invoice}));
    assert_eq!((&view["row"]["open"], &view["row"]["credited"]), (&json!(0), &json!(2_371)));
    let note = late.ask("invoice", json!({"id": view["linked"][0]["id"]}));
    assert_eq!(note["reason"], "Escompte de 2\u{a0}%");
    let groups: Vec<(i64, i64)> = note["totals"]["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| (g["rate"].as_i64().unwrap(), (g["net"].as_i64().unwrap() + g["vat"].as_i64().unwrap())))
        .filter(|(_, gross)| *gross != 0)
        .collect();
    assert_eq!(groups, [(2000, 2_160), (550, 211)], "of what was sold, at each rate");
    late.verified();
}

#[test]
fn a_discount_refused_stays_due_and_none_is_offered_by_default() {
    let books = Books::camille();
    let deal = tests::opened(&books);
    let house = books.on(day(9, 10));
    let invoice = house.done("issue_invoice", alone(deal, "2 % à 8 jours"));
    house.done(
        "record_payment",
        json!({"invoice": invoice, "amount": "1181,79", "received_on": "10/09/2026", "method": "transfer", "early_discount": "refused"}),
    );
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 2_371);
    let other = house.done("issue_invoice", alone(deal, ""));
    assert!(flat(&paper(&house, deal, "F-2026-0002")).contains("Pas d’escompte pour paiement anticipé."));
    let refusal = house.refused(
        "record_payment",
        json!({"invoice": other, "amount": "1100", "received_on": "10/09/2026", "method": "transfer", "early_discount": "given"}),
    );
    assert_eq!(refusal.field.as_deref(), Some("early_discount"));
    for typed in ["2 % à 30 jours", "2 %", "bientôt"] {
        let preview = house.ask("preview_invoice", alone(deal, typed));
        assert_eq!(preview["problems"][0]["field"], "early_discount", "{typed}");
    }
    house.verified();
}

#[test]
fn the_discount_of_the_house_reaches_a_quote_its_balance_and_not_its_deposit() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let bad = house.refused("set_preferences", json!({"early_discount": "2 %"}));
    assert_eq!(bad.field.as_deref(), Some("early_discount"));
    house.done("set_preferences", json!({"early_discount": "escompte de 2 % pour paiement sous 8 jours"}));
    assert_eq!(house.ask("preferences", json!({}))["effective"]["early_discount"], "2\u{a0}% à 8\u{a0}jours");
    let deal = walked(&books, bakery(), website());
    let house = books.on(day(11, 22));
    for number in ["D-2026-0001", "F-2026-0002"] {
        let said = flat(&paper(&house, deal, number));
        assert!(said.contains("Escompte de 2 % pour paiement sous 8 jours"), "{number}: {said}");
    }
    assert!(flat(&paper(&house, deal, "F-2026-0001")).contains("Pas d’escompte"));
    let balance = house.ask("deal", json!({"id": deal}))["invoices"][0]["id"].clone();
    let id =
        [1, 2].into_iter().find(|id| house.ask("invoice", json!({"id": id}))["row"]["kind"] == "balance");
    let id = id.unwrap_or_else(|| panic!("{balance}"));
    // 2 % of 2 800 €, all of which is given back at the rate of the work.
    house.done(
        "record_payment",
        json!({"invoice": id, "amount": "2744", "received_on": "22/11/2026", "method": "transfer", "early_discount": "given"}),
    );
    assert_eq!(house.ask("invoice", json!({"id": id}))["row"]["open"], 0);
    house.verified();
}

#[test]
fn a_discount_for_early_payment_reads_in_english_and_says_nothing_of_vat_in_franchise() {
    for regime in ["liable", "franchise"] {
        let books = Books::camille();
        let house = books.on(day(9, 3));
        let mut me = camille();
        me["vat_regime"] = json!(regime);
        house.done("set_identity", me);
        let client = house.done("add_client", harbour());
        let deal = house.done("open_deal", json!({"client": client, "title": "Advice"}));
        let content = json!({"subject": "Advice", "early_discount": "2 % à 8 jours",
            "lines": [{"label": "Advice", "unit_price": "1000", "vat_rate": 2000, "vat_reason": "Service attached to a place in France, art. 259 A"}]});
        let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
        let bytes = paper(&house, deal, "F-2026-0001");
        ENGLISH.reads_pdf(regime, &bytes);
        let said = flat(&bytes);
        assert!(said.contains("Discount of 2% for payment within 8 days of the invoice date"), "{said}");
        assert_eq!(said.contains("only the VAT on the price actually paid"), regime == "liable", "{said}");
        let net = house.ask("invoice", json!({"id": invoice}))["early"]["net"].as_i64().unwrap();
        house.done(
            "record_payment",
            json!({"invoice": invoice, "amount": format!("{},{:02}", net / 100, net % 100), "received_on": "03/09/2026", "method": "transfer", "early_discount": "given"}),
        );
        ENGLISH.reads_pdf(regime, &paper(&house, deal, "A-2026-0001"));
        house.verified();
    }
}
