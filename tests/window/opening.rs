//! The window opens, is read by name, obeys the keyboard, and gives the page its commands only.

use std::ffi::OsStr;

use serde_json::json;

use crate::driver::{Dropped, Window};
use crate::hands::{picture, press, reach, write};

const TODAY: &str = "2026-03-03";

#[test]
fn the_window_opens_and_is_drawn_in_both_themes() {
    let books = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(books.path(), TODAY) else { return };

    window.screenshot("opening-light");
    window.dark(true);
    window.screenshot("opening-dark");
    assert!(window.first_paint() < 5_000.0, "the first paint comes within seconds");
}

#[test]
fn the_page_may_call_the_commands_of_the_house_and_no_other() {
    let books = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(books.path(), TODAY) else { return };

    let closed = window.invoke("plugin:window|close", &json!({}));
    let dialog = window.invoke("plugin:dialog|open", &json!({ "options": {} }));
    let path = window.invoke("reveal", &json!({ "path": "/etc/passwd" }));

    assert!(closed.is_err() && dialog.is_err(), "plugins answer the page: {closed:?} {dialog:?}");
    let refused = path.expect_err("a path that the user did not choose is not shown");
    assert_eq!(refused["internal"], "Ce fichier n’a pas été enregistré par Parcours.");
}

#[test]
fn books_that_cannot_be_read_are_explained_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books.sqlite");
    let foreign = b"This was never a database, but it is somebody's file.";
    std::fs::write(&books, foreign).expect("a foreign file");
    let Some(window) = Window::open(folder.path(), TODAY) else { return };

    window.wait_for_text("n’ont pas pu être ouvertes");
    window.screenshot("opening-damaged");
    let refused = window.call("ask", "books", &json!({})).expect_err("no door opens");

    assert_eq!(refused["refusal"]["code"], "books_unusable", "{refused}");
    assert_eq!(std::fs::read(&books).expect("the file"), foreign);
    std::fs::remove_file(&books).expect("the foreign file is taken away");
    assert!(
        window.call("ask", "books", &json!({})).is_ok(),
        "asking again opens the books that can be opened"
    );
}

#[test]
fn books_that_are_gone_are_not_begun_again() {
    let folder = tempfile::tempdir().expect("a folder");
    {
        let books = tests::Door(parcours::open(parcours::Opening {
            data: Some(folder.path().to_owned()),
            today: Some(TODAY.parse().expect("a day")),
        }));
        books.done("set_identity", tests::camille());
        books.job("backup", json!({}));
    }
    std::fs::remove_file(folder.path().join("books.sqlite")).expect("somebody deletes them");
    let Some(window) = Window::open(folder.path(), TODAY) else { return };

    window.wait_for_text("a disparu");
    window.screenshot("opening-gone");
    assert!(window.text().contains("Restaurer"), "the way back is offered: {}", window.text());
    assert!(!folder.path().join("books.sqlite").exists(), "nothing was begun in their place");
}

#[test]
fn a_folder_deleted_under_the_window_is_told_and_a_copy_kept() {
    let (books, stick) = (tests::Books::camille(), tempfile::tempdir().expect("a stick"));
    tests::quoted(&books);
    let today = "2026-11-22";
    let folder = [("PARCOURS_FOLDER", stick.path())];
    let Some(window) = Window::open_with(books.folder(), today, &folder) else { return };
    window.wait_for_text("Le Goff");
    std::fs::remove_dir_all(books.folder()).expect("deleted");

    window.wait_for_text("dossier de vos données n’est plus à sa place");
    picture(&window, "opening-lost");
    window.run("location.hash = '#/devis'; return null");
    window.wait_for_text("D-2026-0001");
    let note = json!({ "name": "add_client", "payload": tests::bakery() });
    let refused = window.invoke("act", &note).expect_err("nothing more is written");
    assert_eq!(refused["refusal"]["code"], "books_unusable", "{refused}");
    press(&window, "Enregistrer une copie");
    window.wait_for_text("Copie faite et vérifiée");
    press(&window, "Rouvrir mes données");
    window.wait_for_text("Il n’y a pas de données à leur place");
    assert!(!books.folder().exists(), "nothing was begun in their place");

    let kept = std::fs::read_dir(stick.path()).expect("the stick").next().expect("a copy").expect("a file");
    let brought = tests::Books::empty();
    std::fs::copy(kept.path(), brought.path()).expect("brought");
    brought.on(tests::day(11, 23)).verified();
}

