//! Stages: planned, sometimes planned again, reached, announced to the client.

use crate::delivery::event::Event;
use crate::quote::conditions::AgreedStage;
use chrono::NaiveDate;
use values::input;
use values::refusal::Refusal;
use values::words;

/// A stage of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageFact {
    pub label: String,
    /// The day planned now.
    pub planned_on: Option<NaiveDate>,
    /// The days planned before, oldest first.
    pub plans: Vec<Planned>,
    pub reached_on: Option<NaiveDate>,
    pub announced_on: Option<NaiveDate>,
}

/// A change of plan: the day it replaced, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub instead_of: Option<NaiveDate>,
    pub changed_on: NaiveDate,
    pub words: String,
}

impl StageFact {
    #[must_use]
    pub fn agreed(stage: &AgreedStage) -> StageFact {
        StageFact {
            label: stage.label.clone(),
            planned_on: stage.planned_on,
            plans: Vec::new(),
            reached_on: None,
            announced_on: None,
        }
    }

    pub fn replan(&mut self, event: &Event) {
        let Ok(planned_on) = event.value.parse() else { return };
        self.plans.push(Planned {
            instead_of: self.planned_on,
            changed_on: event.day,
            words: event.words.clone(),
        });
        self.planned_on = Some(planned_on);
    }

    /// The day planned, when it has passed and the stage is not reached.
    #[must_use]
    pub fn late_since(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.planned_on.filter(|day| *day < today && self.reached_on.is_none())
    }
}

/// The stage of that rank.
pub fn stage(stages: &[StageFact], rank: usize) -> Result<&StageFact, Refusal> {
    stages.get(rank).ok_or_else(|| Refusal::at("stage", "Cette étape n’est pas dans la commande."))
}

fn not_reached(stage: &StageFact) -> Result<(), Refusal> {
    match stage.reached_on {
        Some(day) => Err(Refusal::not_now(format!(
            "L’étape « {} » est atteinte depuis le {}.",
            stage.label,
            words::long_date(day)
        ))),
        None => Ok(()),
    }
}

/// May it be planned for that day? A day that was agreed is not moved without a word of why.
pub fn plannable(
    stages: &[StageFact],
    rank: usize,
    planned_on: NaiveDate,
    why: &str,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let stage = stage(stages, rank)?;
    not_reached(stage)?;
    if planned_on < today {
        return Err(Refusal::at("planned_on", "Cette date est passée : prévoyez un jour à venir."));
    }
    if stage.planned_on == Some(planned_on) {
        return Err(Refusal::at("planned_on", "L’étape est déjà prévue ce jour-là."));
    }
    if stage.planned_on.is_some() && why.chars().count() < 3 {
        return Err(Refusal::at(
            "words",
            "Une date était convenue : dites pourquoi elle change, le fil de l’affaire le garde.",
        ));
    }
    Ok(())
}

/// May it be reached, that day?
pub fn reachable(
    stages: &[StageFact],
    rank: usize,
    reached_on: NaiveDate,
    begun_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), Refusal> {
    not_reached(stage(stages, rank)?)?;
    let Some(begun_on) = begun_on else {
        return Err(Refusal::not_now("Le travail n’est pas commencé : commencez-le d’abord."));
    };
    input::has_come("reached_on", reached_on, today, "indiquez le jour où c’est fait.")?;
    if reached_on < begun_on {
        return Err(Refusal::at(
            "reached_on",
            format!("Le travail a commencé le {} : pas d’étape avant.", words::long_date(begun_on)),
        ));
    }
    Ok(())
}

/// May it be announced, that day? Only what is reached, once.
pub fn announceable(
    stages: &[StageFact],
    rank: usize,
    announced_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let stage = stage(stages, rank)?;
    let Some(reached_on) = stage.reached_on else {
        return Err(Refusal::not_now(format!(
            "L’étape « {} » n’est pas encore atteinte : notez d’abord le jour où elle l’est.",
            stage.label
        )));
    };
    if let Some(day) = stage.announced_on {
        return Err(Refusal::not_now(format!(
            "L’étape « {} » est annoncée depuis le {}.",
            stage.label,
            words::long_date(day)
        )));
    }
    input::has_come("announced_on", announced_on, today, "")?;
    if announced_on < reached_on {
        return Err(Refusal::at(
            "announced_on",
            format!("L’étape est atteinte le {} : pas d’annonce avant.", words::long_date(reached_on)),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Supply, Works};
    use super::*;
    use crate::delivery::announcement;
    use crate::language::Language;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, d).unwrap()
    }

    fn site() -> Vec<StageFact> {
        [("Maquettes", 15), ("Mise en ligne", 30)]
            .map(|(label, d)| {
                StageFact::agreed(&AgreedStage { label: label.into(), planned_on: Some(day(d)) })
            })
            .to_vec()
    }

    fn field(result: Result<(), Refusal>) -> Option<String> {
        result.unwrap_err().field
    }

    #[test]
    fn a_day_agreed_is_moved_with_a_word() {
        let stages = site();
        assert_eq!(field(plannable(&stages, 0, day(20), "", day(10))).as_deref(), Some("words"));
        assert_eq!(field(plannable(&stages, 0, day(9), "Grève", day(10))).as_deref(), Some("planned_on"));
        assert_eq!(field(plannable(&stages, 0, day(15), "Grève", day(10))).as_deref(), Some("planned_on"));
        assert_eq!(field(plannable(&stages, 2, day(20), "Grève", day(10))).as_deref(), Some("stage"));
        assert!(plannable(&stages, 0, day(20), "Grève", day(10)).is_ok());
    }

    #[test]
    fn a_stage_is_reached_in_begun_work_and_announced_after() {
        let mut stages = site();
        assert!(reachable(&stages, 0, day(12), None, day(12)).is_err());
        assert_eq!(
            field(reachable(&stages, 0, day(2), Some(day(3)), day(12))).as_deref(),
            Some("reached_on")
        );
        assert!(reachable(&stages, 0, day(12), Some(day(3)), day(12)).is_ok());
        assert!(announceable(&stages, 0, day(12), day(12)).is_err());
        stages[0].reached_on = Some(day(12));
        assert_eq!(field(announceable(&stages, 0, day(11), day(12))).as_deref(), Some("announced_on"));
        assert!(announceable(&stages, 0, day(12), day(12)).is_ok());
        assert!(plannable(&stages, 0, day(20), "Grève", day(12)).is_err());
    }

    #[test]
    fn an_announcement_says_what_comes_next_and_what_is_missing() {
        let mut works = Works {
            stages: site(),
            supplies: vec![Supply::awaited("Les textes"), Supply::awaited("Accès")],
            ..Works::default()
        };
        works.stages[0].reached_on = Some(day(12));
        let text = announcement(Language::French, &works, 0, "Refonte du site", "Camille Durand").unwrap();
        assert!(
            text.starts_with("Bonjour,\n\nL’étape « Maquettes » de « Refonte du site » est atteinte depuis")
        );
        let english = announcement(Language::English, &works, 0, "New website", "Camille Durand").unwrap();
        assert!(english.starts_with("Hello,\n\nThe stage “Maquettes” of “New website” was reached on 12"));
        assert!(english.contains("Next stage: “Mise en ligne”, planned for 30 October 2026."), "{english}");
        for part in [
            "« Maquettes »",
            "12 octobre 2026",
            "« Mise en ligne », prévue le 30 octobre",
            "les textes, Accès",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }
}
