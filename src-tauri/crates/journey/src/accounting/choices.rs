//! What the freelancer chose for their books: how often they declare, since when they work, which accounts they use.

use crate::accounting::span::Rhythm;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::day::Near;
use values::refusal::Refusal;
use values::{input, letters};

/// How often VAT is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VatRhythm {
    #[default]
    Month,
    Quarter,
    /// The simplified regime with its yearly return, which ends on 1 January 2027 (loi de finances pour 2025, art. 38).
    Year,
}

impl VatRhythm {
    /// The periods that are shown; of a year, its quarters.
    #[must_use]
    pub fn rhythm(self) -> Rhythm {
        match self {
            VatRhythm::Month => Rhythm::Month,
            VatRhythm::Quarter | VatRhythm::Year => Rhythm::Quarter,
        }
    }
}

/// How one is registered, where one sells or works as a merchant or a craftsman.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegisteredAs {
    /// A liberal profession, which pays no chamber; or nobody said.
    #[default]
    Liberal,
    Merchant,
    Artisan,
}

/// Where one is established, as far as contributions differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UrssafPlace {
    #[default]
    Metropolis,
    Alsace,
    Moselle,
    /// Guadeloupe, Guyane, Martinique, La Réunion.
    Overseas,
}

/// What an account of the plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountUse {
    Clients,
    Deposits,
    Liberal,
    CommercialServices,
    Sales,
    Disbursements,
    VatDue,
    /// VAT that falls due with the money.
    VatPending,
    Bank,
    Cheques,
    Cash,
    Fees,
    LateCharges,
    Losses,
    GivenUp,
    Kept,
}

impl AccountUse {
    pub const ALL: [AccountUse; 16] = [
        AccountUse::Clients,
        AccountUse::Deposits,
        AccountUse::Liberal,
        AccountUse::CommercialServices,
        AccountUse::Sales,
        AccountUse::Disbursements,
        AccountUse::VatDue,
        AccountUse::VatPending,
        AccountUse::Bank,
        AccountUse::Cheques,
        AccountUse::Cash,
        AccountUse::Fees,
        AccountUse::LateCharges,
        AccountUse::Losses,
        AccountUse::GivenUp,
        AccountUse::Kept,
    ];

    /// The number in the general plan (PCG), and its name.
    #[must_use]
    pub fn usual(self) -> (&'static str, &'static str) {
        match self {
            AccountUse::Clients => ("411000", "Clients"),
            AccountUse::Deposits => ("419100", "Clients, avances et acomptes reçus"),
            AccountUse::Liberal => ("706000", "Prestations de services"),
            AccountUse::CommercialServices => ("706100", "Prestations commerciales ou artisanales"),
            AccountUse::Sales => ("707000", "Ventes de marchandises"),
            AccountUse::Disbursements => ("467000", "Débours pour le compte de clients"),
            AccountUse::VatDue => ("445710", "TVA collectée"),
            AccountUse::VatPending => ("445740", "TVA collectée en attente d’encaissement"),
            AccountUse::Bank => ("512000", "Banque"),
            AccountUse::Cheques => ("511200", "Chèques à encaisser"),
            AccountUse::Cash => ("530000", "Caisse"),
            AccountUse::Fees => ("627000", "Services bancaires"),
            AccountUse::LateCharges => ("763100", "Intérêts et indemnités de retard"),
            AccountUse::Losses => ("654000", "Pertes sur créances irrécouvrables"),
            AccountUse::GivenUp => ("658000", "Écarts de règlement abandonnés"),
            AccountUse::Kept => ("758000", "Produits divers de gestion courante"),
        }
    }
}

/// An account as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedAccount {
    pub usage: AccountUse,
    /// Three to twelve digits; empty for the usual one.
    pub number: String,
}

