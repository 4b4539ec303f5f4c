//! Contacts that come in from a file, clients that are the same one twice, and clients merged into one.

use crate::contact_files::{LE_GOFF, crlf};
use parcours::Failure;
use serde_json::{Value, json};
use tests::{Books, bakery, camille, day, file, opened, quoted};

const THREE: &str = "Société,Contact,E-mail,CP\nBOULANGERIE LE GOFF,Anne,anne@legoff.example,22300\nLumen,Hugo,hugo@lumen.example,44000\nLumen SAS,Zoé,zoe@lumen.example,44000\n";

#[test]
fn duplicates_are_shown_before_they_come_in() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let known = house.done("add_client", bakery());
    let read = house.ask("preview_client_import", json!({"file": file("trois.csv", THREE.as_bytes())}));
    let first = &read["rows"][0]["duplicates"][0];
    assert_eq!((&first["id"], &first["why"]), (&json!(known), &json!("même nom")));
    assert_eq!(read["rows"][1]["duplicates"], json!([]));
    assert_eq!(read["rows"][2]["repeats"], 3, "the file says Lumen twice");
    assert_eq!(
        house.ask("clients", json!({}))["rows"].as_array().unwrap().len(),
        1,
        "a question brings nothing in"
    );
}

#[test]
fn a_typed_card_shows_whom_it_resembles() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let known = house.done("add_client", json!({"kind": "company", "name": "Café de l’Hôtel", "email": "bonjour@hotel.example", "siret": "552 100 554"}));
    let like = |card: Value| house.ask("client_duplicates", json!({"card": card}))["rows"].clone();
    let whys = |card: Value| like(card)[0]["why"].as_str().unwrap_or_default().to_owned();
    assert_eq!(whys(json!({"kind": "company", "name": "CAFE DE L'HOTEL SARL"})), "même nom");
    assert_eq!(whys(json!({"kind": "company", "name": "", "email": "Bonjour@Hotel.example"})), "même e-mail");
    assert_eq!(whys(json!({"kind": "company", "name": "Autre", "siret": "55210055400013"})), "même SIREN");
    assert_eq!(like(json!({"kind": "company", "name": ""})), json!([]));
    let mine = house.ask("client", json!({"id": known}))["card"].clone();
    assert_eq!(house.ask("client_duplicates", json!({"card": mine, "client": known}))["rows"], json!([]));
}

#[test]
fn chosen_lines_come_in_at_once_and_can_be_taken_back() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let before = house.verified()["lines"].as_i64().unwrap();
    let import =
        house.done("import_clients", json!({"file": file("trois.csv", THREE.as_bytes()), "rows": [2, 3]}));
    assert_eq!(house.verified()["lines"].as_i64().unwrap(), before + 1, "one action, one line");
    let clients = house.ask("clients", json!({}))["rows"].clone();
    let names: Vec<&str> = clients.as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["BOULANGERIE LE GOFF", "Lumen"]);
    let known = &house.ask("client_imports", json!({}))["rows"][0];
    assert_eq!(
        known,
        &json!({"id": import, "day": "2026-09-02", "file": "trois.csv", "clients": 2, "removable": 2})
    );
    house.done("undo_client_import", json!({"import": import}));
    assert_eq!(house.ask("clients", json!({}))["rows"], json!([]));
    assert_eq!(house.ask("search", json!({"text": "Lumen"}))["hits"], json!([]));
    house.verified();
    let again = house.refused("undo_client_import", json!({"import": import}));
    assert!(again.message.contains("Plus aucun client"), "{}", again.message);
    assert!(house.refused("undo_client_import", json!({"import": 1})).message.contains("introuvable"));
}

