//! The exact bytes: sealed once, given back as they are, made again from stored values, valid PDF/A-3b and PDF/UA-1.

use crate::reader::{pages, paper, text, walked};
use books::reading::Reading;
use documents::paper::invoice::invoice_sheet;
use documents::paper::quote::quote_sheet;
use documents::paper::report::report_sheet;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use records::{invoice, quote};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::process::Command;
use tests::{Books, bakery, day, file, website};

/// Lasting as PDF/A-3b, and legible as PDF/UA-1 to those who hear it.
pub fn holds_up(name: &str, bytes: &[u8]) {
    for (profile, rules) in [(ValidationProfile::PdfA3b, 50), (ValidationProfile::PdfUa1, 80)] {
        let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.is_compliant, "{name}, {profile:?}: {:#?}", report.failures);
        assert!(report.rules.passed > rules, "{name}, {profile:?}: the rules did not run");
    }
}

fn sealed(books: &Books, bytes: &[u8]) -> bool {
    let sha256: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    let kept: Option<Vec<u8>> =
        books.raw().query_row("SELECT bytes FROM vault WHERE sha256 = ?1", [sha256], |r| r.get(0)).ok();
    kept.as_deref() == Some(bytes)
}

#[test]
fn every_paper_is_kept_and_can_be_made_again_from_stored_values() {
    let books = Books::camille();
    let long = "Article 1. Le client paie à trente jours de la date de facture.\n".repeat(150);
    books.on(day(9, 1)).done("publish_terms", json!({"text": long}));
    let mut content = website();
    content["discount"] = json!("5");
    content["notes"] = json!("Hébergement non compris.");
    let deal = walked(&books, bakery(), content);
    // What changes afterwards changes no paper.
    let mut camille = tests::camille();
    camille["name"] = json!("Camille Martin");
    camille["accent"] = json!("#aa0000");
    let house = books.on(day(11, 23));
    house.done("set_identity", camille);
    house.done("publish_terms", json!({"text": "Article 1. Le client paie comptant."}));
    house.done(
        "set_preferences",
        json!({"late_wording": "Autre phrase.", "discount_wording": "Autre escompte."}),
    );
    let db = books.raw();
    let (quoted, seal) = quote::stored(Reading::of(&db), 1, 1).unwrap();
    let mut made =
        vec![("D-2026-0001", documents::render(&quote_sheet(&quoted), Some(&seal[..32])).unwrap())];
    for (id, number) in [(1, "F-2026-0001"), (2, "F-2026-0002")] {
        let (issued, seal) = invoice::stored(Reading::of(&db), id).unwrap();
        made.push((number, documents::render(&invoice_sheet(&issued), Some(&seal[..32])).unwrap()));
    }
    for (number, again) in made {
        let kept = paper(&house, deal, number);
        assert!(kept == again, "{number} is not made again as it was");
        assert!(sealed(&books, &kept), "{number} is not in the vault under its hash");
        holds_up(number, &kept);
        let page = house.ask("deal", json!({"id": deal}));
        let id = page["documents"]
            .as_array()
            .unwrap()
            .iter()
            .find(|d| d["number"] == number && d["kind"] != "acceptance")
            .unwrap()["id"]
            .clone();
        assert_eq!(
            tests::bytes(&house.job("export_document", json!({"document": id}))),
            kept,
            "{number}, exported"
        );
    }
    assert!(pages(&paper(&house, deal, "D-2026-0001")) > 2, "the terms are joined");
    house.verified();
}

/// Sections, an option, a disbursement, a schedule, supplies, terms as a file.
fn full() -> Value {
    let mut content = website();
    content["lines"][0]["section"] = json!("Conception");
    content["lines"][1]["section"] = json!("Réalisation");
    content["lines"][2]["optional"] = json!(true);
    let advanced = json!({"label": "Nom de domaine", "unit_price": "14,40", "nature": "disbursement"});
    content["lines"].as_array_mut().unwrap().push(advanced);
    content["discount"] = json!("10");
    content["supplies"] = json!(["Le logo", "Les textes"]);
    content["stages"] =
        json!([{"label": "Maquettes", "planned_on": "01/10/2026"}, {"label": "Mise en ligne"}]);
    content
}

#[test]
fn a_quote_in_full_says_it_all_and_is_made_again_as_it_was() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let house = books.on(day(9, 11));
    let joined = paper(&house, deal, "D-2026-0001");
    house.done("publish_terms", json!({"file": file("cgv.pdf", &joined), "tacit_days": "15"}));
    house.done("set_preferences", json!({"announce_reminders": true}));
    house.done("send_quote", json!({"deal": deal, "content": full(), "method": "email"}));
    let (stored, seal) = quote::stored(Reading::of(&books.raw()), quote, 2).unwrap();
    let kept = paper(&house, deal, "D-2026-0001-v2");
    let again = documents::render(&quote_sheet(&stored), Some(&seal[..32])).unwrap();
    assert!(kept == again, "not made again as it was");
    holds_up("D-2026-0001-v2", &kept);
    let said = crate::reader::flat(&kept);
    let sha256: String = Sha256::digest(&joined).iter().map(|b| format!("{b:02x}")).collect();
    for words in [
        "Conception Conception des maquettes",
        "Réalisation Intégration",
        "Option Non comprise dans le total",
        "soit 244,00 € TTC",
        "hors TVA",
        "Débours (hors TVA)",
        "14,40 €",
        "3 394,80 €",
        "Échéancier Acompte de 30 %",
        "Maquettes",
        "1er octobre 2026",
        "date à convenir",
        "Solde",
        "À fournir par le client",
        "Les textes",
        "Relances",
        "version 2, jointes dans un fichier à part",
        "15 jours suivant la livraison",
        &sha256,
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    assert_eq!(pages(&kept), 2, "terms that are a file are not printed: {said}");
}

