//! Letters: which ones hide, and what two texts are compared by.
//!
//! Invariant: all that is searched or compared goes through [`folded`]; nothing else in the house folds letters. The
//! page has the same one (`ui/src/kit/letters.ts`), held to the same examples.

use unicode_normalization::UnicodeNormalization;

/// Marks that hide in a text or change its direction: zero widths, soft hyphens, marks of order, of bytes, of shape.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A number, a code or an address as it was meant: what hides in it left out, every kind of space a space, figures and
/// letters of full width as plain ones.
#[must_use]
pub fn code(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_hidden(*c));
    let plain: String = visible
        .map(|c| match c {
            // Full width, as keyboards of the East give.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\n' | '\r' | '\t' => c,
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    plain.trim().to_owned()
}

/// Letters and figures alone, in capitals: a number whatever groups it.
#[must_use]
pub fn squeezed(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// What a text is compared by: lower case, without accents, ligatures opened, one apostrophe, one dash, one width, one
/// kind of space, and nothing that hides.
#[must_use]
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        // Nothing comes apart, and nothing hides.
        return text
            .chars()
            .map(|c| match c {
                '`' => '\'',
                c if c.is_whitespace() => ' ',
                c => c.to_ascii_lowercase(),
            })
            .collect();
    }
    let mut out = String::with_capacity(text.len());
    for c in visible(text).nfkd().flat_map(char::to_lowercase).nfd() {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ŧ' => out.push('t'),
            'ı' => out.push('i'),
            'ĸ' => out.push('k'),
            'ŋ' => out.push('n'),
            'ς' => out.push('σ'),
            '‘' | '’' | '‚' | '‛' | '`' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' => out.push('\''),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
            // Accents, vowels of Hebrew and of Arabic: they stand apart from their letter.
            '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}' => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An acute accent alone is an apostrophe; it would come apart as a space.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_hidden(*c)).map(|c| if c == '´' { '\'' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The page is held to the same file.
    const EXAMPLES: &str = include_str!("../../../../ui/src/kit/letters.tsv");

    #[test]
    fn letters_are_folded_as_the_examples_tell() {
        let rows: Vec<(&str, &str)> =
            EXAMPLES.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
        assert!(rows.len() > 20);
        for (text, wanted) in rows {
            assert_eq!(folded(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_code_is_read_without_what_hides_in_it() {
        assert_eq!(code("\u{200b}FR76\u{a0}3000\u{202f}6000\u{ad} \u{feff}"), "FR76 3000 6000");
        assert_eq!(code("\u{202a}camille@durand.example\u{202c}"), "camille@durand.example");
        assert_eq!(code("０６ １２"), "06 12");
        assert_eq!(squeezed("F-2026-0001"), "F20260001");
        assert_eq!(squeezed("552\u{a0}100\u{202f}554"), "552100554");
    }

    proptest! {
        #[test]
        fn folding_once_is_enough(text in "\\PC{0,30}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
