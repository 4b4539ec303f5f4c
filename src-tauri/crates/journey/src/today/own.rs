//! One's own tasks: what one wrote down to do, on a day or whenever.

use crate::today::proposal::{ClientName, ago, proposal};
use crate::today::task::{Aim, Task, Tone, When};
use chrono::NaiveDate;
use serde_json::json;
use values::day::{self, Near};
use values::money::Cents;
use values::refusal::Refusal;
use values::words;

/// Something to do that one wrote down.
#[derive(Clone, Debug)]
pub struct OwnTask {
    pub id: i64,
    pub text: String,
    pub day: Option<NaiveDate>,
    pub added_on: NaiveDate,
    pub client: Option<ClientName>,
    /// The deal it is about, and its title.
    pub deal: Option<(i64, String)>,
}

pub(crate) const KIND: &str = "own_task";

/// The key of an own task.
#[must_use]
pub fn key(id: i64) -> String {
    format!("{KIND}-o{id}")
}

/// As it stands on the list.
#[must_use]
pub fn task(own: OwnTask, today: NaiveDate) -> Task {
    let (deal, title) = own.deal.unzip();
    let mut task = Task {
        key: key(own.id),
        kind: KIND.to_owned(),
        text: own.text,
        detail: own.day.map(|day| format!("Pour le {}.", words::weekday_date(day))).unwrap_or_default(),
        amount: Cents::ZERO,
        currency: "EUR".to_owned(),
        client: own.client,
        deal,
        title: title.unwrap_or_default(),
        label: "Fait".to_owned(),
        action: proposal("complete_task", json!({"task": own.id})),
        complete: true,
        aim: Aim::Advance,
        tone: Tone::Ready,
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: vec![format!("Tâche notée {}.", ago(own.added_on, today))],
    };
    if let Some(day) = own.day {
        task.planned(day, today);
        if day <= today {
            task.tone = Tone::Soon;
        }
        task.because(format!("Pour le {}.", words::long_date(day)));
    }
    task
}

/// The day told at the end of what was typed, and what is left to say: « Rappeler Anne jeudi » is for Thursday.
///
/// # Errors
/// `invalid` at `text` where the end is written as a day that never comes: « le 31 avril ».
pub fn split_day(typed: &str, today: NaiveDate) -> Result<(String, Option<NaiveDate>), Refusal> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    // « lundi 14h », « demain matin »: the hour stays with what is to be done.
    let (words, hour) = words.split_at(words.len() - hour(&words));
    let said = |words: &[&str]| [words, hour].concat().join(" ");
    // The longest end that reads as a day: « le 15 décembre 2026 » before « 2026 ».
    for first in 1..words.len() {
        let end = words[first..].join(" ");
        // A bare number is a quantity or a hour, not a day.
        if words.len() - first > 5 || end.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if !is_share(&end)
            && let Some(refused) = day::never_comes("text", &end, Near::Coming(today))
        {
            return Err(refused);
        }
        if let Ok(day) = day::read("text", &end, Near::Coming(today)) {
            return Ok((said(&words[..first]), Some(day)));
        }
    }
    Ok((said(words), None))
}

/// How many words at the end tell an hour: « 14h », « à 14 h 30 », « matin ».
fn hour(words: &[&str]) -> usize {
    let number = |word: &str, most: u32| {
        word.len() <= 2
            && word.bytes().all(|b| b.is_ascii_digit())
            && word.parse().is_ok_and(|n: u32| n < most)
    };
    let glued = |word: &str| {
        let parts = word.split_once(['h', 'H']);
        parts.is_some_and(|(hour, minutes)| number(hour, 24) && (minutes.is_empty() || number(minutes, 60)))
    };
    let apart = |word: &str| word.eq_ignore_ascii_case("h");
    let told = match words {
        [.., hour, h, minutes] if number(hour, 24) && apart(h) && number(minutes, 60) => 3,
        [.., hour, h] if number(hour, 24) && apart(h) => 2,
        [.., one] if glued(one) || ["matin", "midi", "après-midi", "soir"].contains(one) => 1,
        _ => return 0,
    };
    let before = words.len().checked_sub(told + 1).and_then(|at| words.get(at));
    told + usize::from(before.is_some_and(|word| ["à", "vers"].contains(word)))
}

