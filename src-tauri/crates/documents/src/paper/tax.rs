//! The words of VAT on a paper: why none is charged, or that of France to a buyer abroad, and when it falls due.

use chrono::NaiveDate;
use journey::contact::{Identity, Language};
use journey::law::Law;
use journey::quote::{Line, counted};
use journey::sale::{FRANCHISE, due, falls_due, words_of};
use journey::say;
use journey::vat::VatRegime;

/// Each reason once, in the order of the lines; where other lines stand beside, those that it is about are named.
#[must_use]
pub fn reasons(law: &Law, language: Language, day: NaiveDate, lines: &[Line]) -> Vec<String> {
    let mut codes: Vec<&str> = Vec::new();
    for line in counted(lines).filter(|line| !line.vat_reason.is_empty()) {
        if !codes.contains(&line.vat_reason.as_str()) {
            codes.push(&line.vat_reason);
        }
    }
    let alone = codes.len() == 1 && counted(lines).all(|line| !line.vat_reason.is_empty());
    let said = |code: &str| {
        let text = words_of(law, language, code, day);
        let text = format!("{}.", text.trim_end_matches('.'));
        if alone {
            return text;
        }
        let about = counted(lines).filter(|line| line.vat_reason == code).map(|line| line.label.as_str());
        let about = about.collect::<Vec<_>>().join(", ");
        say!(language, "{about} : {text}", about = about, text = text)
    };
    codes.into_iter().map(said).collect()
}

/// Reasons other than that of a seller who charges no VAT.
#[must_use]
pub fn other_reasons(law: &Law, language: Language, day: NaiveDate, lines: &[Line]) -> Vec<String> {
    if counted(lines).all(|line| line.vat_reason.is_empty() || line.vat_reason == FRANCHISE) {
        return Vec::new();
    }
    reasons(law, language, day, lines)
}

/// Is it nothing but the franchise that says why no VAT is charged?
#[must_use]
pub fn is_plain_franchise(seller: &Identity, lines: &[Line]) -> bool {
    seller.vat_regime == VatRegime::Franchise
        && counted(lines).all(|line| line.vat_reason.is_empty() || line.vat_reason == FRANCHISE)
}

/// When VAT falls due, in words; nothing for goods, and nothing where none is charged.
#[must_use]
pub fn chargeable(
    law: &Law,
    language: Language,
    day: NaiveDate,
    on_debits: bool,
    is_deposit: bool,
    lines: &[Line],
) -> String {
    let dues: Vec<_> =
        counted(lines).map(|line| due(line.nature, line.vat_rate, on_debits, is_deposit)).collect();
    falls_due(&dues, is_deposit).map(|code| law.wording(language, code, day)).unwrap_or_default()
}
