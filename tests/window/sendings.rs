//! What leaves, by keyboard: an invoice is sent with its message, a late client reminded by letter, a cheque deposited
//! and cleared, a receipt written; with a picture of each screen in both themes.

use mail_parser::{MessageParser, MimeHeaders};
use serde_json::json;
use tests::{Books, bakery, day, delivered, opened, website};

use crate::driver::Window;
use crate::hands::{choose_in, choose_radio, follow, picture, press, write};

const TODAY: &str = "2026-12-28";

/// The balance of a website, issued on 20 November, late by a week, never sent.
fn books() -> Books {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let mut card = bakery();
    card["email"] = json!("anne@legoff.example");
    card["phone"] = json!("02 96 00 00 00");
    books.on(day(11, 20)).done("change_client", json!({"client": 1, "card": card}));
    books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    books
}

#[test]
fn an_invoice_is_sent_reminded_of_and_paid_by_cheque_by_keyboard() {
    let books = books();
    let mail = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open_with(books.folder(), TODAY, &[("PARCOURS_MAIL", mail.path())]) else {
        return;
    };
    window.wait_for_text("Envoyer F-2026-0002");
    picture(&window, "sendings-today");

    // The message opens in the mail program; the day it left is noted.
    press(&window, "Envoyer");
    window.wait_for_text("Pièce jointe : F-2026-0002.pdf");
    picture(&window, "sendings-message");
    write(&window, "À", "nobody");
    press(&window, "Ouvrir dans ma messagerie");
    window.wait_for_text("n’est pas");
    write(&window, "À", "compta@legoff.example");
    press(&window, "Ouvrir dans ma messagerie");
    window.wait_for_text("s’est ouvert dans votre messagerie");
    let eml = std::fs::read(mail.path().join("Message F-2026-0002.eml")).expect("the message");
    let message = MessageParser::default().parse(&eml).expect("a message that can be read");
    assert_eq!(message.subject(), Some("Facture F-2026-0002\u{a0}: Refonte du site"));
    assert_eq!(
        message.to().and_then(|to| to.first()).and_then(|to| to.address()),
        Some("compta@legoff.example")
    );
    let joined = message.attachment(0).expect("the invoice");
    assert_eq!(joined.attachment_name(), Some("F-2026-0002.pdf"));
    assert!(joined.contents().starts_with(b"%PDF"));
    // Enter once more answers nothing: one says that it left, and when.
    window.wait_for_text("Le message est-il parti ?");
    window.press("Enter");
    picture(&window, "sendings-left");
    write(&window, "Envoyé le", "20/11/2026");
    press(&window, "Oui, noter l’envoi");
    window.wait_for_text("Envoi noté.");

    // It is late now: a letter, in the tone that a week calls for.
    window.wait_for_text("Relancer F-2026-0002");
    press(&window, "Relancer");
    window.wait_for_text("8 jours de retard");
    choose_radio(&window, "Par e-mail", "Par courrier");
    window.wait_for_text("Rendre la lettre définitive");
    window.wait_for("[role=dialog] canvas");
    picture(&window, "sendings-letter");
    // Made, it is not posted yet: Enter once more says nothing of it, and « Pas encore » leaves the reminder to be done.
    press(&window, "Rendre la lettre définitive");
    window.wait_for_text("La lettre est-elle postée ?");
    picture(&window, "sendings-made");
    window.press("Enter");
    press(&window, "Pas encore");
    window.wait_for_text("la relance reste à faire");
    window.wait_for_text("Relancer F-2026-0002");
    press(&window, "Relancer");
    window.wait_for_text("8 jours de retard");
    choose_radio(&window, "Par e-mail", "Par courrier");
    window.wait_for("[role=dialog] canvas");
    press(&window, "Rendre la lettre définitive");
    window.wait_for_text("La lettre est-elle postée ?");
    press(&window, "Oui, elle est postée");
    window.wait_for_text("Relance notée.");
    window.wait_for_text("Relance neutre de F-2026-0002 par courrier");
    picture(&window, "sendings-deal");

    // A cheque comes, goes to the bank, and is money.
    let cheque = json!({"invoice": 2, "amount": "2800", "received_on": "28/12/2026", "method": "cheque", "reference": "n° 0012345"});
    window.call("act", "record_payment", &cheque).expect("a cheque");
    books.on(day(12, 28)).done("add_note", json!({"deal": 1, "kind": "note", "text": "Chèque arrivé."}));
    window.wait_for_text("Déposer le chèque");
    press(&window, "Noter le dépôt");
    window.wait_for_text("vérifier l’encaissement");
    picture(&window, "sendings-cheque");
    press(&window, "Noter l’encaissement");
    window.wait_for_text("Encaissement noté.");

    // Its receipt is written once and can be read.
    follow(&window, "Paiements");
    window.wait_for_text("encaissé le");
    choose_in(&window, "Actions sur le paiement de 2", "Établir un reçu");
    window.wait_for_text("Reçu établi.");
    picture(&window, "sendings-payments");
    choose_in(&window, "Actions sur le paiement de 2", "Voir le reçu");
    window.wait_for("canvas");
    picture(&window, "sendings-receipt");
    follow(&window, "Factures");
    window.wait_for_text("reste à payer");
    picture(&window, "sendings-invoices");
    follow(&window, "F-2026-0002");
    window.wait_for_text("Envois");
    window.wait_for("canvas");
    picture(&window, "sendings-invoice");
    books.on(day(12, 28)).verified();
}

