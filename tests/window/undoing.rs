//! What was just done is taken back: from its sentence, from the timeline, by Ctrl+Z; and done again.

use tests::{Books, opened};

use crate::driver::Window;
use crate::hands::{picture, press, reach};

#[test]
fn what_left_no_paper_is_taken_back_by_keyboard() {
    let books = Books::camille();
    let deal = opened(&books);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window
        .run(&format!("location.hash = '#/affaires/{deal}?avec=%7B%22open%22%3A%22note%22%7D'; return true"));
    window.wait_for("[role=dialog]");
    reach(&window, "textbox \"Texte");
    window.type_text("Préfère le bleu");
    press(&window, "Ajouter");
    window.wait_for_text("Préfère le bleu");
    picture(&window, "undo-note");

    // Ctrl+Z where nothing is typed, then once more forth.
    reach(&window, "link \"Affaires");
    window.press("Control+z");
    window.wait_for_text("Annulé : Note");
    window.wait_for_text("annulé le");
    picture(&window, "undo-done");
    press(&window, "Rétablir");
    window.wait_for_text("Rétabli.");
    window.wait_for_no_text("annulé le");

    // In place, on the timeline.
    press(&window, "Annuler: Note");
    window.wait_for_text("annulé le");
    window.close();
}
