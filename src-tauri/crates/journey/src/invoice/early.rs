//! Discount for early payment, as a term: so much less of an invoice that is paid within so many days.
//!
//! Invariant: what was agreed is frozen with the paper, and given by a credit note that says it (CGI art. 267 II-1°, 289 I-5).

use crate::language::Language;
use crate::law::Law;
use crate::vat::Totals;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::money::{BasisPoints, Cents};

use values::refusal::{Refusal, shown};
use values::{input, words};

/// A discount for who pays within so many days of the invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EarlyDiscount {
    pub rate: BasisPoints,
    pub days: i64,
}

/// What becomes of a discount when money comes that is short by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EarlyChoice {
    #[default]
    Asked,
    /// A credit note settles what is missing.
    Given,
    /// What is missing stays due.
    Refused,
}

/// The longest and the most that is taken for a discount rather than a slip.
const MOST_DAYS: i64 = 90;
const MOST: BasisPoints = BasisPoints(2_000);

impl EarlyDiscount {
    /// « 2 % à 8 jours »; « aucun » is `Some(None)`, nothing typed is `None`.
    pub fn read(field: &str, typed: &str) -> Result<Option<Option<EarlyDiscount>>, Refusal> {
        let text = folded(typed);
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if ["aucun", "aucune", "neant", "non", "sans", "pas d'escompte", "0", "0 %", "0%"].contains(&text) {
            return Ok(Some(None));
        }
        let unread = || {
            Refusal::at(
                field,
                format!(
                    "« {} » n’est pas un escompte. Écrivez par exemple « 2 % à 8 jours », ou « aucun ».",
                    shown(typed.trim())
                ),
            )
        };
        let (rate, days) =
            text.split_once('%').or_else(|| text.split_once("pour cent")).ok_or_else(unread)?;
        let rate = rate.trim_start_matches("escompte").trim();
        let rate = rate.strip_prefix("de ").unwrap_or(rate);
        let rate = input::percent(field, rate)?;
        let mut number = None;
        let spaced = days.replace(['\'', '’', ',', '.'], " ");
        for word in spaced.split_whitespace() {
            let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
            let unit = &word[digits.len()..];
            let known = [
                "",
                "j",
                "jr",
                "jrs",
                "jour",
                "jours",
                "days",
                "d",
                "a",
                "pour",
                "paiement",
                "reglement",
                "sous",
                "dans",
                "les",
                "si",
                "paye",
                "payee",
                "en",
                "compter",
                "de",
                "la",
                "date",
                "facture",
                "within",
                "d escompte",
                "escompte",
                "comptant",
                "net",
            ];
            if !known.contains(&unit) || (!digits.is_empty() && number.is_some()) {
                return Err(unread());
            }
            if !digits.is_empty() {
                number = Some(digits.parse::<i64>().map_err(|_| unread())?);
            }
        }
        let days = number.ok_or_else(unread)?;
        if rate.0 == 0 || rate > MOST || !(1..=MOST_DAYS).contains(&days) {
            return Err(Refusal::at(
                field,
                format!(
                    "Un escompte va jusqu’à {} et se prend de 1 à {MOST_DAYS} jours.",
                    words::percent(MOST)
                ),
            ));
        }
        Ok(Some(Some(EarlyDiscount { rate, days })))
    }

    /// As it is kept in the settings.
    #[must_use]
    pub fn kept(typed: &str) -> Option<EarlyDiscount> {
        EarlyDiscount::read("", typed).ok().flatten().flatten()
    }

    /// What a paper says: what was typed for it, or what is usual where that comes before its due date.
    ///
    /// # Errors
    /// A sentence at `early_discount`.
    pub fn of_paper(
        typed: &str,
        usual: Option<EarlyDiscount>,
        issued_on: NaiveDate,
        due_on: NaiveDate,
    ) -> Result<Option<EarlyDiscount>, Refusal> {
        let fits = |term: &EarlyDiscount| term.until(issued_on) < due_on;
        match EarlyDiscount::read("early_discount", typed)? {
            None => Ok(usual.filter(fits)),
            Some(None) => Ok(None),
            Some(Some(term)) if fits(&term) => Ok(Some(term)),
            Some(Some(_)) => Err(Refusal::at(
                "early_discount",
                format!(
                    "Un escompte récompense un paiement avant l’échéance, ici le {} : choisissez moins de jours.",
                    words::long_date(due_on)
                ),
            )),
        }
    }

    /// The last day on which it is given.
    #[must_use]
    pub fn until(self, issued_on: NaiveDate) -> NaiveDate {
        issued_on.checked_add_days(Days::new(self.days.unsigned_abs())).unwrap_or(issued_on)
    }

    /// « 2 % à 8 jours »
    #[must_use]
    pub fn label(self) -> String {
        format!("{} à {}", words::percent(self.rate), words::count(self.days, "jour", "jours"))
    }

    /// The law's sentence, filled in.
    #[must_use]
    pub fn filled(self, language: Language, wording: &str) -> String {
        wording.replace("{taux}", &language.percent(self.rate)).replace("{jours}", &self.days.to_string())
    }

