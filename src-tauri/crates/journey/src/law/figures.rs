//! Thresholds and rates that the law sets for small firms, dated; newer ones are added beside the table that ships.
//!
//! Invariant: a figure of which no row holds is unknown, and is never guessed.

use crate::law::added::{AddLawRow, AddedRow, LawKind};
use crate::legal::{Dates, rows};
use chrono::NaiveDate;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words::{euros, percent};

const FIGURES: &str = include_str!("../../../../../assets/legal/figures.tsv");

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureUnit {
    /// Cents: turnover of a year, or a tax for each 1,000 euros of turnover.
    Amount,
    /// Basis points of turnover.
    Rate,
}

macro_rules! figures {
    ($($variant:ident = $word:literal, $unit:ident, $label:literal;)+) => {
        /// What a row is the value of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum LegalFigure {
            $($variant,)+
        }

        values::stored!(LegalFigure { $($variant = $word,)+ });

        impl LegalFigure {
            pub const ALL: [LegalFigure; [$(LegalFigure::$variant),+].len()] = [$(LegalFigure::$variant),+];

            #[must_use]
            pub fn unit(self) -> FigureUnit {
                match self {
                    $(LegalFigure::$variant => FigureUnit::$unit,)+
                }
            }

            /// « seuil micro-entreprise, prestations »
            #[must_use]
            pub fn french(self) -> &'static str {
                match self {
                    $(LegalFigure::$variant => $label,)+
                }
            }
        }
    };
}

figures! {
    MicroSales = "micro_sales", Amount, "seuil micro-entreprise, ventes";
    MicroServices = "micro_services", Amount, "seuil micro-entreprise, prestations";
    VatSalesBase = "vat_sales_base", Amount, "franchise de TVA, ventes, seuil de base";
    VatSalesUpper = "vat_sales_upper", Amount, "franchise de TVA, ventes, seuil majoré";
    VatServicesBase = "vat_services_base", Amount, "franchise de TVA, prestations, seuil de base";
    VatServicesUpper = "vat_services_upper", Amount, "franchise de TVA, prestations, seuil majoré";
    ContributionSales = "contribution_sales", Rate, "cotisations, ventes";
    ContributionCommercialServices = "contribution_commercial_services", Rate, "cotisations, prestations BIC";
    ContributionLiberal = "contribution_liberal", Rate, "cotisations, prestations BNC";
    ContributionCipav = "contribution_cipav", Rate, "cotisations, libéral Cipav";
    AcreSales = "acre_sales", Rate, "cotisations avec l’Acre, ventes, début avant juillet 2026";
    AcreCommercialServices = "acre_commercial_services", Rate, "cotisations avec l’Acre, prestations BIC, début avant juillet 2026";
    AcreLiberal = "acre_liberal", Rate, "cotisations avec l’Acre, prestations BNC, début avant juillet 2026";
    AcreCipav = "acre_cipav", Rate, "cotisations avec l’Acre, libéral Cipav, début avant juillet 2026";
    AcreSinceSales = "acre_since_sales", Rate, "cotisations avec l’Acre, ventes, début depuis juillet 2026";
    AcreSinceCommercialServices = "acre_since_commercial_services", Rate, "cotisations avec l’Acre, prestations BIC, début depuis juillet 2026";
    AcreSinceLiberal = "acre_since_liberal", Rate, "cotisations avec l’Acre, prestations BNC, début depuis juillet 2026";
    AcreSinceCipav = "acre_since_cipav", Rate, "cotisations avec l’Acre, libéral Cipav, début depuis juillet 2026";
    OverseasFirstSales = "overseas_first_sales", Rate, "cotisations outre-mer, ventes, huit premiers trimestres";
    OverseasFirstCommercialServices = "overseas_first_commercial_services", Rate, "cotisations outre-mer, prestations BIC, huit premiers trimestres";
    OverseasFirstLiberal = "overseas_first_liberal", Rate, "cotisations outre-mer, prestations BNC, huit premiers trimestres";
    OverseasFirstCipav = "overseas_first_cipav", Rate, "cotisations outre-mer, libéral Cipav, huit premiers trimestres";
    OverseasSecondSales = "overseas_second_sales", Rate, "cotisations outre-mer, ventes, jusqu’à la fin de la troisième année";
    OverseasSecondCommercialServices = "overseas_second_commercial_services", Rate, "cotisations outre-mer, prestations BIC, jusqu’à la fin de la troisième année";
    OverseasSecondLiberal = "overseas_second_liberal", Rate, "cotisations outre-mer, prestations BNC, jusqu’à la fin de la troisième année";
    OverseasSecondCipav = "overseas_second_cipav", Rate, "cotisations outre-mer, libéral Cipav, jusqu’à la fin de la troisième année";
    OverseasLaterSales = "overseas_later_sales", Rate, "cotisations outre-mer, ventes, ensuite";
    OverseasLaterCommercialServices = "overseas_later_commercial_services", Rate, "cotisations outre-mer, prestations BIC, ensuite";
    OverseasLaterLiberal = "overseas_later_liberal", Rate, "cotisations outre-mer, prestations BNC, ensuite";
    OverseasLaterCipav = "overseas_later_cipav", Rate, "cotisations outre-mer, libéral Cipav, ensuite";
    TrainingSales = "training_sales", Rate, "formation, ventes";
    TrainingCommercialServices = "training_commercial_services", Rate, "formation, prestations BIC";
    TrainingLiberal = "training_liberal", Rate, "formation, prestations BNC";
    TrainingArtisan = "training_artisan", Rate, "formation, artisan";
    ChamberMerchantSales = "chamber_merchant_sales", Amount, "taxe pour frais de chambre, pour 1 000 € de ventes, commerçant";
    ChamberMerchantServices = "chamber_merchant_services", Amount, "taxe pour frais de chambre, pour 1 000 € de prestations, commerçant";
    ChamberArtisanSales = "chamber_artisan_sales", Amount, "taxe pour frais de chambre, pour 1 000 € de ventes, artisan";
    ChamberArtisanServices = "chamber_artisan_services", Amount, "taxe pour frais de chambre, pour 1 000 € de prestations, artisan";
    ChamberArtisanAlsaceSales = "chamber_artisan_alsace_sales", Amount, "taxe pour frais de chambre, pour 1 000 € de ventes, artisan en Alsace";
    ChamberArtisanAlsaceServices = "chamber_artisan_alsace_services", Amount, "taxe pour frais de chambre, pour 1 000 € de prestations, artisan en Alsace";
    ChamberArtisanMoselleSales = "chamber_artisan_moselle_sales", Amount, "taxe pour frais de chambre, pour 1 000 € de ventes, artisan en Moselle";
    ChamberArtisanMoselleServices = "chamber_artisan_moselle_services", Amount, "taxe pour frais de chambre, pour 1 000 € de prestations, artisan en Moselle";
    IncomeTaxSales = "income_tax_sales", Rate, "versement libératoire, ventes";
    IncomeTaxCommercialServices = "income_tax_commercial_services", Rate, "versement libératoire, prestations BIC";
    IncomeTaxLiberal = "income_tax_liberal", Rate, "versement libératoire, prestations BNC";
    DistanceSales = "distance_sales", Amount, "ventes à distance dans l’Union, seuil du guichet unique";
}

