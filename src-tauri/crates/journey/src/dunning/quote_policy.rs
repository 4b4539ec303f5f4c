//! How quotes without an answer are asked about: so many days after they left, by that way, until they expire.

use crate::sending::Channel::{self, Email};
use crate::sending::{FOLLOW_UP_DAYS, Matter, goes_by};
use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::number;
use values::refusal::Refusal;
use values::words::count;

/// Most steps, and the latest of them in days.
const MOST: usize = 6;
const LATEST: i64 = 365;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteStep {
    /// Days after the quote left.
    pub days: i64,
    pub channel: Channel,
    /// Leaves by itself; otherwise it waits for a press.
    #[serde(default)]
    pub by_itself: bool,
}

impl QuoteStep {
    /// « 8 jours après l’envoi, par e-mail »
    #[must_use]
    pub fn named(self) -> String {
        let leaves = if self.by_itself { ", part d’elle-même" } else { "" };
        format!("{} après l’envoi, {}{leaves}", count(self.days, "jour", "jours"), self.channel.french())
    }

    fn fits(self) -> Result<(), Refusal> {
        goes_by(Matter::FollowUp, self.channel)
            .map_err(|refusal| Refusal { field: Some("channel".to_owned()), ..refusal })?;
        if !(1..=LATEST).contains(&self.days) {
            return Err(Refusal::at(
                "days",
                format!("Un devis se relance de 1 à {LATEST} jours après l’envoi."),
            ));
        }
        if self.by_itself && self.channel != Email {
            return Err(Refusal::at("by_itself", "Seul un e-mail peut partir de lui-même."));
        }
        Ok(())
    }
}

/// The steps of quotes, by days; none for who never asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotePolicy {
    pub steps: Vec<QuoteStep>,
}

impl QuotePolicy {
    /// The one that ships.
    #[must_use]
    pub fn shipped() -> QuotePolicy {
        QuotePolicy::of_days(&FOLLOW_UP_DAYS)
    }

    /// By e-mail, so many days after the quote left.
    #[must_use]
    pub fn of_days(days: &[i64]) -> QuotePolicy {
        let step = |days: &i64| QuoteStep { days: *days, channel: Email, by_itself: false };
        QuotePolicy { steps: days.iter().map(step).collect() }
    }

    /// The steps as typed, in order, or what is wrong at its field.
    pub fn read(typed: &[TypedQuoteStep]) -> Result<QuotePolicy, Refusal> {
        if typed.len() > MOST {
            return Err(Refusal::at("steps", format!("{MOST} étapes au plus : retirez-en.")));
        }
        let mut steps: Vec<QuoteStep> = Vec::with_capacity(typed.len());
        for (rank, step) in typed.iter().enumerate() {
            let at = |field: &str| format!("steps[{rank}].{field}");
            let days = number::whole(step.days.trim(), &["jours", "jour", "j"])
                .ok_or_else(|| Refusal::at(at("days"), "Indiquez un nombre de jours après l’envoi : 3."))?;
            if steps.iter().any(|other| other.days == days) {
                return Err(Refusal::at(
                    at("days"),
                    "Une autre étape a le même jour : décalez l’une des deux.",
                ));
            }
            let step = QuoteStep { days, channel: step.channel, by_itself: step.by_itself };
            step.fits().map_err(|refusal| {
                let field = refusal.field.clone().unwrap_or_default();
                Refusal { field: Some(at(&field)), ..refusal }
            })?;
            steps.push(step);
        }
        steps.sort_by_key(|step| step.days);
        Ok(QuotePolicy { steps })
    }
}

/// A step as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedQuoteStep {
    /// Days after the quote left.
    pub days: String,
    pub channel: Channel,
    #[serde(default)]
    pub by_itself: bool,
}

/// A quote that left and has no answer: neither signed, nor lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuote {
    pub id: i64,
    pub number: String,
    pub deal: i64,
    pub title: String,
    /// Its total, in cents.
    pub amount: Cents,
    pub left_on: NaiveDate,
    /// The last day on which it can be signed.
    pub valid_until: NaiveDate,
    /// The last day on which its latest version was asked about.
    pub followed_on: Option<NaiveDate>,
}