#[test]
fn an_invoice_in_parts_says_each_and_is_made_again() {
    let books = Books::camille();
    let (deal, order) = tests::delivered(&books);
    let house = books.on(day(11, 22));
    let parts = json!([{"due_on": "22/12/2026", "part": "1000"}, {"due_on": "05/01/2027", "part": "30 %"}, {"due_on": "15/01/2027", "part": ""}]);
    house.done("issue_balance_invoice", json!({"order": order, "instalments": parts}));
    let kept = paper(&house, deal, "F-2026-0002");
    let (issued, seal) = invoice::stored(Reading::of(&books.raw()), 2).unwrap();
    let sheet = invoice_sheet(&issued);
    assert!(documents::render(&sheet, Some(&seal[..32])).unwrap() == kept, "not made again as it was");
    holds_up("in parts", &kept);
    let said = crate::reader::flat(&kept);
    for part in [
        "Échéances",
        "22 décembre 2026",
        "1 000,00 €",
        "5 janvier 2027",
        "840,00 €",
        "15 janvier 2027",
        "960,00 €",
        "2 800,00 €",
        "À régler en 3 fois, dès le",
        "montant de la première échéance",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let payment = sheet.payment.as_ref().unwrap();
    assert_eq!(payment.amount, values::money::Cents(100_000), "the code asks for the first part");
    house.verified();
}

#[test]
fn an_acceptance_report_is_sealed_valid_and_made_again() {
    let books = Books::camille();
    let (_, order) = tests::delivered(&books);
    let house = books.on(day(11, 20));
    house.done(
        "issue_acceptance_report",
        json!({"order": order, "done": "Le site\nLa formation", "reserves": ""}),
    );
    house.done("set_identity", {
        let mut camille = tests::camille();
        camille["name"] = json!("Camille Martin");
        camille
    });
    let deal = house.ask("deal", json!({"id": 1}));
    let kept = tests::bytes(&house.ask("document", json!({"id": deal["delivery"]["reception"]["report"]})));
    let (report, seal) = records::report::stored(Reading::of(&books.raw()), 1).unwrap();
    let again = documents::render(&report_sheet(&report), Some(&seal[..32])).unwrap();
    assert!(kept == again, "the report is not made again as it was");
    assert!(sealed(&books, &kept));
    holds_up("the report", &kept);
    let said = crate::reader::flat(&kept);
    for part in [
        "PV de réception",
        "La formation",
        "20 novembre 2026",
        "Pour le client",
        "Pour Camille Durand EI",
        "rayer la mention inutile",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!said.contains("Désignation") && !said.contains("€"), "no table of amounts: {said}");
    house.verified();
}

#[test]
fn a_paper_prints_the_seal_of_the_line_before_its_own() {
    let books = Books::camille();
    let (deal, _) = tests::signed(&books);
    let house = books.on(day(9, 24));
    let head = house.ask("books", json!({}))["head"].as_str().unwrap().to_owned();
    house.done("issue_deposit_invoice", json!({"order": 1}));
    let flat: String = text(&paper(&house, deal, "F-2026-0001")).split_whitespace().collect();
    assert!(flat.contains(&head[..32]), "{} is not in {flat}", &head[..32]);
}

fn issued_with(content: Value) -> (Books, i64) {
    let books = Books::camille();
    let deal = walked(&books, bakery(), content);
    (books, deal)
}

#[test]
fn two_hundred_lines_stand_on_pages_that_are_valid() {
    let mut content = website();
    let lines: Vec<Value> = (1..=200)
        .map(|n| json!({"label": format!("Fiche produit {n}"), "detail": "Texte, photo, prix", "quantity": "2", "unit_price": "4,50", "vat_rate": if n % 3 == 0 { 550 } else { 2000 }}))
        .collect();
    content["lines"] = json!(lines);
    let (books, deal) = issued_with(content);
    let house = books.on(day(11, 22));
    for number in ["D-2026-0001", "F-2026-0002"] {
        let bytes = paper(&house, deal, number);
        holds_up(number, &bytes);
        let said = crate::reader::flat(&bytes);
        assert!(said.contains("Fiche produit 1 ") && said.contains("Fiche produit 200 "), "{number}");
        assert!(pages(&bytes) > 4, "{number}");
    }
}

#[test]
fn long_notes_and_a_hundred_percent_deposit_are_valid_papers() {
    let mut content = website();
    content["notes"] = json!("Le client fournit textes et images. ".repeat(28));
    content["deposit"] = json!("100");
    content["lines"][0]["detail"] = json!("Accueil, boutique, fiche produit.\n".repeat(30));
    let (books, deal) = issued_with(content);
    let house = books.on(day(11, 22));
    for number in ["D-2026-0001", "F-2026-0001", "F-2026-0002"] {
        holds_up(number, &paper(&house, deal, number));
    }
    // Nothing is left to pay: no code asks for it.
    let said = crate::reader::flat(&paper(&house, deal, "F-2026-0002"));
    assert!(said.contains("0,00 € Net à payer"), "{said}");
    assert!(!said.contains("IBAN"), "an account to pay nothing on: {said}");
}

#[test]
fn a_preview_is_marked_and_carries_no_number_nor_code() {
    let books = Books::camille();
    let (deal, _) = tests::signed(&books);
    let house = books.on(day(9, 24));
    let bytes = tests::bytes(&house.ask("preview_deposit_paper", json!({"order": 1})));
    holds_up("preview", &bytes);
    let said = crate::reader::flat(&bytes);
    assert!(said.contains("BROUILLON") || said.contains("Brouillon"), "{said}");
    assert!(!said.contains("F-2026-"), "{said}");
    assert!(!said.contains("IBAN"), "nobody pays a draft: {said}");
    assert_eq!(house.ask("deal", json!({"id": deal}))["invoices"], json!([]));
}

#[test]
fn any_broken_proof_is_refused_and_any_sound_one_given_back() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let house = books.on(day(9, 24));
    let sound = paper(&house, deal, "D-2026-0001");
    let mut payload = tests::acceptance(quote);
    for (name, broken) in [
        ("half.pdf", &sound[..sound.len() / 2]),
        ("head.pdf", &sound[..5]),
        ("text.pdf", b"bonjour".as_slice()),
    ] {
        payload["proof"] = file(name, broken);
        let refusal = house.refused("accept_quote", payload.clone());
        assert_eq!(refusal.field.as_deref(), Some("proof"), "{name}");
    }
    payload["proof"] = file("accord.exe", &sound);
    house.done("accept_quote", payload);
    let page = house.ask("deal", json!({"id": deal}));
    let kept = house.ask("document", json!({"id": page["order"]["proof"]}));
    assert_eq!((tests::bytes(&kept), &kept["name"]), (sound, &json!("Accord CO-2026-0001.pdf")));
}

