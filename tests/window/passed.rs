//! A point to look at, passed with a word when the invoice is issued: the word stays with it.

use serde_json::json;
use tests::{Books, bakery, day};

use crate::driver::Window;
use crate::hands::{choose, follow, issue, picture, press, write};

#[test]
fn a_warning_is_passed_with_a_word_that_stays() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let mut card = bakery();
    card["electronic_address"] = json!("");
    let client = house.done("add_client", card);
    house.done("open_deal", json!({"client": client, "title": "Dépannage du four"}));
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    follow(&window, "Affaires");
    window.wait_for_text("Dépannage du four");
    follow(&window, "Dépannage du four");
    window.wait_for_text("Fil de l’affaire");
    choose(&window, "Facture sans devis…");
    window.wait_for_text("Avant d’émettre");
    write(&window, "Désignation, ligne 1", "Dépannage");
    write(&window, "Prix unitaire, ligne 1", "300");
    window.wait_for_text("360,00 €");
    window.wait_for_text("La facture électronique ira à l’adresse du SIREN");
    press(&window, "Émettre");
    press(&window, "Garder un mot avec la facture");
    window.wait_for_text("Ce mot reste avec la facture.");
    write(&window, "Mot à garder", "Adresse vue avec Anne au téléphone");
    picture(&window, "invoice-passed-word");
    issue(&window, "Numéroter et émettre");
    window.wait_for_text("Passé outre");
    window.wait_for_text("Adresse vue avec Anne au téléphone");
    picture(&window, "invoice-passed");
    follow(&window, "Dépannage du four");
    window.wait_for_text("Motif : « Adresse vue avec Anne au téléphone »");
}
