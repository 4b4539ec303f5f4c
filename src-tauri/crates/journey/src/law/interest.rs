//! Interest rates of half-years: what law and contracts refer to, as it ships and as it was added since.
//!
//! Invariant: a rate holds in its own half-year only; one that is not known is never taken from another.

use crate::law::added::{AddLawRow, AddedRow, LawKind};
use crate::legal;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display};
use ts_rs::TS;
use values::input;
use values::money::BasisPoints;
use values::refusal::Refusal;
use values::words;

/// A half of a civil year, written « 2027-S1 ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfYear {
    year: i32,
    second: bool,
}

impl HalfYear {
    /// The one that holds that day.
    #[must_use]
    pub fn of(day: NaiveDate) -> HalfYear {
        HalfYear { year: day.year(), second: day.month() > 6 }
    }

    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, if self.second { 7 } else { 1 }, 1).unwrap_or(NaiveDate::MAX)
    }

    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let (month, day) = if self.second { (12, 31) } else { (6, 30) };
        NaiveDate::from_ymd_opt(self.year, month, day).unwrap_or(NaiveDate::MAX)
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Option<HalfYear> {
        self.first_day().pred_opt().map(HalfYear::of)
    }

    /// « premier semestre 2027 »
    #[must_use]
    pub fn french(self) -> String {
        format!("{} semestre {}", if self.second { "second" } else { "premier" }, self.year)
    }
}

impl Display for HalfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-S{}", self.year, if self.second { 2 } else { 1 })
    }
}

/// A rate that interest on late payment refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceRate {
    /// Main refinancing operations of the European Central Bank, on the first day of the half-year.
    EcbRefinancing,
    /// The legal interest rate of creditors who are professionals (CMF L313-2).
    LegalProfessional,
}

values::stored!(ReferenceRate {
    EcbRefinancing = "ecb_refinancing",
    LegalProfessional = "legal_professional",
});

impl ReferenceRate {
    pub const ALL: [ReferenceRate; 2] = [ReferenceRate::EcbRefinancing, ReferenceRate::LegalProfessional];

    /// « taux de refinancement de la BCE »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            ReferenceRate::EcbRefinancing => "taux de refinancement de la BCE",
            ReferenceRate::LegalProfessional => "taux légal des créanciers professionnels",
        }
    }
}

/// The rate of a half-year, in basis points a year: what was added last for it, or what ships; none where nobody said.
#[must_use]
pub fn known(added: &[AddedRow], rate: ReferenceRate, half: HalfYear) -> Option<BasisPoints> {
    let own = added.iter().rev().find(|row| {
        row.kind == LawKind::InterestRate && row.code == rate.stored() && HalfYear::of(row.valid_from) == half
    });
    own.map(|row| row.rate).or_else(|| {
        let shipped = legal::interest_rates()
            .find(|row| row.code == rate.stored() && row.dates.from == Some(half.first_day()));
        shipped.map(|row| row.rate)
    })
}

/// Reads the rate of a half-year as it was typed.
///
/// # Errors
/// A sentence at the field that makes no sense.
pub fn read(typed: &AddLawRow, added: &[AddedRow], row: &mut AddedRow) -> Result<(), Refusal> {
    let Some(rate) = ReferenceRate::ALL.into_iter().find(|rate| rate.stored() == row.code) else {
        return Err(Refusal::at("code", "Choisissez un taux de la liste."));
    };
    let half = HalfYear::of(row.valid_from);
    if row.valid_from != half.first_day() {
        return Err(Refusal::at(
            "valid_from",
            "Un taux d’intérêt vaut un semestre : écrivez son premier jour, 1er janvier ou 1er juillet.",
        ));
    }
    if typed.rate.trim().is_empty() {
        return Err(Refusal::at("rate", "Indiquez le taux de ce semestre, en pourcentage."));
    }
    row.rate = input::percent("rate", &typed.rate)?;
    if row.rate.0 < 0 || row.rate.0 >= 10_000 {
        return Err(Refusal::at("rate", "Un taux d’intérêt est entre 0 et 100 %."));
    }
    if known(added, rate, half) == Some(row.rate) {
        return Err(Refusal::at(
            "rate",
            format!("C’est déjà le taux connu du {} : {}.", half.french(), words::percent(row.rate)),
        ));
    }
    Ok(())
}
