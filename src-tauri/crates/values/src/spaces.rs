//! Where French wants a space that does not break: inside « », before : ; ! ? and between a number and its unit.
//!
//! The page has the same one (`ui/src/spaces.ts`), held to the same examples.

const HARD: char = '\u{a0}';
const UNITS: [&str; 18] = [
    "%", "€", "h", "min", "jour", "jours", "mois", "an", "ans", "semaine", "semaines", "heure", "heures",
    "minute", "minutes", "octets", "Ko", "Mo",
];

/// A French sentence that breaks nowhere it should not. Once is enough.
#[must_use]
pub fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let holds =
            letter == ' ' && (out.ends_with('«') || closes(rest) || (is_number(&out) && is_unit(rest)));
        out.push(if holds { HARD } else { letter });
    }
    out
}

/// What follows ends something: » , or a sign that stands alone.
fn closes(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        Some('»') => true,
        Some(':' | ';' | '!' | '?') => {
            letters.next().is_none_or(|next| next.is_whitespace() || "<)»\"'`$".contains(next))
        }
        Some(_) | None => false,
    }
}

fn is_number(before: &str) -> bool {
    before.ends_with(|letter: char| letter.is_ascii_digit())
}

fn is_unit(rest: &str) -> bool {
    UNITS.iter().any(|unit| {
        rest.strip_prefix(unit).is_some_and(|after| !after.starts_with(|next: char| next.is_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page is held to the same file.
    const EXAMPLES: &str = include_str!("../../../../ui/src/spaces.tsv");

    #[test]
    fn spaces_stand_where_the_examples_tell_and_once_is_enough() {
        let rows: Vec<(&str, &str)> =
            EXAMPLES.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
        assert!(rows.len() > 9);
        for (text, wanted) in rows {
            assert_eq!(spaced(text), wanted, "{text}");
            assert_eq!(spaced(wanted), wanted);
        }
    }
}
