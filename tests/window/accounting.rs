//! The receipts book is made for a quarter, VAT and thresholds are looked at, and all goes to the accountant, by keyboard;
//! with pictures.

use serde_json::json;
use tests::{Books, camille, day, delivered};

use crate::driver::Window;
use crate::hands::{follow, picture, press, write};

#[test]
fn who_is_no_micro_entrepreneur_is_told_of_no_duty() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-11-28") else { return };
    window.wait_for_text("À faire");
    window.run("location.hash = '#/comptabilite?tab=urssaf'; return true");
    window.wait_for_text("vous n’êtes pas micro-entrepreneur");
    assert!(!window.text().contains("Prochaine déclaration"));
    picture(&window, "accounting-urssaf-apart");
    press(&window, "Voir ces montants quand même");
    window.wait_for_text("À déclarer");
    assert!(!window.text().contains("Prochaine déclaration"));

    // An address of other books says so, and leads to the list.
    window.run("location.hash = '#/factures/99'; return true");
    window.wait_for_text("Cette facture : introuvable");
    picture(&window, "not-found");
    follow(&window, "Voir les factures");
    window.wait_for_text("Aucune facture");
    window.close();
}

#[test]
fn the_receipts_book_is_made_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let cash = json!({"invoice": balance, "amount": "300", "received_on": "21/11/2026", "method": "cash"});
    books.on(day(11, 21)).done("record_payment", cash);
    let mut identity = camille();
    identity["legal_form"] = json!("micro");
    books.on(day(11, 21)).done("set_identity", identity);
    let out = tempfile::tempdir().expect("a folder");
    let own = [("PARCOURS_SAVE_AS", out.path()), ("PARCOURS_FOLDER", out.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-11-28", &own) else { return };
    window.wait_for_text("À faire");
    follow(&window, "Comptabilité");
    window.wait_for_text("Livre des recettes");
    window.wait_for_text("R-0002");
    write(&window, "Du", "01/11/2026");
    window.wait_for_no_text("R-0001");
    picture(&window, "accounting-receipts");
    press(&window, "Enregistrer en PDF");
    window.wait_for_text("Enregistré");
    let kept = std::fs::read_dir(out.path()).expect("the folder").next().expect("a file").expect("the book");
    assert!(std::fs::read(kept.path()).expect("its bytes").starts_with(b"%PDF"));
    press(&window, "TVA");
    window.wait_for_text("TVA exigible");
    window.wait_for_text("1er janvier 2027");
    picture(&window, "accounting-vat");
    press(&window, "Urssaf");
    window.wait_for_text("4e trimestre 2026, en cours");
    picture(&window, "accounting-urssaf");
    press(&window, "Seuils");
    window.wait_for_text("Seuil micro-entreprise, prestations");
    picture(&window, "accounting-thresholds");
    press(&window, "Ventes et comptable");
    window.wait_for_text("Journal des ventes");
    picture(&window, "accounting-sales");
    press(&window, "Préparer l’archive");
    window.wait_for_text("Archive prête");
    press(&window, "Réglages");
    window.wait_for_text("Déclarations Urssaf");
    picture(&window, "accounting-choices");
    window.close();
}