#[test]
fn a_new_computer_begins_with_a_backup() {
    let (old, folder) = (tests::Books::camille(), tempfile::tempdir().expect("a folder"));
    tests::quoted(&old);
    old.on(tests::day(9, 24)).job("backup", json!({}));
    let kept = old.on(tests::day(9, 24)).ask("books", json!({}))["backups"][0]["path"].clone();
    let bytes = std::fs::read(kept.as_str().expect("a path")).expect("a backup");
    let Some(window) = Window::open(folder.path(), "2026-11-22") else { return };

    window.wait_for_text("J’ai une sauvegarde");
    picture(&window, "start-offers");
    press(&window, "J’ai une sauvegarde");
    window.wait_for("main input[type=file]");
    window.choose_file(
        "main input[type=file]",
        &Dropped { name: "a.sqlite", media_type: "application/x-sqlite3", bytes: &bytes },
    );
    window.wait_for_text("a.sqlite");
    press(&window, "Restaurer");
    window.wait_for_text("Rien ici ne dit quels numéros");
    write(&window, "Derniers numéros émis", "douze");
    press(&window, "Restaurer");
    window.wait_for_text("n’est pas un numéro de Parcours");
    let said = "const field = page.field('Derniers numéros émis'); \
         return document.getElementById(field.getAttribute('aria-describedby').split(' ')[0]).textContent";
    let said = window.run(said);
    assert!(
        said.to_string().replace('\u{a0}', " ").contains("« douze »"),
        "it is not said at its field: {said}"
    );
    picture(&window, "start-numbers");
    assert!(window.text().contains("a.sqlite"), "the file chosen is still there");
    write(&window, "Derniers numéros émis", "D-2026-0007");
    press(&window, "Restaurer");
    window.wait_for_text("Sauvegarde restaurée et vérifiée");
    window.wait_for_text("Le Goff");
    picture(&window, "start-restored");
}

#[test]
fn a_backup_of_another_firm_is_restored_once_that_is_said() {
    let (old, here) = (tests::Books::camille(), tests::Books::empty());
    old.on(tests::day(9, 24)).job("backup", json!({}));
    let kept = old.on(tests::day(9, 24)).ask("books", json!({}))["backups"][0]["path"].clone();
    let bytes = std::fs::read(kept.as_str().expect("a path")).expect("a backup");
    let mut other = tests::camille();
    (other["name"], other["siret"]) = (json!("Zoé Martin"), json!("552 100 554 00013"));
    other["electronic_address"] = json!("");
    here.on(tests::day(11, 22)).done("set_identity", other);
    let Some(window) = Window::open(here.folder(), "2026-11-22") else { return };

    window.run("location.hash = '#/reglages/donnees'; return null");
    window.wait_for_text("Restaurer depuis un fichier");
    press(&window, "Restaurer depuis un fichier");
    window.wait_for("[role=dialog] input[type=file]");
    window.choose_file(
        "[role=dialog] input[type=file]",
        &Dropped { name: "a.sqlite", media_type: "application/x-sqlite3", bytes: &bytes },
    );
    window.wait_for_text("a.sqlite");
    press(&window, "Restaurer");
    window.wait_for_text("celle de Camille Durand");
    picture(&window, "restore-other-firm");
    reach(&window, "checkbox \"Oui, mettre ces données");
    window.press("Space");
    press(&window, "Restaurer");
    window.wait_for_text("Rien ici ne dit quels numéros");
    write(&window, "Derniers numéros émis", "F-2026-0000");
    press(&window, "Restaurer");
    window.wait_for_text("Sauvegarde restaurée et vérifiée");
}

#[test]
fn a_clock_that_was_ahead_is_told_and_put_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let on = |today: &str| {
        tests::Door(parcours::open(parcours::Opening {
            data: Some(folder.path().to_owned()),
            today: Some(today.parse().expect("a day")),
        }))
    };
    on(TODAY).done("set_identity", tests::camille());
    on("2026-12-24").done("add_client", tests::bakery());
    let Some(window) = Window::open(folder.path(), TODAY) else { return };

    window.run("location.hash = '#/reglages/donnees'; return null");
    window.wait_for_text("Date de l’ordinateur");
    window.screenshot("clock");
    window.click_text("button", "La date est juste");
    window.wait_for_text("La date est confirmée");
    window.wait_for_no_text("Date de l’ordinateur");
}

#[test]
fn messages_that_a_killed_window_left_are_cleared_and_those_of_another_stay() {
    let (books, temporary) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let left = |name: &str| {
        let folder = temporary.path().join(name);
        std::fs::create_dir(&folder).expect("a folder");
        std::fs::write(folder.join("Message F-2026-0001.eml"), b"a client's").expect("a message");
        (std::fs::File::create(folder.join("window.lock")).expect("its lock"), folder)
    };
    let (_, killed) = left("parcours-messages-a");
    let (lock, at_work) = left("parcours-messages-b");
    lock.lock().expect("another window");
    let (_, others) = left("autre-messages-c");
    std::os::unix::fs::symlink(&others, temporary.path().join("parcours-messages-d")).expect("a link");
    let Some(_window) = Window::open_with(books.path(), TODAY, &[("TMPDIR", temporary.path())]) else {
        return;
    };

    let asked = std::time::Instant::now();
    while killed.exists() && asked.elapsed() < crate::stand::PATIENCE {
        std::thread::sleep(crate::stand::BETWEEN_LOOKS);
    }
    assert!(!killed.exists(), "what was left is still there");
    assert!(at_work.join("Message F-2026-0001.eml").exists(), "another window is at work");
    assert!(others.join("Message F-2026-0001.eml").exists(), "a link was followed");
}

