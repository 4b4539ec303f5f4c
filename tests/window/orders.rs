//! Orders, by keyboard: a private person off premises with what must wait and a withdrawal; a public body's number; a
//! signature drawn, an option ticked, an amendment; with a picture of each screen in both themes.

use serde_json::{Value, json};
use tests::{Books, acceptance, camille, day, website};

use crate::driver::Window;
use crate::hands::{choose, follow, issue, number_and_hand_over, open, picture, press, reach, write};

const TODAY: &str = "2026-11-23";

fn quoted(books: &Books, client: Value, title: &str, content: Value) -> (i64, i64) {
    let house = books.on(day(11, 20));
    let client = house.done("add_client", client);
    let deal = house.done("open_deal", json!({"client": client, "title": title}));
    (deal, house.done("send_quote", json!({"deal": deal, "content": content, "method": "hand"})))
}

fn books() -> Books {
    let books = Books::camille();
    let mut me = camille();
    me["mediator"] = json!("CM2C, 14 rue Saint-Jean, 75017 Paris");
    books.on(day(9, 2)).done("set_identity", me);
    let address = json!({"street": "3 rue du Port", "postcode": "29200", "city": "Brest"});
    quoted(
        &books,
        json!({"kind": "person", "name": "Paul Morvan", "contact": "Paul Morvan", "address": address}),
        "Faire-part",
        website(),
    );
    let mut plain = website();
    plain["deposit"] = json!("");
    let (_, quote) = quoted(
        &books,
        json!({"kind": "public_body", "name": "Mairie de Lannion", "siret": "552100554", "address": address}),
        "Plan de la ville",
        plain,
    );
    let mut yes = acceptance(quote);
    yes["signed_on"] = json!("20/11/2026");
    books.on(day(11, 20)).done("accept_quote", yes);
    let mut content = website();
    content["supplies"] = json!(["Le logo", "Les textes des pages"]);
    content["lines"].as_array_mut().expect("lines").push(
        json!({"label": "Photos", "detail": "Une demi-journée sur place", "unit_price": "600", "vat_rate": 2000, "optional": true}),
    );
    quoted(
        &books,
        json!({"kind": "company", "name": "Atelier Nord", "siret": "552 100 554", "contact": "Anne Le Goff", "address": address}),
        "Site vitrine",
        content,
    );
    books
}

/// Draws a curve in the frame, as a pen would.
fn sign(window: &Window) {
    window.run(
        "const pad = document.querySelector('canvas'); const box = pad.getBoundingClientRect();
         pad.setPointerCapture = () => {};
         const at = (type, x, y) => pad.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, isPrimary: true, button: 0, pointerId: 1,
           clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
         at('pointerdown', 0.1, 0.6);
         for (let i = 0; i <= 60; i++) at('pointermove', 0.1 + 0.8 * i / 60, 0.5 - 0.3 * Math.sin(i / 5) * Math.exp(-i / 40));
         at('pointerup', 0.9, 0.5); return true",
    );
    window.wait_for_text("Signature dessinée");
}

