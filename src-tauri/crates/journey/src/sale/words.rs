//! The words of VAT on a paper: why none is charged, or that of France to a buyer abroad.

use crate::language::{Language, in_language};
use crate::law::Law;
use crate::sale::situation::FRANCHISE;
use chrono::NaiveDate;

/// The words of a reason on a paper: those of its row, or one's own.
#[must_use]
pub fn words_of(law: &Law, language: Language, reason: &str, day: NaiveDate) -> String {
    if reason == FRANCHISE {
        return law.wording(language, FRANCHISE, day);
    }
    match law.reason(reason, day) {
        Some(row) => in_language(language, &row.text, &row.translations).to_owned(),
        None => reason.to_owned(),
    }
}
