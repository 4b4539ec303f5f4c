//! Text that comes in, without what hides among its letters.

use unicode_normalization::UnicodeNormalization;
use values::letters::is_hidden;

/// One line without what hides in it, accents joined to their letters.
pub fn tidy(text: &str) -> String {
    let spaced: String =
        text.nfc().filter(|c| !is_hidden(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