impl OpenQuote {
    fn day_of(&self, step: QuoteStep) -> Option<NaiveDate> {
        self.left_on.checked_add_signed(TimeDelta::try_days(step.days)?)
    }

    /// The step that is due on that day: of several intervals gone by, only the latest, and none once it expired.
    #[must_use]
    pub fn due_step(&self, policy: &QuotePolicy, day: NaiveDate) -> Option<QuoteStep> {
        if day > self.valid_until {
            return None;
        }
        let mut come = policy.steps.iter().filter_map(|step| Some((*step, self.day_of(*step)?)));
        let (step, since) = come.rfind(|(_, since)| *since <= day)?;
        self.followed_on.is_none_or(|last| last < since).then_some(step)
    }

    /// The day of the next step to come after that day, while it can still be signed.
    #[must_use]
    pub fn next_step_on(&self, policy: &QuotePolicy, day: NaiveDate) -> Option<NaiveDate> {
        let days = policy.steps.iter().filter_map(|step| self.day_of(*step));
        days.filter(|next| *next > day && *next <= self.valid_until).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(days: &str, channel: Channel) -> TypedQuoteStep {
        TypedQuoteStep { days: days.to_owned(), channel, by_itself: false }
    }

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn steps_of_quotes_are_read_as_typed_or_refused_at_their_field() {
        let read = QuotePolicy::read(&[typed("8 jours", Channel::Phone), typed("3", Email)]).unwrap();
        assert_eq!(read.steps.iter().map(|step| step.days).collect::<Vec<_>>(), [3, 8]);
        assert_eq!(read.steps[1].named().replace('\u{a0}', " "), "8 jours après l’envoi, par téléphone");
        let field = |steps: &[TypedQuoteStep]| QuotePolicy::read(steps).unwrap_err().field.unwrap();
        assert_eq!(field(&[typed("bientôt", Email)]), "steps[0].days");
        assert_eq!(field(&[typed("0", Email)]), "steps[0].days");
        assert_eq!(field(&[typed("366", Email)]), "steps[0].days");
        assert_eq!(field(&[typed("3", Email), typed("3", Channel::Phone)]), "steps[1].days");
        assert_eq!(field(&[typed("3", Channel::Registered)]), "steps[0].channel");
        let alone = TypedQuoteStep { by_itself: true, ..typed("3", Channel::Phone) };
        assert_eq!(field(&[alone]), "steps[0].by_itself");
        assert_eq!(field(&vec![typed("3", Email); 7]), "steps");
    }

    #[test]
    fn a_quote_is_asked_about_once_for_each_interval_gone_by() {
        let policy = QuotePolicy::shipped();
        let open = |followed_on| OpenQuote {
            id: 1,
            number: "D-2026-0001".to_owned(),
            deal: 1,
            title: String::new(),
            amount: Cents(100),
            left_on: day(9, 10),
            valid_until: day(10, 10),
            followed_on,
        };
        let due = |followed_on, on| open(followed_on).due_step(&policy, on).map(|step| step.days);
        assert_eq!(due(None, day(9, 12)), None);
        assert_eq!(due(None, day(9, 13)), Some(3));
        assert_eq!(due(Some(day(9, 13)), day(9, 17)), None);
        assert_eq!(due(Some(day(9, 13)), day(9, 18)), Some(8));
        // Away for a fortnight: one message, not three.
        assert_eq!(due(None, day(9, 29)), Some(15));
        assert_eq!(due(Some(day(9, 29)), day(10, 9)), None);
        assert_eq!(due(None, day(10, 11)), None, "it expired");
        assert_eq!(open(None).next_step_on(&policy, day(9, 13)), Some(day(9, 18)));
        assert_eq!(open(None).next_step_on(&policy, day(9, 25)), None);
    }
}
