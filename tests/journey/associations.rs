//! Associations as clients, and VAT numbers that are of another country than their client.

use serde_json::{Value, json};
use tests::{Books, Door, day};

fn association(name: &str, country: &str, vat_number: &str) -> Value {
    json!({"kind": "association", "name": name, "vat_number": vat_number,
        "address": {"street": "3 rue du Port", "postcode": if country.is_empty() { "29200" } else { "10115" }, "city": "Brest", "country": country}})
}

fn preview(house: &Door, card: Value) -> Value {
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    house.ask(
        "preview_invoice",
        json!({"deal": deal, "content": {"subject": "Affiche",
        "lines": [{"label": "Affiche", "unit_price": "100", "vat_rate": 2000}]}}),
    )
}

#[test]
fn an_association_is_a_client_of_its_own_kind() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    // Without a SIREN, as those have none that employ nobody: said, and not in the way.
    let worked = preview(&house, association("Les Amis du port", "", ""));
    assert_eq!(
        (&worked["issuable"], &worked["problems"][0]["field"]),
        (&json!(true), &json!("client.siret"))
    );
    assert_eq!(worked["problems"][0]["blocking"], false);
    assert_eq!(worked["due_on"], "2026-10-10");
    let row = &house.ask("clients", json!({"search": "amis"}))["rows"][0];
    assert_eq!(row["kind"], "association");
    // Its terms are those of firms.
    let mut late = association("Ciné-club", "", "");
    late["payment_days"] = json!("60");
    assert_eq!(preview(&house, late)["due_on"], "2026-11-09");
    let page = house.ask("client", json!({"id": row["id"]}));
    let mut card = page["card"].clone();
    card["protected"] = json!(true);
    house.done("change_client", json!({"client": row["id"], "card": card}));
    assert_eq!(house.ask("client", json!({"id": row["id"]}))["card"]["protected"], true);
    house.verified();
}

#[test]
fn an_association_abroad_is_taxed_here_unless_it_shows_a_number() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let taxed = preview(&house, association("Verein für Kunst", "Allemagne", ""));
    assert_eq!(
        (&taxed["issuable"], &taxed["totals"]["vat"]),
        (&json!(true), &json!(2_000)),
        "{}",
        taxed["problems"]
    );
    let asked = preview(&house, association("Verein für Musik", "Allemagne", "DE123456789"));
    assert_eq!(
        (&asked["issuable"], &asked["problems"][0]["field"]),
        (&json!(false), &json!("lines[0].vat_rate"))
    );
}

#[test]
fn associations_come_in_as_such() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let table = "Nom;Type\nLes Amis du port;Association\nCiné-club;Association loi 1901\nAsso Vélo;\nONG Terre;ONG\nVélo SARL;Société\n";
    house.done(
        "import_clients",
        json!({"file": tests::file("c.csv", table.as_bytes()), "rows": [2, 3, 4, 5, 6]}),
    );
    let rows = house.ask("clients", json!({}))["rows"].clone();
    let kinds: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "association").count(), 4, "{rows}");
    assert_eq!(kinds.iter().filter(|kind| **kind == "company").count(), 1, "{rows}");
}

#[test]
fn a_vat_number_of_another_country_is_doubted_and_may_be_insisted_on() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    for (country, number) in
        [("Italie", "DE123456789"), ("Grèce", "IT12345678901"), ("Belgique", "FR44732829320")]
    {
        let mut card = association("Au-delà", country, number);
        let refusal = house.refused("add_client", card.clone());
        assert_eq!(refusal.field.as_deref(), Some("vat_number"), "{country} {number}");
        card["confirmed"] = json!(["vat_number"]);
        house.done("add_client", card);
    }
    for (country, number) in
        [("Grèce", "EL123456789"), ("Monaco", "FR44732829320"), ("Royaume-Uni", "XI123456789")]
    {
        let mut card = association("Au-delà", country, number);
        if country == "Monaco" {
            card["address"]["postcode"] = json!("98000");
        }
        house.done("add_client", card);
    }
}