/// « 14/32 », « 2/30 »: a page or a lot of so many, as no month has that rank.
fn is_share(end: &str) -> bool {
    let Some((one, of)) = end.split_once('/') else { return false };
    let number = |text: &str| text.parse::<u32>().ok();
    matches!((number(one), number(of)), (Some(_), Some(of)) if of > 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn the_day_at_the_end_is_understood_and_the_rest_is_kept() {
        // A Monday.
        let today = day(11, 23);
        for (typed, text, on) in [
            ("Rappeler Anne jeudi", "Rappeler Anne", Some(day(11, 26))),
            ("Rappeler Anne demain", "Rappeler Anne", Some(day(11, 24))),
            ("Déclarer l’Urssaf le 15 décembre", "Déclarer l’Urssaf", Some(day(12, 15))),
            ("Déclarer 15/12", "Déclarer", Some(day(12, 15))),
            ("Relire le contrat +7 j", "Relire le contrat", Some(day(11, 30))),
            ("Relire le contrat dans 3 jours", "Relire le contrat", Some(day(11, 26))),
            ("Rappeler Hugo jeudi 14h", "Rappeler Hugo 14h", Some(day(11, 26))),
            ("Rappeler Hugo jeudi à 14 h 30", "Rappeler Hugo à 14 h 30", Some(day(11, 26))),
            ("Appeler la banque demain matin", "Appeler la banque matin", Some(day(11, 24))),
            ("Rappeler Hugo à 9h05", "Rappeler Hugo à 9h05", None),
            ("14h", "14h", None),
            ("Racheter du papier", "Racheter du papier", None),
            ("Commander 12", "Commander 12", None),
            ("jeudi", "jeudi", None),
            ("Appeler Anne 06 12 34 56 78", "Appeler Anne 06 12 34 56 78", None),
            ("Encaisser 12,50", "Encaisser 12,50", None),
            ("Rendez-vous à 14.30", "Rendez-vous à 14.30", None),
            ("Passer à la version 2.13", "Passer à la version 2.13", None),
            ("Relire les pages 12-40", "Relire les pages 12-40", None),
            ("Lire le chapitre 3/24", "Lire le chapitre 3/24", None),
            ("Imprimer page 14/32", "Imprimer page 14/32", None),
            ("Livrer le lot 2/30", "Livrer le lot 2/30", None),
        ] {
            assert_eq!(split_day(typed, today), Ok((text.to_owned(), on)), "« {typed} »");
        }
        for (typed, said) in [
            ("Payer l’Urssaf le 31 avril", "Le 31 avril n’existe pas au calendrier."),
            ("Payer l’Urssaf 31/02", "Le 31/02 n’existe pas au calendrier."),
            ("Rappeler Anne mardi 25 novembre", "Le 25 novembre 2026 est un mercredi."),
        ] {
            assert_eq!(split_day(typed, today).unwrap_err().message, said, "« {typed} »");
        }
    }

    #[test]
    fn it_waits_for_its_day_then_is_due() {
        let own = |on| OwnTask {
            id: 1,
            text: "Rappeler Anne".into(),
            day: on,
            added_on: day(11, 1),
            client: None,
            deal: None,
        };
        let placed = |on| {
            let task = task(own(on), day(11, 23));
            (task.when, task.tone, task.late_days)
        };
        assert_eq!(placed(None), (When::Today, Tone::Ready, 0));
        assert_eq!(placed(Some(day(11, 20))), (When::Today, Tone::Soon, 3));
        assert_eq!(placed(Some(day(11, 23))), (When::Today, Tone::Soon, 0));
        assert_eq!(placed(Some(day(11, 26))), (When::Week, Tone::Ready, 0));
        assert_eq!(placed(Some(day(12, 26))), (When::Waiting, Tone::Ready, 0));
    }
}
