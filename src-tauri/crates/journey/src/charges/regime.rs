//! By which law a client who pays late is charged, at what rate.

use crate::charges::debt::Imputation;
use crate::contact::card::ClientKind;
use crate::law::{HalfYear, Law, ReferenceRate};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words;

/// For each invoice paid late by a professional or a public body (C. com. D441-5, CCP D2192-35).
pub const INDEMNITY: Cents = Cents(4_000);

/// Points above the European Central Bank's rate: of professionals (C. com. L441-10 II), of public bodies (CCP R2192-31).
const PROFESSIONAL: i64 = 1_000;
const PUBLIC: i64 = 800;

/// A contract's rate is at least so many times the legal one (C. com. L441-10 II).
const FLOOR: i64 = 3;

/// The law that charges of late payment follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChargesRegime {
    /// Professionals, associations among them, in France or abroad: C. com. L441-10 II. The contract is under French law,
    /// that of who supplies the service, unless it says otherwise (Rome I, art. 4).
    Professional,
    /// Public bodies; those abroad too, as their papers say and as directive 2011/7/UE sets at least.
    PublicBody,
    /// Private persons: the legal rate from a formal notice on (C. civ. 1231-6), and no compensation.
    Person,
}

impl ChargesRegime {
    #[must_use]
    pub fn of(kind: ClientKind) -> ChargesRegime {
        match kind {
            ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => {
                ChargesRegime::Professional
            }
            ClientKind::PublicBody => ChargesRegime::PublicBody,
            ClientKind::Person => ChargesRegime::Person,
        }
    }

    /// What an invoice bears once it is late, in cents.
    #[must_use]
    pub fn indemnity(self) -> Cents {
        match self {
            ChargesRegime::Professional | ChargesRegime::PublicBody => INDEMNITY,
            ChargesRegime::Person => Cents::ZERO,
        }
    }
}

/// What the interest of one invoice is worked out by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterestTerms {
    pub regime: ChargesRegime,
    /// A year, agreed with a professional; none for the law's own.
    pub contract: Option<BasisPoints>,
    pub imputation: Imputation,
    /// The day on which a private person was sent a formal notice.
    pub notice_on: Option<NaiveDate>,
    /// The last day that bears interest: proceedings stop it (C. com. L622-28).
    pub stopped_on: Option<NaiveDate>,
}

impl InterestTerms {
    /// The terms of the law alone.
    #[must_use]
    pub fn of(regime: ChargesRegime) -> InterestTerms {
        InterestTerms {
            regime,
            contract: None,
            imputation: Imputation::InterestFirst,
            notice_on: None,
            stopped_on: None,
        }
    }

    /// The first day that bears interest of what fell due that day; none while a private person had no formal notice.
    #[must_use]
    pub fn begins(&self, due_on: NaiveDate) -> Option<NaiveDate> {
        match self.regime {
            ChargesRegime::Professional | ChargesRegime::PublicBody => due_on.succ_opt(),
            ChargesRegime::Person => self.notice_on?.max(due_on).succ_opt(),
        }
    }

    /// The half-year whose rate a day bears: its own; for a public body, that in which interest began.
    #[must_use]
    pub fn half_year(&self, day: NaiveDate, began_on: NaiveDate) -> HalfYear {
        match self.regime {
            ChargesRegime::Professional | ChargesRegime::Person => HalfYear::of(day),
            ChargesRegime::PublicBody => HalfYear::of(began_on),
        }
    }

    /// The rate of that half-year, in basis points a year.
    ///
    /// # Errors
    /// The rate that it refers to, where the law as known has none for that half-year.
    pub fn rate(&self, law: &Law, half: HalfYear) -> Result<BasisPoints, ReferenceRate> {
        let known = |rate| law.interest_rate(rate, half).ok_or(rate);
        match (self.regime, self.contract) {
            (ChargesRegime::Professional, Some(agreed)) => {
                Ok(agreed.max(floor(known(ReferenceRate::LegalProfessional)?)))
            }
            (ChargesRegime::Professional, None) => {
                Ok(BasisPoints(known(ReferenceRate::EcbRefinancing)?.0 + PROFESSIONAL))
            }
            (ChargesRegime::PublicBody, _) => {
                Ok(BasisPoints(known(ReferenceRate::EcbRefinancing)?.0 + PUBLIC))
            }
            (ChargesRegime::Person, _) => known(ReferenceRate::LegalProfessional),
        }
    }

    /// The sentence of the law.
    #[must_use]
    pub fn law(&self) -> &'static str {
        match (self.regime, self.contract) {
            (ChargesRegime::Professional, None) => {
                "Taux de la BCE au premier jour du semestre majoré de 10 points, dès le lendemain de l’échéance et sans rappel ; indemnité forfaitaire de 40 € par facture (C. com. L441-10 II et D441-5)."
            }
            (ChargesRegime::Professional, Some(_)) => {
                "Taux de votre contrat, au moins trois fois le taux légal du semestre, dès le lendemain de l’échéance et sans rappel ; indemnité forfaitaire de 40 € par facture (C. com. L441-10 II et D441-5)."
            }
            (ChargesRegime::PublicBody, _) => {
                "Taux de la BCE au premier jour du semestre où les intérêts ont commencé, majoré de 8 points et fixe ensuite ; indemnité forfaitaire de 40 € par facture (CCP L2192-13, R2192-31 et D2192-35)."
            }
            (ChargesRegime::Person, _) => {
                "Un particulier ne doit ni indemnité ni pénalités de professionnel : seulement l’intérêt au taux légal, à partir du lendemain de la mise en demeure (C. civ. 1231-6)."
            }
        }
    }
}

fn floor(legal: BasisPoints) -> BasisPoints {
    BasisPoints(legal.0 * FLOOR)
}

/// A contract's yearly rate as it is typed in the settings; nothing typed is the law's own.
///
/// # Errors
/// At `late_rate`: no percentage, or less than the law allows on that day.
pub fn contract_rate(typed: &str, law: &Law, today: NaiveDate) -> Result<Option<BasisPoints>, Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let rate = input::percent("late_rate", typed)?;
    let half = HalfYear::of(today);
    let least = law.interest_rate(ReferenceRate::LegalProfessional, half).map(floor);
    if rate.0 <= 0 || rate.0 >= 10_000 {
        return Err(Refusal::at("late_rate", "Un taux de pénalités est entre 0 et 100 % par an."));
    }
    match least.filter(|least| rate < *least) {
        Some(least) => Err(Refusal::at(
            "late_rate",
            format!(
                "Un taux convenu n’est pas inférieur à trois fois le taux légal, {} ce semestre (C. com. L441-10 II).",
                words::percent(least)
            ),
        )),
        None => Ok(Some(rate)),
    }
}
