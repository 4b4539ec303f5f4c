//! The seal that a paper prints, read back from its text: what a customer holds can be checked against the books.

use crate::given::opened;

/// Every page that we issue prints it: the first ones tell.
const PAGES: usize = 5;
/// Most bytes that the text of one page may unfold into.
const UNFOLDED: usize = 4 * 1024 * 1024;

/// The 32 hex digits after « Sceau du journal » or “Journal seal”, from the first of the first pages that prints them.
#[must_use]
pub fn printed_seal(pdf: &[u8]) -> Option<String> {
    let document = opened(pdf).ok()?;
    document.get_pages().keys().take(PAGES).find_map(|page| {
        let text = document.extract_text_with_limit(&[*page], UNFOLDED).ok()?;
        let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits: String = ["Sceaudujournal", "Journalseal"]
            .iter()
            .find_map(|words_before| words.split_once(words_before))?
            .1
            .chars()
            .take(32)
            .collect();
        (digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit())).then_some(digits)
    })
}
