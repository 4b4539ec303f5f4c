//! Thresholds and rates that the law sets for small firms, dated; newer ones are added beside the table that ships.
//!
//! Invariant: a figure of which no row holds is unknown, and is never guessed.

use crate::activity::Activity;
use crate::law::added::{AddLawRow, AddedRow, LawKind};
use crate::legal::{Dates, rows};
use chrono::NaiveDate;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words::{euros, percent};

const FIGURES: &str = include_str!("../../../../../assets/legal/figures.tsv");

/// What a row is the value of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegalFigure {
    MicroSales,
    MicroServices,
    VatSalesBase,
    VatSalesUpper,
    VatServicesBase,
    VatServicesUpper,
    ContributionSales,
    ContributionCommercialServices,
    ContributionLiberal,
    ContributionCipav,
    TrainingSales,
    TrainingCommercialServices,
    TrainingLiberal,
    IncomeTaxSales,
    IncomeTaxCommercialServices,
    IncomeTaxLiberal,
    /// Distance sales and electronic services to private persons of the Union, in a year (CGI art. 259 D).
    DistanceSales,
}

values::stored!(LegalFigure {
    MicroSales = "micro_sales",
    MicroServices = "micro_services",
    VatSalesBase = "vat_sales_base",
    VatSalesUpper = "vat_sales_upper",
    VatServicesBase = "vat_services_base",
    VatServicesUpper = "vat_services_upper",
    ContributionSales = "contribution_sales",
    ContributionCommercialServices = "contribution_commercial_services",
    ContributionLiberal = "contribution_liberal",
    ContributionCipav = "contribution_cipav",
    TrainingSales = "training_sales",
    TrainingCommercialServices = "training_commercial_services",
    TrainingLiberal = "training_liberal",
    IncomeTaxSales = "income_tax_sales",
    IncomeTaxCommercialServices = "income_tax_commercial_services",
    IncomeTaxLiberal = "income_tax_liberal",
    DistanceSales = "distance_sales",
});

impl LegalFigure {
    pub const ALL: [LegalFigure; 17] = [
        LegalFigure::MicroSales,
        LegalFigure::MicroServices,
        LegalFigure::VatSalesBase,
        LegalFigure::VatSalesUpper,
        LegalFigure::VatServicesBase,
        LegalFigure::VatServicesUpper,
        LegalFigure::ContributionSales,
        LegalFigure::ContributionCommercialServices,
        LegalFigure::ContributionLiberal,
        LegalFigure::ContributionCipav,
        LegalFigure::TrainingSales,
        LegalFigure::TrainingCommercialServices,
        LegalFigure::TrainingLiberal,
        LegalFigure::IncomeTaxSales,
        LegalFigure::IncomeTaxCommercialServices,
        LegalFigure::IncomeTaxLiberal,
        LegalFigure::DistanceSales,
    ];

    /// « seuil micro-entreprise, prestations »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            LegalFigure::MicroSales => "seuil micro-entreprise, ventes",
            LegalFigure::MicroServices => "seuil micro-entreprise, prestations",
            LegalFigure::VatSalesBase => "franchise de TVA, ventes, seuil de base",
            LegalFigure::VatSalesUpper => "franchise de TVA, ventes, seuil majoré",
            LegalFigure::VatServicesBase => "franchise de TVA, prestations, seuil de base",
            LegalFigure::VatServicesUpper => "franchise de TVA, prestations, seuil majoré",
            LegalFigure::ContributionSales => "cotisations, ventes",
            LegalFigure::ContributionCommercialServices => "cotisations, prestations BIC",
            LegalFigure::ContributionLiberal => "cotisations, prestations BNC",
            LegalFigure::ContributionCipav => "cotisations, libéral Cipav",
            LegalFigure::TrainingSales => "formation, ventes",
            LegalFigure::TrainingCommercialServices => "formation, prestations BIC",
            LegalFigure::TrainingLiberal => "formation, prestations BNC",
            LegalFigure::IncomeTaxSales => "versement libératoire, ventes",
            LegalFigure::IncomeTaxCommercialServices => "versement libératoire, prestations BIC",
            LegalFigure::IncomeTaxLiberal => "versement libératoire, prestations BNC",
            LegalFigure::DistanceSales => "ventes à distance dans l’Union, seuil du guichet unique",
        }
    }

    /// An amount of turnover in a year, where the others are rates.
    #[must_use]
    pub fn is_threshold(self) -> bool {
        match self {
            LegalFigure::MicroSales
            | LegalFigure::MicroServices
            | LegalFigure::VatSalesBase
            | LegalFigure::VatSalesUpper
            | LegalFigure::VatServicesBase
            | LegalFigure::VatServicesUpper
            | LegalFigure::DistanceSales => true,
            LegalFigure::ContributionSales
            | LegalFigure::ContributionCommercialServices
            | LegalFigure::ContributionLiberal
            | LegalFigure::ContributionCipav
            | LegalFigure::TrainingSales
            | LegalFigure::TrainingCommercialServices
            | LegalFigure::TrainingLiberal
            | LegalFigure::IncomeTaxSales
            | LegalFigure::IncomeTaxCommercialServices
            | LegalFigure::IncomeTaxLiberal => false,
        }
    }

    /// Contributions of an activity.
    #[must_use]
    pub fn contribution(activity: Activity, cipav: bool) -> LegalFigure {
        match activity {
            Activity::Liberal if cipav => LegalFigure::ContributionCipav,
            Activity::Liberal => LegalFigure::ContributionLiberal,
            Activity::CommercialServices => LegalFigure::ContributionCommercialServices,
            Activity::Sales => LegalFigure::ContributionSales,
        }
    }

    /// The contribution to training.
    #[must_use]
    pub fn training(activity: Activity) -> LegalFigure {
        match activity {
            Activity::Liberal => LegalFigure::TrainingLiberal,
            Activity::CommercialServices => LegalFigure::TrainingCommercialServices,
            Activity::Sales => LegalFigure::TrainingSales,
        }
    }

    /// Income tax that is paid with contributions.
    #[must_use]
    pub fn income_tax(activity: Activity) -> LegalFigure {
        match activity {
            Activity::Liberal => LegalFigure::IncomeTaxLiberal,
            Activity::CommercialServices => LegalFigure::IncomeTaxCommercialServices,
            Activity::Sales => LegalFigure::IncomeTaxSales,
        }
    }
}

