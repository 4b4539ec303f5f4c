//! Delivery: the gate before the work begins, what the client supplies, the stages, the day it is done and accepted.

pub mod allowed;
mod reception;
mod stage;
mod supply;

pub use reception::{Accepted, Manner, Reception, acceptable, tacit_from};
pub use stage::{Planned, StageFact, announceable, announcement, plannable, reachable};
pub use supply::{Supply, askable, awaited, receivable};

use crate::money::Cents;
use crate::quote::Conditions;
use crate::refusal::{Code, Refusal};
use crate::words;
use chrono::NaiveDate;

/// May the work begin? A signed order is there by construction; the deposit agreed must be invoiced and paid.
///
/// # Errors
/// `gate_closed` while the deposit is not paid and no reason to pass is given.
pub fn gate(deposit_agreed: Cents, deposit_paid: Cents, override_reason: &str) -> Result<(), Refusal> {
    if deposit_paid >= deposit_agreed || override_reason.chars().count() >= 3 {
        return Ok(());
    }
    Err(Refusal {
        code: Code::GateClosed,
        message: format!(
            "L’acompte de {} n’est pas encore payé ({} reçus). Attendez-le, ou commencez quand même en disant pourquoi : la raison restera visible.",
            words::euros(deposit_agreed),
            words::euros(deposit_paid),
        ),
        field: Some("override_reason".to_owned()),
    })
}

/// Is this a day on which the work can have happened?
pub fn happened(field: &str, day: NaiveDate, signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day > today {
        return Err(Refusal::at(field, "Cette date est à venir : indiquez le jour où c’est fait."));
    }
    if day < signed_on {
        return Err(Refusal::at(
            field,
            format!(
                "La commande a été signée le {} : le travail n’a pas pu commencer avant.",
                words::long_date(signed_on)
            ),
        ));
    }
    Ok(())
}

/// What is written of an order after its signature, as far as delivery is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    SupplyAsked,
    SupplyReceived,
    StagePlanned,
    StageReached,
    StageAnnounced,
    ReportIssued,
    Accepted,
    ReservesLifted,
}

impl EventKind {
    const ALL: [EventKind; 8] = [
        EventKind::SupplyAsked,
        EventKind::SupplyReceived,
        EventKind::StagePlanned,
        EventKind::StageReached,
        EventKind::StageAnnounced,
        EventKind::ReportIssued,
        EventKind::Accepted,
        EventKind::ReservesLifted,
    ];

    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            EventKind::SupplyAsked => "supply_asked",
            EventKind::SupplyReceived => "supply_received",
            EventKind::StagePlanned => "stage_planned",
            EventKind::StageReached => "stage_reached",
            EventKind::StageAnnounced => "stage_announced",
            EventKind::ReportIssued => "report_issued",
            EventKind::Accepted => "accepted",
            EventKind::ReservesLifted => "reserves_lifted",
        }
    }

    /// None for what an order keeps beside its delivery.
    #[must_use]
    pub fn from_stored(text: &str) -> Option<EventKind> {
        EventKind::ALL.into_iter().find(|kind| kind.stored() == text)
    }
}

/// One event, its item already found among those of the order in force.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: EventKind,
    pub item: Option<usize>,
    pub day: NaiveDate,
    pub value: String,
    pub words: String,
    pub document: Option<i64>,
}

/// Where the delivery of the order in force stands.
#[derive(Clone, Debug, Default)]
pub struct Works {
    pub supplies: Vec<Supply>,
    pub stages: Vec<StageFact>,
    pub reception: Reception,
}

impl Works {
    /// What was agreed, then what happened, oldest first.
    #[must_use]
    pub fn told(conditions: &Conditions, tacit_days: Option<i64>, events: &[Event]) -> Works {
        let mut works = Works {
            supplies: conditions.supplies.iter().map(|label| Supply::awaited(label)).collect(),
            stages: conditions.stages.iter().map(StageFact::agreed).collect(),
            reception: Reception { tacit_days, ..Reception::default() },
        };
        for event in events {
            works.hear(event);
        }
        works
    }

    fn hear(&mut self, event: &Event) {
        let supply = event.item.and_then(|i| self.supplies.get_mut(i));
        let stage = event.item.and_then(|i| self.stages.get_mut(i));
        match (event.kind, supply, stage) {
            (EventKind::SupplyAsked, Some(supply), _) => supply.asked_on = Some(event.day),
            (EventKind::SupplyReceived, Some(supply), _) => {
                supply.received_on = Some(event.day);
                supply.document = event.document;
            }
            (EventKind::StagePlanned, _, Some(stage)) => stage.replan(event),
            (EventKind::StageReached, _, Some(stage)) => stage.reached_on = Some(event.day),
            (EventKind::StageAnnounced, _, Some(stage)) => stage.announced_on = Some(event.day),
            (EventKind::ReportIssued, ..) => self.reception.report = event.document.map(|d| (d, event.day)),
            (EventKind::Accepted, ..) => self.reception.accepted = Accepted::heard(event),
            (EventKind::ReservesLifted, ..) => self.reception.lifted_on = Some(event.day),
            // What an amendment took out of the order is no longer awaited.
            (
                EventKind::SupplyAsked
                | EventKind::SupplyReceived
                | EventKind::StagePlanned
                | EventKind::StageReached
                | EventKind::StageAnnounced,
                ..,
            ) => {}
        }
    }

    /// The first stage not reached yet.
    #[must_use]
    pub fn next_stage(&self) -> Option<&StageFact> {
        self.stages.iter().find(|stage| stage.reached_on.is_none())
    }

    /// The day agreed for the last stage: the whole is expected by then.
    #[must_use]
    pub fn expected_on(&self) -> Option<NaiveDate> {
        self.stages.last().filter(|stage| stage.reached_on.is_none()).and_then(|stage| stage.planned_on)
    }
}

/// Which item of the order in force was meant by one of a former order: the one of the same words, first at the same
/// rank. None when an amendment took it out.
#[must_use]
pub fn same_item(former: &[String], item: usize, present: &[String]) -> Option<usize> {
    let words = former.get(item)?;
    if present.get(item) == Some(words) {
        return Some(item);
    }
    present.iter().position(|label| label == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_a_former_order_is_found_by_its_words() {
        let labels = |all: &[&str]| all.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        let (former, present) = (labels(&["Le logo", "Les textes"]), labels(&["Les textes", "Les photos"]));
        assert_eq!(same_item(&former, 1, &present), Some(0));
        assert_eq!(same_item(&former, 0, &present), None, "no longer awaited");
        assert_eq!(same_item(&former, 2, &present), None);
        let twice = labels(&["Photo", "Photo"]);
        assert_eq!(same_item(&twice, 1, &twice), Some(1));
    }

    #[test]
    fn events_are_stored_and_read_back() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_stored(kind.stored()), Some(kind));
        }
        assert_eq!(EventKind::from_stored("engagement"), None);
    }

    #[test]
    fn the_gate_opens_with_the_deposit_or_a_reason() {
        assert_eq!(gate(Cents(120_000), Cents(119_999), "").unwrap_err().code, Code::GateClosed);
        assert!(gate(Cents(120_000), Cents(120_000), "").is_ok());
        assert!(gate(Cents(120_000), Cents(0), "client de confiance").is_ok());
        assert!(gate(Cents(0), Cents(0), "").is_ok());
    }
}
