//! Payment runs: the days of the month on which a client pays (« le 10 et le 25 », « fin de mois »).
//!
//! Invariant: days said, typed again, give the same days.

use chrono::{Datelike, Days, NaiveDate};
use values::day::month_end;
use values::letters::folded;
use values::refusal::{Refusal, shown};
use values::words::listed;

/// In order, each once; 31 is the end of the month. None where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentRuns(Vec<u32>);

/// Most runs of a month.
const MOST: usize = 6;

impl PaymentRuns {
    /// « 10, 25 », « le 10 et le 25 », « fin de mois ».
    ///
    /// # Errors
    /// A sentence at the field where it is typed.
    pub fn read(field: &str, typed: &str) -> Result<PaymentRuns, Refusal> {
        let text = folded(typed).replace("fin de mois", "31").replace("fin du mois", "31");
        let mut days: Vec<u32> = Vec::new();
        let words = text.split(|c: char| c.is_whitespace() || [',', ';', '/', '+', '&'].contains(&c));
        for word in words.filter(|word| !matches!(*word, "" | "le" | "les" | "et" | "puis")) {
            let day = word.trim_end_matches("er").parse::<u32>().ok().filter(|day| (1..=31).contains(day));
            let Some(day) = day else {
                return Err(Refusal::at(
                    field,
                    format!(
                        "« {} » n’est pas un jour du mois. Écrivez par exemple 10 et 25, ou fin de mois.",
                        shown(word)
                    ),
                ));
            };
            days.push(day);
        }
        days.sort_unstable();
        days.dedup();
        if days.len() > MOST {
            return Err(Refusal::at(field, format!("{MOST} jours de paiement par mois au plus.")));
        }
        Ok(PaymentRuns(days))
    }

    /// Those of a card, as they were kept.
    #[must_use]
    pub fn kept(text: &str) -> PaymentRuns {
        PaymentRuns::read("", text).unwrap_or_default()
    }

    /// As they are typed again.
    #[must_use]
    pub fn typed(&self) -> String {
        let named = |day: &u32| if *day == 31 { "fin de mois".to_owned() } else { day.to_string() };
        self.0.iter().map(named).collect::<Vec<_>>().join(", ")
    }

    /// « le 10 et le 25 »; empty where none is known.
    #[must_use]
    pub fn said(&self) -> String {
        let named = |day: &u32| match day {
            31 => "en fin de mois".to_owned(),
            1 => "le 1er".to_owned(),
            day => format!("le {day}"),
        };
        listed(&self.0.iter().map(named).collect::<Vec<_>>())
    }

    /// The first run on that day or after it; none where none is known.
    #[must_use]
    pub fn from(&self, day: NaiveDate) -> Option<NaiveDate> {
        let in_month = |month: NaiveDate| {
            let last = month_end(month);
            let on = |run: &u32| month.with_day((*run).min(last.day()));
            self.0.iter().filter_map(on).find(|run| *run >= day)
        };
        in_month(day).or_else(|| in_month(month_end(day).checked_add_days(Days::new(1))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn runs_are_read_as_people_write_them() {
        let typed = |text: &str| PaymentRuns::read("pays_on", text).unwrap().typed();
        assert_eq!(typed("le 25 et le 10"), "10, 25");
        assert_eq!(typed("10 ; 25, 10"), "10, 25");
        assert_eq!(typed("1er et fin de mois"), "1, fin de mois");
        assert_eq!(typed(" "), "");
        for wrong in ["0", "32", "le dix", "-3", "1 2 3 4 5 6 7"] {
            assert_eq!(PaymentRuns::read("pays_on", wrong).unwrap_err().field.as_deref(), Some("pays_on"));
        }
        let runs = PaymentRuns::kept("1, 10, fin de mois");
        assert_eq!(runs.said(), "le 1er, le 10 et en fin de mois");
    }

    #[test]
    fn the_next_run_comes_this_month_or_the_next() {
        let runs = PaymentRuns::kept("10, 25");
        assert_eq!(runs.from(day(9, 10)), Some(day(9, 10)));
        assert_eq!(runs.from(day(9, 11)), Some(day(9, 25)));
        assert_eq!(runs.from(day(9, 26)), Some(day(10, 10)));
        assert_eq!(runs.from(day(12, 26)), NaiveDate::from_ymd_opt(2027, 1, 10));
        assert_eq!(PaymentRuns::kept("fin de mois").from(day(2, 28)), Some(day(2, 28)));
        assert_eq!(PaymentRuns::kept("30").from(day(2, 28)), Some(day(2, 28)), "the month is shorter");
        assert_eq!(PaymentRuns::default().from(day(2, 1)), None);
    }
}
