//! A client who reads German, by keyboard: the language is chosen on the card, and the words of messages follow.

use serde_json::json;
use tests::{Books, day, delivered};

use crate::driver::Window;
use crate::hands::{follow, open, picture, press, reach};

#[test]
fn a_client_s_language_is_chosen_and_messages_follow_it() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    let Some(window) = Window::open(books.folder(), "2026-12-28") else { return };
    open(&window, "Boulangerie");
    window.wait_for_text("Fil du client");
    press(&window, "Modifier la fiche");
    reach(&window, "combobox \"Langue");
    window.type_text("All");
    window.wait_until(
        "German to be chosen",
        "return document.querySelector('select[name=language]')?.value === 'german'",
    );
    picture(&window, "client-language");
    press(&window, "Enregistrer la fiche");
    window.wait_for_text("Fil du client");
    window.wait_for_text("Allemand");

    follow(&window, "Réglages");
    follow(&window, "Messages");
    window.wait_for_text("Mise en demeure, plusieurs factures");
    picture(&window, "templates-languages");
    press(&window, "Modifier en allemand : Relance neutre");
    window.wait_for_text("Aperçu : F-2026-0002, Boulangerie Le Goff");
    window.wait_for_text("war am");
    window.wait_for_text("Mit freundlichen Grüßen");
    picture(&window, "template-german");
    window.close();
}
