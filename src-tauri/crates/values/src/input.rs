//! What people type, read exactly: texts trimmed and bounded, addresses; numbers and days by their one reader.
//!
//! Every function answers the value or a French sentence at its field; none changes what was meant.

use crate::day::{self, Near};
use crate::letters;
use crate::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use crate::number::{self, Kind};
use crate::refusal::{Refusal, shown};
use chrono::NaiveDate;

/// Longest texts, in characters.
pub const NAME: usize = 120;
pub const SHORT: usize = 200;
pub const LONG: usize = 4_000;
pub const TERMS: usize = 60_000;

type Read<T> = Result<T, Refusal>;

/// Trimmed text of one line, possibly empty. Control characters and line breaks are refused.
pub fn line(field: &str, typed: &str, most: usize) -> Read<String> {
    let text = typed.trim();
    if text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Err(Refusal::at(
            field,
            "Ce texte contient un caractère invisible ou un retour à la ligne : retapez-le.",
        ));
    }
    bounded(field, text, most)
}

/// A number, a code, a telephone: like [`line`], without what a paste hides in it.
pub fn code(field: &str, typed: &str, most: usize) -> Read<String> {
    line(field, &letters::code(typed), most)
}

/// Like [`line`], but something must be there; `missing` is the sentence otherwise.
pub fn required(field: &str, typed: &str, most: usize, missing: &str) -> Read<String> {
    let text = line(field, typed, most)?;
    if text.is_empty() { Err(Refusal::at(field, missing)) } else { Ok(text) }
}

/// Trimmed text of several lines, possibly empty; line breaks become `\n`.
pub fn paragraph(field: &str, typed: &str, most: usize) -> Read<String> {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let text = text.trim();
    if text.chars().any(|c| (c.is_control() && c != '\n') || is_invisible(c)) {
        return Err(Refusal::at(field, "Ce texte contient un caractère invisible : retapez-le."));
    }
    bounded(field, text, most)
}

/// Marks that change the direction of text or hide in it: they would make a paper say something else than the
/// screen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What is noted has happened: that day or before. The advice completes the sentence; empty for none.
///
/// # Errors
/// A sentence at the field for a day that is still to come.
pub fn has_come(field: &str, day: NaiveDate, today: NaiveDate, advice: &str) -> Read<()> {
    if day <= today {
        return Ok(());
    }
    Err(Refusal::at(
        field,
        if advice.is_empty() {
            "Cette date est à venir.".to_owned()
        } else {
            format!("Cette date est à venir : {advice}")
        },
    ))
}

fn bounded(field: &str, text: &str, most: usize) -> Read<String> {
    let length = text.chars().count();
    if length > most {
        return Err(Refusal::at(
            field,
            format!("Ce texte est trop long : {length} caractères, {most} au plus. Raccourcissez-le."),
        ));
    }
    Ok(text.to_owned())
}

/// A civil day, as [`day::read`] takes it.
pub fn day(field: &str, typed: &str, near: Near) -> Read<NaiveDate> {
    day::read(field, typed, near)
}

/// Like [`day`]; nothing typed is `None`.
pub fn optional_day(field: &str, typed: &str, near: Near) -> Read<Option<NaiveDate>> {
    if letters::code(typed).is_empty() { Ok(None) } else { day(field, typed, near).map(Some) }
}

/// An amount in euros, at most two decimals: `1 234,50`, `1234.5`, `80 €`. Negative only if typed so.
pub fn amount(field: &str, typed: &str) -> Read<Cents> {
    number::read(field, typed, Kind::Amount).map(Cents)
}

/// Everything that an amount may mean: one value, those of a question, or none.
#[must_use]
pub fn amounts(typed: &str) -> Vec<Cents> {
    match amount("", typed) {
        Ok(one) => vec![one],
        Err(refusal) => refusal.readings.iter().filter_map(|one| amount("", &one.typed).ok()).collect(),
    }
}

/// A net unit price, at most four decimals.
pub fn unit_price(field: &str, typed: &str) -> Read<UnitPrice> {
    number::read(field, typed, Kind::Price).map(UnitPrice)
}

