//! Text that comes in: its charset, and its letters without what hides among them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// The text of a file and its encoding: what its mark says, else UTF-8 where it is, UTF-16 where every other byte is
/// nothing, or Windows-1252.
pub fn decoded(bytes: &[u8]) -> (String, &'static Encoding) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => {
            let sample = bytes.get(..bytes.len().min(4_000)).unwrap_or_default();
            let nothing = |at: usize| {
                sample.iter().skip(at).step_by(2).filter(|b| **b == 0).count() * 10 > sample.len() * 2
            };
            match (nothing(0), nothing(1)) {
                (true, false) => UTF_16BE,
                (false, true) => UTF_16LE,
                _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
                _ => WINDOWS_1252,
            }
        }
    };
    (encoding.decode_with_bom_removal(bytes).0.into_owned(), encoding)
}

/// One line without what hides in it, accents joined to their letters.
pub fn tidy(text: &str) -> String {
    let visible = text.nfc().filter(|c| {
        !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
    });
    let spaced: String = visible.map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
