//! What keeps a client once they have answered: call who was not happy, ask a word of who was, keep planned contacts.

use crate::deal::Facts;
use crate::follow_up::{is_happy, is_unhappy};
use crate::today::proposal::{Proposal, ago, proposal};
use crate::today::task::{Aim, Task, Tone, task};
use chrono::{Days, NaiveDate};
use serde_json::json;
use values::calendar::{is_working_day, next_working_day};
use values::money::Cents;
use values::words;

/// Days after a happy answer from which a word or a name is asked, and until when it still makes sense.
const ASKED_FROM: u64 = 30;

pub const ASKED_UNTIL: i64 = 120;

pub fn tasks(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let mut tasks = Vec::new();
    if let Some((answered_on, Some(score))) = facts.satisfaction {
        let days = (today - answered_on).num_days();
        if is_unhappy(score) && facts.after.complaint_handled_on.is_none() {
            tasks.push(complaint(facts, score, answered_on, today));
        }
        // Not while they owe: a cheque that bounced, a payment that was undone.
        let may_ask = facts.open().is_zero() && !facts.opted_out;
        if is_happy(score) && (0..=ASKED_UNTIL).contains(&days) && may_ask {
            tasks.extend(recommendation(facts, score, answered_on + Days::new(ASKED_FROM), today));
        }
    }
    if let Some((day, why)) = &facts.after.planned {
        tasks.push(planned(facts, *day, why, today));
    }
    tasks
}

fn loyal(facts: &Facts, kind: &str, text: &str, detail: String, action: Proposal, label: &str) -> Task {
    Task { aim: Aim::KeepLoyal, amount: Cents::ZERO, ..task(facts, kind, text, detail, action, label) }
}

fn complaint(facts: &Facts, score: i64, answered_on: NaiveDate, today: NaiveDate) -> Task {
    let action = proposal("handle_complaint", json!({"deal": facts.deal, "called_on": today}));
    let mut call = loyal(
        facts,
        "handle_complaint",
        &format!("Appeler un client déçu, note {score}/10"),
        "Écouter d’abord ; noter ensuite ce qui a été dit.".into(),
        action,
        "Noter l’appel",
    );
    call.tone = Tone::Late;
    call.late_days = (today - answered_on).num_days();
    call.because(format!("Note {score}/10, reçue {}.", ago(answered_on, today)));
    let region = facts.sending.region;
    if !is_working_day(today, region) {
        call.waits("", Some(next_working_day(today, region)));
        call.because("On n’appelle personne un dimanche ni un jour férié.".to_owned());
    }
    call
}

fn recommendation(facts: &Facts, score: i64, from: NaiveDate, today: NaiveDate) -> Option<Task> {
    let after = &facts.after;
    let payload = json!({"deal": facts.deal, "asked_on": today});
    let comes = today >= from;
    let detail = if comes {
        format!("Note {score}/10 : il a de quoi dire du bien.")
    } else {
        format!("Note {score}/10. Laissez-lui le temps d’en profiter, jusqu’au {}.", words::long_date(from))
    };
    let mut asked = if after.testimonial_asked_on.is_none() && after.testimonial_on.is_none() {
        loyal(
            facts,
            "ask_testimonial",
            "Demander un témoignage",
            detail,
            proposal("ask_testimonial", payload),
            "Noter la demande",
        )
    } else if after.referral_asked_on.is_none() && after.referral_on.is_none() {
        loyal(
            facts,
            "ask_referral",
            "Demander une recommandation",
            detail,
            proposal("ask_referral", payload),
            "Noter la demande",
        )
    } else {
        return None;
    };
    asked.complete = true;
    asked.planned(from, today);
    asked.late_days = 0;
    Some(asked)
}

fn planned(facts: &Facts, day: NaiveDate, why: &str, today: NaiveDate) -> Task {
    let action = proposal("record_contact", json!({"deal": facts.deal, "contacted_on": today}));
    let text =
        if why.is_empty() { "Reprendre contact".to_owned() } else { format!("Reprendre contact ({why})") };
    let mut contact = loyal(
        facts,
        "record_contact",
        &text,
        format!("Prévu le {}.", words::long_date(day)),
        action,
        "Noter le contact",
    );
    contact.planned(day, today);
    if day <= today {
        contact.tone = Tone::Soon;
    }
    contact
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh};
    use crate::follow_up::After;

    fn answered(score: i64) -> Facts {
        Facts { satisfaction: Some((day(9, 1), Some(score))), ..fresh() }
    }

    fn kinds(facts: &Facts, today: NaiveDate) -> Vec<(String, bool)> {
        tasks(facts, today).into_iter().map(|t| (t.kind.clone(), t.is_for_today())).collect()
    }

    #[test]
    fn who_was_not_happy_is_called_at_once_but_not_on_a_sunday() {
        assert_eq!(kinds(&answered(6), day(9, 2)), [("handle_complaint".to_owned(), true)]);
        assert_eq!(kinds(&answered(6), day(9, 6)), [("handle_complaint".to_owned(), false)]);
        let mut called = answered(0);
        called.after.complaint_handled_on = Some(day(9, 2));
        assert!(kinds(&called, day(9, 3)).is_empty());
        assert!(kinds(&answered(7), day(9, 2)).is_empty());
    }

    #[test]
    fn who_was_happy_is_asked_a_word_a_month_later_then_a_name() {
        assert_eq!(kinds(&answered(9), day(9, 30)), [("ask_testimonial".to_owned(), false)]);
        assert_eq!(kinds(&answered(9), day(10, 1)), [("ask_testimonial".to_owned(), true)]);
        assert!(kinds(&answered(9), day(12, 31)).is_empty(), "months later it makes no sense any more");
        let mut asked = answered(10);
        asked.after.testimonial_asked_on = Some(day(10, 1));
        assert_eq!(kinds(&asked, day(10, 2)), [("ask_referral".to_owned(), true)]);
        asked.after.referral_asked_on = Some(day(10, 2));
        assert!(kinds(&asked, day(10, 3)).is_empty());
        let silent = Facts { opted_out: true, ..answered(10) };
        assert!(kinds(&silent, day(10, 1)).is_empty(), "who said no is left in peace");
    }

    #[test]
    fn a_planned_contact_waits_for_its_day() {
        let plan = After { planned: Some((day(10, 5), "rentrée".into())), ..After::default() };
        let deal = Facts { after: plan, ..fresh() };
        assert_eq!(kinds(&deal, day(10, 4)), [("record_contact".to_owned(), false)]);
        assert_eq!(kinds(&deal, day(10, 5)), [("record_contact".to_owned(), true)]);
        assert_eq!(tasks(&deal, day(10, 5))[0].text, "Reprendre contact (rentrée)");
    }
}
