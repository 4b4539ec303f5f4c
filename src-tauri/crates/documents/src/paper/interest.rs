//! Interest of late payment on paper: days that bear one rate, how it is worked out, and the law.

use chrono::NaiveDate;
use journey::charges::{ChargesRegime, InterestPeriod};
use journey::language::Language;
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::{BasisPoints, Cents};

/// Days that bear the same rate on the same amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargedDays {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub days: i64,
    pub base: Cents,
    /// A year.
    pub rate: BasisPoints,
    pub amount: Cents,
}

impl From<&InterestPeriod> for ChargedDays {
    fn from(period: &InterestPeriod) -> ChargedDays {
        ChargedDays {
            from: period.from,
            to: period.to,
            days: period.days(),
            base: period.base,
            rate: period.rate,
            amount: period.amount(),
        }
    }
}

pub(crate) fn method(language: Language) -> &'static str {
    say!(
        language,
        "Intérêts simples sur ce qui restait dû, jours réels sur 365, du lendemain de l’échéance au dernier jour compris."
    )
}

pub(crate) fn law(language: Language, regime: ChargesRegime) -> &'static str {
    match regime {
        ChargesRegime::Professional => say!(
            language,
            "Pénalités exigibles sans rappel dès le lendemain de l’échéance, et indemnité forfaitaire pour frais de recouvrement de 40 € par facture (art. L441-10 et D441-5 du code de commerce)."
        ),
        ChargesRegime::PublicBody => say!(
            language,
            "Intérêts moratoires et indemnité forfaitaire pour frais de recouvrement de 40 € par facture (art. L2192-13, R2192-31 et D2192-35 du code de la commande publique)."
        ),
        ChargesRegime::Person => say!(
            language,
            "Intérêts au taux légal, courant depuis la mise en demeure (art. 1231-6 du code civil)."
        ),
    }
}
