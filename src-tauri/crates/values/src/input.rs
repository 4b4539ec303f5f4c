//! What people type, read exactly: amounts with comma or dot, French or ISO dates, trimmed and bounded texts.
//!
//! Every function answers the value or a French sentence at its field; none changes what was meant.

use crate::letters;
use crate::money::{BasisPoints, Cents, LARGEST, Thousandths, UnitPrice};
use crate::refusal::Refusal;
use chrono::{Datelike, NaiveDate};

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

/// A civil date: `2026-11-22`, `22/11/2026`, `22.11.2026` or `22/11/26`.
pub fn day(field: &str, typed: &str) -> Read<NaiveDate> {
    let text = letters::code(typed);
    let text = text.as_str();
    if text.is_empty() {
        return Err(Refusal::at(field, "Indiquez une date, par exemple 22/11/2026."));
    }
    let unreadable = || {
        Refusal::at(field, format!("« {} » n’est pas une date. Écrivez-la ainsi : 22/11/2026.", shown(text)))
    };
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return Err(unreadable()) };
    let number = |part: &str| -> Option<u32> {
        (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let (Some(first_number), Some(month), Some(last_number)) = (number(first), number(month), number(last))
    else {
        return Err(unreadable());
    };
    let (year, day) =
        if first.len() == 4 { (first_number, last_number) } else { (last_number, first_number) };
    let year = if last.len() == 2 && first.len() <= 2 { 2000 + year } else { year };
    let year = i32::try_from(year).map_err(|_| unreadable())?;
    let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
        return Err(Refusal::at(field, format!("Le {} n’existe pas au calendrier.", shown(text))));
    };
    if !(1990..=2100).contains(&date.year()) {
        return Err(Refusal::at(
            field,
            format!("L’année {} est hors du calendrier de Parcours.", date.year()),
        ));
    }
    Ok(date)
}

/// Like [`day`]; nothing typed is `None`.
pub fn optional_day(field: &str, typed: &str) -> Read<Option<NaiveDate>> {
    if letters::code(typed).is_empty() { Ok(None) } else { day(field, typed).map(Some) }
}

/// An amount in euros, at most two decimals: `1 234,50`, `1234.5`, `80 €`. Negative only if typed so.
pub fn amount(field: &str, typed: &str) -> Read<Cents> {
    scaled(field, typed, 2, "un montant", "1 234,50").map(Cents)
}

/// A net unit price, at most four decimals.
pub fn unit_price(field: &str, typed: &str) -> Read<UnitPrice> {
    scaled(field, typed, 4, "un prix", "450,00").map(UnitPrice)
}

/// A quantity, at most three decimals.
pub fn quantity(field: &str, typed: &str) -> Read<Thousandths> {
    scaled(field, typed, 3, "une quantité", "3,5").map(Thousandths)
}

/// A percentage from 0 to 100, at most two decimals; nothing typed is zero.
pub fn percent(field: &str, typed: &str) -> Read<BasisPoints> {
    if letters::code(typed).is_empty() {
        return Ok(BasisPoints(0));
    }
    let rate = scaled(field, typed, 2, "un pourcentage", "30")?;
    if !(0..=10_000).contains(&rate) {
        return Err(Refusal::at(field, "Un pourcentage va de 0 à 100."));
    }
    Ok(BasisPoints(rate))
}

/// A whole number within bounds; nothing typed is `None`.
pub fn whole(field: &str, typed: &str, least: i64, most: i64) -> Read<Option<i64>> {
    let text = letters::code(typed);
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<i64>() {
        Ok(n) if (least..=most).contains(&n) => Ok(Some(n)),
        Ok(_) => Err(Refusal::at(field, format!("Écrivez un nombre entre {least} et {most}."))),
        Err(_) => Err(Refusal::at(field, format!("« {} » n’est pas un nombre entier.", shown(&text)))),
    }
}

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

