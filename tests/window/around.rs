//! Looking around in invented books, launching actions from the one field, and the weekly review.

use serde_json::json;
use tests::{Books, day};

use crate::driver::Window;
use crate::hands::{choose_in, follow, picture, press, press_back_to, reach, write};

#[test]
fn one_looks_around_in_invented_books_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(folder.path(), "2026-11-23") else { return };

    picture(&window, "start");
    press(&window, "découvrir avec une freelance de démonstration");
    window.wait_for_text("Lundi 23 novembre");
    window.wait_for_text("Démonstration : clients, devis et factures sont inventés");
    window.wait_for_text("À faire");
    picture(&window, "demo-today");
    follow(&window, "Affaires");
    window.wait_for_text("En cours");
    picture(&window, "demo-deals");
    follow(&window, "Paiements");
    follow(&window, "Relevés");
    window.wait_for_text("Confirmer ce qui est certain");
    window.wait_for_text("Relevés importés");
    picture(&window, "demo-statements");

    // An action that needs a deal asks which one, in the same field.
    window.press("Control+k");
    window.type_text("note appel");
    window.wait_for_text("Ajouter une note ou un appel");
    window.press("Enter");
    window.wait_until(
        "the field asks which deal",
        "return document.activeElement?.placeholder.replace('\\u00a0', ' ') === 'Pour quelle affaire ?'",
    );
    window.type_text("catalogue réalisations");
    window.wait_for_text("Catalogue des réalisations");
    picture(&window, "palette");
    window.press("Enter");
    window.wait_for("[role=dialog]");
    picture(&window, "palette-note");
    window.press("Escape");

    press(&window, "Quitter la démonstration");
    window.wait_for_text("Qui êtes-vous ?");
    window.close();
    let deals: i64 = rusqlite::Connection::open(books::file::path(folder.path()))
        .and_then(|own| own.query_row("SELECT count(*) FROM deal", [], |r| r.get(0)))
        .expect("one's own books");
    assert_eq!(deals, 0, "one's own books stay empty");
}

#[test]
fn the_week_is_looked_over() {
    let books = Books::empty();
    parcours::jobs::demo::fill(&parcours::open, books.folder(), day(11, 23), 1, &|_, _| true)
        .expect("the demo");
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };

    // The top of the home screen, as the README shows it.
    window.wait_for_text("À faire");
    picture(&window, "today");
    the_list_by_keyboard(&window);
    window.run("document.querySelector('h1').focus(); return true");
    follow(&window, "Faire la revue");
    window.wait_for_text("Encaissements à vérifier");
    picture(&window, "review");
    press(&window, "C’est fait");
    window.wait_for_text("Revue faite.");
    window.wait_for_no_text("C’est le moment de la revue");
    press(&window, "Fermer");
    window.wait_for_no_text("Revue faite.");
    picture(&window, "today-full");
    window.close();
}

/// Put off, taken back, asked why; written down, done; and a pile gone through.
fn the_list_by_keyboard(window: &Window) {
    window.run("document.querySelector('h1').focus(); return true");
    window.press("j");
    assert!(window.focus().starts_with("button \"Relancer"), "j goes to the first line: {}", window.focus());
    let first = window.focus();
    window.press("h");
    window.wait_for("[role=dialog]");
    write(window, "Ou un jour", "hier");
    window.press("Enter");
    window.wait_for_text("Choisissez un jour à venir");
    picture(window, "today-put-off");
    write(window, "Ou un jour", "jeudi");
    window.press("Enter");
    window.wait_for_text("Reportée : jeudi.");
    window.wait_until(
        "the focus to go on to the next line",
        "return document.activeElement?.matches('[data-act]:not([aria-disabled])') === true",
    );
    assert_ne!(window.focus(), first);
    picture(window, "today-put-off-done");
    press_back_to(window, "Annuler");
    window.wait_for_no_text("Reportée : jeudi.");
    window.wait_until(
        "the line to be there again, and the focus on it",
        "return document.activeElement?.closest('[data-line]')?.dataset.line?.startsWith('remind_client') === true",
    );
    assert_eq!(window.focus(), first);
    choose_in(window, "Reporter, ignorer, pourquoi", "Pourquoi");
    window.wait_for_text("Dernière relance il y a 17 jours");
    picture(window, "today-why");

    window.run("document.querySelector('[name=own_task]').focus(); return true");
    window.type_text("Rappeler Anne mardi");
    window.wait_for_text("Pour le mardi 24 novembre");
    window.press("Control+a");
    window.type_text("Racheter du papier");
    window.press("Enter");
    window.wait_for_text("Tâche notée pour aujourd’hui.");
    press(window, "Fait");
    window.wait_until(
        "what was written down to be done",
        "return [...document.querySelectorAll('.gone')].some((one) => one.textContent.includes('Racheter du papier'))",
    );

    // A pile is gone through with → and Entrée.
    press(window, "Cette semaine");
    press(window, "Passer en revue");
    window.wait_for_text("1 sur 5");
    picture(window, "today-pile");
    window.press("Right");
    window.wait_for_text("2 sur 5");
    window.press("Enter");
    window.wait_for_text("3 sur 5");
    window.press("Escape");
    window.wait_for_text("Fait aujourd’hui");
}

