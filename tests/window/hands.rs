//! What the keyboard does in every window test: going by Tab, writing, pressing, and keeping a picture that axe passes.

use serde_json::json;

use crate::driver::Window;

/// Most presses of Tab before giving up on reaching something.
const MOST_TABS: usize = 200;

/// Goes on by Tab until the focus is on what has this role and name.
pub fn reach(window: &Window, what: &str) {
    let wanted = what.replace('’', "'");
    for _ in 0..MOST_TABS {
        if window.focus().starts_with(&wanted) {
            return;
        }
        window.press("Tab");
    }
    panic!("Tab never reached {what}; the focus is on {}", window.focus());
}

/// Writes in a field reached by Tab, in place of what stands there.
pub fn write(window: &Window, name: &str, text: &str) {
    reach(window, &format!("textbox \"{name}"));
    window.press("Control+a");
    window.type_text(text);
}

/// Presses a button reached by Tab.
pub fn press(window: &Window, name: &str) {
    reach(window, &format!("button \"{name}"));
    window.press("Enter");
}

/// A picture of the screen in both themes, and nothing that axe finds wrong in either.
pub fn picture(window: &Window, name: &str) {
    for (dark, theme) in [(false, "light"), (true, "dark")] {
        window.dark(dark);
        window.screenshot(&format!("{name}-{theme}"));
        assert_eq!(window.violations(), Vec::<String>::new(), "on {name}, {theme}");
    }
    window.dark(false);
}

/// Follows a link reached by Tab.
pub fn follow(window: &Window, name: &str) {
    reach(window, &format!("link \"{name}"));
    window.press("Enter");
}

/// Presses a button that stands before the focus, going back by Shift+Tab.
pub fn press_back_to(window: &Window, name: &str) {
    for _ in 0..MOST_TABS {
        if window.focus().starts_with(&format!("button \"{name}")) {
            window.press("Enter");
            return;
        }
        window.press("Shift+Tab");
    }
    panic!("Shift+Tab never reached {name}");
}

/// Opens what the search finds first.
pub fn open(window: &Window, text: &str) {
    window.press("Control+k");
    window.type_text(text);
    window.wait_until(
        &format!("« {text} » to be found"),
        &format!(
            "return page.plain(document.querySelector('[role=option][aria-selected=true]')?.textContent ?? '').includes(page.plain({}))",
            json!(text)
        ),
    );
    window.press("Enter");
}

/// Chooses in « Autres actions » of a screen.
pub fn choose(window: &Window, name: &str) {
    choose_in(window, "Autres actions", name);
}

/// Chooses in a menu opened by its button.
pub fn choose_in(window: &Window, menu: &str, name: &str) {
    press(window, menu);
    window.wait_for_role("menu", menu);
    window.wait_until(
        "the focus in the menu",
        "return document.activeElement?.matches('[role=menuitem]') === true",
    );
    let wanted = format!("menuitem \"{}", name.replace('’', "'"));
    for _ in 0..20 {
        if window.focus().starts_with(&wanted) {
            window.press("Enter");
            return;
        }
        // What is folded is unfolded on the way: the focus goes on to the first of it.
        let folded = "return document.activeElement?.getAttribute('aria-expanded') === 'false'";
        if window.run(folded) == json!(true) {
            window.press("Right");
            window.wait_until(
                "the focus in what was unfolded",
                "return document.activeElement?.hasAttribute('aria-expanded') === false",
            );
        } else {
            window.press("Down");
        }
    }
    panic!("{name} is not in the menu; the focus is on {}", window.focus());
}

/// Numbers the quote that is being sealed, then says that it was handed over.
pub fn number_and_hand_over(window: &Window) {
    press(window, "Numéroter et préparer l'envoi");
    window.wait_for_text("Déjà parti");
    choose_radio(window, "Par e-mail", "En main propre");
    press(window, "Noter la remise");
    window.wait_for_text("Envoi noté.");
}

/// Issues the invoice that is shown, and leaves the message that opens for later.
pub fn issue(window: &Window, name: &str) {
    press(window, name);
    window.wait_for_text("Rien n’est noté avant que vous ne le disiez.");
    window.press("Escape");
    window.wait_for_text("pas encore envoyée");
    window.wait_until("no message", "return !page.matches('[role=dialog]')");
}

/// Goes from the choice that is made to another of the same group.
pub fn choose_radio(window: &Window, made: &str, wanted: &str) {
    reach(window, &format!("radio \"{made}"));
    let wanted = format!("radio \"{}", wanted.replace('’', "'"));
    for key in ["Down", "Up"] {
        for _ in 0..6 {
            let focus = window.focus();
            if focus.starts_with(&wanted) {
                return;
            }
            // Where nobody is known to write to, the field for it took the focus once the books answered.
            if !focus.starts_with("radio") {
                reach(window, &format!("radio \"{made}"));
            }
            window.press(key);
        }
    }
    panic!("{wanted} is not among the choices; the focus is on {}", window.focus());
}
