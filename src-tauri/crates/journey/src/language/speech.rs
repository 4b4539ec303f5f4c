//! What a language is told by: one of these for each, in a file of its name.

use chrono::NaiveDate;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

/// How a language writes what papers and messages hold.
#[derive(Debug)]
pub struct Speech {
    /// As a PDF names it (BCP 47): `en-GB`.
    pub tag: &'static str,
    /// Of its rows in tables of several languages: `late_person.en`; empty for French, which they are translated from.
    pub suffix: &'static str,
    /// Its letters beside those of ASCII, small ones.
    pub letters: &'static str,
    /// The decimal mark.
    pub point: char,
    pub euros: fn(Cents) -> String,
    /// Two decimals, up to four where it needs them.
    pub unit_price: fn(UnitPrice) -> String,
    pub percent: fn(BasisPoints) -> String,
    pub quantity: fn(Thousandths) -> String,
    pub long_date: fn(NaiveDate) -> String,
    /// An amount spelt out.
    pub in_words: fn(Cents) -> String,
    /// Does a noun stand in the plural after so many thousandths?
    pub is_many: fn(u64) -> bool,
    /// A typed text with the spaces that do not break.
    pub spaced: fn(&str) -> String,
}