#[test]
fn closing_the_window_ends_it() {
    let books = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(books.path(), TODAY) else { return };

    window.close();
}

#[test]
fn a_second_window_over_the_same_books_gives_way_to_the_first() {
    let books = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(books.path(), TODAY) else { return };

    let second = window.launch_again(&[OsStr::new("--data"), books.path().as_os_str()]);

    assert!(second.status.success(), "{second:?}");
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains("Parcours est déjà ouvert sur ce dossier"), "{said}");
    assert!(!window.text().is_empty(), "the first window is still there");
}

#[test]
fn a_day_that_does_not_exist_is_said_in_french() {
    let books = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(books.path(), TODAY) else { return };

    let second = window.launch_again(&[OsStr::new("--today"), OsStr::new("2026-02-30")]);

    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).starts_with("« 2026-02-30 » n’est pas une date"));
}

#[test]
fn books_are_locked_opened_and_restored_by_keyboard() {
    const PHRASE: &str = "sept chênes dorment en été";
    let (books, stick) = (tests::Books::camille(), tempfile::tempdir().expect("a stick"));
    tests::quoted(&books);
    let today = "2026-11-22";
    let folder = [("PARCOURS_SAVE_AS", stick.path())];
    let Some(window) = Window::open_with(books.folder(), today, &folder) else { return };
    window.run("location.hash = '#/reglages/donnees'; return null");
    window.wait_for_text("Protéger par une phrase secrète");
    press(&window, "Protéger par une phrase secrète");
    write(&window, "Phrase secrète", PHRASE);
    write(&window, "La même, encore une fois", "sept chênes");
    reach(&window, "checkbox \"J’ai compris");
    window.type_text(" ");
    press(&window, "Protéger mes données");
    window.wait_for_text("Ce n’est pas la même phrase");
    picture(&window, "protect");
    write(&window, "La même, encore une fois", PHRASE);
    press(&window, "Protéger mes données");
    window.wait_for_text("Enregistrez la feuille de secours");
    picture(&window, "protected");
    press(&window, "Enregistrer la feuille");
    window.wait_for_text("Enregistrée :");
    window.wait_for_text("ne s’ouvrent qu’avec votre phrase");
    picture(&window, "protection");
    assert!(stick.path().join("Feuille de secours Parcours.pdf").exists());
    window.close();

    let keyring = stick.path().join("keyring");
    let driven = [("PARCOURS_KEYRING", keyring.as_path())];
    let Some(window) = Window::open_with(books.folder(), today, &driven) else { return };
    window.wait_for_text("Vos données sont protégées");
    write(&window, "Phrase secrète", "sept chênes dorment au printemps");
    press(&window, "Ouvrir mes données");
    window.wait_for_text("n’ouvre pas vos données");
    picture(&window, "unlock");
    write(&window, "Phrase secrète", PHRASE);
    reach(&window, "checkbox \"Retenir");
    window.type_text(" ");
    press(&window, "Ouvrir mes données");
    window.wait_for_text("Le Goff");
    window.close();

    // Kept in the keyring: nothing is asked, until it is forgotten.
    let Some(window) = Window::open_with(books.folder(), today, &driven) else { return };
    window.wait_for_text("Le Goff");
    window.run("location.hash = '#/reglages/donnees'; return null");
    window.wait_for_text("retenue dans le trousseau");
    press(&window, "Ne plus la retenir");
    window.wait_for_text("demandée au prochain démarrage");
    window.close();
    let Some(window) = Window::open_with(books.folder(), today, &driven) else { return };
    window.wait_for_text("Vos données sont protégées");
    assert!(books::cipher::is_locked(&books.path()));
}

#[test]
fn backups_go_to_a_second_place_and_are_tried() {
    let (books, stick) = (tests::Books::camille(), tempfile::tempdir().expect("a stick"));
    tests::quoted(&books);
    let folder = [("PARCOURS_FOLDER", stick.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-11-22", &folder) else { return };
    window.wait_for_text("Vos sauvegardes sont toutes au même endroit");
    picture(&window, "backup-advice");
    window.run("location.hash = '#/reglages/donnees'; return null");
    window.wait_for_text("Choisir un second lieu");
    press(&window, "Choisir un second lieu");
    window.wait_for_text("Dernière copie le");
    press(&window, "Essayer maintenant");
    window.wait_for_text("réussi");
    picture(&window, "backups");
    assert!(std::fs::read_dir(stick.path()).expect("the stick").next().is_some(), "the copy is there");
}
