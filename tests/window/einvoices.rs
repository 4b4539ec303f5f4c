//! An electronic invoice from anywhere, dropped on the page and read.

use serde_json::json;
use tests::{Books, bakery, day};

use crate::driver::{Dropped, Window};
use crate::hands::{follow, picture, press, write};

const INVOICE: &str = include_str!("../../src-tauri/crates/einvoice/tests/samples/invoice.xml");

#[test]
fn a_dropped_invoice_says_what_it_is_and_what_is_wrong_with_it() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.click_text("link", "Factures");
    window.click_text("button", "Autres actions");
    window.click_text("menuitem", "Vérifier une facture reçue");
    let xml = |bytes: &'static str| Dropped {
        name: "facture.xml",
        media_type: "text/xml",
        bytes: bytes.as_bytes(),
    };
    window.drop_file(".drop", &xml("<html/>"));
    window.wait_for_text("n’est pas une facture");
    picture(&window, "einvoice-refused");
    window.drop_file(".drop", &xml(INVOICE));
    window.wait_for_text("Cette facture est en ordre.");
    window.wait_for_text("Facture F-2026-0042 du 5 octobre 2026");
    picture(&window, "einvoice");
    let wrong = INVOICE.replace(">1208.67<", ">1208.66<").replace("unitCode=\"C62\"", "unitCode=\"PIECE\"");
    let wrong = Dropped { name: "fausse.xml", media_type: "text/xml", bytes: wrong.as_bytes() };
    window.choose_file("input[type=file]", &wrong);
    window.wait_for_text("Cette facture n’est pas en ordre");
    window.wait_for_text("Ligne 2 : l’unité « PIECE »");
    window.wait_for_text("BR-CO-15");
    picture(&window, "einvoice-wrong");
}

#[test]
fn addresses_of_electronic_invoices_are_set_and_vat_is_told_by_keyboard() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let german = json!({"kind": "company", "name": "Berliner Verlag", "vat_number": "DE136695976", "email": "buch@verlag.example",
        "address": {"street": "1 Allee", "postcode": "10115", "city": "Berlin", "country": "Allemagne"}});
    house.done("add_client", german);
    let mut bakery = bakery();
    bakery["electronic_address"] = json!("");
    house.done("add_client", bakery);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    follow(&window, "Réglages");
    write(&window, "Adresse où reviennent vos factures", "732829320_STATUTS");
    picture(&window, "settings-electronic-address");
    press(&window, "Enregistrer l’identité");
    window.wait_for_text("Identité enregistrée.");
    follow(&window, "Clients");
    follow(&window, "Berliner Verlag");
    press(&window, "Mentions et textes");
    window.wait_for_text("Catégorie AE, VATEX-EU-AE");
    window.wait_for_text("art. 283-2 du CGI");
    picture(&window, "client-vat");
    follow(&window, "Clients");
    follow(&window, "Boulangerie Le Goff");
    press(&window, "Modifier la fiche");
    write(&window, "Adresse de facturation électronique", "0225:552100554_COMPTA");
    picture(&window, "client-electronic-address");
    press(&window, "Enregistrer la fiche");
    window.wait_for_text("552100554_COMPTA");
}

#[test]
fn a_supplier_s_invoice_is_kept_told_on_its_day_and_noted_as_paid() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.click_text("link", "Factures");
    window.click_text("button", "Autres actions");
    window.click_text("menuitem", "Factures reçues");
    window.wait_for_text("Aucune facture reçue");
    picture(&window, "received-none");
    press(&window, "Garder une facture…");
    let told = tests::supplier_invoice("H-12");
    let file = Dropped { name: "hebergeur.xml", media_type: "text/xml", bytes: told.as_bytes() };
    window.drop_file(".drop", &file);
    window.wait_for_text("À payer pour le");
    picture(&window, "received-keep");
    press(&window, "Garder cette facture");
    window.wait_for_text("Facture gardée.");
    window.wait_for_text("échue depuis 19 jours");
    picture(&window, "received-one");
    window.click_text("link", "Aujourd’hui");
    window.wait_for_text("Payer la facture H-12 de Hébergeur SAS");
    picture(&window, "received-today");
    window.click_text("link", "Factures");
    window.click_text("button", "Autres actions");
    window.click_text("menuitem", "Factures reçues");
    press(&window, "Payée… H-12");
    write(&window, "Payée le", "20/11/2026");
    press(&window, "Noter le paiement");
    window.wait_for_text("payée le");
    picture(&window, "received-list");
    press(&window, "Retirer H-12");
    window.wait_for_text("H-12 retirée de la liste.");
    window.wait_for_text("Aucune facture reçue");
    press(&window, "Annuler");
    window.wait_for_text("payée le");
}

#[test]
fn the_answer_of_the_directory_fills_the_addresses_that_are_ticked() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let mut bakery = bakery();
    bakery["electronic_address"] = json!("");
    house.done("add_client", bakery.clone());
    bakery["name"] = json!("Atelier Kerguelen");
    bakery["siret"] = json!("404833048");
    bakery["electronic_address"] = json!("404833048_ANCIENNE");
    house.done("add_client", bakery);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    follow(&window, "Clients");
    window.click_text("button", "Autres actions");
    window.click_text("menuitem", "Lire l’annuaire de facturation");
    let told = "SIREN;Adresse de facturation;Adresse de facturation active\n552100554;552100554_COMPTA;1\n404833048;404833048_FACTURES;1\n";
    let file = Dropped { name: "annuaire.csv", media_type: "text/csv", bytes: told.as_bytes() };
    window.drop_file(".drop", &file);
    window.wait_for_text("1 différente");
    picture(&window, "directory");
    press(&window, "Noter 1 adresse");
    window.wait_for_text("1 adresse notée.");
    follow(&window, "Boulangerie Le Goff");
    window.wait_for_text("552100554_COMPTA");
}
