//! The language of a client's papers: amounts, dates and the house's own words.
//!
//! A language is a variant here, a file that tells how it writes values, a table `assets/papers/….tsv` of the house's
//! texts, rows and columns that end in its suffix (`.en`) in the tables of messages, law and units, and its name in
//! `ui/src/contact/words.ts`.
//! Invariant: a text that lacks a row in one of them does not compile, or fails the tests that hold those tables, so that
//! no paper can lack a word. Legal wordings are translated beside the French text, which is the one that binds.

mod english;
mod french;
mod german;
pub mod speech;
pub mod table;

use crate::language::speech::Speech;
use crate::language::table::{Table, rows};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

/// The language of a client's papers.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    French,
    English,
    German,
}

/// How many there are.
pub const LANGUAGES: usize = Language::ALL.len();

/// In the order of `Language::ALL`.
const SPEECHES: [Speech; LANGUAGES] = [french::FRENCH, english::ENGLISH, german::GERMAN];

const ENGLISH: &str = include_str!("../../../../assets/papers/english.tsv");

const GERMAN: &str = include_str!("../../../../assets/papers/german.tsv");

static IN_ENGLISH: Table<{ rows(ENGLISH) }> =
    Table::of(ENGLISH, "a text has no row in assets/papers/english.tsv");

static IN_GERMAN: Table<{ rows(GERMAN) }> =
    Table::of(GERMAN, "a text has no row in assets/papers/german.tsv");

/// A text of the house in every language, in the order of `Language::ALL`; a build without its rows fails.
#[must_use]
pub const fn said(french: &'static str) -> [&'static str; LANGUAGES] {
    [french, IN_ENGLISH.said(french), IN_GERMAN.said(french)]
}

/// A text of the house in a client's language: `say!(language, "Devis")`, or with values at its named places:
/// `say!(language, "Acompte de {rate}", rate = "30 %")`. Without a row in every table it does not compile.
#[macro_export]
macro_rules! say {
    ($language:expr, $french:literal) => {{
        const SAID: [&str; $crate::language::LANGUAGES] = $crate::language::said($french);
        $language.of(SAID)
    }};
    ($language:expr, $french:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        const _: () = assert!(
            $crate::language::table::takes($french, &[$(concat!("{", stringify!($name), "}")),+]),
            "the named places of the text are not those given"
        );
        $crate::language::filled($crate::say!($language, $french), &[$((stringify!($name), &$value.to_string())),+])
    }};
}

impl Language {
    /// French first: the others are translated from it.
    pub const ALL: [Language; 3] = [Language::French, Language::English, Language::German];

    /// That of this language, of what stands in the order of `Language::ALL`.
    #[must_use]
    pub fn of<T: Copy>(self, each: [T; LANGUAGES]) -> T {
        each[self as usize]
    }

    fn speech(self) -> &'static Speech {
        &SPEECHES[self as usize]
    }

    /// As a PDF names it: `fr-FR`, `en-GB`, `de-DE`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.speech().tag
    }

    /// The key of its row in a table that French rows name by `code`: `late_person.en`.
    #[must_use]
    pub fn key(self, code: &str) -> String {
        format!("{code}{}", self.speech().suffix)
    }

    /// `1 234,50 €`, `€1,234.50`.
    #[must_use]
    pub fn euros(self, amount: Cents) -> String {
        (self.speech().euros)(amount)
    }

    /// Without cents where there are none: `1 000 €`, `€1,000`.
    #[must_use]
    pub fn whole_euros(self, amount: Cents) -> String {
        let said = self.euros(amount);
        if amount.0 % 100 != 0 { said } else { said.replace(&format!("{}00", self.speech().point), "") }
    }

    /// Two decimals, up to four where it needs them: `0,085 €`, `€0.085`.
    #[must_use]
    pub fn unit_price(self, price: UnitPrice) -> String {
        (self.speech().unit_price)(price)
    }

    /// `5,5 %`, `5.5%`.
    #[must_use]
    pub fn percent(self, rate: BasisPoints) -> String {
        (self.speech().percent)(rate)
    }

    /// `3,5`, `3.5`.
    #[must_use]
    pub fn quantity(self, quantity: Thousandths) -> String {
        (self.speech().quantity)(quantity)
    }

    /// `1er mars 2026`, `1 March 2026`.
    #[must_use]
    pub fn long_date(self, day: NaiveDate) -> String {
        (self.speech().long_date)(day)
    }

    /// `deux cents euros`, `two hundred euros`.
    #[must_use]
    pub fn in_words(self, amount: Cents) -> String {
        (self.speech().in_words)(amount)
    }

    /// Does a noun stand in the plural after that quantity?
    #[must_use]
    pub fn is_many(self, quantity: Thousandths) -> bool {
        (self.speech().is_many)(quantity.0.unsigned_abs())
    }

    /// `2 jours`, `2 days`.
    #[must_use]
    pub fn days(self, n: i64) -> String {
        let many = self.is_many(Thousandths(n.saturating_mul(1000)));
        format!("{n}\u{a0}{}", if many { crate::say!(self, "jours") } else { crate::say!(self, "jour") })
    }

    /// A letter that this language does not write; a text that was left in another is found by it.
    #[must_use]
    pub fn strange_letter(self, text: &str) -> Option<char> {
        let known = |letter: char| letter.to_lowercase().all(|small| self.speech().letters.contains(small));
        text.chars().find(|letter| letter.is_alphabetic() && !letter.is_ascii() && !known(*letter))
    }

    /// A typed text with the spaces that do not break where it wants them.
    #[must_use]
    pub fn spaced(self, text: &str) -> String {
        (self.speech().spaced)(text)
    }
}

/// A text in a language other than French.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    pub language: Language,
    pub text: String,
}

/// What ships in the languages other than French, of a text in the order of `Language::ALL`.
#[must_use]
pub fn translations(texts: [&'static str; LANGUAGES]) -> Vec<Translation> {
    let others = Language::ALL.into_iter().skip(1);
    others.map(|language| Translation { language, text: language.of(texts).to_owned() }).collect()
}

/// A text in a client's language; in French where it has no translation.
#[must_use]
pub fn in_language<'a>(language: Language, text: &'a str, translations: &'a [Translation]) -> &'a str {
    let found = translations.iter().find(|one| one.language == language && !one.text.is_empty());
    found.map_or(text, |one| &one.text)
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

#[cfg(test)]
mod tests;
