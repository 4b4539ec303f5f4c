//! Taking back, by keyboard: part of an invoice is credited and refunded, a deal is cancelled, an invoice without quote is
//! corrected, a payment is undone; with a picture of each screen in both themes.

use serde_json::json;
use tests::{Books, acceptance, day, delivered, pay, website};

use crate::driver::Window;
use crate::hands::{choose, choose_in, follow, issue, open, picture, press, reach, write};

const TODAY: &str = "2026-11-23";

/// Begins again at the title, above the buttons of the screen.
fn to_the_top(window: &Window) {
    window.run("document.querySelector('h1').focus(); return true");
}

/// Waits until the paper drawn on the screen says this.
fn wait_for_paper(window: &Window, words: &str) {
    window.wait_until(
        &format!("a paper that says « {words} »"),
        &format!(
            // A PDF keeps its words in pieces: spaces between them are the reader's guess.
            "return [...document.querySelectorAll('canvas')].some((one) => one.textContent.replace(/\\s+/g, '').includes({}))",
            json!(words.replace(' ', ""))
        ),
    );
}

/// A delivered website, its balance invoiced and paid; posters begun with their deposit paid; a logo only asked for.
fn books() -> Books {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(11, 21), balance, "2800,00");

    let client = books.on(day(11, 21)).ask("deal", json!({"id": deal}))["client"]["id"].clone();
    let posters =
        books.on(day(11, 21)).done("open_deal", json!({"client": client, "title": "Affiches du festival"}));
    let quote = books
        .on(day(11, 21))
        .done("send_quote", json!({"deal": posters, "content": website(), "method": "email"}));
    let mut signature = acceptance(quote);
    signature["signed_on"] = json!("21/11/2026");
    let order = books.on(day(11, 21)).done("accept_quote", signature);
    let deposit = books.on(day(11, 21)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(11, 22), deposit, "1200,00");
    books.on(day(11, 22)).done("begin_delivery", json!({"order": order, "began_on": "2026-11-22"}));
    books.on(day(11, 22)).done("open_deal", json!({"client": client, "title": "Logo d’été"}));
    books
}