    /// What it takes off: of what was sold, not of what was advanced for the client.
    #[must_use]
    pub fn of(self, totals: &Totals, disbursed: Cents) -> Cents {
        (totals.gross - disbursed).share(self.rate)
    }
}

/// What a paper says of paying early: the term agreed, with what becomes of VAT, or that there is none.
#[must_use]
pub fn sentence(
    law: &Law,
    language: Language,
    day: NaiveDate,
    (term, taxed): (Option<EarlyDiscount>, bool),
    none: &str,
) -> String {
    let code = if taxed { "early_discount_vat" } else { "early_discount" };
    term.map_or_else(|| none.to_owned(), |term| term.filled(language, &law.wording(language, code, day)))
}

/// May the discount be given with a payment that leaves so much, received that day? Answers what it is.
///
/// # Errors
/// A sentence at `early_discount`.
pub fn given(
    term: Option<EarlyDiscount>,
    discount: Cents,
    left: Cents,
    issued_on: NaiveDate,
    received_on: NaiveDate,
) -> Result<Cents, Refusal> {
    let at = |message: String| Refusal::at("early_discount", message);
    let term = term.ok_or_else(|| at("Cette facture n’offre pas d’escompte.".to_owned()))?;
    if received_on > term.until(issued_on) {
        return Err(at(format!(
            "L’escompte valait jusqu’au {} : ce paiement est venu après.",
            words::long_date(term.until(issued_on))
        )));
    }
    if left != discount {
        return Err(at(format!(
            "L’escompte de cette facture est de {}, et ce paiement laisse {} à payer.",
            words::euros(discount),
            words::euros(left)
        )));
    }
    Ok(discount)
}

/// Is a payment short by exactly the discount, in time, without a word on whether it is given?
///
/// # Errors
/// The question, at `early_discount`.
pub fn asked(
    term: Option<EarlyDiscount>,
    discount: Cents,
    left: Cents,
    issued_on: NaiveDate,
    received_on: NaiveDate,
) -> Result<(), Refusal> {
    if given(term, discount, left, issued_on, received_on).is_err() || discount.0 <= 0 {
        return Ok(());
    }
    Err(Refusal::at(
        "early_discount",
        format!(
            "Il manque exactement l’escompte promis, {} : l’accordez-vous, par un avoir qui solde la facture ?",
            words::euros(discount)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, n).unwrap()
    }

    const TWO: EarlyDiscount = EarlyDiscount { rate: BasisPoints(200), days: 8 };

    #[test]
    fn a_discount_is_read_as_firms_write_it() {
        for typed in [
            "2 % à 8 jours",
            "2% 8j",
            "2 % sous 8 jours",
            "Escompte de 2 % pour paiement sous 8 jours",
            "escompte 2,00 % si paiement dans les 8 jours",
            "2 pour cent à 8 jours",
            &TWO.label(),
        ] {
            assert_eq!(EarlyDiscount::read("f", typed), Ok(Some(Some(TWO))), "{typed}");
        }
        assert_eq!(EarlyDiscount::read("f", " "), Ok(None));
        for typed in ["aucun", "Néant", "0 %"] {
            assert_eq!(EarlyDiscount::read("f", typed), Ok(Some(None)), "{typed}");
        }
        for typed in
            ["8 jours", "2 %", "2 % à 8 mois", "2 % à 8 ou 10 jours", "50 % à 8 jours", "2 % à 0 jour"]
        {
            assert_eq!(EarlyDiscount::read("f", typed).unwrap_err().field.as_deref(), Some("f"), "{typed}");
        }
    }

    #[test]
    fn it_comes_before_the_due_date_or_is_left_out() {
        let of = |typed, usual| EarlyDiscount::of_paper(typed, usual, day(1), day(9));
        assert_eq!(of("", Some(TWO)), Ok(None), "paid by the ninth in any case");
        assert!(of("2 % à 8 jours", None).is_err());
        assert_eq!(EarlyDiscount::of_paper("", Some(TWO), day(1), day(30)), Ok(Some(TWO)));
        assert_eq!(EarlyDiscount::of_paper("aucun", Some(TWO), day(1), day(30)), Ok(None));
    }

    #[test]
    fn it_is_given_to_who_pays_in_time_and_short_by_it() {
        let given = |left, on| given(Some(TWO), Cents(2_400), Cents(left), day(1), day(on));
        assert_eq!(given(2_400, 9), Ok(Cents(2_400)));
        assert!(given(2_400, 10).unwrap_err().message.contains("après"));
        assert!(given(2_399, 9).is_err());
        assert!(asked(Some(TWO), Cents(2_400), Cents(2_400), day(1), day(9)).is_err());
        assert!(asked(Some(TWO), Cents(2_400), Cents(1), day(1), day(9)).is_ok());
        assert!(asked(None, Cents(0), Cents(0), day(1), day(9)).is_ok());
    }
}
