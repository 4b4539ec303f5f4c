//! Supplies: what the client gives so that the work can go on, asked for and received.

use crate::delivery::event::happened;
use chrono::NaiveDate;
use values::input;
use values::refusal::Refusal;
use values::words;

/// Days without answer after which one asks again.
const PATIENCE: i64 = 7;

/// Days before the first stage from which what is missing presses.
const AHEAD: i64 = 14;

/// One thing the client gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    pub label: String,
    /// The last time it was asked for.
    pub asked_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub document: Option<i64>,
}

impl Supply {
    #[must_use]
    pub fn awaited(label: &str) -> Supply {
        Supply { label: label.to_owned(), asked_on: None, received_on: None, document: None }
    }

    /// Is it time to ask, or to ask again?
    #[must_use]
    pub fn is_to_ask(&self, today: NaiveDate) -> bool {
        self.received_on.is_none() && self.asked_on.is_none_or(|day| (today - day).num_days() >= PATIENCE)
    }

    /// Does the work wait for it: begun, or its first stage near?
    #[must_use]
    pub fn presses(begun: bool, next_stage: Option<NaiveDate>, today: NaiveDate) -> bool {
        begun || next_stage.is_some_and(|day| (day - today).num_days() <= AHEAD)
    }

    /// The day on which it begins to press, for a first stage planned that day.
    #[must_use]
    pub fn presses_from(next_stage: NaiveDate) -> Option<NaiveDate> {
        next_stage.checked_sub_signed(chrono::TimeDelta::days(AHEAD))
    }

    /// « le logo » within a sentence: an article loses its capital, other words stand as they were written.
    #[must_use]
    pub fn in_sentence(&self) -> Option<String> {
        const ARTICLES: [&str; 8] = ["Le ", "La ", "Les ", "L’", "L'", "Un ", "Une ", "Des "];
        ARTICLES.iter().any(|article| self.label.starts_with(article)).then(|| {
            let mut letters = self.label.chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
        })
    }
}

/// The supply of that rank.
///
/// # Errors
/// At `supply` when the order has no such one.
pub fn awaited(supplies: &[Supply], rank: usize) -> Result<&Supply, Refusal> {
    supplies.get(rank).ok_or_else(|| Refusal::at("supply", "Cet élément n’est pas demandé par la commande."))
}

/// May it be asked for, that day?
pub fn askable(
    supply: &Supply,
    asked_on: NaiveDate,
    signed_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    not_received(supply)?;
    happened("asked_on", asked_on, signed_on, today)
}

/// May it be received, that day?
pub fn receivable(supply: &Supply, received_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    not_received(supply)?;
    input::has_come("received_on", received_on, today, "indiquez le jour de réception.")?;
    Ok(())
}

fn not_received(supply: &Supply) -> Result<(), Refusal> {
    match supply.received_on {
        Some(day) => {
            Err(Refusal::not_now(format!("« {} » : reçu le {}.", supply.label, words::long_date(day))))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, d).unwrap()
    }

    #[test]
    fn one_asks_again_after_a_week() {
        let mut logo = Supply::awaited("Le logo");
        assert!(logo.is_to_ask(day(1)));
        logo.asked_on = Some(day(1));
        assert!(!logo.is_to_ask(day(7)) && logo.is_to_ask(day(8)));
        logo.received_on = Some(day(9));
        assert!(!logo.is_to_ask(day(30)));
        assert!(askable(&logo, day(30), day(1), day(30)).is_err());
    }

    #[test]
    fn what_is_missing_presses_when_the_work_depends_on_it() {
        assert!(Supply::presses(true, None, day(1)));
        assert!(!Supply::presses(false, None, day(1)));
        assert!(Supply::presses(false, Some(day(15)), day(1)));
        assert!(!Supply::presses(false, Some(day(16)), day(1)));
    }

    #[test]
    fn an_article_joins_the_sentence() {
        assert_eq!(Supply::awaited("Les textes").in_sentence().as_deref(), Some("les textes"));
        assert_eq!(Supply::awaited("L’accès").in_sentence().as_deref(), Some("l’accès"));
        assert_eq!(Supply::awaited("Accès à l’hébergeur").in_sentence(), None);
    }
}
