//! What is left of an invoice given up, a newer row of law, and the form of a firm, by keyboard; with pictures.

use serde_json::json;
use tests::{Books, day, delivered, pay};

use crate::driver::Window;
use crate::hands::{choose, follow, picture, press, write};

#[test]
fn a_remainder_is_given_up_and_a_newer_row_of_law_written_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(11, 21), balance, "2799,20");
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("À faire");
    follow(&window, "Factures");
    window.wait_for_text("F-2026-0002");
    follow(&window, "F-2026-0002");
    window.wait_for_text("Règlement");
    choose(&window, "Abandonner le reste…");
    window.wait_for_text("ce reste est une perte");
    press(&window, "Abandonner le reste");
    window.wait_until(
        "the reason to be asked for",
        "return document.querySelector('[name=reason]')?.getAttribute('aria-invalid') === 'true'",
    );
    picture(&window, "remainder-refused");
    write(&window, "Motif", "frais bancaires");
    press(&window, "Abandonner le reste");
    window.wait_for_text("Reste abandonné, avec son motif");
    picture(&window, "remainder-given-up");

    follow(&window, "Réglages");
    window.wait_for_text("Forme juridique");
    window.run("const one = document.querySelector('[name=legal_form]'); one.value = 'eurl'; one.dispatchEvent(new Event('change', { bubbles: true })); return true");
    window.wait_for_text("Capital social");
    write(&window, "Capital social", "beaucoup");
    picture(&window, "identity-firm");
    follow(&window, "Textes et taux");
    window.wait_for_text("Ajouter une ligne plus récente");
    picture(&window, "law");
    press(&window, "Ajouter une ligne plus récente");
    window.wait_for("[role=dialog]");
    write(&window, "Texte imprimé", "Pénalités de retard au taux légal.");
    write(&window, "À partir du", "hier peut-être");
    write(&window, "Source", "Contrat type de 2026");
    press(&window, "Ajouter la ligne");
    window.wait_until(
        "the day to be refused at its field",
        "return document.querySelector('[name=valid_from]')?.getAttribute('aria-invalid') === 'true'",
    );
    picture(&window, "law-refused");
    write(&window, "À partir du", "01/01/2027");
    press(&window, "Ajouter la ligne");
    window.wait_for_text("Ligne ajoutée");
    window.wait_for_text("Pénalités de retard au taux légal.");
    window.wait_for_text("ordonnance 2026-671 du 27 juillet 2026");
    picture(&window, "law-added");
    window.close();
}
