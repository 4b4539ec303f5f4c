//! Late payment by keyboard: what an invoice bears, the claim of it, a rate of a half-year, and the client's statement of
//! account; with pictures.

use serde_json::json;
use tests::{Books, day, delivered, pay};

use crate::driver::Window;
use crate::hands::{choose, follow, picture, press, write};

#[test]
fn charges_are_read_claimed_and_given_up_and_the_account_is_looked_at() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(12, 28), balance, "1000");
    let Some(window) = Window::open(books.folder(), "2026-12-31") else { return };
    window.wait_for_text("À faire");
    follow(&window, "Factures");
    window.wait_for_text("F-2026-0002");
    follow(&window, "F-2026-0002");
    window.wait_for_text("Pénalités au 31 décembre 2026");
    picture(&window, "charges-folded");
    window.run("[...document.querySelectorAll('button')].find((one) => one.textContent.includes('Pénalités au')).click(); return true");
    window.wait_for_text("C. com. L441-10 II");
    picture(&window, "charges");
    press(&window, "Réclamer…");
    window.wait_for_text("Un document à part, hors TVA");
    window.wait_for("[role=dialog] canvas");
    picture(&window, "charges-claim");
    press(&window, "Réclamer");
    window.wait_for_text("Pénalités réclamées : le PDF est parmi les documents");
    window.wait_for_text("Réclamées ou payées jusqu’au 31 décembre 2026");
    picture(&window, "charges-claimed");
    press(&window, "Abandonner…");
    window.wait_for_text("ne sont plus demandés");
    write(&window, "Motif", "client fidèle");
    press(&window, "Abandonner");
    window.wait_for_text("abandonnés : « client fidèle »");

    follow(&window, "Clients");
    window.wait_for_text("Boulangerie Le Goff");
    follow(&window, "Boulangerie Le Goff SARL");
    window.wait_for_text("Fil du client");
    choose(&window, "Relevé de compte…");
    window.wait_for("[role=dialog] canvas");
    picture(&window, "statement");
    window.close();
}
