//! The language of a client's papers: amounts, dates and the house's own words, in French and in English.
//!
//! Invariant: a text that has no English row in `assets/papers/english.tsv` does not compile, so that no paper can
//! lack a word. Legal wordings in English are translations, rows `code.en` of `assets/legal/wordings.tsv`.

use crate::legal;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use values::words;
use values::words::figures;

/// The language of a client's papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    French,
    English,
}

const ENGLISH: &str = include_str!("../../../../assets/papers/english.tsv");

const ROWS: usize = count(ENGLISH.as_bytes(), b'\n') - 1;

/// Where each French text begins and ends, and where its English row ends.
const INDEX: [(usize, usize, usize); ROWS] = index();

/// A text of the house in a client's language: `say!(language, "Devis")`, or with values at its named places:
/// `say!(language, "Acompte de {rate}", rate = "30 %")`. Without a row in the table it does not compile.
#[macro_export]
macro_rules! say {
    ($language:expr, $french:literal) => {{
        const ENGLISH: &str = $crate::language::english($french);
        match $language {
            $crate::language::Language::French => $french,
            $crate::language::Language::English => ENGLISH,
        }
    }};
    ($language:expr, $french:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        const _: () = assert!(
            $crate::language::takes($french, &[$(concat!("{", stringify!($name), "}")),+]),
            "the named places of the text are not those given"
        );
        $crate::language::filled($crate::say!($language, $french), &[$((stringify!($name), &$value.to_string())),+])
    }};
}

impl Language {
    /// `1 234,50 €`, `€1,234.50`.
    #[must_use]
    pub fn euros(self, amount: Cents) -> String {
        match self {
            Language::French => words::euros(amount),
            Language::English => format!("{}€{}", minus(amount.0), figures(amount.0, 2, 2, ',', '.')),
        }
    }

    /// Two decimals, up to four where it needs them: `0,085 €`, `€0.085`.
    #[must_use]
    pub fn unit_price(self, price: UnitPrice) -> String {
        match self {
            Language::French => words::unit_price(price),
            Language::English => format!("{}€{}", minus(price.0), figures(price.0, 4, 2, ',', '.')),
        }
    }

    /// `5,5 %`, `5.5%`.
    #[must_use]
    pub fn percent(self, rate: BasisPoints) -> String {
        match self {
            Language::French => words::percent(rate),
            Language::English => format!("{}{}%", minus(rate.0), figures(rate.0, 2, 0, ',', '.')),
        }
    }

    /// `3,5`, `3.5`.
    #[must_use]
    pub fn quantity(self, quantity: Thousandths) -> String {
        match self {
            Language::French => words::quantity(quantity),
            Language::English => {
                format!("{}{}", minus(quantity.0), figures(quantity.0, 3, 0, ',', '.'))
            }
        }
    }

    /// `1er mars 2026`, `1 March 2026`.
    #[must_use]
    pub fn long_date(self, day: NaiveDate) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        match self {
            Language::French => words::long_date(day),
            Language::English => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
        }
    }

    /// `deux cents euros`, `two hundred euros`.
    #[must_use]
    pub fn in_words(self, amount: Cents) -> String {
        match self {
            Language::French => words::in_words(amount),
            Language::English => in_words(amount),
        }
    }

    /// `2 jours`, `2 days`.
    #[must_use]
    pub fn days(self, n: i64) -> String {
        match self {
            Language::French => words::count(n, "jour", "jours"),
            Language::English => format!("{n}\u{a0}{}", if n.abs() == 1 { "day" } else { "days" }),
        }
    }

    /// The legal wording of `code` in force on `day`; in French where it has no translation.
    #[must_use]
    pub fn wording(self, code: &str, day: NaiveDate) -> &'static str {
        let translated = match self {
            Language::French => "",
            Language::English => legal::wording(&format!("{code}.en"), day),
        };
        if translated.is_empty() { legal::wording(code, day) } else { translated }
    }
}

fn minus(value: i64) -> &'static str {
    if value < 0 { "−" } else { "" }
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn in_words(amount: Cents) -> String {
    let (whole, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let euros = format!("{} {}", cardinal(whole), if whole == 1 { "euro" } else { "euros" });
    let small = format!("{} {}", cardinal(cents), if cents == 1 { "cent" } else { "cents" });
    let said = match (whole, cents) {
        (_, 0) => euros,
        (0, _) => small,
        (..) => format!("{euros} and {small}"),
    };
    if amount.0 < 0 { format!("minus {said}") } else { said }
}

fn cardinal(n: u64) -> String {
    let joined = |head: String, rest: u64| match rest {
        0 => head,
        1..=99 => format!("{head} and {}", cardinal(rest)),
        _ => format!("{head} {}", cardinal(rest)),
    };
    match n {
        0..=19 => UNITS[n as usize].to_owned(),
        20..=99 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..=99 => format!("{}-{}", TENS[n as usize / 10], UNITS[n as usize % 10]),
        100..=999 => joined(format!("{} hundred", cardinal(n / 100)), n % 100),
        1_000..=999_999 => joined(format!("{} thousand", cardinal(n / 1_000)), n % 1_000),
        1_000_000..=999_999_999 => joined(format!("{} million", cardinal(n / 1_000_000)), n % 1_000_000),
        _ => joined(format!("{} billion", cardinal(n / 1_000_000_000)), n % 1_000_000_000),
    }
}

/// The English of a text of the house; a build without its row fails.
#[must_use]
pub const fn english(french: &str) -> &'static str {
    let table = ENGLISH.as_bytes();
    let mut at = 0;
    while at < ROWS {
        let (begin, middle, end) = INDEX[at];
        if same(part(table, begin, middle), french.as_bytes()) {
            return match std::str::from_utf8(part(table, middle + 1, end)) {
                Ok(text) if !text.is_empty() => text,
                Ok(_) | Err(_) => panic!("an English text is empty in assets/papers/english.tsv"),
            };
        }
        at += 1;
    }
    panic!("a text has no row in assets/papers/english.tsv")
}

