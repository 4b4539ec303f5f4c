//! Identifiers of firms and accounts: SIREN, SIRET, French VAT numbers, IBAN, BIC.
//!
//! The wrong length or alphabet is refused; a key that does not agree is only doubtful, because a person holding
//! the official letter knows better (they then confirm it).

use crate::letters;
use crate::refusal::Refusal;
use crate::vat_numbers::{form_of, is_written_well};

/// Without the marks that people group digits with, nor what hides among them; anything else stays, and is refused.
fn compact(typed: &str) -> String {
    letters::code(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '‐' | '‑' | '–' | '/'))
        .collect::<String>()
        .to_uppercase()
}

/// Luhn's key over decimal digits (ISO/IEC 7812-1), as SIREN and SIRET carry it.
#[must_use]
pub fn luhn(digits: &str) -> bool {
    let mut sum = 0;
    for (i, c) in digits.chars().rev().enumerate() {
        let Some(digit) = c.to_digit(10) else { return false };
        let doubled = if i % 2 == 1 { digit * 2 } else { digit };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    sum % 10 == 0
}

/// A SIRET's key: Luhn, or for La Poste (SIREN 356000000) a digit sum divisible by five.
#[must_use]
pub fn siret_key(siret: &str) -> bool {
    luhn(siret)
        || (siret.starts_with("356000000")
            && siret.chars().filter_map(|c| c.to_digit(10)).sum::<u32>().is_multiple_of(5))
}

/// A SIREN (9 digits) or SIRET (14 digits), without spaces; possibly empty.
pub fn siren_or_siret(field: &str, typed: &str, confirmed: bool) -> Result<String, Refusal> {
    let text = compact(typed);
    if text.is_empty() {
        return Ok(text);
    }
    let sized = matches!(text.len(), 9 | 14) && text.bytes().all(|b| b.is_ascii_digit());
    if !sized {
        return Err(Refusal::at(field, "Un SIREN a 9 chiffres, un SIRET en a 14."));
    }
    let good = if text.len() == 14 { siret_key(&text) } else { luhn(&text) };
    if !good && !confirmed {
        return Err(Refusal::doubtful(
            field,
            "La clé de ce numéro ne correspond pas : vérifiez chaque chiffre.",
        ));
    }
    Ok(text)
}

/// A SIRET (14 digits), without spaces.
pub fn siret(field: &str, typed: &str, confirmed: bool) -> Result<String, Refusal> {
    let text = compact(typed);
    if text.len() != 14 {
        return Err(Refusal::at(
            field,
            "Indiquez votre SIRET : 14 chiffres, sur votre avis INSEE ou sur annuaire-entreprises.data.gouv.fr.",
        ));
    }
    siren_or_siret(field, &text, confirmed)
}

/// A VAT number, without spaces: one of the European Union written as its country writes it, with the key of a French one
/// checked. Possibly empty.
pub fn vat_number(field: &str, typed: &str, confirmed: bool) -> Result<String, Refusal> {
    let text = compact(typed);
    if text.is_empty() {
        return Ok(text);
    }
    let country = text.get(..2).unwrap_or_default();
    let rest = text.get(2..).unwrap_or_default();
    if !country.bytes().all(|b| b.is_ascii_uppercase())
        || !(2..=13).contains(&rest.len())
        || !rest.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Err(Refusal::at(
            field,
            "Un numéro de TVA commence par deux lettres de pays, par exemple FR44732829320.",
        ));
    }
    if country == "GR" {
        return Err(Refusal::at(
            field,
            "Un numéro de TVA grec commence par EL, non par GR : par exemple EL123456789.",
        ));
    }
    if country != "FR" && is_written_well(&text) == Some(false) {
        return Err(Refusal::at(
            field,
            format!(
                "Un numéro de TVA qui commence par {country} s’écrit {} (9 pour un chiffre, A pour une lettre) : vérifiez-le.",
                form_of(country)
            ),
        ));
    }
    if country == "FR" {
        let siren = rest.get(2..).unwrap_or_default();
        if rest.len() != 11 || !siren.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Refusal::at(
                field,
                "Un numéro de TVA français a FR, une clé de 2 caractères et le SIREN.",
            ));
        }
        if !french_vat_key(rest) && !confirmed {
            return Err(Refusal::doubtful(
                field,
                "La clé de ce numéro de TVA ne correspond pas au SIREN : vérifiez-le.",
            ));
        }
    }
    Ok(text)
}

/// The key of a French VAT number: (12 + 3 x (SIREN mod 97)) mod 97 where it is numeric (CGI ann. II, art. 242 nonies).
fn french_vat_key(rest: &str) -> bool {
    let (key, siren) = rest.split_at(2);
    match (key.parse::<u64>(), siren.parse::<u64>()) {
        (Ok(key), Ok(siren)) => key == (12 + 3 * (siren % 97)) % 97,
        // Keys with letters follow another scheme that nobody publishes whole: accepted as they are.
        _ => true,
    }
}

