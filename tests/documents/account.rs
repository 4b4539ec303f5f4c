//! Papers about what a client owes: a statement over several pages, and a claim of charges, as archivable PDF.

use crate::bytes::holds_up;
use crate::reader::{flat, pages};
use serde_json::json;
use tests::{Books, bakery, bytes, day, pay};

#[test]
fn a_long_statement_keeps_its_head_on_every_page_and_its_sums_together() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    for n in 1..=45 {
        let deal = if n == 1 {
            deal
        } else {
            house.done("open_deal", json!({"client": client, "title": "Affiche"}))
        };
        let content = json!({"subject": "Affiche", "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
        house.done("issue_invoice", json!({"deal": deal, "content": content}));
    }
    drop(house);
    pay(&books, day(10, 10), 1, "500");
    let paper = bytes(&books.on(day(11, 22)).ask("statement_paper", json!({"client": client})));
    holds_up("statement", &paper);
    assert!(pages(&paper) > 1);
    let said = flat(&paper);
    assert_eq!(said.matches("Opération").count(), pages(&paper), "{said}");
    for words in
        ["F-2026-0045", "53 500,00 €", "Solde dû", "Relevé du 22 novembre 2026", "Payer par virement"]
    {
        assert!(said.replace(['\u{a0}', '\u{202f}'], " ").contains(words), "« {words} » is not in {said}");
    }
    assert!(!said.contains('…'), "{said}");
}

#[test]
fn a_claim_says_its_periods_its_sums_and_that_it_is_no_invoice() {
    for (language, words) in [
        ("french", ["Pénalités de retard", "12,64 €", "52,64 €", "n’est pas une facture", "L441-10"]),
        ("english", ["Late-payment charges", "€12.64", "€52.64", "is not an invoice", "L441-10"]),
        ("german", ["Verzugskosten", "12,64 €", "52,64 €", "ist keine Rechnung", "L441-10"]),
    ] {
        let books = Books::camille();
        let house = books.on(day(9, 1));
        let mut card = bakery();
        card["language"] = json!(language);
        let client = house.done("add_client", card);
        let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
        let content = json!({"subject": "Affiche", "due_on": "30/09/2026",
            "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
        let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
        let house = books.on(day(10, 31));
        let document = house.done("claim_charges", json!({"invoice": invoice}));
        let paper = bytes(&house.ask("document", json!({"id": document})));
        holds_up("charges", &paper);
        let said = flat(&paper).replace(['\u{a0}', '\u{202f}'], " ");
        for words in words {
            assert!(said.contains(words), "« {words} » is not in {said}");
        }
        house.verified();
    }
}
