//! Fields that read French, the menu, the palette and the undoing of a quote, by keyboard; with pictures.

use tests::{Books, opened};

use crate::driver::Window;
use crate::hands::{choose_in, follow, picture, press, reach, write};

#[test]
fn fields_menus_the_palette_and_undo_are_used_by_keyboard() {
    let books = Books::camille();
    let deal = opened(&books);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("Lundi 23 novembre");

    // The palette keeps the chosen line in sight, and Escape gives the focus back.
    follow(&window, "Affaires");
    window.wait_for_text("Boulangerie Le Goff");
    reach(&window, "link \"Affaires");
    window.press("Control+k");
    // Before anything is typed, what was touched last; a slip of a finger finds all the same.
    window.wait_for_text("Modifiés en dernier");
    window.wait_for_role("option", "Affaire Refonte du site");
    picture(&window, "palette-recent");
    window.type_text("boulangrie");
    window.wait_for_text("À une lettre près");
    window.wait_for_role("option", "Client Boulangerie Le Goff");
    picture(&window, "palette-near");
    window.press("Control+a");
    window.type_text("n");
    window.wait_until("results to be counted", "return /\\d+ résultats/.test(page.text())");
    for _ in 0..12 {
        window.press("Down");
    }
    window.wait_until(
        "the chosen line to be in sight",
        "const one = document.querySelector('[role=option][aria-selected=true]')?.getBoundingClientRect();
         const list = document.querySelector('[role=listbox]').getBoundingClientRect();
         return one && one.top >= list.top - 1 && one.bottom <= list.bottom + 1",
    );
    picture(&window, "palette");
    window.press("Escape");
    window.press("Escape");
    window.wait_until(
        "the focus where it was",
        "return document.activeElement?.textContent.startsWith('Affaires')",
    );

    // A client, then a deal, from « Nouveau », and its next step in French.
    choose_in(&window, "Nouveau", "Nouvelle affaire");
    window.wait_for_text("Ouvrir l’affaire");
    reach(&window, "combobox \"Pour qui");
    window.type_text("goff");
    window.wait_for_role("option", "Boulangerie Le Goff");
    picture(&window, "client-choice");
    window.press("Enter");
    write(&window, "Titre", "Carte de visite");
    press(&window, "Plus tard");
    write(&window, "Prévu le", "vendredi");
    window.wait_for_text("vendredi 27 novembre 2026");
    window.press("Up");
    window.wait_for_text("samedi 28 novembre 2026");
    window.press("Alt+Down");
    window.wait_for("[data-calendar-day]");
    window.wait_until(
        "a day to have the focus",
        "return document.activeElement?.matches('[data-calendar-day]')",
    );
    picture(&window, "calendar");
    window.press("Down");
    window.press("Enter");
    window.wait_for_text("samedi 5 décembre 2026");
    write(&window, "Prévu le", "demani");
    window.press("Tab");
    window.wait_for_text("« demani » n’est pas une date");
    write(&window, "Prévu le", "15/12");
    write(&window, "Budget", "1450");
    window.press("Tab");
    window.wait_until("the amount in French", "return page.field('Budget')?.value === '1\\u202f450,00'");
    picture(&window, "deal-new-fields");

    // A quote begins on its first line; Ctrl+Z goes back over all of it, and Ctrl+Backspace takes one word.
    window.run(&format!("location.hash = '#/affaires/{deal}/devis'; return true"));
    window.wait_until(
        "the first line to have the focus",
        "return document.activeElement?.getAttribute('name') === 'lines[0].label'",
    );
    picture(&window, "quote-begun");
    window.type_text("Identité visuelle");
    window.press("Control+Backspace");
    window
        .wait_until("one word less", "return page.field('Désignation, ligne 1').value.trim() === 'Identité'");
    write(&window, "Prix unitaire, ligne 1", "1450");
    window.press("Enter");
    window.wait_until(
        "the price in French, and a second line",
        "return page.field('Prix unitaire, ligne 1').value === '1\\u202f450,00' && !!page.field('Désignation, ligne 2')",
    );
    window.press("Control+Shift+Backspace");
    window.wait_until("one line", "return !page.field('Désignation, ligne 2')");
    window.press("Control+z");
    window.wait_until("the line again", "return !!page.field('Désignation, ligne 2')");
    for _ in 0..8 {
        window.press("Control+z");
    }
    window.wait_until("all of it undone", "return page.field('Désignation, ligne 1').value === ''");
    for _ in 0..8 {
        window.press("Control+Shift+z");
    }
    window.wait_until(
        "all of it again",
        "return page.field('Prix unitaire, ligne 1').value === '1\\u202f450,00'",
    );
    picture(&window, "quote-redone");
    window.close();
}
