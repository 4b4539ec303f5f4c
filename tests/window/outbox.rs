//! Messages that leave from the window, by keyboard and through a real mail server: the server's password, a message to
//! oneself, three reminders; with pictures of both screens.

use serde_json::json;
use tests::smtp::{PASSWORD, Setup, Smtp};
use tests::{Books, bakery, camille, day, website};

use crate::driver::Window;
use crate::hands::{follow, picture, press, write};

const TODAY: &str = "2026-09-24";

/// Three clients, each with an invoice that is late by three days, and a server of which the password is not known.
fn books(smtp: &Smtp) -> Books {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    house.done("set_identity", camille());
    house.done("set_mail_server", tests::outbox::typed(&smtp.server()));
    for (rank, name) in ["Boulangerie Le Goff", "Lumen", "Dupont"].into_iter().enumerate() {
        let mut card = bakery();
        card["name"] = json!(name);
        card["siret"] = json!(["552 100 554", "552 081 317", "443 061 841"][rank]);
        card["electronic_address"] = json!("");
        card["profile"] = json!("regular");
        card["email"] = json!(format!("contact{rank}@exemple.fr"));
        let client = house.done("add_client", card);
        let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
        let content = json!({"subject": "Site", "due_on": "2026-09-21", "lines": website()["lines"]});
        let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
        house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    }
    drop(house);
    books
}

#[test]
fn three_reminders_leave_from_the_window_through_a_real_server() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let folder = tempfile::tempdir().expect("a folder");
    let keyring = folder.path().join("keyring");
    let driven = [("PARCOURS_KEYRING", keyring.as_path())];
    let Some(window) = Window::open_with(books.folder(), TODAY, &driven) else { return };

    // A wrong password is told at its field; the right one is kept.
    window.run("location.hash = '#/reglages/envoi'; return true");
    window.wait_for_text("Le mot de passe n’est pas connu");
    write(&window, "Mot de passe", "faux");
    press(&window, "M’envoyer un message d’essai");
    window.wait_for_text("mot de passe");
    window.wait_until(
        "the refusal at the password",
        "return document.querySelector('[name=password]')?.getAttribute('aria-invalid') === 'true'",
    );
    picture(&window, "outbox-password");
    write(&window, "Mot de passe", PASSWORD);
    press(&window, "M’envoyer un message d’essai");
    window.wait_for_text("Message d’essai envoyé à camille@exemple.fr.");
    press(&window, "Enregistrer l’envoi");
    window.wait_for_text("Le mot de passe est gardé dans le trousseau");
    picture(&window, "outbox-settings");
    let before = smtp.taken().len();

    // Three reminders, each in one gesture.
    follow(&window, "Relances");
    for left in (0..3).rev() {
        window.wait_for_text("3 jours de retard · par e-mail");
        follow(&window, "Relancer…");
        window.wait_for_text("Le message part de votre adresse");
        if left == 2 {
            picture(&window, "outbox-message");
        }
        press(&window, "Envoyer");
        window.wait_for_text("1 message envoyé.");
        window.run("location.hash = '#/relances'; return true");
    }
    window.wait_for_text("Personne à relancer aujourd’hui");
    assert_eq!(smtp.taken().len(), before + 3);
    press(&window, "Boîte d’envoi");
    window.wait_for_text("Partis ou retirés");

    // One that nobody takes stays with its reason, and is taken back.
    let send = json!({"invoice": 1, "method": "email", "recipient": "refused@exemple.fr", "queue": true});
    window.call("act", "send_invoice", &send).expect("it is queued");
    window.call("job", "send_outbox", &json!({})).expect("it is tried");
    window.run("location.reload(); return true");
    window.wait_for_text("Pas partis");
    window.wait_for_text("refused@exemple.fr");
    picture(&window, "outbox-failed");
    press(&window, "Retirer");
    window.wait_for_text("Message retiré");
    window.wait_for_no_text("Pas partis");
    window.close();
    books.on(day(9, 24)).verified();
}
