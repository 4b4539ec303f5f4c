//! What is written once the work is paid, by keyboard and through a real mail server: thanks from the list of the day, a
//! receipt, and the same words to all clients.

use serde_json::json;
use tests::smtp::{PASSWORD, Setup, Smtp};
use tests::{Books, bakery, camille, day, pay, website};

use crate::driver::Window;
use crate::hands::{choose_in, follow, picture, press, write};

const TODAY: &str = "2026-09-24";

/// A client whose invoice is paid, its receipt made, and a server whose password is known.
fn books(smtp: &Smtp) -> Books {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    house.done("set_identity", camille());
    house.done("set_mail_server", tests::outbox::typed(&smtp.server()));
    let mut card = bakery();
    card["email"] = json!("anne@exemple.fr");
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "Site de la boulangerie"}));
    let content = json!({"subject": "Site", "due_on": "2026-09-21", "lines": website()["lines"]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    drop(house);
    pay(&books, day(9, 23), invoice, "4000");
    books.on(day(9, 23)).done("issue_receipt", json!({"payment": 1}));
    books
}

#[test]
fn thanks_a_receipt_and_news_for_all_leave_from_the_window() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let folder = tempfile::tempdir().expect("a folder");
    let keyring = folder.path().join("keyring");
    let driven = [("PARCOURS_KEYRING", keyring.as_path())];
    let Some(window) = Window::open_with(books.folder(), TODAY, &driven) else { return };
    window.run("location.hash = '#/reglages/envoi'; return true");
    write(&window, "Mot de passe", PASSWORD);
    press(&window, "Enregistrer l’envoi");
    window.wait_for_text("Le mot de passe est gardé dans le trousseau");

    // Thanks: written from the list of the day, noted once they left.
    follow(&window, "Aujourd’hui");
    window.wait_for_text("Remercier le client");
    choose_in(&window, "Reporter, ignorer, pourquoi : Remercier le client", "Écrire au client…");
    window.wait_for_text("Le message part de votre adresse");
    picture(&window, "written-thanks");
    press(&window, "Envoyer");
    window.wait_for_text("1 message envoyé.");
    window.wait_for_text("Client remercié par e-mail");
    picture(&window, "written-deal");

    // Its receipt.
    follow(&window, "Paiements");
    window.wait_for_text("Boulangerie Le Goff");
    choose_in(&window, "Actions sur le paiement de 4", "Envoyer le reçu par e-mail…");
    window.wait_for_text("Pièce jointe : Reçu");
    press(&window, "Envoyer");
    window.wait_for_text("1 message envoyé.");

    // The same to all.
    follow(&window, "Clients");
    press(&window, "Écrire à tous…");
    window.wait_for_text("1 client le recevra");
    press(&window, "Envoyer");
    window.wait_for_text("Donnez un objet à cette annonce.");
    write(&window, "Objet", "Mon nouvel IBAN");
    write(&window, "Message", "Mon compte change le 1er octobre.");
    picture(&window, "written-announcement");
    press(&window, "Envoyer");
    window.wait_for_text("1 message envoyé.");
    assert_eq!(smtp.taken().len(), 3);
    window.close();
    books.on(day(9, 24)).verified();
}