/// Are these, with their braces, all the named places of that text?
#[must_use]
pub const fn takes(text: &str, places: &[&str]) -> bool {
    let text = text.as_bytes();
    let mut named = 0;
    while named < places.len() {
        if !holds(text, places[named].as_bytes()) {
            return false;
        }
        named += 1;
    }
    count(text, b'{') == places.len()
}

/// A text with its values; a value is never read as a text with places.
#[must_use]
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

const fn index() -> [(usize, usize, usize); ROWS] {
    let table = ENGLISH.as_bytes();
    let mut rows = [(0, 0, 0); ROWS];
    let (mut row, mut begin, mut middle, mut at) = (0, 0, 0, 0);
    let mut header = true;
    while at < table.len() {
        if table[at] == b'\t' {
            middle = at;
        } else if table[at] == b'\n' {
            if !header {
                assert!(middle > begin, "a row of assets/papers/english.tsv lacks its tab");
                rows[row] = (begin, middle, at);
                row += 1;
            }
            header = false;
            begin = at + 1;
        }
        at += 1;
    }
    rows
}

const fn count(bytes: &[u8], byte: u8) -> usize {
    let (mut found, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == byte {
            found += 1;
        }
        at += 1;
    }
    found
}

const fn part(bytes: &[u8], begin: usize, end: usize) -> &[u8] {
    bytes.split_at(end).0.split_at(begin).1
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn holds(text: &[u8], piece: &[u8]) -> bool {
    let mut at = 0;
    while at + piece.len() <= text.len() {
        if same(part(text, at, at + piece.len()), piece) {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, French};

    #[test]
    fn values_read_as_on_english_paper() {
        assert_eq!(English.euros(Cents(123_450)), "€1,234.50");
        assert_eq!(English.euros(Cents(-5)), "−€0.05");
        assert_eq!(English.euros(Cents(123_456_789)), "€1,234,567.89");
        assert_eq!(English.unit_price(UnitPrice(850)), "€0.085");
        assert_eq!(English.percent(BasisPoints(550)), "5.5%");
        assert_eq!(English.percent(BasisPoints(-1000)), "−10%");
        assert_eq!(English.quantity(Thousandths(3500)), "3.5");
        assert_eq!(English.long_date(NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()), "3 March 2026");
        assert_eq!(English.days(1), "1\u{a0}day");
        assert_eq!(French.euros(Cents(123_450)), words::euros(Cents(123_450)));
    }

    #[test]
    fn amounts_are_spelt_in_english() {
        for (cents, said) in [
            (0, "zero euros"),
            (1, "one cent"),
            (100, "one euro"),
            (121, "one euro and twenty-one cents"),
            (10_100, "one hundred and one euros"),
            (120_050, "one thousand two hundred euros and fifty cents"),
            (100_500, "one thousand and five euros"),
            (
                99_999_999,
                "nine hundred and ninety-nine thousand nine hundred and ninety-nine euros and ninety-nine cents",
            ),
            (100_000_000, "one million euros"),
            (-150, "minus one euro and fifty cents"),
        ] {
            assert_eq!(English.in_words(Cents(cents)), said, "{cents}");
        }
    }

    #[test]
    fn a_translated_wording_follows_the_law_of_its_day_and_names_the_french_text() {
        let (before, after) =
            (NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(), NaiveDate::from_ymd_opt(2027, 1, 1).unwrap());
        assert!(English.wording("franchise", before).contains("293 B"));
        assert!(English.wording("franchise", after).contains("L. 223-3"));
        assert_eq!(French.wording("franchise", after), legal::wording("franchise", after));
        assert_eq!(English.wording("agreement", after), "Bon pour accord (agreed and accepted)");
    }

    #[test]
    fn a_text_is_filled_whole_and_a_value_is_not_read_again() {
        assert_eq!(filled("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert!(takes("{a} and {b}", &["{a}", "{b}"]));
        assert!(!takes("{a} and {b}", &["{a}"]));
        assert!(!takes("{a}", &["{b}"]));
    }

    #[test]
    fn each_english_text_has_the_places_of_the_french_one_and_no_french_letter() {
        let mut seen = std::collections::BTreeSet::new();
        for (begin, middle, end) in INDEX {
            let (french, english) = (&ENGLISH[begin..middle], &ENGLISH[middle + 1..end]);
            assert!(seen.insert(french), "{french} has two rows");
            let places = |text: &str| {
                let mut found: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|p| p.split_once('}'))
                    .map(|p| p.0.to_owned())
                    .collect();
                found.sort();
                found
            };
            assert_eq!(places(french), places(english), "{french}");
            let plain = english.replace("Bon pour accord", "");
            assert!(!plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii()), "{english}");
        }
    }
}
