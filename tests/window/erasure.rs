//! One person's data by keyboard: saved as a file, shown before it is erased, erased for good; with pictures.

use serde_json::{Value, json};
use tests::{Books, day, delivered, pay};

use crate::driver::Window;
use crate::hands::{choose, follow, open, picture, press, write};

/// The bakery, paid, and a prospect who was never heard of again.
fn books() -> Books {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(11, 21), balance, "2800,00");
    let house = books.on(day(11, 21));
    house.done("add_note", json!({"client": 1, "kind": "note", "text": "Fermé le lundi."}));
    let anne = json!({"name": "Anne Kerduel", "function": "comptable", "email": "anne@exemple.fr", "phone": "06 05 06 07 08"});
    house.done("add_person", json!({"client": 1, "card": anne}));
    house.done("add_note", json!({"client": 1, "kind": "call", "text": "Anne Kerduel rappelle jeudi."}));
    let card = json!({"kind": "person", "name": "Hugo Petit", "email": "hugo@exemple.fr", "phone": "06 01 02 03 04"});
    let hugo = house.done("add_client", card);
    house.done("open_deal", json!({"client": hugo, "title": "Faire-part", "need": "Deux cents faire-part"}));
    books
}

#[test]
fn what_is_known_of_somebody_is_saved_then_erased_by_keyboard() {
    let books = books();
    let saved = tempfile::tempdir().expect("a folder");
    let given = [("PARCOURS_SAVE_AS", saved.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-11-23", &given) else { return };
    open(&window, "Hugo Petit");
    window.wait_for_text("Fil du client");
    choose(&window, "Tout ce que je sais de cette personne");
    window.wait_for_text("Enregistré");
    let file = std::fs::read(saved.path().join("donnees-Hugo-Petit.json")).expect("the file");
    let told: Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(told["Fiche"]["Téléphone"], "06 01 02 03 04");

    // A prospect goes whole, once their name is written.
    choose(&window, "Effacer les données");
    window.wait_for_text("Sera effacé");
    picture(&window, "erase-prospect");
    write(&window, "Écrivez", "Hugo");
    press(&window, "Effacer pour de bon");
    window.wait_for_text("pour confirmer : ce qui est effacé");
    picture(&window, "erase-refused");
    write(&window, "Écrivez", "Hugo Petit");
    press(&window, "Effacer pour de bon");
    window.wait_for_text("Données effacées");
    window.wait_for_no_text("Hugo Petit");

    // One person of a firm goes apart from it.
    open(&window, "Boulangerie");
    window.wait_for_text("Anne Kerduel rappelle jeudi");
    press(&window, "Anne Kerduel");
    window.wait_for_text("Reçoit les factures");
    picture(&window, "person");
    press(&window, "Effacer ses données…");
    window.wait_for_text("1 note ou appel");
    picture(&window, "erase-person");
    write(&window, "Écrivez", "Anne Kerduel");
    press(&window, "Effacer pour de bon");
    window.wait_for_text("Données de cette personne effacées");
    window.wait_for_no_text("Anne Kerduel");

    // A client keeps the vouchers, until a day that is said.
    window.wait_for_text("Fermé le lundi");
    choose(&window, "Effacer les données");
    window.wait_for_text("31 décembre 2036");
    picture(&window, "erase-client");
    write(&window, "Écrivez", "Boulangerie Le Goff SARL");
    press(&window, "Effacer pour de bon");
    window.wait_for_text("Effacé à la demande, le 23 novembre 2026");
    window.wait_for_no_text("Fermé le lundi");
    picture(&window, "client-erased");

    // Whose data is kept, and until when.
    follow(&window, "Réglages");
    follow(&window, "Données");
    window.wait_for_text("Données personnelles");
    window.wait_for_text("rien à effacer");
    window.run("[...document.querySelectorAll('h2')].find((h) => h.textContent === 'Données personnelles').scrollIntoView(); return null");
    picture(&window, "retention");

    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}