/// The French VAT number that belongs to a SIREN.
#[must_use]
pub fn french_vat_number(siren: &str) -> Option<String> {
    let number: u64 = siren.parse().ok()?;
    (siren.len() == 9).then(|| format!("FR{:02}{siren}", (12 + 3 * (number % 97)) % 97))
}

/// An IBAN (ISO 13616) without spaces: length and alphabet, then its mod-97 key. Possibly empty.
pub fn iban(field: &str, typed: &str, confirmed: bool) -> Result<String, Refusal> {
    let text = compact(typed);
    if text.is_empty() {
        return Ok(text);
    }
    let shaped = (15..=34).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(2).take(2).all(|b| b.is_ascii_digit())
        && (!text.starts_with("FR") || text.len() == 27);
    if !shaped {
        return Err(Refusal::at(
            field,
            "Un IBAN français a 27 caractères et commence par FR, par exemple FR76 3000 …",
        ));
    }
    if iban_remainder(&text) != Some(1) && !confirmed {
        return Err(Refusal::doubtful(
            field,
            "La clé de cet IBAN ne correspond pas : vérifiez chaque caractère.",
        ));
    }
    Ok(text)
}

fn iban_remainder(iban: &str) -> Option<u32> {
    let (head, tail) = (iban.get(..4)?, iban.get(4..)?);
    let mut remainder = 0;
    for c in tail.chars().chain(head.chars()) {
        let value = c.to_digit(36)?;
        remainder = if value < 10 { remainder * 10 + value } else { remainder * 100 + value } % 97;
    }
    Some(remainder)
}

/// A BIC (ISO 9362), 8 or 11 characters; possibly empty.
pub fn bic(field: &str, typed: &str) -> Result<String, Refusal> {
    let text = compact(typed);
    let good = matches!(text.len(), 8 | 11)
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
        && text.bytes().take(6).all(|b| b.is_ascii_uppercase());
    if text.is_empty() || good {
        Ok(text)
    } else {
        Err(Refusal::at(field, "Un BIC a 8 ou 11 caractères, par exemple AGRIFRPP."))
    }
}

/// `732 829 320 00074`, `552 100 554`: as French paper groups them.
#[must_use]
pub fn grouped(number: &str) -> String {
    let mut out = String::new();
    for (i, c) in number.chars().enumerate() {
        if i > 0 && i <= 9 && i % 3 == 0 {
            out.push('\u{a0}');
        }
        out.push(c);
    }
    out
}

/// `FR44 732 829 320` for a French VAT number, others as they are.
#[must_use]
pub fn grouped_vat(number: &str) -> String {
    match (number.get(..4), number.get(4..)) {
        (Some(head), Some(siren)) if number.starts_with("FR") && siren.len() == 9 => {
            format!("{head}\u{a0}{}", grouped(siren))
        }
        _ => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Code;

    #[test]
    fn known_numbers_pass_and_a_changed_digit_is_doubtful() {
        assert_eq!(siret("siret", "732 829 320 00074", false).unwrap(), "73282932000074");
        assert_eq!(siren_or_siret("siret", "552 100 554", false).unwrap(), "552100554");
        assert_eq!(siret("siret", "732 829 320 00075", false).unwrap_err().code, Code::Doubtful);
        assert!(siret("siret", "732 829 320 00075", true).is_ok());
        assert_eq!(siret("siret", "732 829", false).unwrap_err().code, Code::Invalid);
        assert_eq!(vat_number("vat", "fr44 732 829 320", false).unwrap(), "FR44732829320");
        assert_eq!(vat_number("vat", "FR45732829320", false).unwrap_err().code, Code::Doubtful);
        assert_eq!(vat_number("vat", "de 136 695 976", false).unwrap(), "DE136695976");
        for wrong in ["DE12345678", "GR123456789", "ATX12345678"] {
            assert_eq!(vat_number("vat", wrong, true).unwrap_err().code, Code::Invalid, "{wrong}");
        }
        assert_eq!(french_vat_number("732829320").as_deref(), Some("FR44732829320"));
        assert_eq!(
            iban("iban", "FR76 3000 6000 0112 3456 7890 189", false).unwrap(),
            "FR7630006000011234567890189"
        );
        assert_eq!(
            iban("iban", "FR76 3000 6000 0112 3456 7890 188", false).unwrap_err().code,
            Code::Doubtful
        );
        assert!(iban("iban", "DE89 3704 0044 0532 0130 00", false).is_ok());
        assert!(iban("iban", "éé", false).is_err());
        assert!(bic("bic", "AGRIFRPP").is_ok());
    }

    #[test]
    fn numbers_are_grouped_as_on_paper() {
        assert_eq!(grouped("73282932000074"), "732\u{a0}829\u{a0}320\u{a0}00074");
        assert_eq!(grouped_vat("FR44732829320"), "FR44\u{a0}732\u{a0}829\u{a0}320");
    }
}
