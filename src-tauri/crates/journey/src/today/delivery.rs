//! Tasks of a delivery: what to ask the client for, stages that are late or to announce, the acceptance to obtain.

use crate::deal::Facts;
use crate::deal::stage::Stage;
use crate::delivery::reception::tacit_from;
use crate::delivery::supply::Supply;
use crate::today::proposal::ago;
use crate::today::task::{Task, Tone, join, order_action, task};
use chrono::NaiveDate;
use serde_json::json;
use values::words;

/// Days that a client is left with a report to sign.
const SIGNED_WITHIN: u64 = 7;

pub fn tasks(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let mut tasks = Vec::new();
    match facts.stage() {
        Stage::Signed | Stage::DepositPaid | Stage::InDelivery => {
            supplies(facts, today, &mut tasks);
            late_stages(facts, today, &mut tasks);
            announcements(facts, today, &mut tasks);
        }
        Stage::Delivered | Stage::Invoiced | Stage::Paid => {
            announcements(facts, today, &mut tasks);
            reception(facts, today, &mut tasks);
        }
        Stage::Contact
        | Stage::Qualified
        | Stage::Quoted
        | Stage::FollowedUp
        | Stage::Lost
        | Stage::Cancelled => {}
    }
    for task in &mut tasks {
        // What moves the work on is not the amount of the order.
        task.amount = values::money::Cents::ZERO;
    }
    tasks
}

fn supplies(facts: &Facts, today: NaiveDate, tasks: &mut Vec<Task>) {
    let next = facts.works.next_stage().and_then(|stage| stage.planned_on);
    let begun = facts.begun_on.is_some();
    for (rank, supply) in facts.works.supplies.iter().enumerate().filter(|(_, s)| s.is_to_ask(today)) {
        let again = supply.asked_on.is_some();
        let verb = if again { "Redemander" } else { "Demander" };
        let text = match supply.in_sentence() {
            Some(what) => format!("{verb} {what}"),
            None => format!("{verb} : {}", supply.label),
        };
        let since = supply.asked_on.map(|day| {
            let days = words::count((today - day).num_days(), "jour", "jours");
            format!("Demandé le {}, sans réponse depuis {days}.", words::long_date(day))
        });
        let before = next.map(|day| {
            let which = if day < today { "Étape prévue" } else { "Prochaine étape" };
            format!("{which} le {}.", words::long_date(day))
        });
        let mut ask = task(
            facts,
            "ask_supply",
            &text,
            join(&[since.unwrap_or_default(), before.unwrap_or_default()]),
            order_action("ask_supply", facts, json!({"supply": rank, "asked_on": today, "words": ""})),
            if again { "Noter la relance" } else { "Noter la demande" },
        );
        ask.complete = true;
        if let Some(day) = supply.asked_on {
            ask.because(format!("Demandé {}, sans réponse.", ago(day, today)));
        } else if begun {
            ask.because("Le travail est commencé, et le client le fournit.".to_owned());
        }
        if let Some(day) = next {
            ask.because(format!("Prochaine étape prévue le {}.", words::long_date(day)));
        }
        if !again && !Supply::presses(begun, next, today) {
            ask.waits("", next.and_then(Supply::presses_from));
        }
        if again || next.is_some_and(|day| day <= today) {
            ask.tone = Tone::Soon;
        }
        tasks.push(ask);
    }
}

