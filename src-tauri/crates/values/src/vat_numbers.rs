//! How the VAT numbers of the European Union are written, country by country.
//!
//! The forms are those that the Commission publishes for VIES: directive 2006/112/CE, art. 215, regulation (EU) 904/2010.

/// A prefix, and the forms of what follows it: `9` a digit, `A` a letter, `X` either, any other sign itself.
const FORMS: [(&str, &[&str]); 28] = [
    ("AT", &["U99999999"]),
    ("BE", &["9999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["A99999999", "99999999A", "A9999999A"]),
    ("FI", &["99999999"]),
    ("FR", &["XX999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9999999A", "9999999AA", "9A99999A"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    ("RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    // Northern Ireland, for goods: as the United Kingdom writes them.
    ("XI", &["999999999", "999999999999", "GD999", "HA999"]),
];

/// Is a number, its prefix included, written as its country writes it? None where it is none of the Union.
#[must_use]
pub fn is_written_well(number: &str) -> Option<bool> {
    let forms = forms(number.get(..2)?)?;
    let rest = number.get(2..).unwrap_or_default();
    Some(forms.iter().any(|form| fits(form, rest)))
}

/// How that country writes its numbers: « DE999999999 », « BG999999999 ou BG9999999999 »; where there are many, the
/// shortest and the longest.
#[must_use]
pub fn form_of(prefix: &str) -> String {
    let forms = forms(prefix).unwrap_or_default();
    let shown = match forms {
        [first, _, .., last] if forms.len() > 4 => vec![*first, *last],
        all => all.to_vec(),
    };
    let between = if forms.len() > 4 { " à " } else { " ou " };
    shown.iter().map(|form| format!("{prefix}{form}")).collect::<Vec<_>>().join(between)
}

fn forms(prefix: &str) -> Option<&'static [&'static str]> {
    FORMS.iter().find(|(known, _)| *known == prefix).map(|(_, forms)| *forms)
}

fn fits(form: &str, text: &str) -> bool {
    form.len() == text.len()
        && form.bytes().zip(text.bytes()).all(|(wanted, sign)| match wanted {
            b'9' => sign.is_ascii_digit(),
            b'A' => sign.is_ascii_uppercase(),
            b'X' => sign.is_ascii_alphanumeric(),
            other => sign == other,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_the_union_has_its_form() {
        for good in [
            "ATU12345678",
            "BE0123456789",
            "BG123456789",
            "CY12345678L",
            "CZ12345678",
            "DE123456789",
            "DK12345678",
            "EE123456789",
            "EL123456789",
            "ESX12345678",
            "ES12345678X",
            "ESX1234567X",
            "FI12345678",
            "FR44732829320",
            "HR12345678901",
            "HU12345678",
            "IE1234567T",
            "IE1234567FA",
            "IT12345678901",
            "LT123456789",
            "LT123456789012",
            "LU12345678",
            "LV12345678901",
            "MT12345678",
            "NL123456789B01",
            "PL1234567890",
            "PT123456789",
            "RO12",
            "RO1234567890",
            "SE123456789001",
            "SI12345678",
            "SK1234567890",
            "XI123456789",
            "XIGD123",
        ] {
            assert_eq!(is_written_well(good), Some(true), "{good}");
        }
        for wrong in [
            "AT12345678",
            "BE123456789",
            "BG12345678",
            "CY123456789",
            "CZ1234567",
            "DE12345678",
            "DK123456789",
            "EE12345678",
            "EL12345678",
            "ES123456789",
            "FI1234567",
            "HR1234567890",
            "HU123456789",
            "IE12345678",
            "IT1234567890",
            "LT1234567890",
            "LU1234567",
            "LV1234567890",
            "MT1234567",
            "NL123456789012",
            "PL123456789",
            "PT12345678",
            "RO1",
            "SE1234567890",
            "SI123456789",
            "SK123456789",
            "XI12345678",
        ] {
            assert_eq!(is_written_well(wrong), Some(false), "{wrong}");
        }
        for other in ["CHE123456789", "GB123456789", "US12", "", "D"] {
            assert_eq!(is_written_well(other), None, "{other}");
        }
        assert_eq!(form_of("BG"), "BG999999999 ou BG9999999999");
        assert_eq!(form_of("RO"), "RO99 à RO9999999999");
    }
}