impl LegalFigure {
    /// Is it counted in cents, where the others are rates?
    #[must_use]
    pub fn is_amount(self) -> bool {
        self.unit() == FigureUnit::Amount
    }
}

/// A row that ships: cents or basis points.
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
        |row: &AddedRow| (if figure.is_amount() { row.amount.0 } else { row.rate.0 }, row.source.clone());
    added.map(own).or_else(|| shipped.map(|row| (row.value, row.dates.source.to_owned())))
}

/// « 37 500,00 € », « 25,6 % »
#[must_use]
pub fn shown(figure: LegalFigure, value: i64) -> String {
    if figure.is_amount() { euros(Cents(value)) } else { percent(BasisPoints(value)) }
}

/// Reads a newer figure as it was typed: euros for an amount, percent for a rate.
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
    let value = if wanted.is_amount() {
        row.amount = input::amount("rate", &typed.rate)?;
        row.amount.0
    } else {
        row.rate = input::percent("rate", &typed.rate)?;
        row.rate.0
    };
    if value < 0 || (value == 0 && wanted.is_amount()) {
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
        let held =
            |wanted, on| figure_rows().filter(|row| row.figure == wanted && row.dates.holds_on(on)).count();
        for wanted in LegalFigure::ALL {
            for on in [day(2026, 1, 1), day(2026, 11, 27), day(2027, 1, 1)] {
                let since = wanted.stored().starts_with("acre_since") && on < day(2026, 7, 1);
                assert_eq!(held(wanted, on), usize::from(!since), "{} on {on}", wanted.stored());
            }
            for year in 2023..2026 {
                let since = wanted.stored().starts_with("acre_since");
                assert_eq!(
                    held(wanted, day(year, 9, 1)),
                    usize::from(!since),
                    "{} in {year}",
                    wanted.stored()
                );
            }
        }
        let value = |wanted, on| known(&[], wanted, on).map(|(value, _)| value);
        assert_eq!(value(LegalFigure::ContributionLiberal, day(2025, 5, 1)), Some(2_460));
        assert_eq!(value(LegalFigure::MicroServices, day(2029, 1, 1)), None, "asked for");
    }
}
