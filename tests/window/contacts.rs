//! Contacts brought in from a file, taken back, recognised while a card is typed, and merged.

use serde_json::json;
use tests::{Books, bakery, day};

use crate::driver::{Dropped, Window};
use crate::hands::{choose_in, picture};

const CONTACTS: &str = "Société;Prénom;Nom;E-mail;Téléphone;Adresse;CP;Ville;Remarques;Signe\n\
    BOULANGERIE LE GOFF;Anne;Le Goff;anne@legoff.example;02 96 00 00 00;4 place des Halles;22300;Lannion;Fidèle depuis 2019;Lion\n\
    Atelier Nord;Hugo;Petit;hugo@nord.example;03 20 00 00 00;7 rue du Port;59000;Lille;;\n\
    Mairie de Vitré;Zoé;Martin;zoe.martin@vitre;;1 place du Château;35500;Vitré;;\n\
    Atelier Nord SAS;Léa;Roux;lea@nord.example;;7 rue du Port;59000;Lille;;\n\
    Atelier Nord;Inès;Garcia;ines@nord.example;;7 rue du Port;59000;Lille;;\n\
    ;;;;06 12 34 56 78;;;;;\n";

#[test]
fn contacts_come_in_from_a_file_and_go_back() {
    let books = Books::camille();
    let house = books.on(day(11, 20));
    let client = house.done("add_client", bakery());
    house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    drop(house);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };

    window.click_text("link", "Clients");
    window.click_text("button", "Importer des contacts");
    window.choose_file(
        "input[type=file]",
        &Dropped { name: "notes.txt", media_type: "text/plain", bytes: b"Bonjour" },
    );
    window.wait_for_text("ni une vCard ni un tableau CSV");
    picture(&window, "import-refused");
    window.choose_file(
        "input[type=file]",
        &Dropped { name: "contacts.csv", media_type: "text/csv", bytes: CONTACTS.as_bytes() },
    );
    window.wait_for_text("4 contacts lus, 2 déjà connus ou répétés, 1 ligne refusée");
    window.wait_for_text("« zoe.martin@vitre » laissé de côté");
    window.wait_for_text("2 personnes : Hugo Petit, Inès Garcia");
    picture(&window, "import");
    window.click_text("button", "Importer 2 clients");
    window.wait_for_text("2 clients importés.");
    window.wait_for_text("Atelier Nord");
    picture(&window, "import-done");
    window.click_text("button", "Annuler");
    window.wait_for_text("Import annulé");
    window.wait_for_no_text("Atelier Nord");

    // The same client typed again is said, and both cards become one.
    choose_in(&window, "Nouveau", "Nouveau client");
    window.fill("Nom", "Boulangerie Le Goff");
    window.fill("E-mail", "anne@legoff.example");
    window.wait_for_text("Ressemble à");
    window.wait_for_text("même nom");
    picture(&window, "client-resembles");
    window.click_text("button", "Ajouter le client");
    window.click_text("button", "Plus tard");
    window.click_text("button", "Autres actions");
    window.click_text("menuitem", "Fiche et données");
    window.click_text("menuitem", "Fusionner avec");
    window.focus_on("L’autre fiche du même client");
    window.type_text("le goff");
    window.wait_for_role("option", "Boulangerie Le Goff SARL");
    window.press("Enter");
    window.wait_for_text("Son affaire rejoindra « Boulangerie Le Goff »");
    picture(&window, "client-merge");
    window.click_text("button", "Fusionner");
    window.wait_for_text("Fiches fusionnées");
    window.wait_for_text("Refonte du site");
    window.close();
    books.on(day(11, 24)).verified();
}
