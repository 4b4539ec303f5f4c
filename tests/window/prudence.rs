//! Prudence, by keyboard: a quote for who owes, work stopped and taken up again, what stands good, what was filed, a loss.

use serde_json::json;
use tests::{Books, day, delivered};

use crate::driver::Window;
use crate::hands::{choose_in, picture, press, write};

/// The balance of a website, handed over on 21 November, never paid, and a second deal with the same client.
fn books() -> Books {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let house = books.on(day(11, 21));
    house.done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    house.done("open_deal", json!({"client": 1, "title": "Boutique"}));
    drop(house);
    books
}

#[test]
fn who_owes_is_trusted_with_less() {
    let books = books();
    let Some(window) = Window::open(books.folder(), "2026-12-28") else { return };
    window.run("location.hash = '#/affaires/2/devis'; return true");
    window.wait_for_text("doit 2 800,00 € en retard, depuis 8 jours");
    picture(&window, "prudence-quote");
    press(&window, "Paiement à 15 jours");
    window.wait_for_text("Solde, 15 jours");

    window.run("location.hash = '#/clients/1'; return true");
    window.wait_for_text("Affaires");
    choose_in(&window, "Autres actions", "Suspendre le travail…");
    window.wait_for_text("Suspendre et prévenir…");
    write(&window, "Pourquoi", "Solde impayé");
    picture(&window, "prudence-suspend");
    press(&window, "Suspendre sans prévenir");
    window.wait_for_text("travail suspendu");
    choose_in(&window, "Autres actions", "Noter une sûreté…");
    write(&window, "Qui se porte caution", "Anne Le Goff");
    press(&window, "Noter la sûreté");
    window.wait_for_text("Caution, Anne Le Goff");
    choose_in(&window, "Autres actions", "Décider de la suite…");
    write(&window, "Pourquoi", "Deux retards");
    write(&window, "À revoir le", "01/03/2027");
    press(&window, "Noter la décision");
    window.wait_for_text("demander un acompte de 50 %");
    choose_in(&window, "Autres actions", "Noter un dépôt au tribunal…");
    press(&window, "Noter le dépôt");
    window.wait_for_text("Demande déposée le 28 décembre 2026");
    press(&window, "Noter la suite… de Injonction de payer");
    press(&window, "Noter la suite");
    window.wait_for_text("Avant le 28 mars 2027");
    picture(&window, "prudence-client");
    press(&window, "Reprendre le travail");
    window.wait_for_text("Le travail reprend.");

    window.run("location.hash = '#/factures/2'; return true");
    window.wait_for_text("Reste à payer");
    choose_in(&window, "Ce que dit le client", "Noter un litige…");
    window.wait_for_text("Lignes contestées");
    picture(&window, "prudence-lines");
    press(&window, "Annuler");
    choose_in(&window, "Autres actions", "Passer en perte…");
    press(&window, "Passer en perte");
    window.wait_for_text("Dites ce qui montre que rien ne viendra plus");
    write(&window, "Ce qui le montre", "Jugement du 3 décembre");
    press(&window, "Passer en perte");
    window.wait_for_text("Passée en perte : elle n’est plus relancée.");
    picture(&window, "prudence-loss");
    window.close();
}

#[test]
fn a_claim_is_declared_in_proceedings_that_end() {
    let books = books();
    let Some(window) = Window::open(books.folder(), "2026-12-28") else { return };
    window.run("location.hash = '#/clients/1'; return true");
    window.wait_for_text("Affaires");
    choose_in(&window, "Autres actions", "Procédure collective…");
    write(&window, "Publiée le", "20/12/2026");
    press(&window, "Noter la procédure");
    window.wait_for_text("Elle se déclare au plus tard le 20 février 2027");
    window.run("location.hash = '#/'; return true");
    window.wait_for_text("Déclarer votre créance au plus tard le 20 février 2027");
    press(&window, "Noter la déclaration : Boulangerie Le Goff SARL");
    window.wait_for_text("Montant déclaré, TTC");
    picture(&window, "prudence-declaration");
    press(&window, "Noter la déclaration");
    window.wait_for_text("Créance de 2 800,00 € déclarée le 28 décembre 2026");
    picture(&window, "prudence-proceedings");
    press(&window, "Procédure terminée…");
    write(&window, "Comment elle se termine", "Plan arrêté");
    press(&window, "Terminer la procédure");
    window.wait_for_text("Procédure collective terminée");
    window.close();
}
