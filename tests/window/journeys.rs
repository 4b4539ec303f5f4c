//! Roads that turn, by keyboard: a public body from its quote to its payment; an order invoiced as it progresses and
//! amended on the way; a deal cancelled before any work, its deposit given back.

use serde_json::json;
use tests::{Books, acceptance, bakery, day, pay, website};

use crate::driver::Window;
use crate::hands::{choose, follow, issue, number_and_hand_over, open, picture, press, reach, write};

const TODAY: &str = "2026-11-23";

/// A deal begun on 2 October, its deposit of 1 200,00 € paid.
fn begun(title: &str) -> Books {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": title}));
    let quote = house.done("send_quote", json!({"deal": deal, "content": website(), "method": "hand"}));
    drop(house);
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    books.on(day(9, 24)).done("send_invoice", json!({"invoice": deposit, "method": "hand"}));
    pay(&books, day(10, 1), deposit, "1\u{202f}200,00");
    books.on(day(10, 2)).done("begin_delivery", json!({"order": order, "began_on": "2026-10-02"}));
    books
}

#[test]
fn a_public_body_gives_its_number_before_the_work_and_is_invoiced_through_a_portal() {
    let books = Books::camille();
    let house = books.on(day(11, 10));
    let client = house.done(
        "add_client",
        json!({"kind": "public_body", "name": "Mairie de Lannion", "siret": "552100554", "order_number_required": true,
            "address": {"street": "1 place du Marché", "postcode": "22300", "city": "Lannion"}}),
    );
    let deal = house.done("open_deal", json!({"client": client, "title": "Plan de la ville"}));
    let mut content = website();
    content["deposit"] = json!("");
    house.done("send_quote", json!({"deal": deal, "content": content, "method": "hand"}));
    drop(house);
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Lundi 23 novembre");
    open(&window, "Plan de la ville");
    window.wait_for_text("Fil de l’affaire");

    press(&window, "Noter la signature");
    window.wait_for_text("Ce que le client signe");
    write(&window, "Signé par", "Yves Le Gall");
    write(&window, "Ce que le client a écrit", "Bon pour accord, le maire");
    reach(&window, "checkbox \"Les CGV");
    window.press("Space");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Obtenir le numéro d’engagement");
    press(&window, "Noter le numéro");
    window.wait_for_text("L’organisme public le communique");
    write(&window, "Numéro d'engagement", "EJ-2026-0417");
    press(&window, "Enregistrer le numéro");
    window.wait_for_text("Numéro d’engagement EJ-2026-0417 reçu");
    picture(&window, "journey-public-body");
    press(&window, "Commencer");
    window.wait_for_text("Enregistrer la livraison");
    press(&window, "Noter la livraison");
    window.wait_for_text("Livré le");
    press(&window, "Enregistrer la livraison");
    window.wait_for_text("Émettre la facture de solde");
    press(&window, "Émettre");
    window.wait_for_text("Avant d’émettre");
    // One gesture: what is issued opens on the message that takes it to the client.
    press(&window, "Émettre");
    window.wait_for_text("Comment");
    // A public body takes its invoices there: that way is chosen already.
    reach(&window, "radio \"Sur un portail");
    assert_eq!(window.run("return document.activeElement.checked"), json!(true));
    write(&window, "Portail", "Chorus Pro");
    picture(&window, "journey-portal");
    press(&window, "Noter le dépôt");
    window.wait_for_text("Envoi noté.");
    let invoice = window.call("ask", "invoice", &json!({"id": 1})).expect("the invoice");
    assert_eq!(invoice["order_number"], "EJ-2026-0417", "{invoice:#}");
    window.wait_for_text("Reste à payer");
    press(&window, "Noter le paiement");
    window.wait_for_text("Montant reçu");
    assert_eq!(window.value("Montant reçu"), "4\u{202f}000,00");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("Remercier le client");
    picture(&window, "journey-public-body-paid");
    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}

#[test]
fn an_order_is_invoiced_as_it_progresses_and_amended_on_the_way() {
    let books = begun("Refonte du site");
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Lundi 23 novembre");
    open(&window, "Refonte du site");
    window.wait_for_text("Fil de l’affaire");

    choose(&window, "Facture intermédiaire…");
    window.wait_for_text("Part de la commande");
    write(&window, "Part de la commande", "30");
    write(&window, "Étape atteinte", "Maquettes validées");
    window.wait_for_text("1 200,00 €");
    issue(&window, "Émettre");
    window.wait_for_text("Reste à payer");
    follow(&window, "Refonte du site");
    window.wait_for_text("Fil de l’affaire");

    // The client asks for one day and a half more.
    choose(&window, "Avenant…");
    window.wait_for_text("Avant d’envoyer");
    write(&window, "Quantité, ligne 2", "5");
    window.wait_for_text("4 864,00 €");
    picture(&window, "journey-amendment");
    window.run("document.querySelector('h1').focus(); return true");
    press(&window, "Envoyer");
    number_and_hand_over(&window);
    window.wait_for_text("envoyé");
    follow(&window, "Noter la signature");
    window.wait_for_text("Avenant signé");
    write(&window, "Ce que le client a écrit", "D’accord pour l’avenant, Anne");
    reach(&window, "checkbox \"Les CGV");
    window.press("Space");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("signée par avenant");

    press(&window, "Noter la livraison");
    window.wait_for_text("Livré le");
    press(&window, "Enregistrer la livraison");
    window.wait_for_text("Émettre la facture de solde");
    // 4 864,00 € less the deposit and the progress invoice.
    window.wait_for_text("2 464,00 €");
    picture(&window, "journey-balance");
    press(&window, "Émettre");
    window.wait_for_text("Avant d’émettre");
    issue(&window, "Émettre");
    window.wait_for_text("F-2026-0003");
    let invoices = window.call("ask", "invoices", &json!({"before": null})).expect("invoices");
    let gross: i64 =
        invoices["rows"].as_array().expect("rows").iter().filter_map(|r| r["gross"].as_i64()).sum();
    assert_eq!(gross, 486_400, "the invoices are the amended order, to the cent");
    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}

#[test]
fn a_cancelled_deal_gives_its_deposit_back() {
    let books = begun("Affiches du festival");
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Lundi 23 novembre");
    open(&window, "Affiches du festival");
    window.wait_for_text("Fil de l’affaire");

    choose(&window, "Annuler l’affaire…");
    window.wait_for_text("Ce qui va se passer");
    write(&window, "Motif", "Le festival n’a pas lieu");
    write(&window, "Travail réalisé", "0");
    picture(&window, "journey-cancel");
    press(&window, "Annuler l’affaire");
    window.wait_for_text("Affaire annulée");
    window.wait_for_text("Rendre ce que le client a payé en trop");
    picture(&window, "journey-to-refund");
    press(&window, "Rembourser");
    window.wait_for_text("Montant remboursé");
    assert_eq!(window.value("Montant remboursé"), "1\u{202f}200,00");
    press(&window, "Noter le remboursement");
    window.wait_for_text("Fil de l’affaire");
    window.wait_for_no_text("En faveur du client");
    picture(&window, "journey-refunded");
    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}