#[test]
fn orders_are_signed_amended_and_wait_for_what_the_law_says() {
    let books = books();
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Lundi 23 novembre");

    // Drawn on the screen, with an option: totals and deposit follow.
    open(&window, "Site vitrine");
    window.wait_for_text("Fil de l’affaire");
    press(&window, "Noter la signature");
    window.wait_for_text("Ce que le client signe");
    reach(&window, "checkbox \"Photos");
    window.press("Space");
    window.wait_for_text("4 720,00 €");
    window.wait_for_text("1 416,00 €");
    reach(&window, "radio \"");
    for _ in 0..3 {
        window.press("Down");
    }
    window.wait_for_text("Le client signe dans le cadre");
    reach(&window, "checkbox \"Les CGV");
    window.press("Space");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Faites signer le client");
    picture(&window, "accept-drawn-refused");
    sign(&window);
    picture(&window, "accept-drawn");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Commande CO-2026-0002 signée");
    picture(&window, "deal-signed");
    reach(&window, "link \"Ouvrir");
    window.press("Enter");
    window.wait_for("canvas");
    picture(&window, "signed-quote");
    window.press("Alt+Left");
    window.wait_for_text("Fil de l’affaire");

    // What the client receives next.
    choose(&window, "Confirmation de commande…");
    window.wait_for("canvas");
    picture(&window, "order-confirmation");
    press(&window, "Créer le PDF");
    window.wait_for_text("Confirmation de la commande CO-2026-0002 émise");
    choose(&window, "Page de bienvenue…");
    window.wait_for("canvas");
    picture(&window, "welcome-page");
    press(&window, "Créer le PDF");
    window.wait_for_text("Page de bienvenue émise");

    // An amendment: more photos; it waits, then replaces the order.
    choose(&window, "Avenant…");
    window.wait_for_text("Avant d’envoyer");
    write(&window, "Prix unitaire, ligne 4", "900");
    window.wait_for_text("5 080,00 €");
    picture(&window, "amendment-editor");
    window.run("document.querySelector('h1').focus(); return true");
    press(&window, "Envoyer");
    number_and_hand_over(&window);
    window.wait_for_text("Avenant D-2026-0004 envoyé");
    picture(&window, "deal-amendment");
    press(&window, "Abandonner…");
    window.wait_for_text("La commande signée tient telle quelle");
    picture(&window, "amendment-drop");
    window.press("Escape");
    follow(&window, "Noter la signature");
    window.wait_for_text("Avenant signé");
    write(&window, "Ce que le client a écrit", "D’accord pour l’avenant, Anne");
    reach(&window, "checkbox \"Les CGV");
    window.press("Space");
    picture(&window, "amendment-accept");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Commande CO-2026-0003 signée par avenant");
    picture(&window, "deal-amended");

    // A public body: the work waits for its number.
    open(&window, "Plan de la ville");
    window.wait_for_text("Fil de l’affaire");
    window.wait_for_text("Obtenir le numéro d’engagement");
    picture(&window, "deal-engagement");
    press(&window, "Noter le numéro");
    window.wait_for_text("L’organisme public le communique");
    press(&window, "Enregistrer le numéro");
    window.wait_for_text("Indiquez le numéro");
    write(&window, "Numéro d'engagement", "EJ-2026-0417");
    picture(&window, "engagement");
    press(&window, "Enregistrer le numéro");
    window.wait_for_text("Numéro d’engagement EJ-2026-0417 reçu");

    // A private person off premises: no money, no work before the delay, then a withdrawal.
    open(&window, "Faire-part");
    window.wait_for_text("Fil de l’affaire");
    press(&window, "Noter la signature");
    window.wait_for_text("Signé où");
    write(&window, "Ce que le client a écrit", "Bon pour accord, Paul Morvan");
    reach(&window, "checkbox \"Les CGV");
    window.press("Space");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Dites où ce client a signé");
    picture(&window, "accept-place-refused");
    window.press("Space");
    window.press("Down");
    picture(&window, "accept-place");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Droit de rétractation");
    picture(&window, "deal-protected");
    press(&window, "Émettre");
    window.wait_for_text("Avant d’émettre");
    issue(&window, "Émettre");
    window.wait_for_text("Reste à payer");
    follow(&window, "Faire-part");
    window.wait_for_text("Facture d’acompte F-2026-0001 émise");
    press(&window, "Noter le paiement");
    window.wait_for_text("Montant reçu");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("aucun paiement ne peut être reçu avant le 1er décembre 2026");
    picture(&window, "payment-too-early");
    window.press("Alt+Left");
    window.wait_for_text("Fil de l’affaire");
    press(&window, "Commencer");
    window.wait_for_text("Commencé le");
    press(&window, "Commencer");
    window.wait_for_text("Le client peut se rétracter jusqu’au 7 décembre 2026");
    picture(&window, "begin-too-early");
    window.press("Alt+Left");
    window.wait_for_text("Fil de l’affaire");
    follow(&window, "Noter sa demande de commencer");
    window.wait_for_text("Ce que le client a écrit");
    write(&window, "Ce que le client a écrit", "Commencez sans attendre, je vous prie.");
    picture(&window, "start-request");
    press(&window, "Enregistrer la demande");
    window.wait_for_text("Le client demande de commencer sans attendre");
    follow(&window, "Noter sa rétractation");
    window.wait_for_text("Ce qui va se passer");
    picture(&window, "withdrawal");
    press(&window, "Enregistrer la rétractation");
    window.wait_for_text("Rétractation du client");
    picture(&window, "deal-withdrawn");

    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}
