//! Letters and receipts: what they say, where a window envelope shows the address, and their bytes again.

use crate::bytes::holds_up;
use crate::reader::flat;
use books::reading::Reading;
use serde_json::json;
use std::process::Command;
use tests::{Books, Door, bakery, day, delivered, file};

/// Keeps a paper where one may look at it.
fn shown(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

fn invoiced(books: &Books) -> (i64, i64) {
    let (deal, order) = delivered(books);
    (deal, books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order})))
}

fn kept(house: &Door, id: i64) -> Vec<u8> {
    tests::bytes(&house.ask("document", json!({"id": id})))
}

fn last_document(house: &Door, deal: i64) -> i64 {
    house.ask("deal", json!({"id": deal}))["timeline"][0]["document"].as_i64().unwrap()
}

#[test]
fn a_reminder_letter_is_sealed_and_made_again_from_what_was_kept() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    books.on(day(9, 1)).done("set_logo", json!({"file": file("logo.png", LOGO)}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": invoice, "method": "post"}));
    let house = books.on(day(12, 28));
    let preview = tests::bytes(&house.ask("preview_reminder_paper", json!({"invoice": invoice})));
    holds_up("preview", &preview);
    assert!(flat(&preview).contains("BROUILLON"));
    let emoji = json!({"invoice": invoice, "method": "post", "message_body": "Bonjour 🙂"});
    assert_eq!(house.refused("remind_client", emoji).field.as_deref(), Some("message_body"));
    house.done("remind_client", json!({"invoice": invoice, "method": "post", "tone": "firm"}));
    let document = last_document(&house, deal);
    let letter = kept(&house, document);
    shown("reminder.pdf", &letter);
    holds_up("reminder", &letter);
    let said = flat(&letter);
    for words in [
        "Relance",
        "Rennes, le 28 décembre 2026",
        "4 place des Halles",
        "22300 Lannion",
        "2 800,00 €",
        "40 €",
        "IBAN",
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    // What changes afterwards changes no letter.
    let mut camille = tests::camille();
    camille["name"] = json!("Camille Martin");
    camille["accent"] = json!("#aa0000");
    house.done("set_identity", camille);
    let mut card = bakery();
    card["address"]["street"] = json!("1 rue Neuve");
    house.done("change_client", json!({"client": 1, "card": card}));
    house.done("remove_logo", json!({}));
    let (again, seal) = records::reminder::stored(Reading::of(&books.raw()), document).unwrap();
    let again = documents::render_letter(&again, Some(&seal[..32])).unwrap();
    assert!(again == letter, "the letter is not made again as it was");
    house.verified();
}

#[test]
fn a_receipt_says_the_amount_in_words_and_what_is_left() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    let cheque = json!({"invoice": invoice, "amount": "1271,80", "received_on": "01/12/2026", "method": "cheque", "reference": "n° 0012345"});
    let payment = books.on(day(12, 1)).done("record_payment", cheque);
    let house = books.on(day(12, 2));
    let document = house.done("issue_receipt", json!({"payment": payment}));
    let receipt = kept(&house, document);
    shown("receipt.pdf", &receipt);
    holds_up("receipt", &receipt);
    let said = flat(&receipt);
    for words in [
        "mille deux cent soixante et onze euros et quatre-vingts centimes",
        "par chèque",
        "Facture F-2026-0002 du 20 novembre 2026",
        "1 528,20 €",
        "sous réserve d’encaissement",
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    tests::pay(&books, day(12, 3), invoice, "1528,20");
    let (again, seal) = records::receipt::stored(Reading::of(&books.raw()), document).unwrap();
    let again = documents::render_letter(&again, Some(&seal[..32])).unwrap();
    assert!(again == receipt, "the receipt is not made again as it was");
    house.verified();
}

#[test]
fn a_formal_notice_says_all_that_the_law_wants_and_is_printed_with_its_copies() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": invoice, "method": "post"}));
    let content = json!({"subject": "Dépannage", "lines": [{"label": "Dépannage", "unit_price": "100", "vat_rate": 2000}]});
    let second = books.on(day(11, 22)).done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let other = books.on(day(11, 22)).done("issue_invoice", json!({"deal": second, "content": content}));
    books.on(day(11, 22)).done("send_invoice", json!({"invoice": other, "method": "post"}));
    let house = books.on(day(12, 28));
    let notice = json!({"invoice": invoice, "method": "registered", "tone": "formal"});
    shown(
        "notice-preview.pdf",
        &tests::bytes(&house.ask("preview_reminder_paper", json!({"invoice": invoice, "tone": "formal"}))),
    );
    house.done("remind_client", notice);
    let document = last_document(&house, deal);
    let letter = kept(&house, document);
    shown("notice.pdf", &letter);
    holds_up("notice", &letter);
    let said = flat(&letter);
    // 2 800.00 at 2.40 + 10 % for the eight days from 21 to 28 December: 2800 × 0.124 × 8 / 365 = 7.609…
    for words in [
        "je vous mets en demeure de me payer cette somme dans les huit jours",
        "Décompte arrêté au 28 décembre 2026",
        "F-2026-0002 20 novembre 2026 20 décembre 2026 2 800,00 € 7,61 € 40,00 €",
        "Du 21 décembre 2026 au 28 décembre 2026 8 2 800,00 €",
        "L441-10",
        "juridiction compétente",
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    let (again, seal) = records::reminder::stored(Reading::of(&books.raw()), document).unwrap();
    let again = documents::render_letter(&again, Some(&seal[..32])).unwrap();
    assert!(again == letter, "the notice is not made again as it was");
    let bundle = tests::bytes(&house.job("export_registered_bundle", json!({"id": document})));
    shown("bundle.pdf", &bundle);
    let all = flat(&bundle);
    for words in
        ["Ce feuillet reste chez vous", "Expéditeur", "mets en demeure", "Facture de solde", "Dépannage"]
    {
        assert!(all.contains(words), "« {words} » is not in {all}");
    }
    let nothing = house.refused("registered_bundle", json!({"id": 1}));
    assert_eq!(nothing.code, values::refusal::Code::NotFound);
    house.verified();
}

#[test]
fn a_private_person_is_asked_neither_indemnity_nor_interest_before_the_notice() {
    let books = Books::camille();
    let mut card = bakery();
    card["kind"] = json!("person");
    card["siret"] = json!("");
    card["name"] = json!("Hugo Petit");
    let (deal, invoice) = {
        let (deal, order) = delivered(&books);
        books.on(day(11, 20)).done("change_client", json!({"client": 1, "card": card}));
        (deal, books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order})))
    };
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": invoice, "method": "post"}));
    let house = books.on(day(12, 28));
    house.done("remind_client", json!({"invoice": invoice, "method": "post", "tone": "formal"}));
    let said = flat(&kept(&house, last_document(&house, deal)));
    assert!(said.contains("Décompte arrêté") && !said.contains("40,00 €"), "{said}");
    assert!(said.contains("Intérêts au taux légal") && !said.contains("L441-10"), "{said}");
}

