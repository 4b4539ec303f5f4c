//! A first evening by keyboard alone, its keys counted: from an empty folder to the PDF of a first quote, the client
//! and the deal created on the way, what is missing asked for where one writes; with pictures.

use std::cell::Cell;

use serde_json::json;

use crate::driver::Window;
use crate::hands::{picture, write};

/// Keys beyond what is typed as content that a first quote may cost.
const MOST_KEYS: usize = 120;

/// A keyboard that counts: a letter of the content is free, every other key is not.
struct Keyboard<'a> {
    window: &'a Window,
    pressed: Cell<usize>,
}

impl Keyboard<'_> {
    fn press(&self, keys: &str) {
        self.pressed.set(self.pressed.get() + keys.split('+').count());
        self.window.press(keys);
    }

    /// On to the field of this name, by Tab, and its content.
    fn write(&self, field: &str, content: &str) {
        for _ in 0..MOST_KEYS {
            if self.on(field) {
                self.window.type_text(content);
                return;
            }
            self.press("Tab");
        }
        panic!("Tab never reached « {field} »; the focus is on {}", self.window.focus());
    }

    /// The focus stands there by itself, and the content is typed at once.
    fn written_at_once(&self, field: &str, content: &str) {
        let asked = format!("return document.activeElement?.getAttribute('name') === {}", json!(field));
        self.window.wait_until(&format!("the focus on {field}"), &asked);
        self.window.type_text(content);
    }

    fn on(&self, field: &str) -> bool {
        self.window.focus().contains(&format!("\"{field}"))
    }
}

/// The question of this number is asked, with the focus in such a field.
fn question(window: &Window, number: u8, kind: &str) {
    window.wait_for_text(&format!("Question {number} sur 3"));
    let focused = format!("return document.activeElement?.matches('form {kind}') === true");
    window.wait_until(&format!("the focus in question {number}"), &focused);
}

#[test]
fn a_first_quote_costs_few_keys_and_asks_for_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(folder.path(), "2026-11-23") else { return };
    let keyboard = Keyboard { window: &window, pressed: Cell::new(0) };

    // Three questions; Enter goes on, and what may wait is folded.
    window.wait_for_text("Qui êtes-vous");
    let fields = "return [...document.querySelectorAll('form :is(input, select)')].length";
    assert_eq!(window.run(fields), json!(6), "a first question asks for little");
    keyboard.write("Prénom et nom", "Élise Morvan");
    keyboard.write("SIRET", "90106616700015");
    keyboard.write("Rue", "2 rue du Port");
    keyboard.write("Code postal", "29200");
    keyboard.write("Ville", "Brest");
    picture(&window, "evening-start");
    // What is wrong is said before the next question, at its field.
    write(&window, "SIRET", "1234");
    window.press("Enter");
    window.wait_for_text("Indiquez votre SIRET");
    window.wait_until("the focus on it", "return document.activeElement?.getAttribute('name') === 'siret'");
    picture(&window, "evening-wrong");
    write(&window, "SIRET", "90106616700015");
    // The titles of all three stand on every one, for a screen reader: only the number tells which is asked.
    keyboard.press("Enter");
    question(&window, 2, "input[type=radio]");
    keyboard.press("Enter");
    question(&window, 3, "[name=iban]");
    keyboard.press("Enter");
    window.wait_for_text("Pour commencer");

    // A quote for somebody new.
    keyboard.press("Control+n");
    window.wait_until(
        "the focus in the menu",
        "return document.activeElement?.matches('[role=menuitem]') === true",
    );
    keyboard.press("Enter");
    window.wait_for_text("Pour qui");
    keyboard.written_at_once("client", "Boulangerie Le Goff");
    keyboard.press("Enter");
    window.wait_for_text("son adresse et le reste");
    keyboard.write("Objet", "Logo et charte");
    keyboard.press("Enter");

    // Nothing red before a letter is typed; then the line, and what lacks.
    keyboard.written_at_once("lines[0].label", "");
    window.wait_for_text("à remplir");
    assert_eq!(window.run("return document.querySelectorAll('main .late').length"), json!(0));
    picture(&window, "evening-blank-quote");
    window.type_text("Logo");
    keyboard.write("Prix unitaire, ligne 1", "900");
    window.wait_for_text("Donner son adresse");
    window.wait_until("what lacks on the button", "return /Envoyer \\(1/.test(page.text())");
    keyboard.press("Control+Enter");
    keyboard.written_at_once("address.street", "4 place des Halles");
    window.press("Enter");
    window.wait_for_text("il manque le code postal et la ville");
    picture(&window, "evening-address");
    keyboard.write("Code postal", "22300");
    keyboard.write("Ville", "Lannion");
    keyboard.press("Enter");
    window.wait_for_text("Numéroter et préparer");
    for _ in 0..MOST_KEYS {
        if keyboard.on("Numéroter et préparer") {
            break;
        }
        keyboard.press("Tab");
    }
    keyboard.press("Enter");
    window.wait_for_text("Devis numéroté");

    // The PDF is there, and threatens nobody.
    let deal = window.call("ask", "deal", &json!({"id": 1})).expect("the deal");
    assert_eq!(deal["documents"][0]["number"], "D-2026-0001", "{deal}");
    let kept = window.call("ask", "last_quote_content", &json!({"id": 1})).expect("the quote");
    let again = json!({"deal": 1, "content": kept["content"]});
    assert_eq!(window.call("ask", "preview_quote", &again).expect("its preview")["reminders"], "");
    let pressed = keyboard.pressed.get();
    println!("a first quote: {pressed} keys beyond its content");
    assert!(pressed <= MOST_KEYS, "{pressed} keys beyond the content");
    window.close();
}