/// A quote that was numbered, and a computer without a mail program.
#[test]
fn nothing_is_noted_as_sent_before_one_says_that_it_left_and_that_can_be_taken_back() {
    let books = Books::camille();
    let deal = opened(&books);
    books.on(day(12, 20)).done("send_quote", json!({"deal": deal, "content": website()}));
    let mail = tempfile::tempdir().expect("a folder");
    let own = [("PARCOURS_MAIL", mail.path()), ("PARCOURS_NO_MAIL", mail.path())];
    let Some(window) = Window::open_with(books.folder(), TODAY, &own) else { return };
    let to_send = |window: &Window| {
        let rows = window.call("ask", "quotes", &json!({})).expect("the quotes");
        assert_eq!(rows["rows"][0]["status"], "to_send", "{rows:#}");
    };
    window.wait_for_text("Envoyer D-2026-0001");
    press(&window, "Envoyer");
    window.wait_for_text("Comment");
    choose_radio(&window, "En main propre", "Par e-mail");
    window.wait_for_text("Pièce jointe : D-2026-0001.pdf");
    press(&window, "Ouvrir dans ma messagerie");
    window.wait_for_text("À qui écrire ?");
    write(&window, "À", "anne@legoff.example");
    press(&window, "Ouvrir dans ma messagerie");
    window.wait_for_text("Aucune messagerie ne s’est ouverte");
    picture(&window, "sendings-no-mail");
    window.press("Enter");
    to_send(&window);
    press(&window, "Pas encore");
    window.wait_for_text("l’envoi reste à faire");
    to_send(&window);

    // What was typed is still there; this time it left.
    press(&window, "Envoyer");
    window.wait_for_text("Pièce jointe : D-2026-0001.pdf");
    assert_eq!(window.value("À"), "anne@legoff.example");
    press(&window, "Ouvrir dans ma messagerie");
    window.wait_for_text("Le message est-il parti ?");
    press(&window, "Oui, noter l’envoi");
    window.wait_for_text("Devis D-2026-0001 envoyé par e-mail");
    picture(&window, "sendings-quote");
    // It did not leave after all.
    press(&window, "Retirer");
    window.wait_for_text("Envoi retiré : il reste à faire.");
    to_send(&window);
    window.wait_for_text("Retiré le");
    books.on(day(12, 28)).verified();
}
