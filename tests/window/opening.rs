//! The window opens, is read by name, obeys the keyboard, and gives the page its commands only.

use serde_json::json;

use crate::driver::Window;

const TODAY: &str = "2026-03-03";

#[test]
fn the_window_opens_and_is_drawn_in_both_themes() {
    let books = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(books.path(), TODAY) else { return };

    window.wait_for_text("Parcours");
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
    assert_eq!(refused["refusal"]["message"], "Ce fichier n’a pas été enregistré par Parcours.");
}
