//! A row of law newer than those that ship: as it is typed, and as it is kept.

use crate::language::{Language, Translation};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

/// What a row of law is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LawKind {
    /// A sentence of papers.
    Wording,
    /// A VAT rate of a territory.
    VatRate,
    /// Why no VAT is charged, or that of France to a buyer abroad.
    VatReason,
    /// A rate that interest on late payment refers to, of one half-year.
    InterestRate,
    /// A threshold of turnover, or a rate of contributions, of small firms.
    Figure,
    /// The time that an act before a court leaves for the next.
    CourtClock,
}

/// A newer row, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddLawRow {
    pub kind: LawKind,
    /// What it replaces: a code of the rows in force; of a VAT rate, its territory (`metropolis`, `corsica`,
    /// `antilles_reunion`); of an interest rate, `ecb_refinancing` or `legal_professional`;
    /// of a figure, its code (`micro_services`, `contribution_liberal`…); of a court's clock, the route and the act from
    /// which it counts (`order.granted`).
    pub code: String,
    /// Printed in French; empty for a rate.
    #[serde(default)]
    pub text: String,
    /// Printed to who reads another language; the French text where there is none.
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// In percent, of an amount in euros; empty for what is neither.
    #[serde(default)]
    pub rate: String,
    /// The rate that ends with it, in percent; none where it comes beside the others.
    #[serde(default)]
    pub replaces: String,
    /// Of a court's clock: the time that is left, in months and days.
    #[serde(default)]
    pub months: String,
    #[serde(default)]
    pub days: String,
    /// The first day on which it holds; of an interest rate, the first of its half-year.
    pub valid_from: String,
    /// The text that says so.
    pub source: String,
}

/// A row that was added, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AddedRow {
    pub kind: LawKind,
    pub code: String,
    pub text: String,
    /// Rows that were kept while English was the only other language hold its text alone.
    #[serde(default, alias = "english", deserialize_with = "kept_translations")]
    pub translations: Vec<Translation>,
    pub rate: BasisPoints,
    /// A threshold; zero for what is none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub amount: Cents,
    pub replaces: Option<BasisPoints>,
    /// Of a court's clock.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub months: u32,
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub days: u32,
    pub valid_from: NaiveDate,
    pub source: String,
    pub added_on: NaiveDate,
}

/// What was typed of them; what is empty is not kept.
///
/// # Errors
/// At `translations[0].text` or `translations[0].language`: French, or a language that has its text already.
pub fn read_translations(typed: &[Translation]) -> Result<Vec<Translation>, Refusal> {
    let mut read: Vec<Translation> = Vec::new();
    for (at, one) in typed.iter().enumerate() {
        let text = input::line(&format!("translations[{at}].text"), &one.text, input::LONG)?;
        let refused = |why: &str| Refusal::at(format!("translations[{at}].language"), why);
        if one.language == Language::French {
            return Err(refused("Le texte français est celui qui est traduit : écrivez-le à sa place."));
        }
        if read.iter().any(|known| known.language == one.language) {
            return Err(refused("Ce texte est déjà traduit dans cette langue."));
        }
        if !text.is_empty() {
            read.push(Translation { language: one.language, text });
        }
    }
    Ok(read)
}

#[derive(Deserialize)]
#[serde(untagged)]
enum KeptTranslations {
    English(String),
    Each(Vec<Translation>),
}

fn kept_translations<'de, D: Deserializer<'de>>(kept: D) -> Result<Vec<Translation>, D::Error> {
    Ok(match KeptTranslations::deserialize(kept)? {
        KeptTranslations::English(text) if text.is_empty() => Vec::new(),
        KeptTranslations::English(text) => vec![Translation { language: Language::English, text }],
        KeptTranslations::Each(each) => each,
    })
}

fn is_nothing(count: &u32) -> bool {
    *count == 0
}

fn is_none(amount: &Cents) -> bool {
    amount.is_zero()
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Translation};
    use crate::law::added::AddedRow;

    #[test]
    fn a_row_of_former_books_keeps_its_english() {
        let kept = |english: &str| {
            let row = format!(
                r#"{{"kind":"wording","code":"no_discount","text":"Sans escompte.","english":"{english}","rate":0,
                    "replaces":null,"valid_from":"2028-01-01","source":"Usage","added_on":"2026-11-22"}}"#
            );
            serde_json::from_str::<AddedRow>(&row).unwrap()
        };
        let english = Translation { language: Language::English, text: "No discount.".into() };
        assert_eq!(kept("No discount.").translations, [english]);
        assert_eq!(kept("").translations, []);
        let row = kept("No discount.");
        let again: AddedRow = serde_json::from_str(&serde_json::to_string(&row).unwrap()).unwrap();
        assert_eq!(again, row);
    }
}
