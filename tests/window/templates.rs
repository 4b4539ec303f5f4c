//! The words of messages, by keyboard: changed, shown on what the books hold, refused where they could not be filled, and
//! the house's own again; with pictures.

use serde_json::json;
use tests::{Books, bakery, day, delivered};

use crate::driver::Window;
use crate::hands::{follow, picture, press, write};

const TODAY: &str = "2026-12-28";

#[test]
fn the_words_of_messages_are_changed_and_taken_back_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let mut card = bakery();
    card["email"] = json!("anne@legoff.example");
    let house = books.on(day(11, 20));
    house.done("change_client", json!({"client": 1, "card": card}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    follow(&window, "Réglages");
    follow(&window, "Messages");
    window.wait_for_text("Mise en demeure, plusieurs factures");
    picture(&window, "templates");
    press(&window, "Modifier en français : Relance neutre");
    window.wait_for_text("Aperçu : F-2026-0002, Boulangerie Le Goff");
    picture(&window, "template");
    write(&window, "Texte", "Il reste {rest} à payer.");
    window.press("Tab");
    window.wait_for_text("{rest} n’est pas connu ici");
    picture(&window, "template-refused");
    write(&window, "Texte", "Il reste ");
    press(&window, "{reste}");
    window.wait_for_text("Il reste 2 800,00 €");
    press(&window, "Enregistrer le texte");
    window.wait_for_text("Texte enregistré.");
    window.wait_for_text("modifié");

    // A formal notice goes without what the law wants only where one says so.
    press(&window, "Modifier en français : Mise en demeure");
    window.wait_for_text("Par la présente, je vous mets en demeure");
    write(&window, "Texte", "Je vous mets en demeure de payer {reste}.");
    press(&window, "Enregistrer le texte");
    window.wait_for_text("Il manque {numéro}, {échéance}, {pénalités}");
    picture(&window, "template-notice");
    press(&window, "Annuler");

    press(&window, "Modifier en français : Relance neutre");
    press(&window, "Revenir au texte d’origine");
    window.wait_for_text("Texte d’origine repris.");
    window.wait_for_no_text("modifié");
    window.close();
}