/// A window of 45 by 100 mm at the right of the sheet, folded in three.
#[test]
fn the_address_stands_in_the_window() {
    let Ok(_) = Command::new("pdftotext").arg("-v").output() else {
        println!("not run: pdftotext is not installed");
        return;
    };
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": invoice, "method": "post"}));
    let house = books.on(day(12, 28));
    house.done("remind_client", json!({"invoice": invoice, "method": "post"}));
    let path = books.folder().join("letter.pdf");
    std::fs::write(&path, kept(&house, last_document(&house, deal))).unwrap();
    // In points of 72 to the inch: from 105 mm, 42 mm down, as large as the window.
    let crop = ["-x", "297", "-y", "120", "-W", "283", "-H", "128"];
    let seen = Command::new("pdftotext").args(crop).arg("-layout").arg(&path).arg("-").output().unwrap();
    let seen = String::from_utf8(seen.stdout).unwrap();
    let lines: Vec<&str> = seen.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        ["Boulangerie Le Goff SARL", "Anne Le Goff", "4 place des Halles", "22300 Lannion"],
        "the address and nothing else shows"
    );
}

const LOGO: &[u8] = include_bytes!("../../assets/icons/128.png");

#[test]
fn a_receipt_does_not_promise_what_was_given_back() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    let house = books.on(day(12, 2));
    let payment = house.done(
        "record_payment",
        json!({"invoice": invoice, "amount": "3000", "received_on": "01/12/2026", "method": "transfer", "keep_excess": true}),
    );
    let refund =
        json!({"payment": payment, "amount": "150", "refunded_on": "02/12/2026", "method": "transfer"});
    house.done("refund_client", refund);
    let receipt = house.done("issue_receipt", json!({"payment": payment}));
    let text = flat(&kept(&house, receipt));
    assert!(
        text.contains("150,00 € Remboursé depuis") && text.contains(" 50,00 € En votre faveur"),
        "{text}"
    );
    house.verified();
}
