//! A list answers questions, by keyboard: narrowed, sorted, left and found again as it was, taken out as a table and as
//! papers; with a picture in both themes, and in a narrow window.

use tests::{Books, day, delivered};

use crate::driver::Window;
use crate::hands::{follow, picture, press, reach};

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

    press(&window, "Exporter (CSV)");
    window.wait_for_text("Enregistré");
    let table = std::fs::read_dir(out.path()).expect("the folder").next().expect("a file").expect("a table");
    let table = std::fs::read_to_string(table.path()).expect("text");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(rows[1].contains("F-2026-0001") && rows[2].contains("2800,00"), "as it is sorted: {table}");

    reach(&window, "checkbox \"Choisir F-2026-0001");
    window.press("Space");
    window.wait_for_text("1 facture choisie");
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
}
