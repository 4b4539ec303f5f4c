//! Papers of an order: the signed quote with its options and its signature, sealed and made again the same.

use crate::bytes::holds_up;
use crate::reader::{flat, paper};
use books::reading::Reading;
use documents::paper::order::{order_sheet, signed_sheet};
use records::{order_paper, signed};
use serde_json::json;
use tests::{Books, SIGNATURE, acceptance, day, file, opened, website};

#[test]
fn a_signed_quote_shows_what_was_agreed_and_how() {
    let books = Books::camille();
    let deal = opened(&books);
    let mut content = website();
    content["lines"]
        .as_array_mut()
        .unwrap()
        .push(json!({"label": "Logo", "unit_price": "600", "vat_rate": 2000, "optional": true}));
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let mut payload = acceptance(quote);
    payload["method"] = json!("drawn");
    payload["words"] = json!("Bon pour accord 🙂");
    payload["proof"] = file("signature.png", SIGNATURE);
    payload["options"] = json!([3]);
    let house = books.on(day(9, 24));
    house.done("accept_quote", payload);

    let kept = paper(&house, deal, "D-2026-0001 signé");
    holds_up("the signed quote", &kept);
    let said = flat(&kept);
    for words in [
        "Devis signé",
        "CO-2026-0001",
        "Anne Le Goff, gérante",
        "Le 24 septembre 2026, à l’écran.",
        "Option retenue : Logo.",
        "« Bon pour accord »",
        "version 1, acceptées",
        "4 720,00 €",
        "Acompte de 30 % à la commande : 1 416,00 €",
        "Preuve conservée : Signature CO-2026-0001.png, SHA-256",
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    assert!(!said.contains("Date, nom, qualité"), "no empty place is left: {said}");
    let db = books.raw();
    let (signed, seal) = signed::stored(Reading::of(&db), 1).unwrap().unwrap();
    assert!(documents::render(&signed_sheet(&signed), Some(&seal[..32])).unwrap() == kept, "made again");
    // What changes afterwards changes no paper.
    books.on(day(9, 25)).done("publish_terms", json!({"text": "Article 1. Comptant."}));
    assert!(paper(&books.on(day(9, 25)), deal, "D-2026-0001 signé") == kept);
    house.verified();
}

#[test]
fn a_proof_is_named_with_its_fingerprint_and_long_words_are_printed_whole() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let mut payload = acceptance(quote);
    payload["method"] = json!("signed_paper");
    payload["words"] = json!("Oui, nous sommes d’accord.\n".repeat(120));
    payload["proof"] = file("scan.pdf", &tests::scan("fait main"));
    let house = books.on(day(9, 24));
    house.done("accept_quote", payload);
    let kept = paper(&house, deal, "D-2026-0001 signé");
    holds_up("long words", &kept);
    let said = flat(&kept);
    assert!(said.contains("sur papier") && said.contains("Accord CO-2026-0001.pdf, SHA-256"), "{said}");
    assert_eq!(said.matches("nous sommes d’accord").count(), 120);
}

#[test]
fn the_order_is_confirmed_and_its_client_welcomed_once_each() {
    let books = Books::camille();
    let deal = opened(&books);
    let mut content = website();
    content["start"] = json!("Début octobre");
    content["supplies"] = json!(["Le logo", "Les textes des pages"]);
    content["stages"] = json!([{"label": "Maquettes", "planned_on": "15/10/2026"}, {"label": "Mise en ligne", "planned_on": "20/11/2026"}]);
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let house = books.on(day(9, 25));
    for kind in ["confirmation", "welcome"] {
        let draft = tests::bytes(&house.ask("preview_order_paper", json!({"order": order, "kind": kind})));
        holds_up(kind, &draft);
    }
    let confirmation = house.done("issue_order_confirmation", json!({"order": order}));
    let welcome = house.done("issue_welcome_page", json!({"order": order}));
    for (event, name, words) in [
        (
            confirmation,
            "Confirmation de commande CO-2026-0001",
            vec![
                "passée par Anne Le Goff, gérante",
                "4 000,00 €",
                "L’acompte de 30 %, soit 1 200,00 €",
                "Le logo",
                "15 octobre 2026",
            ],
        ),
        (
            welcome,
            "Bienvenue CO-2026-0001",
            vec![
                "Merci de votre confiance",
                "06 00 00 00 00",
                "20 novembre 2026",
                "Les textes des pages",
                "À la commande : 1 200,00 €",
            ],
        ),
    ] {
        let kept = paper(&house, deal, name);
        holds_up(name, &kept);
        let said = flat(&kept);
        for words in words {
            assert!(said.contains(words), "{name}: « {words} » is not in {said}");
        }
        let (again, seal) = order_paper::stored(Reading::of(&books.raw()), event).unwrap();
        assert!(
            documents::render(&order_sheet(&again), Some(&seal[..32])).unwrap() == kept,
            "{name}, made again"
        );
    }
    for action in ["issue_order_confirmation", "issue_welcome_page"] {
        assert!(house.refused(action, json!({"order": order})).message.contains("déjà émis"));
    }
    house.verified();
}