fn late_stages(facts: &Facts, today: NaiveDate, tasks: &mut Vec<Task>) {
    let begun = facts.begun_on.is_some();
    let last = facts.works.stages.len().saturating_sub(1);
    for (rank, stage) in facts.works.stages.iter().enumerate() {
        // The last one late is the whole expected: it has a task of its own.
        let Some(day) = stage.late_since(today).filter(|_| rank < last || !begun) else { continue };
        let days = words::count((today - day).num_days(), "jour", "jours");
        let text = format!("Étape « {} » en retard de {days}", stage.label);
        let detail = format!("Prévue le {}.", words::long_date(day));
        let mut late = if begun {
            task(
                facts,
                "reach_stage",
                &text,
                detail,
                order_action("reach_stage", facts, json!({"stage": rank, "reached_on": today})),
                "Noter l’étape atteinte",
            )
        } else {
            task(
                facts,
                "plan_stage",
                &text,
                join(&[detail, "Le travail n’est pas commencé.".into()]),
                order_action("plan_stage", facts, json!({"stage": rank})),
                "Changer la date",
            )
        };
        late.late_days = (today - day).num_days();
        late.because(format!("Étape prévue le {}, {}.", words::long_date(day), ago(day, today)));
        late.tone = Tone::Soon;
        tasks.push(late);
    }
}

fn announcements(facts: &Facts, today: NaiveDate, tasks: &mut Vec<Task>) {
    for (rank, stage) in facts.works.stages.iter().enumerate() {
        let (Some(day), None) = (stage.reached_on, stage.announced_on) else { continue };
        tasks.push(task(
            facts,
            "announce_stage",
            &format!("Annoncer l’étape « {} »", stage.label),
            format!("Atteinte le {}.", words::long_date(day)),
            order_action("announce_stage", facts, json!({"stage": rank, "announced_on": today})),
            "Annoncer",
        ));
    }
}

