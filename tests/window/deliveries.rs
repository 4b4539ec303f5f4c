//! A delivery by keyboard: what the client supplies, a stage moved, reached, announced and invoiced, a report with
//! reserves, an invoice in three parts; with a picture of each screen in both themes.

use serde_json::json;
use tests::{Books, acceptance, day, opened, pay, website};

use crate::driver::{Dropped, Window};
use crate::hands::{follow, issue, picture, press, reach, write};

/// The website, its deposit paid and its work begun on 3 October, the first stage late on the 20th.
fn books() -> Books {
    let books = Books::camille();
    let deal = opened(&books);
    let mut content = website();
    content["supplies"] = json!(["Le logo", "Les textes des pages"]);
    content["stages"] = json!([
        {"label": "Maquettes", "planned_on": "2026-10-15"},
        {"label": "Intégration", "planned_on": "2026-11-02"},
        {"label": "Mise en ligne", "planned_on": "2026-11-16"}
    ]);
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let order = books.on(day(9, 24)).done("accept_quote", acceptance(quote));
    let deposit = books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    pay(&books, day(10, 2), deposit, "1200,00");
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "2026-10-03"}));
    books.on(day(10, 3)).done("ask_supply", json!({"order": order, "supply": 1, "asked_on": "2026-10-03"}));
    books
}

#[test]
fn a_delivery_is_followed_to_its_acceptance_by_keyboard() {
    let books = books();
    let Some(window) = Window::open(books.folder(), "2026-10-20") else { return };
    window.wait_for_text("Mardi 20 octobre");
    // One line for the deal: the rest is folded under it.
    window.wait_for_text("Demander le logo");
    press(&window, "+ 2");
    window.wait_for_text("Redemander les textes des pages");
    picture(&window, "delivery-today");
    follow(&window, "Affaires");
    window.wait_for_text("Refonte du site");
    follow(&window, "Refonte du site");
    window.wait_for_text("Attendu du client");
    picture(&window, "delivery-deal");

    follow(&window, "Reçu");
    window.wait_for_text("Noter la réception");
    window.choose_file(
        "input[type=file]",
        &Dropped {
            name: "logo.png",
            media_type: "image/png",
            bytes: include_bytes!("../../assets/icons/32.png"),
        },
    );
    window.wait_for_text("logo.png");
    write(&window, "Reçu le", "21/10/2026");
    press(&window, "Noter la réception");
    window.wait_for_text("Cette date est à venir");
    picture(&window, "supply-refused");
    write(&window, "Reçu le", "19/10/2026");
    press(&window, "Noter la réception");
    window.wait_for_text("reçu le 19 oct.");

    follow(&window, "Reporter");
    window.wait_for_text("Nouvelle date");
    write(&window, "Nouvelle date", "27/10/2026");
    press(&window, "Noter la nouvelle date");
    window.wait_for_text("dites pourquoi elle change");
    picture(&window, "stage-plan-refused");
    write(&window, "Raison", "Textes attendus");
    press(&window, "Noter la nouvelle date");
    window.wait_for_text("Prévue d’abord le 15 octobre 2026");
    follow(&window, "Atteinte");
    window.wait_for_text("Atteinte le");
    press(&window, "Noter l’étape");
    window.wait_for_text("Texte pour le client");
    window.wait_for_text("Facturer cette étape");
    picture(&window, "stage-announce");
    press(&window, "Noter l’annonce");
    window.wait_for_text("annoncée le 20 oct.");
    picture(&window, "delivery-stages");

    // The stage is invoiced in two parts: what does not sum up is said at its field.
    follow(&window, "Facturer");
    window.wait_for_text("Part de la commande");
    write(&window, "Part de la commande", "30");
    press(&window, "Payer en plusieurs fois…");
    window.wait_for_text("Échéances");
    write(&window, "Date 1", "10/11/2026");
    write(&window, "Part 1", "50 %");
    write(&window, "Date 2", "10/12/2026");
    write(&window, "Part 2", "500");
    window.wait_for_text("il manque 100,00 €");
    picture(&window, "instalments-refused");
    write(&window, "Part 2", "");
    window.press("Backspace");
    window.wait_for_text("Rien ne manque");
    window.wait_for("canvas");
    picture(&window, "instalments");
    issue(&window, "Émettre");
    window.wait_for_text("F-2026-0002");
    window.wait_for("canvas");
    picture(&window, "invoice-instalments");
    window.close();

    // Delivered, then invoiced in three parts, reported and accepted with reserves.
    books.on(day(11, 17)).done("record_delivery", json!({"order": 1, "delivered_on": "2026-11-17"}));
    let Some(window) = Window::open(books.folder(), "2026-11-20") else { return };
    window.wait_for_text("Vendredi 20 novembre");
    follow(&window, "Affaires");
    window.wait_for_text("Refonte du site");
    follow(&window, "Refonte du site");
    window.wait_for_text("Établir le PV");
    follow(&window, "Établir le PV");
    window.wait_for_text("Travail livré");
    window.wait_for("canvas");
    picture(&window, "report");
    press(&window, "Établir le PV");
    window.wait_for_text("PV à faire signer");
    follow(&window, "Noter la réception");
    window.wait_for_text("Signée avec réserves");
    reach(&window, "radio \"Signée sans");
    window.press("Down");
    window.wait_for_text("Une par ligne");
    write(&window, "Signée par", "Anne Le Goff");
    write(&window, "Réserves", "Le menu du pied de page");
    press(&window, "Noter la réception");
    window.wait_for_text("Joignez le PV signé");
    picture(&window, "acceptance-refused");
    window.choose_file(
        "input[type=file]",
        &Dropped { name: "pv.pdf", media_type: "application/pdf", bytes: &tests::scan("pv") },
    );
    window.wait_for_text("pv.pdf");
    press(&window, "Noter la réception");
    window.wait_for_text("avec réserves");
    picture(&window, "delivery-reserves");
    follow(&window, "Lever les réserves");
    window.wait_for_text("Levées le");
    write(&window, "Note", "Refait et vérifié avec Anne");
    picture(&window, "lift");
    press(&window, "Noter la levée");
    window.wait_for_text("réserves levées");
    picture(&window, "delivery-lifted");
    window.close();
    books.on(day(11, 21)).verified();
}
