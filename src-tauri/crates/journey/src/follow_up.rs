//! Follow-up: thanks, how satisfied the client was, then what keeps them: a call when they were not, a word or a name
//! when they were, a contact planned.

pub mod kind;
pub mod occasion;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::divide;
use values::refusal::Refusal;

/// Days after thanks or a question in which one lets the client be.
pub const SETTLED_IN: u64 = 7;

/// A score from 0 to 10; nothing typed means the client did not answer.
pub fn score(field: &str, typed: &str) -> Result<Option<i64>, Refusal> {
    values::input::whole(field, typed, 0, 10)
        .map_err(|_| Refusal::at(field, "La note va de 0 à 10 ; laissez vide si le client n’a pas répondu."))
}

/// Who answers 6 or less is called.
#[must_use]
pub fn is_unhappy(score: i64) -> bool {
    score <= 6
}

/// Who answers 9 or 10 would recommend.
#[must_use]
pub fn is_happy(score: i64) -> bool {
    score >= 9
}

/// What was done after the answer, and what is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    pub satisfaction_asked_on: Option<NaiveDate>,
    pub complaint_handled_on: Option<NaiveDate>,
    pub testimonial_asked_on: Option<NaiveDate>,
    pub testimonial_on: Option<NaiveDate>,
    pub referral_asked_on: Option<NaiveDate>,
    pub referral_on: Option<NaiveDate>,
    /// The next contact: when, and why.
    pub planned: Option<(NaiveDate, String)>,
}

/// Answers from which a share of them tells something.
const TELLING: i64 = 5;

/// How clients were over a period. Averages in tenths, shares in percent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Satisfaction {
    pub answers: i64,
    /// « 8,4 sur 10 », empty without an answer.
    pub average: String,
    /// Share of 9 and 10 less share of 0 to 6, from -100 to 100; none under five answers, which would say nothing.
    pub recommendation: Option<i64>,
}

impl Satisfaction {
    #[must_use]
    pub fn of(scores: &[i64]) -> Satisfaction {
        let answers = i64::try_from(scores.len()).unwrap_or(i64::MAX);
        if answers == 0 {
            return Satisfaction::default();
        }
        let tenths = divide(i128::from(scores.iter().sum::<i64>()) * 10, i128::from(answers));
        let happy = scores.iter().filter(|s| is_happy(**s)).count() as i128;
        let unhappy = scores.iter().filter(|s| is_unhappy(**s)).count() as i128;
        Satisfaction {
            answers,
            average: format!("{},{} sur 10", tenths / 10, tenths % 10),
            recommendation: (answers >= TELLING)
                .then(|| divide((happy - unhappy) * 100, i128::from(answers))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_goes_from_zero_to_ten_or_is_missing() {
        assert_eq!(score("score", "9").unwrap(), Some(9));
        assert_eq!(score("score", " ").unwrap(), None);
        assert!(score("score", "11").is_err());
        assert!(score("score", "neuf").is_err());
    }

    #[test]
    fn the_recommendation_score_weighs_the_happy_against_the_unhappy() {
        let told = Satisfaction::of(&[10, 9, 8, 8, 6]);
        assert_eq!((told.average.as_str(), told.recommendation), ("8,2 sur 10", Some(20)));
        assert_eq!(Satisfaction::of(&[3, 2, 10, 1, 9]).recommendation, Some(-20));
        assert_eq!(Satisfaction::of(&[3, 2, 10, 1]).recommendation, None);
        assert_eq!(Satisfaction::of(&[]), Satisfaction::default());
    }
}