/// Every screen, its answers made useless once: it says that it failed, the rail stays, and it comes back.
#[test]
fn a_screen_that_fails_leaves_the_rail_and_comes_back() {
    let books = tests::Books::camille();
    let (deal, order) = tests::delivered(&books);
    books.on(day(11, 21)).done("issue_balance_invoice", serde_json::json!({"order": order}));
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("À faire");
    // Answers of questions lose all that they say, but for the one that the rail lives on.
    window.run(
        "const sound = window.fetch; window.broken = false; window.given = 0;
         const text = (body) => typeof body === 'string' ? body : new TextDecoder().decode(body);
         window.fetch = async (address, given) => {
           const answer = await sound(address, given);
           if (!window.broken || !String(address).endsWith('/ask') || text(given.body).includes('\"name\":\"today\"')) return answer;
           setTimeout(() => (window.given += 1), 50);
           return new Response('{}', { status: 200, headers: answer.headers });
         };
         return true",
    );
    let addresses = [
        "/affaires".to_owned(),
        format!("/affaires/{deal}"),
        format!("/affaires/{deal}/modifier"),
        "/clients".to_owned(),
        "/clients/1".to_owned(),
        "/clients/1/modifier".to_owned(),
        "/devis".to_owned(),
        "/factures".to_owned(),
        "/factures/1".to_owned(),
        "/factures/1/avoir".to_owned(),
        "/paiements".to_owned(),
        "/suivi".to_owned(),
        "/revue".to_owned(),
        "/reglages".to_owned(),
        "/reglages/documents".to_owned(),
        "/devis/catalogue".to_owned(),
        "/reglages/donnees".to_owned(),
    ];
    let mut failed = 0;
    for address in &addresses {
        window.run(&format!(
            "window.broken = true; window.given = 0; location.hash = '#{address}'; return true"
        ));
        window.wait_until(
            &format!("{address} to be told nothing, and to say something"),
            "return window.given > 0 && document.querySelector('main h1')?.textContent.trim().length > 0",
        );
        let shown = window.run("return document.querySelector('main h1').textContent");
        assert_eq!(window.run("return !!document.querySelector('nav')"), true, "{address}: the rail stays");
        window.run("window.broken = false; return true");
        if shown.as_str().is_some_and(|title| title.contains("n’a pas pu s’afficher")) {
            failed += 1;
            if failed == 1 {
                picture(&window, "screen-failed");
            }
            press(&window, "Réessayer");
            window.wait_for_no_text("n’a pas pu s’afficher");
        }
        follow(&window, "Aujourd’hui");
        window.wait_for_text("À faire");
    }
    assert!(failed >= 8, "{failed} screens of {} failed: the others are not tried", addresses.len());
    let log = std::fs::read_to_string(books::log::place(books.folder())).expect("the log");
    assert!(log.contains("the page failed"), "{log}");
    window.close();
}

#[test]
fn a_backup_is_kept_from_the_palette_and_what_restoring_leaves_out_is_told() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("Lundi 23 novembre");
    window.press("Control+k");
    window.type_text("sauvegarder");
    window.wait_until(
        "the action to be found",
        "return document.querySelector('[role=option][aria-selected=true]')?.textContent.includes('Sauvegarder mes') === true",
    );
    window.press("Enter");
    // The copy of each day may have been kept a moment ago.
    window.wait_until(
        "the result",
        "return /Sauvegarde faite et vérifiée|Rien n’a changé depuis/.test(document.querySelector('.toast')?.textContent ?? '')",
    );
    window.wait_for_text("Lundi 23 novembre");
    // It stands in the rail: nothing of the screen is under it.
    let over = "const said = document.querySelector('.toast').getBoundingClientRect();
        return said.right <= document.querySelector('main').getBoundingClientRect().left + 1";
    assert_eq!(window.run(over), true);
    picture(&window, "palette-backup");

    books
        .on(day(11, 23))
        .done("open_deal", json!({"new_client": {"name": "Lumen", "kind": "company"}, "title": "Vitrine"}));
    follow(&window, "Réglages");
    window.wait_for_text("Forme juridique");
    follow(&window, "Données");
    window.wait_for_text("Sauvegarder maintenant");
    press(&window, "Sauvegarder maintenant");
    window.wait_for_text("Sauvegarde faite et vérifiée.");
    assert!(
        window.focus().starts_with("button \"Sauvegarder maintenant"),
        "the focus stays: {}",
        window.focus()
    );
    books.on(day(11, 23)).done("add_note", json!({"deal": 1, "kind": "note", "text": "Veut du bleu."}));
    press(&window, "Restaurer…");
    window.wait_for_text("1 action faite depuis ne s’y trouve");
    window.wait_for_text("Note");
    picture(&window, "restore-leaves-out");
    window.press("Escape");

    // What a small button is for, by keyboard.
    follow(&window, "Affaires");
    window.wait_for_text("Vitrine");
    follow(&window, "Vitrine");
    window.wait_for_text("Fil de l’affaire");
    reach(&window, "button \"Retour");
    window.wait_until(
        "the tip",
        "return document.querySelector('[role=tooltip]')?.textContent.includes('Alt + ←') === true",
    );
    picture(&window, "tip");
    window.press("Escape");
    window.wait_until("no tip", "return document.querySelector('[role=tooltip]') === null");
    window.close();
}
