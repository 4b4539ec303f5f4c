//! Terms of payment as French firms write them: « 45 jours fin de mois », « 30 FDM le 10 », « à réception ». Words on
//! papers, a day in the books.
//!
//! Invariant: terms said, typed again, give the same terms.

use crate::language::Language;
use crate::say;
use chrono::{Datelike, NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::month_end;
use values::letters::folded;
use values::refusal::{Reading, Refusal, shown};

/// When an invoice is paid, counted from its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentTerms {
    /// Paid as one orders.
    Order,
    /// Paid as the invoice comes.
    Receipt,
    Net {
        days: i64,
    },
    /// So many days, then the end of that month; or a day of the month after.
    MonthEnd {
        days: i64,
        on: Option<u32>,
    },
    /// The end of the invoice's month, then so many days.
    AfterMonthEnd {
        days: i64,
    },
}

/// More days than any terms have.
const MOST_DAYS: i64 = 120;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Number(i64),
    MonthEnd,
    Then,
    On,
    Receipt,
    Order,
}

impl PaymentTerms {
    /// Terms typed in words or as days; nothing typed is `None`.
    pub fn read(field: &str, typed: &str) -> Result<Option<PaymentTerms>, Refusal> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let words = words(typed);
        if let Some([Word::Number(days), Word::MonthEnd, Word::Number(on)]) = words.as_deref()
            && let Some(terms) = month_end_on(*days, *on)
        {
            let readings = vec![Reading { shown: terms.label(), typed: terms.typed() }];
            let message = format!("« {} » : est-ce {} ?", shown(typed.trim()), terms.label());
            return Err(Refusal { readings, ..Refusal::at(field, message) });
        }
        words.and_then(|words| terms_of(&words)).map(Some).ok_or_else(|| {
            let message = format!(
                "« {} » n’est pas un délai de paiement. Écrivez par exemple 30, 45 jours fin de mois, 30 jours fin de mois le 10, fin de mois puis 45 jours, ou à réception.",
                shown(typed.trim())
            );
            Refusal::at(field, message)
        })
    }

    /// Days after an invoice; none is on receipt.
    #[must_use]
    pub fn of_days(days: i64) -> PaymentTerms {
        if days == 0 { PaymentTerms::Receipt } else { PaymentTerms::Net { days } }
    }

    /// Terms that were kept as they were typed.
    #[must_use]
    pub fn kept(text: &str) -> Option<PaymentTerms> {
        PaymentTerms::read("", text).ok().flatten()
    }

    /// The day by which an invoice of that day is paid.
    #[must_use]
    pub fn due_on(self, issued_on: NaiveDate) -> NaiveDate {
        let after = |day: NaiveDate, days| day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day);
        match self {
            PaymentTerms::Order | PaymentTerms::Receipt => issued_on,
            PaymentTerms::Net { days } => after(issued_on, days),
            PaymentTerms::MonthEnd { days, on: None } => month_end(after(issued_on, days)),
            PaymentTerms::MonthEnd { days, on: Some(on) } => {
                let next = after(month_end(after(issued_on, days)), 1);
                // The 31st of a shorter month is its last day.
                next.with_day(on).unwrap_or_else(|| month_end(next))
            }
            PaymentTerms::AfterMonthEnd { days } => after(month_end(issued_on), days),
        }
    }

    /// Days told, month ends apart.
    #[must_use]
    pub fn days(self) -> i64 {
        match self {
            PaymentTerms::Order | PaymentTerms::Receipt => 0,
            PaymentTerms::Net { days }
            | PaymentTerms::MonthEnd { days, .. }
            | PaymentTerms::AfterMonthEnd { days } => days,
        }
    }

    /// Do days alone not say them?
    #[must_use]
    pub fn needs_words(self) -> bool {
        match self {
            PaymentTerms::Order | PaymentTerms::MonthEnd { .. } | PaymentTerms::AfterMonthEnd { .. } => true,
            PaymentTerms::Receipt | PaymentTerms::Net { .. } => false,
        }
    }

    /// « 45 jours fin de mois », as people say it; typed again, the same terms.
    #[must_use]
    pub fn label(self) -> String {
        let days = |n: i64| Language::French.days(n);
        match self {
            PaymentTerms::Order => "à la commande".to_owned(),
            PaymentTerms::Receipt => "à réception".to_owned(),
            PaymentTerms::Net { days: n } => days(n),
            PaymentTerms::MonthEnd { days: 0, on: None } => "fin de mois".to_owned(),
            PaymentTerms::MonthEnd { days: 0, on: Some(on) } => format!("fin de mois le {on}"),
            PaymentTerms::MonthEnd { days: n, on: None } => format!("{} fin de mois", days(n)),
            PaymentTerms::MonthEnd { days: n, on: Some(on) } => format!("{} fin de mois le {on}", days(n)),
            PaymentTerms::AfterMonthEnd { days: n } => format!("fin de mois puis {}", days(n)),
        }
    }

    /// As one would type it again: days alone where they say it all.
    #[must_use]
    pub fn typed(self) -> String {
        match self {
            PaymentTerms::Net { days } => days.to_string(),
            PaymentTerms::Receipt => "0".to_owned(),
            PaymentTerms::Order | PaymentTerms::MonthEnd { .. } | PaymentTerms::AfterMonthEnd { .. } => {
                self.label().replace('\u{a0}', " ")
            }
        }
    }

    /// « à 45 jours de la facture, fin de mois », as in a sentence of a paper.
    #[must_use]
    pub fn named(self, language: Language) -> String {
        match self {
            PaymentTerms::Order => say!(language, "à la commande").to_owned(),
            PaymentTerms::Receipt => say!(language, "à réception de la facture").to_owned(),
            PaymentTerms::Net { days } => say!(language, "à {days} jours de la facture", days = days),
            PaymentTerms::MonthEnd { days: 0, on: None } => {
                say!(language, "à la fin du mois de la facture").to_owned()
            }
            PaymentTerms::MonthEnd { days: 0, on: Some(on) } => {
                say!(language, "le {on} du mois qui suit la facture", on = on)
            }
            PaymentTerms::MonthEnd { days, on: None } => {
                say!(language, "à {days} jours fin de mois de la facture", days = days)
            }
            PaymentTerms::MonthEnd { days, on: Some(on) } => {
                say!(language, "à {days} jours fin de mois de la facture, le {on}", days = days, on = on)
            }
            PaymentTerms::AfterMonthEnd { days } => {
                say!(language, "à {days} jours de la fin du mois de la facture", days = days)
            }
        }
    }
}