#[test]
fn taking_an_import_back_leaves_what_has_begun() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let import =
        house.done("import_clients", json!({"file": file("trois.csv", THREE.as_bytes()), "rows": [2, 3, 4]}));
    let ids: Vec<i64> = house.ask("clients", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["id"].as_i64().unwrap())
        .collect();
    house.done("open_deal", json!({"client": ids[0], "title": "Refonte du site"}));
    let mut card = house.ask("client", json!({"id": ids[1]}))["card"].clone();
    card["phone"] = json!("02 40 00 00 00");
    house.done("change_client", json!({"client": ids[1], "card": card}));
    assert_eq!(house.ask("client_imports", json!({}))["rows"][0]["removable"], 1);
    house.done("undo_client_import", json!({"import": import}));
    let left: Vec<i64> = house.ask("clients", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["id"].as_i64().unwrap())
        .collect();
    assert_eq!(left, ids[..2]);
    house.verified();
    assert!(house.refused("undo_client_import", json!({"import": import})).message.contains("a une affaire"));
}

#[test]
fn an_import_is_all_or_nothing() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let card = "BEGIN:VCARD\nFN:Un\nEND:VCARD\nBEGIN:VCARD\nTEL:1\nEND:VCARD\n";
    for (rows, words) in [
        (json!([]), "Cochez"),
        (json!([1, 4]), "ni nom, ni société"),
        (json!([1, 2]), "Aucun contact ne commence"),
    ] {
        let refusal =
            house.refused("import_clients", json!({"file": file("a.vcf", card.as_bytes()), "rows": rows}));
        assert_eq!(refusal.field.as_deref(), Some("rows"));
        assert!(refusal.message.contains(words), "{}", refusal.message);
    }
    assert_eq!(house.ask("clients", json!({}))["rows"], json!([]));
}

#[test]
fn merging_moves_deals_and_fills_the_card_that_stays() {
    let books = Books::camille();
    let (deal, _) = quoted(&books);
    let house = books.on(day(9, 12));
    let from = house.ask("deal", json!({"id": deal}))["client"]["id"].as_i64().unwrap();
    let into = house
        .done("add_client", json!({"kind": "company", "name": "Le Goff", "email": "anne@legoff.example"}));
    let both = json!({"from": from, "into": into});
    let told = house.ask("rehearse_client_merge", both.clone());
    assert_eq!((&told["deals"], &told["refused"]), (&json!(1), &Value::Null));
    assert_eq!(told["filled"], json!(["SIREN ou SIRET", "adresse électronique", "contact", "adresse"]));
    assert_eq!(house.done("merge_clients", both), into);
    assert_eq!(house.ask("deal", json!({"id": deal}))["client"], json!({"id": into, "name": "Le Goff"}));
    let card = house.ask("client", json!({"id": into}))["card"].clone();
    assert_eq!(
        (&card["email"], &card["siret"], &card["address"]["city"]),
        (&json!("anne@legoff.example"), &json!("552100554"), &json!("Lannion"))
    );
    let clients = house.ask("clients", json!({}));
    assert_eq!(clients["rows"].as_array().unwrap().len(), 1);
    assert!(matches!(house.0.ask("client", json!({"id": from})), Err(Failure::Refused(_))));
    house.verified();
}

#[test]
fn a_card_is_not_merged_with_itself() {
    let books = Books::camille();
    let house = books.on(day(11, 21));
    let other = house.done("add_client", json!({"kind": "company", "name": "Le Goff"}));
    let refusal = house.refused("merge_clients", json!({"from": other, "into": other}));
    assert_eq!(refusal.field.as_deref(), Some("into"));
    assert!(refusal.message.contains("déjà le même"), "{}", refusal.message);
}

#[test]
fn an_import_beside_a_road_keeps_the_books_sound() {
    let books = Books::camille();
    let deal = opened(&books);
    let house = books.on(day(9, 5));
    house.done("set_identity", camille());
    let import = house.done("import_clients", json!({"file": file("a.vcf", &crlf(LE_GOFF)), "rows": [1]}));
    house.done("undo_client_import", json!({"import": import}));
    assert_eq!(house.ask("deal", json!({"id": deal}))["client"]["name"], "Boulangerie Le Goff SARL");
    house.verified();
}