/// What other readers make of it, where poppler is installed.
#[test]
fn other_readers_copy_the_amounts_and_find_every_face_embedded() {
    let Ok(_) = Command::new("pdftotext").arg("-v").output() else {
        println!("not run: pdftotext is not installed");
        return;
    };
    let (books, deal) = issued_with(website());
    let house = books.on(day(11, 22));
    let folder = books.folder();
    for number in ["D-2026-0001", "F-2026-0001", "F-2026-0002"] {
        let path = folder.join(format!("{number}.pdf"));
        std::fs::write(&path, paper(&house, deal, number)).unwrap();
        let copied = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
        let copied = String::from_utf8(copied.stdout).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(copied.contains(number), "{number}: {copied}");
        assert!(copied.contains("Camille Durand EI") && copied.contains("TVA 20 %"), "{number}: {copied}");
        let faces = Command::new("pdffonts").arg(&path).output().unwrap();
        let faces = String::from_utf8(faces.stdout).unwrap();
        assert!(faces.lines().count() > 2, "{faces}");
        for face in faces.lines().skip(2) {
            let flags: Vec<&str> = face.split_whitespace().collect();
            // emb, sub, uni stand before the object's two numbers.
            let flags = &flags[flags.len() - 5..flags.len() - 2];
            assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, with its letters: {face}");
        }
    }
}

#[test]
fn a_layout_holds_for_what_is_issued_from_then_on() {
    let books = Books::camille();
    let mut camille = tests::camille();
    let deal = walked(&books, bakery(), website());
    let house = books.on(day(11, 23));
    let before = paper(&house, deal, "F-2026-0002");
    camille["layout"] = json!("compact");
    house.done("set_identity", camille);
    assert_eq!(house.ask("identity", json!({}))["identity"]["layout"], "compact");
    assert!(paper(&house, deal, "F-2026-0002") == before, "a sealed paper changed");
    let content = json!({"subject": "Affiche", "lines": (1..=12).map(|n| json!({"label": format!("Affiche {n}"),
        "detail": "En deux formats", "unit_price": "100", "vat_rate": 2000})).collect::<Vec<_>>()});
    let deal = house.done("open_deal", json!({"client": 1, "title": "Affiches"}));
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let compact = paper(&house, deal, &format!("F-2026-{invoice:04}"));
    holds_up("compact", &compact);
    let (issued, seal) = invoice::stored(Reading::of(&books.raw()), invoice).unwrap();
    let again = documents::render(&invoice_sheet(&issued), Some(&seal[..32])).unwrap();
    assert!(again == compact, "not made again as it was");
}
