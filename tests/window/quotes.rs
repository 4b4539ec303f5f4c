//! A quote in full, by keyboard: taken from the catalogue, with a section, an option, a disbursement, a stage and a
//! supply; sent, changed and sent again; with a picture of each screen in both themes.

use serde_json::json;
use tests::{Books, day, opened};

use crate::driver::Window;
use crate::hands::{number_and_hand_over, picture, press, press_back_to, reach, write};

const TODAY: &str = "2026-09-10";

/// Goes to an address of the window.
fn go(window: &Window, address: &str) {
    window.run(&format!("location.hash = '#{address}'; return true"));
}

fn send(window: &Window) {
    press_back_to(window, "Envoyer");
    number_and_hand_over(window);
    window.wait_for_text("Fil de l’affaire");
}

#[test]
fn a_draft_of_an_earlier_shape_is_written_on_and_left_for_a_search() {
    let books = Books::camille();
    let deal = opened(&books);
    let content = json!({"subject": "Coffrets de Noël", "lines": [{"label": "Coffret", "quantity": "2"}]});
    let kept = json!({"key": format!("quote:{deal}"), "content": content});
    books.on(day(9, 10)).0.draft("save_draft", kept).expect("a draft");
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Jeudi 10 septembre");
    go(&window, &format!("/affaires/{deal}/devis"));
    window.wait_for_text("Avant d’envoyer");
    write(&window, "Prix unitaire, ligne 1", "35");
    window.press("Tab");
    window.wait_for_text("70,00 €");

    // Search comes over what one writes, and gives the focus back.
    let focused = |window: &Window, on: &str| {
        window.wait_until(on, &format!("return document.activeElement?.matches('{on}') === true"));
    };
    let before = window.focus();
    window.press("Control+k");
    focused(&window, "[role=combobox]");
    window.type_text("le goff");
    window.wait_for_role("option", "Client Boulangerie Le Goff");
    picture(&window, "quote-search");
    window.press("Escape");
    window.press("Escape");
    window
        .wait_until("the field again", "return document.activeElement?.matches('[data-editor] *') === true");
    assert_eq!(window.focus(), before);
    window.close();
}

#[test]
fn a_quote_in_full_is_written_sent_and_changed_by_keyboard() {
    let books = Books::camille();
    let deal = opened(&books);
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Jeudi 10 septembre");

    // What is sold often is kept once.
    go(&window, "/devis/catalogue");
    window.wait_for_text("Catalogue vide");
    press(&window, "Ajouter une prestation");
    write(&window, "Désignation", "Journée de conception");
    write(&window, "Prix unitaire HT", "480");
    write(&window, "Unité", "jour");
    picture(&window, "catalogue-new");
    press(&window, "Ajouter au catalogue");
    window.wait_for_text("480,00 €");
    picture(&window, "catalogue");

    // The first line comes from there, by its first letters.
    go(&window, &format!("/affaires/{deal}/devis"));
    window.wait_for_text("Avant d’envoyer");
    write(&window, "Désignation, ligne 1", "journ");
    window.wait_for_role("option", "Journée de conception");
    window.press("Down");
    picture(&window, "quote-completion");
    window.press("Enter");
    window.wait_until(
        "the price of the catalogue",
        "return page.field('Prix unitaire, ligne 1')?.value === '480,00'",
    );
    write(&window, "Quantité, ligne 1", "3");
    press(&window, "Plus, ligne 1");
    write(&window, "Titre au-dessus, ligne 1", "Conception");
    write(&window, "Prix unitaire, ligne 1", "480");
    window.press("Enter");
    write(&window, "Désignation, ligne 2", "Photos des produits");
    write(&window, "Prix unitaire, ligne 2", "300");
    press(&window, "Plus, ligne 2");
    reach(&window, "checkbox \"Option");
    window.press("Space");
    write(&window, "Prix unitaire, ligne 2", "300");
    window.press("Enter");
    write(&window, "Désignation, ligne 3", "Nom de domaine, un an");
    write(&window, "Prix unitaire, ligne 3", "14,40");
    press(&window, "Plus, ligne 3");
    reach(&window, "combobox \"Ce que c’est, ligne 3");
    window.type_text("D");
    window.wait_for_text("Débours (hors TVA)");
    window.wait_for_text("1 742,40 €");
    write(&window, "Durée", "3 semaines");
    picture(&window, "quote-lines");

    // Conditions are folded until they are wanted.
    press(&window, "Étapes et éléments à recevoir");
    press(&window, "Ajouter une étape");
    window.type_text("Maquettes validées");
    write(&window, "Date de l’étape 1", "15/10/2026");
    press(&window, "Ajouter un élément");
    window.type_text("Le logo, en fichier vectoriel");
    press(&window, "Paiement et relances");
    window.wait_for_text("Les relances ne sont pas annoncées");
    picture(&window, "quote-unfolded");
    press_back_to(&window, "Aperçu PDF");
    window.wait_for("canvas");
    picture(&window, "quote-paper");
    send(&window);

    // The client asks for less: the new version says what changed.
    go(&window, &format!("/affaires/{deal}/devis"));
    window.wait_for_text("Avant d’envoyer");
    write(&window, "Quantité, ligne 1", "2");
    window.wait_for_text("1 166,40 €");
    picture(&window, "quote-again");
    send(&window);
    window.wait_for_text("version 2");
    window.wait_for_text("quantité 3 jours → 2 jours");
    picture(&window, "deal-versions");

    // What stands behind every quote.
    go(&window, "/reglages/cgv");
    window.wait_for_text("En vigueur");
    press(&window, "Fichier PDF");
    window.wait_for_text("PDF des CGV");
    window.wait_for_no_text("Écrivez vos conditions");
    picture(&window, "terms-file");
    go(&window, "/reglages/documents");
    window.wait_for_text("Annoncer mes relances sur les devis");
    picture(&window, "settings-documents");

    // Said no, with the reason, from the quote itself.
    go(&window, &format!("/affaires/{deal}/devis"));
    window.wait_for_text("Avant d’envoyer");
    press_back_to(&window, "Refusé par le client");
    window.wait_for_text("Classer l’affaire perdue");
    press(&window, "Classer perdue");
    window.wait_for_text("Affaire perdue");
    go(&window, "/devis");
    window.wait_for_text("perdu");
    picture(&window, "quotes-lost");
}
