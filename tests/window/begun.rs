//! Begun from anywhere, by keyboard: a quote whose client and deal are created on the way, and one that begins as
//! another; with pictures.

use serde_json::json;
use tests::{Books, day, delivered, quoted};

use crate::driver::Window;
use crate::hands::{choose, choose_in, follow, picture, press, reach, write};

fn on_the_first_line(window: &Window) {
    window.wait_until(
        "the first line to have the focus",
        "return document.activeElement?.getAttribute('name') === 'lines[0].label'",
    );
}

#[test]
fn a_quote_is_begun_from_anywhere_by_keyboard() {
    let books = Books::camille();
    quoted(&books);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("Lundi 23 novembre");

    // Somebody new: Enter creates who is not found, and one lands on the first line.
    choose_in(&window, "Nouveau", "Nouveau devis");
    window.wait_for_text("Pour qui");
    window.type_text("Hugo Petit");
    // Tab takes what is offered, as Enter does, and what was chosen is found again when one comes back.
    window.press("Tab");
    window.wait_for_text("son adresse et le reste");
    follow(&window, "Clients");
    window.wait_for_text("Boulangerie Le Goff");
    window.press("Alt+Left");
    window.wait_for_text("son adresse et le reste");
    assert_eq!(window.value("Pour qui ?"), "Hugo Petit");
    reach(&window, "radio \"Société");
    for _ in 0..3 {
        window.press("Down");
    }
    write(&window, "Objet", "Faire-part");
    picture(&window, "begun-new");
    window.press("Enter");
    on_the_first_line(&window);
    window.wait_for_text("Hugo Petit");
    assert_eq!(window.value("Objet du devis"), "Faire-part");
    window.type_text("Faire-part imprimés");

    // Ctrl+K leads there too, and a client of the books offers the deal under way.
    follow(&window, "Clients");
    window.wait_for_text("Boulangerie Le Goff");
    window.press("Control+k");
    window.type_text("écrire un devis");
    window.wait_until("the action", "return /Écrire un devis/.test(page.text())");
    window.press("Enter");
    window.wait_for_text("Pour qui");
    reach(&window, "combobox \"Pour qui");
    window.type_text("goff");
    window.press("Enter");
    window.wait_for_text("Affaire en cours : Refonte du site");
    picture(&window, "begun-known");
    reach(&window, "radio \"Une nouvelle affaire");
    window.press("Down");
    press(&window, "Écrire le devis");
    window.wait_for_text("nouvelle version de D-2026-0001");

    // A quote begins as another, for somebody else.
    follow(&window, "Affaires");
    window.wait_for_text("Boulangerie Le Goff");
    follow(&window, "Refonte du site");
    window.wait_for_text("Fil de l’affaire");
    choose(&window, "Dupliquer le devis");
    window.wait_for_text("Copie de D-2026-0001");
    window.wait_for_text("Dans quelle affaire");
    reach(&window, "radio \"Une nouvelle affaire");
    reach(&window, "combobox \"Pour qui");
    window.type_text("hugo");
    window.press("Enter");
    window.wait_for_text("Affaire en cours : Faire-part");
    write(&window, "Objet", "Site de mariage");
    press(&window, "Écrire le devis");
    window.wait_for_text("4 000,00 €");
    window.wait_for_text("copie de D-2026-0001");
    assert_eq!(window.value("Objet du devis"), "Site de mariage");
    assert_eq!(window.value("Prix unitaire, ligne 1"), "1\u{202f}450,00", "as prices are set");
    picture(&window, "begun-copied");

    // From anywhere, by the palette: it asks which one.
    follow(&window, "Devis");
    window.wait_for_text("Brouillons");
    window.press("Control+k");
    window.type_text("dupliquer un devis");
    window.wait_until(
        "the action to be found",
        "return document.querySelector('[role=option][aria-selected=true]')?.textContent.includes('Dupliquer un devis') === true",
    );
    window.press("Enter");
    window.wait_until(
        "the quote to be asked for",
        "return document.activeElement?.placeholder.replace('\\u00a0', ' ') === 'Quel devis ?'",
    );
    window.type_text("D-2026-0001");
    window.wait_for_text("Refonte du site");
    window.press("Enter");
    window.wait_for_text("Copie de D-2026-0001");
    window.close();
}

#[test]
fn a_later_day_is_agreed_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 20));
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    house.done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    drop(house);
    let Some(window) = Window::open(books.folder(), "2026-12-28") else { return };
    window.wait_for_text("À faire");
    follow(&window, "Factures");
    follow(&window, "F-2026-0002");
    window.wait_for_text("Règlement");
    choose(&window, "Reporter l’échéance…");
    window.wait_until(
        "the day to be asked for",
        "return document.activeElement?.getAttribute('name') === 'due_on'",
    );
    window.type_text("20/12/2026");
    write(&window, "Ce qui a été convenu", "Anne, au téléphone");
    press(&window, "Reporter l’échéance");
    window.wait_for_text("convenez d’un jour plus tard");
    write(&window, "Nouvelle échéance", "15/01");
    window.wait_for_text("vendredi 15 janvier 2027");
    picture(&window, "put-off");
    press(&window, "Reporter l’échéance");
    window.wait_for_text("Report convenu au 15");
    window.wait_for_text("Anne, au téléphone");
    picture(&window, "put-off-agreed");
    follow(&window, "Factures");
    press(&window, "En retard");
    window.wait_for_text("Aucune facture ne correspond");
    window.close();
}

#[test]
fn a_payment_begins_with_the_money_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 20));
    house.done("issue_balance_invoice", json!({"order": order}));
    let deal = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "360", "vat_rate": 2000});
    let content = json!({"subject": "Dépannage", "lines": [line]});
    house.done("issue_invoice", json!({"deal": deal, "content": content}));
    drop(house);
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("Lundi 23 novembre");
    choose_in(&window, "Nouveau", "Paiement reçu");
    window.wait_for_text("De qui, si vous le savez");
    window.type_text("3232");
    window.wait_for_text("ensemble, exactement 3 232,00 €");
    assert!(!window.text().contains("Frais retenus"), "a transfer costs nothing");
    assert!(!window.text().contains("Garder l'excédent"), "nothing goes beyond");
    picture(&window, "received-proposed");
    // Who paid can be said, and left open again.
    reach(&window, "combobox \"De qui");
    window.type_text("boul");
    window.wait_for("[role=option]");
    window.press("Enter");
    press(&window, "Retirer");
    window.wait_until(
        "no payer",
        "return document.activeElement?.name === 'client' && document.activeElement.value === ''",
    );
    press(&window, "F-2026-0002 et F-2026-0003");
    window.wait_for_text("Le compte est juste");
    reach(&window, "checkbox \"F-2026-0003");
    window.press("Space");
    window.wait_for_text("432,00 € de trop");
    window.wait_for_text("Garder l’excédent");
    picture(&window, "received-beyond");
    window.press("Space");
    window.wait_for_text("Le compte est juste");
    window.fill("Montant reçu", "3000");
    window.wait_for_text("Il restera 232,00 € à payer sur F-2026-0003");
    picture(&window, "received-short");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("F-2026-0002, F-2026-0003");
    picture(&window, "received-listed");
    window.close();
}