/// How one keeps books, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SetAccounting {
    pub urssaf: Rhythm,
    pub vat: VatRhythm,
    /// The first day of the activity; empty where it began in a year that is over.
    pub began_on: String,
    /// « Versement libératoire »: income tax is paid with contributions.
    pub pays_income_tax: bool,
    /// A regulated liberal profession, insured by the CIPAV.
    pub cipav: bool,
    /// « Acre »: contributions are reduced until the end of the third quarter after that of the beginning.
    pub acre: bool,
    pub registered_as: RegisteredAs,
    pub place: UrssafPlace,
    pub accounts: Vec<TypedAccount>,
}

/// The same, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountingChoices {
    pub urssaf: Rhythm,
    pub vat: VatRhythm,
    pub began_on: Option<NaiveDate>,
    pub pays_income_tax: bool,
    pub cipav: bool,
    pub acre: bool,
    pub registered_as: RegisteredAs,
    pub place: UrssafPlace,
    /// Those that are not the usual ones.
    pub accounts: BTreeMap<AccountUse, String>,
}

impl AccountingChoices {
    /// The number of an account.
    #[must_use]
    pub fn account(&self, usage: AccountUse) -> &str {
        self.accounts.get(&usage).map_or(usage.usual().0, String::as_str)
    }
}

impl SetAccounting {
    /// # Errors
    /// A sentence at the field that makes no sense.
    pub fn read(&self, today: NaiveDate) -> Result<AccountingChoices, Refusal> {
        let began_on = input::optional_day("began_on", &self.began_on, Near::Past(today))?;
        if began_on.is_some_and(|day| day > today) {
            return Err(Refusal::at("began_on", "Le début de votre activité est passé, ou aujourd’hui."));
        }
        if began_on.is_none() && (self.acre || self.place == UrssafPlace::Overseas) {
            let what = if self.acre { "l’Acre en dépend" } else { "les taux d’outre-mer en dépendent" };
            return Err(Refusal::at("began_on", format!("Indiquez le début de votre activité : {what}.")));
        }
        let mut accounts = BTreeMap::new();
        for (at, typed) in self.accounts.iter().enumerate() {
            let number: String = letters::code(&typed.number).split_whitespace().collect();
            if number.is_empty() || number == typed.usage.usual().0 {
                continue;
            }
            let good = (3..=12).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
            if !good || number.starts_with('0') {
                let message = "Un numéro de compte a de trois à douze chiffres, par exemple 706000.";
                return Err(Refusal::at(format!("accounts[{at}].number"), message));
            }
            accounts.insert(typed.usage, number);
        }
        let Self { urssaf, vat, pays_income_tax, cipav, acre, registered_as, place, .. } = *self;
        Ok(AccountingChoices {
            urssaf,
            vat,
            began_on,
            pays_income_tax,
            cipav,
            acre,
            registered_as,
            place,
            accounts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_digits_and_the_usual_ones_stay_unsaid() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let typed = |number: &str| SetAccounting {
            accounts: vec![TypedAccount { usage: AccountUse::Bank, number: number.into() }],
            ..SetAccounting::default()
        };
        assert_eq!(typed("512 100").read(today).unwrap().account(AccountUse::Bank), "512100");
        assert!(typed("512000").read(today).unwrap().accounts.is_empty());
        for wrong in ["51", "banque", "0512", "5121234567890"] {
            let field = typed(wrong).read(today).unwrap_err().field;
            assert_eq!(field.as_deref(), Some("accounts[0].number"), "{wrong}");
        }
        for unsaid in [
            SetAccounting { acre: true, ..SetAccounting::default() },
            SetAccounting { place: UrssafPlace::Overseas, ..SetAccounting::default() },
        ] {
            assert_eq!(unsaid.read(today).unwrap_err().field.as_deref(), Some("began_on"));
        }
        let late = SetAccounting { began_on: "01/01/2027".into(), ..SetAccounting::default() };
        assert_eq!(late.read(today).unwrap_err().field.as_deref(), Some("began_on"));
    }
}
