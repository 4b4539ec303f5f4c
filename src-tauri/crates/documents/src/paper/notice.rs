//! The account of a formal notice: what is left of each invoice, the interest that it bears to the day, worked out by
//! periods, and the compensation.

use crate::paper::frame::plain;
use crate::paper::interest::{ChargedDays, law, method};
use crate::sheet::{Ledger, LedgerRow, Sum, Weight};
use chrono::{Datelike, NaiveDate};
use journey::charges::ChargesRegime;
use journey::language::Language;
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::Cents;

/// What a formal notice asks for, worked out to a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeAccount {
    /// The last day of the interest.
    pub on: NaiveDate,
    pub regime: ChargesRegime,
    pub lines: Vec<NoticeLine>,
    /// The first days of half-years whose rate nobody knows yet: their interest is still to come.
    pub unknown: Vec<NaiveDate>,
    /// Charges that were claimed by papers of their own, and are not in the account.
    pub claimed: Cents,
}

/// An invoice in the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    pub number: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    /// What is asked for of it.
    pub open: Cents,
    /// Not claimed yet; the sum of the periods.
    pub interest: Cents,
    /// Zero for private persons, and once it was claimed.
    pub indemnity: Cents,
    pub periods: Vec<ChargedDays>,
}

impl NoticeAccount {
    fn sum(&self, of: impl Fn(&NoticeLine) -> Cents) -> Cents {
        self.lines.iter().map(of).sum()
    }

    /// What is owed on that day, charges included.
    #[must_use]
    pub fn total(&self) -> Cents {
        self.sum(|line| line.open + line.interest + line.indemnity)
    }

    /// The tables of the letter, each under its title.
    pub(crate) fn tables(&self, language: Language) -> Vec<(String, Ledger)> {
        let on = language.long_date(self.on);
        let mut tables = vec![(say!(language, "Décompte arrêté au {day}", day = on), self.account(language))];
        if self.lines.iter().any(|line| !line.periods.is_empty()) {
            tables.push((say!(language, "Calcul des intérêts").to_owned(), self.interest(language)));
        }
        tables
    }

    fn account(&self, language: Language) -> Ledger {
        let row = |line: &NoticeLine| LedgerRow {
            cells: vec![
                line.number.clone(),
                language.long_date(line.issued_on),
                language.long_date(line.due_on),
                language.euros(line.open),
                language.euros(line.interest),
                language.euros(line.indemnity),
            ],
            strong: false,
        };
        Ledger {
            wraps: false,
            columns: columns(&[
                (say!(language, "Facture"), false),
                (say!(language, "Émise le"), false),
                (say!(language, "Échéance"), false),
                (say!(language, "Reste dû"), true),
                (say!(language, "Intérêts"), true),
                (say!(language, "Indemnité"), true),
            ]),
            wide: 0,
            rows: self.lines.iter().map(row).collect(),
        }
    }

    fn interest(&self, language: Language) -> Ledger {
        let row = |line: &NoticeLine, days: &ChargedDays| LedgerRow {
            cells: vec![
                line.number.clone(),
                say!(
                    language,
                    "Du {from} au {to}",
                    from = language.long_date(days.from),
                    to = language.long_date(days.to)
                ),
                days.days.to_string(),
                language.euros(days.base),
                language.percent(days.rate),
                language.euros(days.amount),
            ],
            strong: false,
        };
        let each = self.lines.iter().flat_map(|line| line.periods.iter().map(move |days| row(line, days)));
        Ledger {
            wraps: false,
            columns: columns(&[
                (say!(language, "Facture"), false),
                (say!(language, "Période"), false),
                (say!(language, "Jours"), true),
                (say!(language, "Sur"), true),
                (say!(language, "Taux annuel"), true),
                (say!(language, "Intérêts"), true),
            ]),
            wide: 1,
            rows: each.collect(),
        }
    }

    pub(crate) fn sums(&self, language: Language) -> Vec<Sum> {
        let mut sums = vec![plain(say!(language, "Reste dû"), self.sum(|line| line.open))];
        let (interest, indemnity) = (self.sum(|line| line.interest), self.sum(|line| line.indemnity));
        if interest.0 > 0 {
            sums.push(plain(say!(language, "Intérêts de retard"), interest));
        }
        if indemnity.0 > 0 {
            sums.push(plain(say!(language, "Indemnité forfaitaire de recouvrement"), indemnity));
        }
        sums.push(Sum { weight: Weight::Due, ..plain(say!(language, "À payer"), self.total()) });
        sums
    }

    pub(crate) fn notes(&self, language: Language) -> Vec<(String, String)> {
        let mut notes = Vec::new();
        if self.lines.iter().any(|line| !line.periods.is_empty()) {
            notes.push((say!(language, "Calcul").to_owned(), method(language).to_owned()));
        }
        if !self.unknown.is_empty() {
            let half = |first: &NaiveDate| {
                let year = first.year().to_string();
                if first.month() > 6 {
                    say!(language, "second semestre {year}", year = year)
                } else {
                    say!(language, "premier semestre {year}", year = year)
                }
            };
            let halves: Vec<String> = self.unknown.iter().map(half).collect();
            notes.push((
                say!(language, "À compléter").to_owned(),
                say!(
                    language,
                    "Les intérêts du {halves} s’y ajouteront, à leur taux.",
                    halves = halves.join(", ")
                ),
            ));
        }
        if self.claimed.0 > 0 {
            let claimed = language.euros(self.claimed);
            notes.push((
                say!(language, "Pénalités de retard").to_owned(),
                say!(language, "{claimed} déjà réclamés à part, hors de ce décompte.", claimed = claimed),
            ));
        }
        notes
    }

    pub(crate) fn law(&self, language: Language) -> String {
        law(language, self.regime).to_owned()
    }
}

fn columns(titled: &[(&str, bool)]) -> Vec<(String, bool)> {
    titled.iter().map(|(title, figures)| ((*title).to_owned(), *figures)).collect()
}