fn reception(facts: &Facts, today: NaiveDate, tasks: &mut Vec<Task>) {
    let reception = &facts.works.reception;
    if let Some(with) = reception.reserves() {
        let mut lift = task(
            facts,
            "lift_reserves",
            "Lever les réserves du client",
            format!("{} ; signées le {}.", with.reserves.replace('\n', " ; "), words::long_date(with.on)),
            order_action("lift_reserves", facts, json!({"lifted_on": today})),
            "Noter la levée",
        );
        lift.tone = Tone::Soon;
        tasks.push(lift);
        return;
    }
    if reception.accepted.is_some() {
        return;
    }
    let tacit = tacit_from(reception, facts.delivered_on);
    if let Some(from) = tacit.filter(|from| *from <= today) {
        let days = words::count(reception.tacit_days.unwrap_or_default(), "jour", "jours");
        let mut silence = task(
            facts,
            "record_tacit_acceptance",
            "Noter l’acceptation tacite",
            format!("{days} sans réponse : acquise le {} selon vos CGV.", words::long_date(from)),
            order_action("record_acceptance", facts, json!({"manner": "tacit", "accepted_on": from})),
            "Noter l’acceptation",
        );
        silence.complete = true;
        silence.tone = Tone::Ready;
        tasks.push(silence);
    } else if let Some((_, day)) = reception.report {
        let mut sign = task(
            facts,
            "sign_report",
            "Faire signer le PV de réception",
            match tacit {
                Some(from) => {
                    format!(
                        "Établi le {}. Sans réponse, accepté le {}.",
                        words::long_date(day),
                        words::long_date(from)
                    )
                }
                None => format!("Établi le {}.", words::long_date(day)),
            },
            order_action(
                "record_acceptance",
                facts,
                json!({"manner": "without_reserves", "accepted_on": today}),
            ),
            "Noter la réception",
        );
        sign.because(format!("PV établi {}.", ago(day, today)));
        let asked_again = day + chrono::Days::new(SIGNED_WITHIN);
        if asked_again <= today {
            sign.tone = Tone::Soon;
        } else {
            sign.waits("le client", Some(tacit.map_or(asked_again, |from| from.min(asked_again))));
        }
        tasks.push(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, invoice, signed};
    use crate::delivery::{Accepted, Event, Manner, Works};
    use crate::invoice::InvoiceKind;
    use crate::order::event::EventKind;
    use crate::quote::{self, Conditions};

    fn site() -> Facts {
        let stage = |label: &str, on| quote::AgreedStage { label: label.into(), planned_on: Some(on) };
        let conditions = Conditions {
            supplies: vec!["Le logo".into(), "Accès à l’hébergeur".into()],
            stages: vec![stage("Maquettes", day(10, 15)), stage("Mise en ligne", day(11, 20))],
            ..Conditions::default()
        };
        Facts { works: Works::told(&conditions, None, &[]).unwrap(), ..signed() }
    }

    fn shown(facts: &Facts, today: NaiveDate) -> Vec<String> {
        tasks(facts, today).into_iter().filter(|t| t.is_for_today()).map(|t| t.text).collect()
    }

    #[test]
    fn what_the_client_supplies_is_asked_for_in_time() {
        let mut deal = site();
        assert!(shown(&deal, day(9, 25)).is_empty(), "the first stage is far");
        assert_eq!(tasks(&deal, day(9, 25)).len(), 2, "yet known on the deal's page");
        assert_eq!(shown(&deal, day(10, 2)), ["Demander le logo", "Demander : Accès à l’hébergeur"]);
        deal.begun_on = Some(day(9, 28));
        assert_eq!(shown(&deal, day(9, 28)).len(), 2, "begun work depends on it");
        deal.works.supplies[0].asked_on = Some(day(9, 28));
        deal.works.supplies[1].received_on = Some(day(9, 28));
        assert!(shown(&deal, day(10, 4)).is_empty());
        assert_eq!(shown(&deal, day(10, 5)), ["Redemander le logo"]);
    }

    #[test]
    fn stages_are_told_when_late_and_announced_when_reached() {
        let mut deal = site();
        deal.works.supplies.clear();
        assert_eq!(tasks(&deal, day(10, 20))[0].kind, "plan_stage", "nothing is begun");
        deal.begun_on = Some(day(10, 3));
        assert_eq!(shown(&deal, day(10, 20)), ["Étape « Maquettes » en retard de 5\u{a0}jours"]);
        deal.works.stages[0].reached_on = Some(day(10, 20));
        assert_eq!(shown(&deal, day(10, 20)), ["Annoncer l’étape « Maquettes »"]);
        deal.works.stages[0].announced_on = Some(day(10, 20));
        assert!(
            shown(&deal, day(11, 25)).is_empty(),
            "the whole expected is told by the delivery's own task"
        );
        let all = super::super::tasks(&deal, day(11, 25));
        assert_eq!((all[0].kind.as_str(), all[0].tone), ("expected_delivery", Tone::Soon));
        assert_eq!(super::super::tasks(&deal, day(11, 20))[0].kind, "record_delivery");
    }

    #[test]
    fn an_acceptance_is_obtained_by_hand_or_by_silence() {
        let mut deal = site();
        deal.begun_on = Some(day(10, 3));
        deal.delivered_on = Some(day(11, 2));
        deal.invoices.push(invoice(1, InvoiceKind::Balance, 400_000, 400_000));
        assert!(tasks(&deal, day(11, 3)).is_empty());
        deal.works.reception.report = Some((9, day(11, 3)));
        assert_eq!(tasks(&deal, day(11, 4))[0].kind, "sign_report");
        deal.works.reception.tacit_days = Some(8);
        assert_eq!(tasks(&deal, day(11, 11))[0].kind, "sign_report");
        let silence = &tasks(&deal, day(11, 12))[0];
        assert_eq!((silence.kind.as_str(), silence.complete), ("record_tacit_acceptance", true));
        let signature = Event {
            kind: EventKind::Accepted,
            item: None,
            day: day(11, 6),
            value: Accepted::value(Manner::WithReserves, "Anne"),
            words: "Le menu\nLe pied de page".into(),
            document: None,
        };
        deal.works.reception.accepted =
            Works::told(&Conditions::default(), None, &[signature]).unwrap().reception.accepted;
        let lift = &tasks(&deal, day(11, 12))[0];
        assert_eq!(lift.kind, "lift_reserves");
        assert!(lift.detail.contains("Le menu ; Le pied de page"), "{}", lift.detail);
        deal.works.reception.lifted_on = Some(day(11, 13));
        assert!(tasks(&deal, day(11, 14)).is_empty());
    }
}
