//! Getting paid, by keyboard: what is due and why, a promise that silences it, a dispute opened and settled, a policy whose
//! change is seen in what is to come; with a picture of each tab in both themes.

use serde_json::json;
use tests::{Books, bakery, day, delivered};

use crate::driver::Window;
use crate::hands::{choose_in, choose_radio, follow, picture, press, write};

const TODAY: &str = "2026-12-28";

/// The balance of a website, sent on 21 November, late by eight days.
fn books() -> Books {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let mut card = bakery();
    card["email"] = json!("anne@legoff.example");
    let house = books.on(day(11, 20));
    house.done("change_client", json!({"client": 1, "card": card}));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    books
}

#[test]
fn reminders_are_planned_promised_contested_and_changed_by_keyboard() {
    let books = books();
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    window.wait_for_text("Relancer F-2026-0002");
    follow(&window, "Relances");
    window.wait_for_text("8 jours de retard · par e-mail · ton neutre");
    picture(&window, "reminders-due");

    // What is to come, then one step less.
    press(&window, "À venir");
    window.wait_for_text("par lettre recommandée, mise en demeure");
    picture(&window, "reminders-rehearsal");
    press(&window, "Étapes");
    window.wait_for_text("35 jours après l’échéance, par lettre recommandée");
    picture(&window, "reminders-policies");
    press(&window, "Modifier les étapes : Nouveau");
    window.wait_for("[role=dialog]");
    write(&window, "Jours", "x");
    picture(&window, "reminders-policy");
    press(&window, "Enregistrer");
    window.wait_for_text("nombre de jours");
    write(&window, "Jours", "-8");
    press(&window, "Retirer l’étape 6");
    press(&window, "Enregistrer");
    window.wait_for_text("Étapes enregistrées.");
    press(&window, "À venir");
    window.wait_for_text("par courrier, ton ferme");
    window.wait_for_no_text("mise en demeure");

    // A promise keeps it back.
    window.run("location.hash = '#/factures/2'; return true");
    window.wait_for_text("Une relance est à faire aujourd’hui.");
    choose_in(&window, "Ce que dit le client", "Noter une promesse…");
    write(&window, "Promis pour le", "15/01");
    write(&window, "Qui l’a dit, et comment", "Anne, au téléphone");
    picture(&window, "reminders-promise");
    press(&window, "Noter la promesse");
    window.wait_for_text("Promesse notée");
    window.wait_for_text("promis pour le 15 janvier 2027");

    // So does a dispute, until it is settled.
    choose_in(&window, "Ce que dit le client", "Noter un litige…");
    write(&window, "Ce qu’il dit", "Deux pages manquent");
    write(&window, "Montant contesté", "800");
    picture(&window, "reminders-dispute");
    press(&window, "Noter le litige");
    window.wait_for_text("2 000,00 € restent dus");
    picture(&window, "reminders-invoice");
    follow(&window, "Relances");
    press(&window, "Promesses et litiges");
    window.wait_for_text("« Deux pages manquent »");
    picture(&window, "reminders-going");
    window.run("location.hash = '#/factures/2'; return true");
    window.wait_for_text("2 000,00 € restent dus");
    choose_in(&window, "Ce que dit le client", "Terminer le litige…");
    press(&window, "Terminer le litige");
    window.wait_for_text("Litige terminé");
    window.close();
}

#[test]
fn quotes_without_an_answer_are_steps_of_the_plan_by_keyboard() {
    let books = Books::camille();
    let (_, quote) = tests::quoted(&books);
    let mut card = bakery();
    card["email"] = json!("anne@legoff.example");
    let house = books.on(day(9, 11));
    house.done("change_client", json!({"client": 1, "card": card}));
    let Some(window) = Window::open(books.folder(), "2026-09-15") else { return };
    window.wait_for_text("Relancer le devis D-2026-0001, 5 jours sans réponse");
    follow(&window, "Relances");
    window.wait_for_text("D-2026-0001 · devis sans réponse, relance à 3 jours · par e-mail");
    picture(&window, "reminders-quote-due");
    press(&window, "Étapes");
    window.wait_for_text("8 jours après l’envoi, par e-mail");
    press(&window, "Modifier les étapes : devis sans réponse");
    window.wait_for("[role=dialog]");
    write(&window, "Jours", "15");
    press(&window, "Enregistrer");
    window.wait_for_text("Une autre étape a le même jour");
    picture(&window, "reminders-quote-policy");
    write(&window, "Jours", "6");
    press(&window, "Enregistrer");
    window.wait_for_text("Étapes enregistrées.");
    press(&window, "Aujourd’hui");
    window.wait_for_text("Personne à relancer aujourd’hui");
    press(&window, "À venir");
    window.wait_for_text("D-2026-0001");
    picture(&window, "reminders-quote-rehearsal");
    let mut signed = tests::acceptance(quote);
    signed["signed_on"] = json!("14/09/2026");
    window.call("act", "accept_quote", &signed).expect("the quote is signed");
    press(&window, "Étapes");
    press(&window, "À venir");
    window.wait_for_no_text("D-2026-0001");
}

#[test]
fn an_email_and_a_call_about_one_invoice_stand_on_one_line() {
    let books = books();
    let Some(window) = Window::open(books.folder(), "2026-12-31") else { return };
    follow(&window, "Relances");
    window.wait_for_text("par téléphone");
    window.wait_until(
        "one line with both ways",
        "const lines = document.querySelectorAll('[aria-label=\"À relancer aujourd’hui\"] > li');
         return lines.length === 1 && lines[0].querySelectorAll('a.button').length === 2",
    );
    press(&window, "Pourquoi ?");
    window.wait_for_text("11 jours");
    picture(&window, "reminders-two-ways");
    follow(&window, "Appeler…");
    window.wait_for_text("Il me faut aujourd’hui une date");
    window.close();
}

#[test]
fn a_call_is_made_by_its_script_and_its_result_noted_by_keyboard() {
    let books = books();
    let Some(window) = Window::open(books.folder(), TODAY) else { return };
    let given = json!({"what": "reminder", "id": 2, "method": "phone"});
    let remind = format!("location.hash = '#/affaires/1?avec=' + encodeURIComponent('{given}'); return true");
    window.run(&remind);
    window.wait_for_text("Je vous appelle au sujet de F-2026-0002");
    picture(&window, "call");
    choose_radio(&window, "Autre réponse", "Personne n’a répondu");
    press(&window, "Noter l'appel");
    window.wait_for_text("Appel noté : la relance reste à faire.");
    window.run("location.hash = '#/'; return true");
    window.run(&remind);
    window.wait_for_text("Je vous appelle au sujet de F-2026-0002");
    choose_radio(&window, "Autre réponse", "Une date de paiement");
    write(&window, "Ce qui a été dit", "Le virement part le 15");
    press(&window, "Noter l'appel");
    window.wait_for_text("Promesse de paiement de F-2026-0002");
    picture(&window, "call-promise");
    window.close();
}
