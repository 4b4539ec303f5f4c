//! Catalogue: what one sells again and again, ready to be put on a line.

use crate::activity::{Activity, Nature};
use crate::law::Law;
use crate::quote::line::LineContent;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::letters::folded;
use values::money::{BasisPoints, UnitPrice};
use values::refusal::Refusal;

/// An entry as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueCard {
    pub label: String,
    pub detail: String,
    pub unit: String,
    /// Net unit price in euros.
    pub unit_price: String,
    pub vat_rate: BasisPoints,
    pub nature: Nature,
    /// The usual one if none.
    pub activity: Option<Activity>,
    /// Why it bears no VAT, as on a line.
    pub vat_reason: String,
}

impl CatalogueCard {
    /// Trimmed, its price readable and its rate in force.
    pub fn read(&self, law: &Law, today: NaiveDate) -> Result<(CatalogueCard, UnitPrice), Refusal> {
        let label = input::required(
            "label",
            &self.label,
            input::SHORT,
            "Nommez cette prestation, telle qu’elle figurera sur le devis.",
        )?;
        let unit_price = input::unit_price("unit_price", &self.unit_price)?;
        let vat_rate = if self.nature == Nature::Disbursement { BasisPoints(0) } else { self.vat_rate };
        if vat_rate.0 != 0 && !law.is_rate(vat_rate, today) {
            return Err(Refusal::at(
                "vat_rate",
                "Ce taux de TVA n’est pas en vigueur : choisissez-en un dans la liste.",
            ));
        }
        let card = CatalogueCard {
            label,
            detail: input::paragraph("detail", &self.detail, input::LONG)?,
            unit: input::line("unit", &self.unit, 30)?,
            unit_price: self.unit_price.trim().to_owned(),
            vat_rate,
            nature: self.nature,
            activity: self.activity,
            vat_reason: input::line("vat_reason", &self.vat_reason, input::SHORT)?,
        };
        Ok((card, unit_price))
    }

    /// Does the entry hold every word, accents and capitals aside?
    #[must_use]
    pub fn holds(&self, words: &str) -> bool {
        let text = folded(&format!("{} {}", self.label, self.detail));
        folded(words).split_whitespace().all(|word| text.contains(word))
    }

    /// Is this the same entry under another writing?
    #[must_use]
    pub fn same_as(&self, other: &CatalogueCard) -> bool {
        folded(self.label.trim()) == folded(other.label.trim())
    }
}

impl From<&LineContent> for CatalogueCard {
    fn from(line: &LineContent) -> CatalogueCard {
        CatalogueCard {
            label: line.label.clone(),
            detail: line.detail.clone(),
            unit: line.unit.clone(),
            unit_price: line.unit_price.clone(),
            vat_rate: line.vat_rate,
            nature: line.nature,
            activity: line.activity,
            vat_reason: line.vat_reason.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn card() -> CatalogueCard {
        CatalogueCard {
            label: " Journée de développement ".into(),
            unit: "jour".into(),
            unit_price: "480".into(),
            vat_rate: BasisPoints(2000),
            ..CatalogueCard::default()
        }
    }

    #[test]
    fn an_entry_is_read_or_refused_at_its_field() {
        let (read, price) = card().read(&Law::default(), day()).unwrap();
        assert_eq!((read.label.as_str(), price), ("Journée de développement", UnitPrice(4_800_000)));
        for (bad, field) in [
            (CatalogueCard { label: " ".into(), ..card() }, "label"),
            (CatalogueCard { unit_price: "cher".into(), ..card() }, "unit_price"),
            (CatalogueCard { vat_rate: BasisPoints(1960), ..card() }, "vat_rate"),
        ] {
            assert_eq!(bad.read(&Law::default(), day()).unwrap_err().field.as_deref(), Some(field));
        }
        let advanced = CatalogueCard { nature: Nature::Disbursement, ..card() };
        assert_eq!(advanced.read(&Law::default(), day()).unwrap().0.vat_rate, BasisPoints(0));
    }

    #[test]
    fn an_entry_is_found_by_its_words_without_accents() {
        assert!(card().holds("develop journee"));
        assert!(card().holds(""));
        assert!(!card().holds("journée photo"));
        assert!(card().same_as(&CatalogueCard { label: "journee de DEVELOPPEMENT".into(), ..card() }));
    }
}
