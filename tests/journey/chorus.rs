//! Invoices to public bodies: what the State's portal asks is asked for, carried, printed and told beside the file.

use serde_json::{Value, json};
use tests::{Books, bytes, day};

fn town() -> Value {
    json!({"kind": "public_body", "name": "Commune de Ploubaz", "siret": "212 200 109", "email": "mairie@ploubaz.example",
        "address": {"street": "Place de la Mairie", "postcode": "22620", "city": "Ploubazlanec"}})
}

fn content(order_number: &str) -> Value {
    json!({"subject": "Plaquette", "order_number": order_number,
        "lines": [{"label": "Plaquette", "unit_price": "500", "vat_rate": 2000}]})
}

fn fields(preview: &Value) -> Vec<&str> {
    preview["problems"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect()
}

#[test]
fn an_invoice_to_a_public_body_carries_what_its_portal_asks() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let client = house.done("add_client", town());
    let deal = house.done("open_deal", json!({"client": client, "title": "Plaquette"}));
    let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content("")}));
    let asked = fields(&preview);
    assert!(asked.contains(&"client.siret") && asked.contains(&"client.service_code"), "{preview:#}");
    assert_eq!(preview["issuable"], true, "only the body knows what it asks");

    let mut card = town();
    card["siret"] = json!("212 200 109 00016");
    card["service_code"] = json!(" VOIRIE-7 ");
    card["electronic_address"] = json!("212200109");
    house.done("change_client", json!({"client": client, "card": card}));
    let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content("E-2026-17")}));
    assert_eq!(fields(&preview), Vec::<&str>::new(), "{preview:#}");
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content("E-2026-17")}));
    let view = house.ask("invoice", json!({"id": invoice}));
    assert_eq!(
        view["chorus"],
        json!({"siret": "21220010900016", "service_code": "VOIRIE-7", "engagement": "E-2026-17", "frame": "A1", "missing": []})
    );
    let pdf = bytes(&house.ask("document", json!({"id": view["row"]["document"]})));
    let checked = einvoice::check::check(&pdf).unwrap();
    assert_eq!(checked.findings, [], "{checked:#?}");
    let xml = String::from_utf8(einvoice::container::open(&pdf).unwrap().xml).unwrap();
    for carried in [
        "<ram:BuyerReference>VOIRIE-7</ram:BuyerReference>",
        "<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>E-2026-17<",
        "<ram:GlobalID schemeID=\"0009\">21220010900016<",
    ] {
        assert!(xml.contains(carried), "{carried} in {xml}");
    }
}

#[test]
fn what_nobody_gave_is_told_beside_the_file_and_a_firm_has_no_portal() {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let client = house.done("add_client", town());
    let deal = house.done("open_deal", json!({"client": client, "title": "Plaquette"}));
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content("")}));
    let missing = house.ask("invoice", json!({"id": invoice}))["chorus"]["missing"].to_string();
    assert!(missing.contains("SIRET") && missing.contains("D2192-2"), "{missing}");
    let firm = house.done("add_client", tests::bakery());
    let deal = house.done("open_deal", json!({"client": firm, "title": "Plaquette"}));
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content("")}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["chorus"], Value::Null);
}
