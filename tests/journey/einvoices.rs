//! An electronic invoice from anywhere, dropped on the window: what it says, and what is wrong with it.

use base64::Engine as _;
use books::failure::Failure;
use serde_json::{Value, json};
use tests::{Books, day};

const INVOICE: &str = include_str!("../../src-tauri/crates/einvoice/tests/samples/invoice.xml");
const CREDIT: &str = include_str!("../../src-tauri/crates/einvoice/tests/samples/credit-note.xml");

fn dropped(text: &str) -> Value {
    let base64 = base64::engine::general_purpose::STANDARD.encode(text);
    json!({"file": {"name": "facture.xml", "base64": base64}})
}

#[test]
fn an_invoice_says_what_it_is_and_stands_in_order() {
    let books = Books::empty();
    let house = books.on(day(11, 20));
    let told = house.ask("check_invoice", dropped(INVOICE));
    assert_eq!(told["title"], json!("Facture F-2026-0042 du 5 octobre 2026"));
    assert_eq!(told["read_as"], json!("CII, profil EN 16931"));
    assert_eq!((&told["valid"], &told["verdict"]), (&json!(true), &json!("Cette facture est en ordre.")));
    let facts = told["facts"].as_array().unwrap();
    let fact = |label: &str| facts.iter().find(|fact| fact[0] == json!(label)).map(|fact| fact[1].clone());
    assert_eq!(fact("Vendeur"), Some(json!("Camille Durand EI, Rennes (SIREN\u{a0}732\u{a0}829\u{a0}320)")));
    assert_eq!(fact("À payer"), Some(json!("1\u{202f}000,00\u{a0}€")));
    assert_eq!(fact("Compte"), Some(json!("FR76 3000 6000 0112 3456 7890 189".replace(' ', "\u{a0}"))));
    assert_eq!(told["lines"][1]["price"], json!("33,335\u{a0}€"));
    assert_eq!(told["lines"][0]["quantity"], json!("2 jours"));
    assert_eq!(told["sides"].as_array().unwrap().len(), 4, "no PDF, no verdict on one");
    let credit = house.ask("check_invoice", dropped(CREDIT));
    assert_eq!(credit["title"], json!("Avoir A-2026-0003 du 20 octobre 2026"));
}

#[test]
fn what_is_wrong_is_told_first_and_what_france_alone_refuses_is_told_apart() {
    let books = Books::empty();
    let house = books.on(day(11, 20));
    let told = house.ask("check_invoice", dropped(&INVOICE.replace(">1208.67<", ">1208.66<")));
    assert_eq!((&told["valid"], &told["findings"][0]["blocking"]), (&json!(false), &json!(true)), "{told}");
    assert!(
        told["findings"].as_array().unwrap().iter().any(|one| one["rule"] == json!("BR-CO-15")),
        "{told}"
    );
    assert!(told["verdict"].as_str().unwrap().starts_with("Cette facture n’est pas en ordre"));
    assert!(told["sides"].as_array().unwrap().contains(&json!({"name": "Calculs", "stands": "errors"})));
    let told = house.ask("check_invoice", dropped(&INVOICE.replace(">PMD<", ">AAI<")));
    assert!(told["verdict"].as_str().unwrap().contains("plateforme française"), "{told}");
}

#[test]
fn what_is_no_invoice_is_refused_at_its_field() {
    let books = Books::empty();
    let house = books.on(day(11, 20));
    for text in ["<html/>", "Bonjour", "%PDF-1.7 rien"] {
        let failure = house.0.ask("check_invoice", dropped(text)).unwrap_err();
        let Failure::Refused(refusal) = failure else { panic!("{failure:?}") };
        assert_eq!(refusal.field.as_deref(), Some("file"), "{text}");
    }
}

#[test]
fn the_rules_of_electronic_invoices_are_held_before_a_number_is_taken() {
    let books = Books::camille();
    let house = books.on(day(11, 20));
    let client = house.done("add_client", tests::bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let line = |rate: i64| json!({"label": "Affiche", "unit_price": "100", "vat_rate": rate});
    let payload = |rate: i64| json!({"deal": deal, "content": {"subject": "Affiche", "lines": [line(rate)]}});
    assert_eq!(house.ask("preview_invoice", payload(2000))["problems"], json!([]));
    // A rate that the law brought since is not one that the rules know: one is told, and answers for it.
    let rate = json!({"kind": "vat_rate", "code": "metropolis", "rate": "21", "replaces": "20", "valid_from": "20/11/2026", "source": "Loi à venir"});
    house.done("add_law_row", rate);
    let preview = house.ask("preview_invoice", payload(2100));
    let problem = &preview["problems"][0];
    assert_eq!(
        (&preview["issuable"], &problem["field"]),
        (&json!(true), &json!("lines[0].vat_rate")),
        "{preview:#}"
    );
    assert!(problem["message"].as_str().unwrap().contains("(BR-FR-16"), "{problem}");
    house.done("remove_law_row", json!({"row": 0}));
    // What no check of ours looks at is found in the XML itself.
    let mut nowhere = tests::camille();
    nowhere["address"]["country"] = json!("Syldavie");
    house.done("set_identity", nowhere);
    let preview = house.ask("preview_invoice", payload(0));
    assert_eq!(preview["issuable"], false, "{preview:#}");
    let refused = house.refused("issue_invoice", payload(0));
    assert_eq!(refused.field.as_deref(), Some("seller.address"), "{refused:?}");
    assert!(refused.message.contains("(BR-09)"), "{}", refused.message);
    house.done("set_identity", tests::camille());
    house.done("issue_invoice", payload(2000));
    let numbers: Vec<_> = house.ask("deal", json!({"id": deal}))["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].clone())
        .collect();
    assert!(numbers.contains(&json!("F-2026-0001.pdf")), "a refusal took no number: {numbers:?}");
}