/// A quantity, at most three decimals.
pub fn quantity(field: &str, typed: &str) -> Read<Thousandths> {
    number::read(field, typed, Kind::Quantity).map(Thousandths)
}

/// A percentage from 0 to 100, at most two decimals; nothing typed is zero.
pub fn percent(field: &str, typed: &str) -> Read<BasisPoints> {
    if letters::code(typed).is_empty() {
        return Ok(BasisPoints(0));
    }
    number::read(field, typed, Kind::Percent).map(BasisPoints)
}

/// A price kept by the books as it was typed.
pub fn kept_price(field: &str, typed: &str) -> Read<UnitPrice> {
    number::read_kept(field, typed, Kind::Price).map(UnitPrice)
}

/// An amount kept by the books as it was typed.
pub fn kept_amount(field: &str, typed: &str) -> Read<Cents> {
    number::read_kept(field, typed, Kind::Amount).map(Cents)
}

/// A whole number within bounds, perhaps of days; nothing typed is `None`.
pub fn whole(field: &str, typed: &str, least: i64, most: i64) -> Read<Option<i64>> {
    let text = letters::code(typed);
    if text.is_empty() {
        return Ok(None);
    }
    match number::whole(&text, &["jours", "jour", "j"]) {
        Some(n) if (least..=most).contains(&n) => Ok(Some(n)),
        Some(_) => Err(Refusal::at(field, format!("Écrivez un nombre entre {least} et {most}."))),
        None => Err(Refusal::at(field, format!("« {} » n’est pas un nombre entier.", shown(&text)))),
    }
}

/// Several e-mail addresses, separated by commas, semicolons or spaces; each once.
pub fn emails(field: &str, typed: &str) -> Read<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for one in typed.split([',', ';']).flat_map(str::split_whitespace) {
        let address = email(field, one)?;
        if !address.is_empty() && !found.contains(&address) {
            found.push(address);
        }
    }
    if found.len() > MOST_ADDRESSES {
        return Err(Refusal::at(field, format!("{MOST_ADDRESSES} adresses au plus.")));
    }
    Ok(found)
}

/// Most addresses of one message.
const MOST_ADDRESSES: usize = 20;

/// An e-mail address, possibly empty.
pub fn email(field: &str, typed: &str) -> Read<String> {
    let text = code(field, typed, SHORT)?;
    // As a link gives it.
    let text = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => text[7..].trim().to_owned(),
        _ => text,
    };
    if text.is_empty() {
        return Ok(text);
    }
    let good = match text.split_once('@') {
        Some((name, domain)) => {
            !name.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !domain.contains("..")
                && !domain.contains('@')
                && !text.contains(char::is_whitespace)
                && !text.contains(['<', '>', ',', ';', '"'])
        }
        None => false,
    };
    if good {
        Ok(text)
    } else {
        Err(Refusal::at(field, format!("« {} » n’est pas une adresse e-mail.", shown(&text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_that_hide_something_are_refused() {
        assert!(line("name", "Ann\u{202e}e", NAME).is_err());
        assert!(line("name", "a\nb", NAME).is_err());
        assert_eq!(paragraph("note", "a\r\nb ", NAME).unwrap(), "a\nb");
        assert!(line("name", &"x".repeat(NAME + 1), NAME).unwrap_err().message.contains("trop long"));
    }

    proptest! {
        #[test]
        fn nothing_typed_ever_panics(typed in "\\PC{0,40}") {
            let _ = email("f", &typed);
            let _ = whole("f", &typed, 0, 10);
            let _ = line("f", &typed, NAME);
            let _ = paragraph("f", &typed, NAME);
        }
    }

    #[test]
    fn whole_numbers_are_read_with_their_unit() {
        for typed in ["30", " 30 ", "30 jours", "30j", "030", "30\u{a0}jours"] {
            assert_eq!(whole("f", typed, 0, 60).unwrap(), Some(30), "{typed}");
        }
        assert_eq!(whole("f", "1\u{202f}200", 0, 9_999).unwrap(), Some(1_200));
        assert_eq!(whole("f", " ", 0, 9).unwrap(), None);
        for typed in ["1.200", "1,5", "30.", "dix", "61", "3 0"] {
            assert!(whole("f", typed, 0, 60).is_err(), "{typed}");
        }
    }
}