fn month_end_on(days: i64, on: i64) -> Option<PaymentTerms> {
    let on = u32::try_from(on).ok().filter(|on| (1..=31).contains(on))?;
    Some(PaymentTerms::MonthEnd { days, on: Some(on) })
}

fn terms_of(words: &[Word]) -> Option<PaymentTerms> {
    match words {
        [Word::Receipt] | [Word::Number(0)] => Some(PaymentTerms::Receipt),
        [Word::Order] => Some(PaymentTerms::Order),
        [Word::Number(days)] => Some(PaymentTerms::Net { days: *days }),
        [Word::MonthEnd] => Some(PaymentTerms::MonthEnd { days: 0, on: None }),
        [Word::Number(days), Word::MonthEnd] => Some(PaymentTerms::MonthEnd { days: *days, on: None }),
        [Word::MonthEnd, Word::On, Word::Number(on)] => month_end_on(0, *on),
        [Word::Number(days), Word::MonthEnd, Word::On, Word::Number(on)] => month_end_on(*days, *on),
        [Word::MonthEnd, Word::Number(days)] | [Word::MonthEnd, Word::Then, Word::Number(days)] => {
            Some(PaymentTerms::AfterMonthEnd { days: *days })
        }
        _ => None,
    }
}

/// What counts among the words; none where one of them is not known.
fn words(typed: &str) -> Option<Vec<Word>> {
    let mut text = folded(typed);
    for month_end in ["fin de mois", "fin du mois", "fin mois", "end of month", "month end"] {
        text = text.replace(month_end, " fdm ");
    }
    let mut spaced = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if c == '+' || c.is_ascii_digit() != before.is_ascii_digit() {
            spaced.push(' ');
        }
        spaced.push(if matches!(c, '.' | ',' | ';' | ':' | '/' | '(' | ')' | '\'') { ' ' } else { c });
        before = c;
    }
    let mut words = Vec::new();
    for word in spaced.split_whitespace() {
        match word {
            "fdm" | "eom" | "fm" => words.push(Word::MonthEnd),
            "jfdm" | "jfm" => words.push(Word::MonthEnd),
            "+" | "puis" | "plus" | "then" => words.push(Word::Then),
            "le" | "au" | "on" => words.push(Word::On),
            "reception" | "comptant" | "immediat" | "receipt" => words.push(Word::Receipt),
            "commande" | "order" => words.push(Word::Order),
            "a" | "d" | "l" | "de" | "des" | "du" | "la" | "date" | "facture" | "facturation"
            | "emission" | "net" | "nets" | "sous" | "paiement" | "reglement" | "payable" | "compter"
            | "jours" | "jour" | "j" | "jrs" | "jr" | "days" | "day" | "er" | "mois" | "suivant" | "upon"
            | "the" | "th" | "delai" => {}
            number => {
                let number: i64 = number.parse().ok().filter(|n| (0..=MOST_DAYS).contains(n))?;
                words.push(Word::Number(number));
            }
        }
    }
    // « payable à réception de la commande » tells two things.
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn read(typed: &str) -> PaymentTerms {
        PaymentTerms::read("f", typed).unwrap_or_else(|r| panic!("{typed}: {}", r.message)).unwrap()
    }

    #[test]
    fn terms_are_read_as_firms_write_them() {
        use PaymentTerms::{AfterMonthEnd, MonthEnd, Net, Order, Receipt};
        let month_end = |days, on| MonthEnd { days, on };
        for (typed, terms) in [
            ("30", Net { days: 30 }),
            ("30 jours", Net { days: 30 }),
            ("30 jours nets", Net { days: 30 }),
            ("à 60 j. date de facture", Net { days: 60 }),
            ("45j", Net { days: 45 }),
            ("Paiement sous 15 jours", Net { days: 15 }),
            ("45 jours fin de mois", month_end(45, None)),
            ("45 jours, fin de mois", month_end(45, None)),
            ("45J FDM", month_end(45, None)),
            ("30FDM", month_end(30, None)),
            ("30 jfdm", month_end(30, None)),
            ("45 days end of month", month_end(45, None)),
            ("fin de mois", month_end(0, None)),
            ("30 FDM le 10", month_end(30, Some(10))),
            ("30 jours fin de mois, le 10", month_end(30, Some(10))),
            ("30 jours fin de mois le 10 du mois suivant", month_end(30, Some(10))),
            ("fin de mois le 1er", month_end(0, Some(1))),
            ("fin de mois + 45 jours", AfterMonthEnd { days: 45 }),
            ("Fin de mois puis 45 jours", AfterMonthEnd { days: 45 }),
            ("fin de mois 45 jours", AfterMonthEnd { days: 45 }),
            ("comptant", Receipt),
            ("à réception", Receipt),
            ("À réception de facture", Receipt),
            ("dès réception", Receipt),
            ("0", Receipt),
            ("à la commande", Order),
        ] {
            // « dès » is folded like « des ».
            assert_eq!(read(typed), terms, "{typed}");
        }
        assert_eq!(PaymentTerms::read("f", " ").unwrap(), None);
        for typed in ["bientôt", "30 à 45 jours", "-5", "1,5", "30 FDM le 32", "500", "fin", "comptant 30"]
        {
            assert_eq!(PaymentTerms::read("f", typed).unwrap_err().field.as_deref(), Some("f"), "{typed}");
        }
        let asked = PaymentTerms::read("f", "30 FDM 10").unwrap_err();
        assert_eq!(asked.readings[0].typed, "30 jours fin de mois le 10");
    }

    #[test]
    fn each_has_its_day() {
        for (typed, issued_on, due_on) in [
            ("45 jours fin de mois", day(2026, 2, 15), day(2026, 4, 30)),
            ("45 jours fin de mois", day(2026, 3, 17), day(2026, 5, 31)),
            ("fin de mois + 45 jours", day(2026, 3, 17), day(2026, 5, 15)),
            ("fin de mois + 45 jours", day(2026, 2, 15), day(2026, 4, 14)),
            ("30 FDM le 10", day(2026, 3, 1), day(2026, 4, 10)),
            ("30 FDM le 10", day(2026, 12, 5), day(2027, 2, 10)),
            ("fin de mois le 31", day(2026, 1, 5), day(2026, 2, 28)),
            ("30 jours", day(2026, 1, 31), day(2026, 3, 2)),
            ("comptant", day(2026, 3, 17), day(2026, 3, 17)),
        ] {
            assert_eq!(read(typed).due_on(issued_on), due_on, "{typed} of {issued_on}");
        }
    }

    proptest! {
        #[test]
        fn terms_said_are_read_again(days in 0_i64..=MOST_DAYS, on in 1_u32..=31, kind in 0_u8..6) {
            let terms = match kind {
                0 => PaymentTerms::Order,
                1 => PaymentTerms::Receipt,
                2 => PaymentTerms::Net { days: days.max(1) },
                3 => PaymentTerms::MonthEnd { days, on: None },
                4 => PaymentTerms::MonthEnd { days, on: Some(on) },
                _ => PaymentTerms::AfterMonthEnd { days },
            };
            prop_assert_eq!(read(&terms.label()), terms);
            prop_assert_eq!(read(&terms.typed()), terms);
        }

        #[test]
        fn nothing_typed_ever_panics(typed in "\\PC{0,40}") {
            let _ = PaymentTerms::read("f", &typed);
        }
    }
}
