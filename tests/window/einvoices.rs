//! An electronic invoice from anywhere, dropped on the page and read.

use tests::Books;

use crate::driver::{Dropped, Window};
use crate::hands::picture;

const INVOICE: &str = include_str!("../../src-tauri/crates/einvoice/tests/samples/invoice.xml");

#[test]
fn a_dropped_invoice_says_what_it_is_and_what_is_wrong_with_it() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.click_text("link", "Factures");
    window.click_text("button", "Vérifier une facture reçue");
    let xml = |bytes: &'static str| Dropped {
        name: "facture.xml",
        media_type: "text/xml",
        bytes: bytes.as_bytes(),
    };
    window.drop_file(".drop", &xml("<html/>"));
    window.wait_for_text("n’est pas une facture");
    picture(&window, "einvoice-refused");
    window.drop_file(".drop", &xml(INVOICE));
    window.wait_for_text("Cette facture est en ordre.");
    window.wait_for_text("Facture F-2026-0042 du 5 octobre 2026");
    picture(&window, "einvoice");
    let wrong = INVOICE.replace(">1208.67<", ">1208.66<").replace("unitCode=\"C62\"", "unitCode=\"PIECE\"");
    let wrong = Dropped { name: "fausse.xml", media_type: "text/xml", bytes: wrong.as_bytes() };
    window.choose_file("input[type=file]", &wrong);
    window.wait_for_text("Cette facture n’est pas en ordre");
    window.wait_for_text("Ligne 2 : l’unité « PIECE »");
    window.wait_for_text("BR-CO-15");
    picture(&window, "einvoice-wrong");
}
