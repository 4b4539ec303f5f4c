//! Countries by their names and codes, and the VAT numbers that they give.

use crate::contact::apart::{self, plain};
use crate::legal;
use values::refusal::Refusal;

/// The country of the Union whose VAT number it is.
#[must_use]
pub fn numbered_in(vat_number: &str) -> Option<&'static str> {
    let prefix = vat_number.get(..2)?;
    // Greece writes EL, Northern Ireland XI for goods.
    let code = if prefix == "EL" { "GR" } else { prefix };
    legal::countries().find(|row| row.code == code && row.has_union_number()).map(|row| row.code)
}

/// The code of a country by its name in French or English, by its own, by that code, or by the name of a part that stands
/// apart for VAT.
#[must_use]
pub fn country_code(name: &str) -> Option<&'static str> {
    let wanted = plain(name);
    let known = legal::countries().find(|row| {
        row.code.eq_ignore_ascii_case(name.trim()) || row.names().any(|known| plain(known) == wanted)
    });
    known.map(|row| row.code).or_else(|| apart::named(name).map(|part| part.country))
}

/// « Allemagne », of a code of the table; « Canaries, Espagne » of a part that stands apart.
#[must_use]
pub fn country_name(code: &str) -> &'static str {
    let part = || apart::all().find(|row| row.code == code).map_or("", |row| row.french);
    legal::countries().find(|row| row.code == code).map_or_else(part, |row| row.french)
}

/// Whose VAT numbers are given there: Monaco and the French departments overseas write those of France, Åland those of
/// Finland, the Isle of Man those of the United Kingdom.
fn numbering(code: &str) -> &str {
    match code {
        "MC" | "GP" | "MQ" | "RE" | "GF" | "YT" => "FR",
        "AX" => "FI",
        "IM" => "GB",
        other => other,
    }
}

/// Is that VAT number one of the client's country? Nothing is said of a country, or of letters, that the table does
/// not know.
///
/// # Errors
/// A doubt at the field, that one may pass.
pub fn agrees(field: &str, vat_number: &str, country: &str) -> Result<(), Refusal> {
    let prefix = vat_number.get(..2).unwrap_or_default();
    let of = match prefix {
        "EL" => "GR",
        // Northern Ireland, for goods.
        "XI" => "GB",
        other => other,
    };
    let there = if country.trim().is_empty() { Some("FR") } else { country_code(country) };
    let (name, Some(there)) = (country_name(of), there) else { return Ok(()) };
    if name.is_empty() || numbering(there) == of {
        return Ok(());
    }
    let expected = match numbering(there) {
        "GR" => "EL",
        other => other,
    };
    Err(Refusal::doubtful(
        field,
        format!(
            "Ce numéro de TVA commence par {prefix} ({name}), alors que l’adresse est dans un autre pays ({}, {expected}) : vérifiez l’un ou l’autre.",
            country_name(there)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vat_number_is_of_the_country_of_its_client() {
        for (number, country) in [
            ("FR44732829320", ""),
            ("FR44732829320", "Monaco"),
            ("FR44732829320", "La Réunion"),
            ("EL123456789", "Grèce"),
            ("XI123456789", "Royaume-Uni"),
            ("GB123456789", "United Kingdom"),
            ("DE123456789", "Allemagne"),
            ("ZZ123456789", "Allemagne"),
            ("DE123456789", "Syldavie"),
            ("", "Allemagne"),
        ] {
            assert_eq!(agrees("vat_number", number, country), Ok(()), "{number} {country}");
        }
        for (number, country) in [
            ("DE123456789", ""),
            ("DE123456789", "Italie"),
            ("FR44732829320", "Belgique"),
            ("GR123456789", "Italie"),
            ("XI123456789", "Irlande"),
            ("EL123456789", "Chypre"),
        ] {
            let doubt = agrees("vat_number", number, country).unwrap_err();
            assert_eq!(doubt.field.as_deref(), Some("vat_number"), "{number} {country}");
        }
    }
}