/// A row that ships: cents for a threshold, basis points for a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureRow {
    pub figure: LegalFigure,
    pub value: i64,
    pub dates: Dates,
}

/// Every row that ships.
pub fn figure_rows() -> impl Iterator<Item = FigureRow> {
    rows(FIGURES).filter_map(|row| {
        let figure = LegalFigure::from_stored(row.first()?)?;
        Some(FigureRow { figure, value: row.get(1)?.parse().ok()?, dates: Dates::of(row.get(2..)?)? })
    })
}

/// The value of a day and its source: of what was added the latest, unless a row that ships is newer.
#[must_use]
pub fn known(added: &[AddedRow], figure: LegalFigure, day: NaiveDate) -> Option<(i64, String)> {
    let shipped = figure_rows().find(|row| row.figure == figure && row.dates.holds_on(day));
    let since = shipped.and_then(|row| row.dates.from);
    let added = added
        .iter()
        .filter(|row| row.kind == LawKind::Figure && row.code == figure.stored() && row.valid_from <= day)
        .max_by_key(|row| row.valid_from)
        .filter(|row| since.is_none_or(|since| row.valid_from >= since));
    let own =
        |row: &AddedRow| (if figure.is_threshold() { row.amount.0 } else { row.rate.0 }, row.source.clone());
    added.map(own).or_else(|| shipped.map(|row| (row.value, row.dates.source.to_owned())))
}

/// « 37 500,00 € », « 25,6 % »
#[must_use]
pub fn shown(figure: LegalFigure, value: i64) -> String {
    if figure.is_threshold() { euros(Cents(value)) } else { percent(BasisPoints(value)) }
}

/// Reads a newer figure as it was typed: euros for a threshold, percent for a rate.
///
/// # Errors
/// A sentence at the field that makes no sense.
pub fn read(typed: &AddLawRow, added: &[AddedRow], row: &mut AddedRow) -> Result<(), Refusal> {
    let Some(wanted) = LegalFigure::from_stored(&row.code) else {
        return Err(Refusal::at("code", "Choisissez un seuil ou un taux de la liste."));
    };
    if typed.rate.trim().is_empty() {
        return Err(Refusal::at("rate", "Indiquez la nouvelle valeur."));
    }
    let value = if wanted.is_threshold() {
        row.amount = input::amount("rate", &typed.rate)?;
        row.amount.0
    } else {
        row.rate = input::percent("rate", &typed.rate)?;
        row.rate.0
    };
    if value < 0 || (value == 0 && wanted.is_threshold()) {
        return Err(Refusal::at("rate", "Indiquez une valeur au-dessus de zéro."));
    }
    if known(added, wanted, row.valid_from).is_some_and(|(now, _)| now == value) {
        return Err(Refusal::at("rate", "C’est déjà la valeur connue ce jour-là : rien ne change."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn every_row_that_ships_is_read_and_no_two_hold_at_once() {
        assert_eq!(figure_rows().count(), rows(FIGURES).count());
        for wanted in LegalFigure::ALL {
            for on in [day(2026, 1, 1), day(2026, 11, 27), day(2027, 1, 1)] {
                let held = figure_rows().filter(|row| row.figure == wanted && row.dates.holds_on(on)).count();
                assert_eq!(held, 1, "{} on {on}", wanted.stored());
            }
        }
        let value = |wanted, on| known(&[], wanted, on).map(|(value, _)| value);
        assert_eq!(value(LegalFigure::ContributionLiberal, day(2025, 5, 1)), Some(2_460));
        assert_eq!(value(LegalFigure::MicroServices, day(2029, 1, 1)), None, "asked for");
    }
}
