//! Each language says all, in its own letters.

use crate::language::Language::{English, French, German};
use crate::language::table::takes;
use crate::language::{IN_ENGLISH, IN_GERMAN, Language, SPEECHES, filled};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use values::words;

type Pairs = Vec<(&'static str, &'static str)>;

fn tables() -> [(Language, Pairs); 2] {
    [(English, IN_ENGLISH.pairs().collect()), (German, IN_GERMAN.pairs().collect())]
}

fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|part| part.0).collect();
    found.sort_unstable();
    found
}

#[test]
fn each_language_stands_at_its_place_with_a_table_and_a_suffix_of_its_own() {
    for (at, language) in Language::ALL.into_iter().enumerate() {
        assert_eq!(language as usize, at);
    }
    let tags: BTreeSet<&str> = SPEECHES.iter().map(|speech| speech.tag).collect();
    let suffixes: BTreeSet<&str> = SPEECHES.iter().map(|speech| speech.suffix).collect();
    assert_eq!((tags.len(), suffixes.len()), (SPEECHES.len(), SPEECHES.len()));
    let tabled: Vec<Language> = tables().into_iter().map(|(language, _)| language).collect();
    assert_eq!(tabled, Language::ALL[1..]);
}

#[test]
fn each_text_stands_once_in_every_table_with_the_places_of_the_french_one() {
    let all: BTreeSet<&str> = tables().into_iter().flat_map(|(_, rows)| rows).map(|row| row.0).collect();
    for (language, rows) in tables() {
        let mut missing = all.clone();
        for (french, said) in rows {
            assert!(missing.remove(french), "{french} has two rows in {language:?}");
            assert_eq!(places(french), places(said), "{language:?}: {french}");
            let plain = said.replace("Bon pour accord", "");
            assert_eq!(language.strange_letter(&plain), None, "{language:?}: {said}");
        }
        assert!(missing.is_empty(), "without a row in {language:?}: {missing:#?}");
    }
}

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
    assert_eq!(French.euros(Cents(123_450)), words::euros(Cents(123_450)));
}

#[test]
fn days_are_counted_and_amounts_are_whole_in_each_language() {
    for (language, one, two, none, thousand) in [
        (French, "1\u{a0}jour", "2\u{a0}jours", "0\u{a0}jour", "1\u{202f}000\u{a0}€"),
        (English, "1\u{a0}day", "2\u{a0}days", "0\u{a0}days", "€1,000"),
        (German, "1\u{a0}Tag", "2\u{a0}Tage", "0\u{a0}Tage", "1.000\u{a0}€"),
    ] {
        assert_eq!([1, 2, 0].map(|n| language.days(n)), [one, two, none]);
        assert_eq!(language.whole_euros(Cents(100_000)), thousand);
        assert_eq!(language.whole_euros(Cents(100_050)), language.euros(Cents(100_050)));
    }
}

#[test]
fn a_text_is_filled_whole_and_a_value_is_not_read_again() {
    assert_eq!(filled("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    assert!(takes("{a} and {b}", &["{a}", "{b}"]));
    assert!(!takes("{a} and {b}", &["{a}"]));
    assert!(!takes("{a}", &["{b}"]));
}
