//! A list answers questions, by keyboard: narrowed, sorted, left and found again as it was, taken out as a table and as
//! papers; with a picture in both themes, and in a narrow window.

use serde_json::json;
use tests::{Books, bakery, day, delivered};

use crate::driver::Window;
use crate::hands::{choose_in, follow, picture, press, reach};

/// The first row is that invoice's.
fn first(window: &Window, number: &str) {
    window.wait_until(
        &format!("{number} in the first row"),
        &format!("return document.querySelector('tbody tr')?.textContent.includes('{number}') === true"),
    );
}

#[test]
fn invoices_are_narrowed_sorted_left_and_taken_out_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    books.on(day(11, 20)).done("issue_balance_invoice", serde_json::json!({"order": order}));
    let out = tempfile::tempdir().expect("a folder");
    let own = [("PARCOURS_SAVE_AS", out.path()), ("PARCOURS_FOLDER", out.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-12-28", &own) else { return };
    window.wait_for_text("À faire");
    follow(&window, "Factures");
    window.wait_for_text("F-2026-0001");

    press(&window, "En retard");
    window.wait_for_no_text("F-2026-0001");
    picture(&window, "lists-late");
    follow(&window, "F-2026-0002");
    window.wait_for_text("Le document");
    window.press("Alt+Left");
    window.wait_for_text("Émise le");
    window.wait_for_text("F-2026-0002");
    assert!(!window.text().contains("F-2026-0001"), "what narrows the list is still there");
    press(&window, "En retard");
    window.wait_for_text("F-2026-0001");

    press(&window, "Montant");
    window.wait_for("th[aria-sort=descending].num");
    first(&window, "F-2026-0002");
    press(&window, "Montant");
    window.wait_for("th[aria-sort=ascending].num");
    first(&window, "F-2026-0001");
    picture(&window, "lists-sorted");
    for (key, row) in [("j", 0), ("j", 1), ("k", 0)] {
        window.press(key);
        let on = format!(
            "return document.activeElement?.closest('tbody tr') === document.querySelectorAll('tbody tr')[{row}]"
        );
        window.wait_until(&format!("{key} to row {row}"), &on);
    }

    press(&window, "Exporter (CSV)");
    window.wait_for_text("Enregistré");
    let table = std::fs::read_dir(out.path()).expect("the folder").next().expect("a file").expect("a table");
    let table = std::fs::read_to_string(table.path()).expect("text");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(rows[1].contains("F-2026-0001") && rows[2].contains("2800,00"), "as it is sorted: {table}");

    reach(&window, "checkbox \"Choisir F-2026-0001");
    let tops =
        "return [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().top)";
    let stood = window.run(tops);
    window.press("Space");
    window.wait_for_text("1 facture choisie");
    assert_eq!(window.run(tops), stood, "no row moves when the first one is chosen");
    picture(&window, "lists-chosen");
    // Nothing leaves a small window, nor one whose text is twice as large.
    for (name, width, height, percent) in [("lists-small", 1024, 700, 100), ("lists-large", 1280, 800, 200)] {
        window.resize(width, height);
        window.scale_text(percent);
        picture(&window, name);
        let beyond = "return [...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.unseen'))
            .map((one) => `${one.tagName} ${one.className}`)";
        assert_eq!(window.run(beyond), serde_json::json!([]), "something leaves the window: {name}");
    }
    window.scale_text(100);
    press(&window, "Exporter les PDF");
    window.wait_for_text("1 PDF enregistré");
    let paper = std::fs::read(out.path().join("F-2026-0001.pdf")).expect("the paper");
    assert!(paper.starts_with(b"%PDF"));
    press(&window, "Exporter les factures électroniques");
    // The same file: the paper is the electronic invoice.
    window.wait_for_text("y était déjà");
    assert!(einvoice::check::check(&paper).is_ok_and(|checked| checked.is_valid()));
}

/// Late invoices of two clients, chosen together; one message asks for the two of one client.
#[test]
fn chosen_invoices_are_reminded_of_one_after_the_other_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let house = books.on(day(11, 20));
    house.done("issue_balance_invoice", json!({"order": order}));
    let other =
        json!({"kind": "company", "name": "Lumen", "siret": "552 081 317", "address": bakery()["address"]});
    let other = house.done("add_client", other);
    let line = json!({"label": "Dépannage", "unit_price": "360", "vat_rate": 2000});
    let content = json!({"subject": "Dépannage", "lines": [line]});
    let deal = house.done("open_deal", json!({"client": other, "title": "Dépannage"}));
    for _ in 0..2 {
        house.done("issue_invoice", json!({"deal": deal, "content": content}));
    }
    for invoice in [2, 3, 4] {
        house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    }
    let called =
        json!({"deal": deal, "kind": "call", "text": "Promet de payer le 30.", "happened_on": "20/11/2026"});
    house.done("add_note", called);
    drop(house);
    let mail = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open_with(books.folder(), "2026-12-28", &[("PARCOURS_MAIL", mail.path())])
    else {
        return;
    };
    window.wait_for_text("À faire");
    follow(&window, "Factures");
    window.wait_for_text("F-2026-0004");
    press(&window, "En retard");
    window.wait_for_no_text("F-2026-0001");
    reach(&window, "checkbox \"Tout choisir");
    window.press("Space");
    window.wait_for_text("3 factures choisies");
    reach(&window, "checkbox \"Choisir F-2026-0003");
    window.press("a");
    window.wait_until(
        "the focus on what is done of them",
        "return document.activeElement?.textContent === 'Relancer (2)…'",
    );
    window.press("Enter");
    window.wait_for_text("Relancer F-2026-0004 (1 sur 2)");
    window.wait_for_text("F-2026-0003, Dépannage");
    window.wait_for_text("Dit au téléphone le 20");
    window.wait_for_text("Promet de payer le 30.");
    // Nobody is known to write to: that is where one types.
    window.wait_until("the focus on « À »", "return document.activeElement?.name === 'recipient'");
    picture(&window, "lists-reminding");
    press(&window, "Passer");
    window.wait_for_text("Relancer F-2026-0002 (2 sur 2)");
    window.wait_until("the focus on « À »", "return document.activeElement?.name === 'recipient'");
    window.type_text("compta@legoff.example");
    press(&window, "Ouvrir dans ma messagerie");
    window.wait_for_text("Le message est-il parti ?");
    press(&window, "Oui, noter l’envoi");
    window.wait_for_text("Relance notée. L’adresse est gardée sur la fiche de Boulangerie Le Goff SARL.");
    window.wait_until("no dialog", "return document.querySelector('[role=dialog]') === null");
    let sent = |invoice: i64| {
        window.call("ask", "invoice", &json!({"id": invoice})).expect("an invoice")["sendings"]
            .as_array()
            .expect("sendings")
            .iter()
            .filter(|one| one["kind"] == "reminder")
            .count()
    };
    assert_eq!((sent(3), sent(4), sent(2)), (0, 0, 1), "what was passed over is not noted");
    // The one key that takes back does what the sentence on the screen offers.
    window.press("Control+z");
    window.wait_for_text("Envoi retiré");
    let taken = window.call("ask", "invoice", &json!({"id": 2})).expect("an invoice");
    assert!(taken["sendings"][0]["withdrawn_on"].is_string(), "{}", taken["sendings"]);
    // The rows are still chosen; Échap lets go of them.
    window.wait_for_text("3 factures choisies");
    reach(&window, "checkbox \"Choisir F-2026-0002");
    window.press("Escape");
    window.wait_for_no_text("factures choisies");
    choose_in(&window, "Actions sur F-2026-0003", "Dupliquer");
    window.wait_for_text("Copie de F-2026-0003");
    picture(&window, "lists-copy");
}