/// Reads `1 234,50 €` into an integer scaled by `10^decimals`.
fn scaled(field: &str, typed: &str, decimals: usize, what: &str, example: &str) -> Read<i64> {
    let unreadable = || {
        Refusal::at(
            field,
            format!("« {} » n’est pas {what}. Écrivez par exemple {example}.", shown(typed.trim())),
        )
    };
    let mut text: String = letters::code(typed).chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Err(Refusal::at(field, format!("Indiquez {what}, par exemple {example}.")));
    }
    for unit in ["€", "EUR", "eur", "%"] {
        if let Some(rest) = text.strip_suffix(unit) {
            text = rest.to_owned();
        }
    }
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    if digits.matches([',', '.']).count() > 1 {
        return Err(Refusal::at(
            field,
            format!(
                "« {} » a plusieurs virgules ou points : un seul sépare les décimales.",
                shown(typed.trim())
            ),
        ));
    }
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty()
        || !(whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()))
    {
        return Err(unreadable());
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(Refusal::at(field, format!("Trop de décimales : {decimals} au plus.")));
    }
    let too_large = || Refusal::at(field, "Ce nombre est trop grand.");
    if whole.trim_start_matches('0').len() > 12 {
        return Err(too_large());
    }
    let scale = 10_i64.pow(u32::try_from(decimals).map_err(|_| too_large())?);
    let padded = format!("{fraction:0<decimals$}");
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| too_large())? };
    let fraction: i64 = if padded.is_empty() { 0 } else { padded.parse().map_err(|_| too_large())? };
    // Everything typed is bounded by one billion, whatever its scale.
    if whole > LARGEST.0 / 100 {
        return Err(too_large());
    }
    let value = whole * scale + fraction;
    Ok(if negative { -value } else { value })
}

/// What was typed, cut to a length that fits in a sentence.
fn shown(text: &str) -> String {
    let mut cut: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    if text.chars().count() > 40 {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn amounts_are_read_with_comma_or_dot() {
        for typed in ["1234,5", "1 234,50", "1234.50 €", " 1\u{202f}234,5 EUR", "01234,500"] {
            assert_eq!(amount("amount", typed).unwrap(), Cents(123_450), "{typed}");
        }
        assert_eq!(amount("amount", "-0,05").unwrap(), Cents(-5));
        assert_eq!(amount("amount", ",5").unwrap(), Cents(50));
    }

    #[test]
    fn what_is_not_an_amount_says_so_at_its_field() {
        for typed in [
            "",
            "abc",
            "1,2,3",
            "1.234,50",
            "12,345",
            "1e5",
            "NaN",
            "9999999999999",
            "🙂",
            "<script>",
            "--1",
            ",",
        ] {
            let refusal = amount("amount", typed).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("amount"), "{typed}");
        }
    }

    #[test]
    fn dates_are_read_as_french_or_iso() {
        for typed in ["22/11/2026", "2026-11-22", "22.11.26", "22-11-2026"] {
            assert_eq!(day("d", typed).unwrap(), date(2026, 11, 22), "{typed}");
        }
        assert!(day("d", "30/02").unwrap_err().message.contains("n’est pas une date"));
        assert!(day("d", "30/02/2026").unwrap_err().message.contains("n’existe pas"));
        assert!(day("d", "demain").is_err());
        assert!(day("d", "1/1/0001").is_err());
    }

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
            let _ = amount("f", &typed);
            let _ = unit_price("f", &typed);
            let _ = quantity("f", &typed);
            let _ = percent("f", &typed);
            let _ = day("f", &typed);
            let _ = email("f", &typed);
            let _ = whole("f", &typed, 0, 10);
        }

        #[test]
        fn an_amount_written_in_french_reads_back(cents in -100_000_000_000_i64..100_000_000_000) {
            let typed = crate::words::euros(Cents(cents));
            prop_assert_eq!(amount("f", &typed).unwrap(), Cents(cents));
        }
    }
}
