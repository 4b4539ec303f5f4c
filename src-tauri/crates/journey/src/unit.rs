//! Units of quantities, said as their number asks: « 1,5 jour », « 3 jours », `0.5 days`.
//!
//! Invariant: a unit that is not in `assets/papers/units.tsv` stands as it was typed.

use crate::language::{LANGUAGES, Language};
use values::money::Thousandths;

const UNITS: &str = include_str!("../../../../assets/papers/units.tsv");

/// A unit of the table: one and many, in the order of `Language::ALL`.
struct Known {
    forms: [[&'static str; 2]; LANGUAGES],
    /// Empty where it has none.
    code: &'static str,
}

impl Known {
    fn is_said(&self, language: Language, bare: &str) -> bool {
        language.of(self.forms).iter().any(|form| form.to_lowercase() == bare)
    }
}

fn known() -> impl Iterator<Item = Known> {
    UNITS.lines().skip(1).filter_map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let (code, said) = cells.split_last()?;
        let (pairs, _) = said.as_chunks::<2>();
        Some(Known { forms: pairs.try_into().ok()?, code })
    })
}

/// Its code in electronic invoices (UN/ECE recommendations 20 and 21); none for a unit that has no code of its own.
#[must_use]
pub fn code(typed: &str) -> Option<&'static str> {
    let bare = bare(typed);
    let said = |known: &Known| Language::ALL.into_iter().any(|language| known.is_said(language, &bare));
    known().find(|known| said(known) && !known.code.is_empty()).map(|known| known.code)
}

/// The French unit of such a code, after two or more, or after less; none for a code that the table has not.
#[must_use]
pub fn of_code(code: &str, many: bool) -> Option<&'static str> {
    let [one, some] = Language::French.of(known().find(|known| known.code == code)?.forms);
    (!code.is_empty()).then_some(if many { some } else { one })
}

/// As the table writes it: « Jour(s) » is « jour ».
fn bare(typed: &str) -> String {
    typed.trim().replace("(s)", "").replace("(x)", "").replace('\'', "’").to_lowercase()
}

/// The unit as it is said after that quantity, typed in French or in that language.
#[must_use]
pub fn agreed(language: Language, unit: &str, quantity: Thousandths) -> String {
    let typed = unit.trim();
    let many = language.is_many(quantity);
    let said_by = |bare: &str| {
        let bare = self::bare(bare);
        known().find(|known| known.is_said(Language::French, &bare) || known.is_said(language, &bare))
    };
    let (first, rest) = if said_by(typed).is_some() { (typed, "") } else { head(typed) };
    let Some(known) = said_by(first) else { return typed.to_owned() };
    // « jour de conseil » has no translation here: it agrees in its own language.
    if language != Language::French && !rest.is_empty() {
        return agreed(Language::French, typed, if many { Thousandths(2000) } else { Thousandths(1000) });
    }
    let [one, some] = language.of(known.forms);
    let said = if many { some } else { one };
    let capital = first.chars().next().is_some_and(char::is_uppercase);
    format!("{}{rest}", if capital { values::words::capital(said) } else { said.to_owned() })
}

/// « jour » of « jour de conseil », and the rest: what is counted stands first.
fn head(typed: &str) -> (&str, &str) {
    let ends = [" de ", " d’", " d'", " par ", " à ", " en "].into_iter().filter_map(|word| typed.find(word));
    typed.split_at(ends.min().unwrap_or(typed.len()))
}

/// A quantity with its unit, on one line: `3,5 jours`, `1`.
#[must_use]
pub fn counted(language: Language, quantity: Thousandths, unit: &str) -> String {
    let number = language.quantity(quantity);
    let unit = agreed(language, unit, quantity);
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, French, German};

    #[test]
    fn units_agree_with_their_number() {
        for (thousandths, typed, said) in [
            (3000, "jour", "jours"),
            (3000, "jours", "jours"),
            (1500, "jours", "jour"),
            (2000, "heure", "heures"),
            (500, "heures", "heure"),
            (1999, "heures", "heure"),
            (-2000, "heure", "heures"),
            (1000, "jour(s)", "jour"),
            (4000, "jour(s)", "jours"),
            (3000, "Jour", "Jours"),
            (5000, "mois", "mois"),
            (2000, "demi-journée", "demi-journées"),
            (2000, "jour de conseil", "jours de conseil"),
            (2000, "heure d’atelier", "heures d’atelier"),
            (2000, "quart d'heure", "quarts d’heure"),
            (2000, "mètre carré", "mètres carrés"),
            (2000, "kg", "kg"),
            (3000, "truc maison", "truc maison"),
            (3000, "day", "day"),
            (2000, "", ""),
        ] {
            assert_eq!(agreed(French, typed, Thousandths(thousandths)), said, "{thousandths} {typed}");
        }
        for (thousandths, typed, said) in [
            (1000, "jours", "day"),
            (1500, "jour", "days"),
            (500, "heure", "hours"),
            (0, "heure", "hours"),
            (2000, "day", "days"),
            (1000, "hours", "hour"),
            (3000, "forfait", "lump sums"),
            (3000, "jour de conseil", "jours de conseil"),
            (3000, "widget", "widget"),
        ] {
            assert_eq!(agreed(English, typed, Thousandths(thousandths)), said, "{thousandths} {typed}");
        }
        for (thousandths, typed, said) in [
            (1000, "jours", "Tag"),
            (1500, "jour", "Tage"),
            (3500, "Tage", "Tage"),
            (1000, "stunden", "Stunde"),
            (2000, "forfait", "Pauschalen"),
            (3000, "jour de conseil", "jours de conseil"),
            (3000, "days", "days"),
        ] {
            assert_eq!(agreed(German, typed, Thousandths(thousandths)), said, "{thousandths} {typed}");
        }
        assert_eq!(counted(French, Thousandths(3500), "jour"), "3,5\u{a0}jours");
        assert_eq!(counted(French, Thousandths(1000), ""), "1");
        let of = [("DAY", true), ("DAY", false), ("LS", false), ("XPP", true), ("", true)];
        let said = of.map(|(code, many)| of_code(code, many));
        assert_eq!(said, [Some("jours"), Some("jour"), Some("forfait"), None, None]);
    }

    #[test]
    fn each_unit_of_the_table_is_whole_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for row in UNITS.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let (code, forms) = cells.split_last().unwrap();
            assert!(forms.len() == 2 * LANGUAGES && forms.iter().all(|cell| !cell.is_empty()), "{row}");
            assert!(code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()), "{row}");
        }
        let head: Vec<&str> = UNITS.lines().next().unwrap().split('\t').collect();
        let columns = Language::ALL.map(|language| [language.key("one"), language.key("many")]);
        assert_eq!(head[..2 * LANGUAGES], columns.concat());
        for Known { forms, .. } in known() {
            for language in Language::ALL.into_iter().skip(1) {
                assert_eq!(language.strange_letter(&language.of(forms).concat()), None, "{forms:?}");
            }
            let [one, many] = French.of(forms);
            assert!(seen.insert(one), "{one} stands twice");
            assert_eq!(one.to_lowercase(), one);
            assert!(many == one || seen.insert(many), "{many} stands twice");
        }
    }
}