/// Rows are walked by letters, opened by Enter, and come back to; what the palette does not know, it offers to create.
#[test]
fn a_list_is_walked_opened_and_come_back_to_by_keyboard() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    let printed = tempfile::tempdir().expect("a folder");
    let own = [("PARCOURS_MAIL", printed.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-11-23", &own) else { return };
    window.wait_for_text("À faire");
    // So are the cards of the board.
    follow(&window, "Affaires");
    window.wait_for_text("Refonte du site");
    window.press("j");
    window.wait_until("the focus on a card", "return document.activeElement?.matches('.board a') === true");
    window.press("o");
    window.wait_until("the deal", "return location.hash.startsWith('#/affaires/1')");
    window.press("Control+p");
    window.wait_for_text("Ouvrez d’abord le document à imprimer.");
    follow(&window, "Factures");
    window.wait_for_text("F-2026-0002");
    window.press("j");
    window.press("j");
    let row = window.focus();
    assert!(row.starts_with("link \"F-2026-0001"), "{row}");
    window.press("Enter");
    window.wait_for_text("Règlement");
    // What one looks at is printed by the system’s own program.
    window.press("Control+p");
    let paper = printed.path().join("F-2026-0001.pdf");
    window.wait_for_text("Le PDF s’ouvre dans votre lecteur : imprimez-le de là.");
    assert!(std::fs::read(&paper).expect("the PDF").starts_with(b"%PDF-"));
    window.press("Alt+Left");
    let back = format!("return page.described(document.activeElement) === {}", json!(row));
    window.wait_until("the focus on the row that was opened", &back);

    // An action and whom it is about, in one line.
    window.press("Control+k");
    window.type_text("nouvelle facture boulangerie");
    window.wait_for_text("Nouvelle facture : Boulangerie Le Goff SARL");
    window.press("Enter");
    window.wait_until("its client", "return page.field('Pour qui ?')?.value === 'Boulangerie Le Goff SARL'");

    window.press("Control+k");
    window.type_text("zzyx");
    window.wait_for_text("Créer le client « zzyx »");
    picture(&window, "lists-unknown");
    window.press("Enter");
    window.wait_for_text("Nouveau client");
    window.wait_until("its name", "return page.field('Nom')?.value === 'zzyx'");
    // Ctrl and Enter confirm from any field.
    window.focus_on("Nom");
    window.press("Control+Enter");
    window.wait_for_text("zzyx est dans vos clients");
    let client = window.call("ask", "client", &json!({"id": 2})).expect("the client");
    assert_eq!(client["card"]["name"], "zzyx");
}
