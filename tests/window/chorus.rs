//! A public body: its service is noted on its card, and beside its invoice stands what its portal asks.

use serde_json::json;
use tests::{Books, day};

use crate::driver::Window;
use crate::hands::{follow, picture, press, write};

#[test]
fn the_file_for_the_portal_stands_with_what_is_typed_there() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let client = house.done(
        "add_client",
        json!({"kind": "public_body", "name": "Commune de Ploubaz", "siret": "212 200 109 00016", "electronic_address": "212200109",
            "address": {"street": "Place de la Mairie", "postcode": "22620", "city": "Ploubazlanec"}}),
    );
    let deal = house.done("open_deal", json!({"client": client, "title": "Plaquette"}));
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    follow(&window, "Clients");
    follow(&window, "Commune de Ploubaz");
    press(&window, "Modifier la fiche");
    write(&window, "Code service (Chorus Pro)", "VOIRIE-7");
    picture(&window, "client-service-code");
    press(&window, "Enregistrer la fiche");
    window.wait_for_text("VOIRIE-7");
    let content = json!({"subject": "Plaquette", "order_number": "E-2026-17",
        "lines": [{"label": "Plaquette", "unit_price": "500", "vat_rate": 2000}]});
    window.call("act", "issue_invoice", &json!({"deal": deal, "content": content})).unwrap();
    follow(&window, "Factures");
    window.wait_for_text("F-2026-0001");
    follow(&window, "F-2026-0001");
    window.wait_for_text("Chorus Pro");
    window.wait_for_text("E-2026-17");
    window.wait_for_text("Enregistrer le fichier à déposer…");
    picture(&window, "invoice-chorus");
}
