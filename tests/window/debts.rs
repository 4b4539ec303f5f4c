//! What is not paid, by keyboard: a payment plan agreed, seen to be kept and ended; the file for a judge, saved and whole.

use documents::bundle::check;
use serde_json::json;
use tests::{Books, day, delivered};

use crate::driver::Window;
use crate::hands::{choose_in, follow, picture, press, write};

/// The balance of a website, handed over on 21 November, never paid.
fn books() -> Books {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    books
}

#[test]
fn a_debt_is_paid_in_parts_or_brought_before_a_judge() {
    let books = books();
    let saved = tempfile::tempdir().expect("a folder");
    let given = [("PARCOURS_SAVE_AS", saved.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-12-28", &given) else { return };
    window.run("location.hash = '#/clients/1'; return true");
    window.wait_for_text("Boulangerie Le Goff");
    choose_in(&window, "Autres actions", "Échéancier de paiement…");
    window.wait_for_text("restent dus sur F-2026-0002");
    write(&window, "En combien de fois", "1");
    write(&window, "Première échéance", "15/01");
    press(&window, "Rendre l’accord définitif");
    window.wait_for_text("Écrivez un nombre entre 2 et 36.");
    write(&window, "En combien de fois", "2");
    window.wait_for_text("1 400,00");
    picture(&window, "debts-plan");
    press(&window, "Rendre l’accord définitif");
    window.wait_for_text("Échéancier convenu");
    follow(&window, "Relances");
    window.wait_for_text("prochaine échéance le 15 janvier 2027");
    press(&window, "Promesses et litiges");
    window.wait_for_text("2 800,00 € à venir");
    picture(&window, "debts-going");
    press(&window, "Arrêter… l’échéancier de Boulangerie Le Goff");
    write(&window, "Pourquoi il s’arrête", "Il paie tout lundi");
    press(&window, "Arrêter l’échéancier");
    window.wait_for_text("Échéancier arrêté");

    window.run("location.hash = '#/clients/1'; return true");
    window.wait_for_text("Affaires");
    choose_in(&window, "Autres actions", "Dossier pour le tribunal…");
    window.wait_for_text("Aucune mise en demeure n’a été envoyée");
    press(&window, "Injonction de payer");
    window.wait_for_text("L’ordonnance est à signifier dans les trois mois");
    picture(&window, "debts-court");
    press(&window, "Enregistrer le dossier");
    window.wait_for_text("Enregistré :");
    let file = std::fs::read_dir(saved.path()).expect("the folder").next().expect("a file").expect("it");
    let (checked, _) = check(&std::fs::read(file.path()).expect("its bytes"));
    assert!(checked.ok, "{:?}", checked.findings);
    window.close();
}