#[test]
fn what_was_invoiced_is_taken_back_refunded_corrected_and_cancelled_by_keyboard() {
    let books = books();
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Lundi 23 novembre");

    // Part of a paid invoice is credited: more than is left is refused at its field.
    open(&window, "F-2026-0002");
    window.wait_for_text("Règlement");
    choose(&window, "Avoir");
    window.wait_for_text("Facture d’origine");
    write(&window, "Montant TTC", "5000");
    window.wait_for_text("un avoir ne la dépasse pas");
    picture(&window, "credit-refused");
    reach(&window, "checkbox \"Intégration");
    window.press("Space");
    write(&window, "Quantité, Intégration", "1");
    window.wait_for_text("576,00 €");
    picture(&window, "credit-lines");
    reach(&window, "checkbox \"Intégration");
    window.press("Space");
    write(&window, "Montant TTC", "600");
    window.wait_for_text("500,00 €");
    window.wait_for("canvas");
    write(&window, "Motif", "Une journée de formation non faite");
    wait_for_paper(&window, "Une journée de formation non faite");
    picture(&window, "credit");
    press(&window, "Émettre l’avoir");
    window.wait_for_text("A-2026-0001");
    window.wait_for("canvas");
    picture(&window, "credit-note");
    follow(&window, "F-2026-0002");
    window.wait_for_text("avoir partiel");
    window.wait_for("canvas");
    picture(&window, "invoice-credited");

    // What the client paid of it is theirs again, and is given back.
    follow(&window, "Refonte du site");
    window.wait_for_text("En faveur du client");
    picture(&window, "deal-unused");
    follow(&window, "Utiliser sur une autre facture");
    window.wait_for_text("Rien à régler");
    picture(&window, "use-credit-none");
    follow(&window, "Revenir à l’affaire");
    window.wait_for_text("En faveur du client");
    press(&window, "Conserver…");
    window.wait_for_text("Conserver 600,00 €");
    picture(&window, "keep");
    window.press("Escape");
    follow(&window, "Rembourser…");
    window.wait_for_text("Montant remboursé");
    assert_eq!(window.value("Montant remboursé"), "600,00");
    picture(&window, "refund");
    press(&window, "Noter le remboursement");
    window.wait_for_text("Fil de l’affaire");
    window.wait_for_no_text("En faveur du client");

    // Part of the posters is invoiced, then the deal is cancelled: the deposit is credited and pays the work done.
    open(&window, "Affiches");
    window.wait_for_text("Fil de l’affaire");
    press(&window, "Autres actions");
    window.wait_for_role("menu", "Autres actions");
    picture(&window, "deal-menu");
    window.press("Escape");
    choose(&window, "Facture intermédiaire…");
    window.wait_for_text("Part de la commande");
    write(&window, "Part de la commande", "40");
    write(&window, "Étape atteinte", "Maquettes validées");
    window.wait_for_text("1 600,00 €");
    wait_for_paper(&window, "Maquettes validées");
    picture(&window, "progress");
    issue(&window, "Émettre");
    window.wait_for_text("F-2026-0004");
    window.wait_for_text("Reste à payer");
    follow(&window, "Affiches du festival");
    window.wait_for_text("Fil de l’affaire");
    choose(&window, "Annuler l’affaire…");
    window.wait_for_text("Ce qui va se passer");
    write(&window, "Motif", "Le festival n’a pas lieu");
    write(&window, "Travail réalisé", "20");
    press(&window, "Annuler l’affaire");
    window.wait_for_text("sont déjà facturés");
    picture(&window, "cancel-refused");
    assert_eq!(window.value("Motif"), "Le festival n’a pas lieu");
    write(&window, "Travail réalisé", "40");
    press(&window, "Annuler l’affaire");
    window.wait_for_text("Affaire annulée. « Le festival n’a pas lieu »");
    picture(&window, "deal-cancelled");

    // An invoice without quote, issued with a mistake, then corrected: what was typed comes back.
    follow(&window, "Affaires");
    window.wait_for_text("Logo d’été");
    follow(&window, "Logo d");
    window.wait_for_text("Fil de l’affaire");
    choose(&window, "Facture sans devis…");
    window.wait_for_text("Avant d’émettre");
    write(&window, "Désignation, ligne 1", "Logo");
    write(&window, "Prix unitaire, ligne 1", "trois cents");
    window.press("Tab");
    window.wait_for_text("n’est pas un prix");
    picture(&window, "invoice-editor-refused");
    window.fill("Prix unitaire, ligne 1", "300");
    window.wait_for_text("360,00 €");
    write(&window, "Réalisé le", "22/11/2026");
    picture(&window, "invoice-editor");
    to_the_top(&window);
    press(&window, "Émettre");
    window.wait_for_text("Numéroter et émettre");
    picture(&window, "invoice-editor-issue");
    issue(&window, "Numéroter et émettre");
    window.wait_for_text("F-2026-0005");
    choose(&window, "Corriger une erreur…");
    window.wait_for_text("Corriger F-2026-0005");
    picture(&window, "correct");
    write(&window, "Motif", "Prix erroné");
    press(&window, "Annuler par avoir et reprendre");
    window.wait_for_text("Votre saisie a été retrouvée");
    assert_eq!(window.value("Désignation, ligne 1"), "Logo");
    write(&window, "Prix unitaire, ligne 1", "310");
    window.wait_for_text("372,00 €");
    picture(&window, "invoice-editor-corrected");
    window.press("Alt+Left");
    window.wait_for_text("annulée par avoir");
    window.wait_for("canvas");
    picture(&window, "invoice-annulled");

    // A transfer for two invoices, then found to be a mistake.
    follow(&window, "Logo d’été");
    window.wait_for_text("Fil de l’affaire");
    choose(&window, "Facture sans devis…");
    window.wait_for_text("372,00 €");
    to_the_top(&window);
    press(&window, "Émettre");
    window.wait_for_text("Numéroter et émettre");
    issue(&window, "Numéroter et émettre");
    window.wait_for_text("F-2026-0006");
    press(&window, "Noter le paiement");
    window.wait_for_text("Ce que ce paiement règle");
    reach(&window, "checkbox \"F-2026-0004");
    window.press("Space");
    window.wait_until("both amounts", "return page.field('Montant reçu').value === '772,00'");
    window.wait_for_text("Le compte est juste");
    picture(&window, "payment-others");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("Fil de l’affaire");
    follow(&window, "Paiements");
    window.wait_for_text("Remboursé");
    choose_in(&window, "Actions sur le paiement de 772", "Annuler le paiement…");
    window.wait_for_text("Garder le paiement");
    picture(&window, "reverse");
    write(&window, "Motif", "Virement d’un autre client");
    press(&window, "Annuler le paiement");
    window.wait_for_text("Annulation");
    picture(&window, "payments-kinds");
    for (screen, words) in [("Factures", "annulée par avoir"), ("Affaires", "Annulée")] {
        follow(&window, screen);
        window.wait_for_text(words);
        picture(&window, &format!("credits-{}", screen.to_lowercase()));
    }

    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}
