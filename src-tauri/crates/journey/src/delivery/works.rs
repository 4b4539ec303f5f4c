//! Where a delivery stands: what was agreed, then what happened.

use crate::delivery::event::Event;
use crate::delivery::reception::{Accepted, Reception};
use crate::delivery::stage::StageFact;
use crate::delivery::supply::Supply;
use crate::order::event::EventKind;
use crate::quote::conditions::Conditions;
use chrono::NaiveDate;

/// Where the delivery of the order in force stands.
#[derive(Clone, Debug, Default)]
pub struct Works {
    pub supplies: Vec<Supply>,
    pub stages: Vec<StageFact>,
    pub reception: Reception,
}

impl Works {
    /// What was agreed, then what happened, oldest first.
    ///
    /// # Errors
    /// When what is stored of an acceptance cannot be read.
    pub fn told(
        conditions: &Conditions,
        tacit_days: Option<i64>,
        events: &[Event],
    ) -> serde_json::Result<Works> {
        let mut works = Works {
            supplies: conditions.supplies.iter().map(|label| Supply::awaited(label)).collect(),
            stages: conditions.stages.iter().map(StageFact::agreed).collect(),
            reception: Reception { tacit_days, ..Reception::default() },
        };
        for event in events {
            works.hear(event)?;
        }
        Ok(works)
    }

    fn hear(&mut self, event: &Event) -> serde_json::Result<()> {
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
            (EventKind::Accepted, ..) => self.reception.accepted = Some(Accepted::heard(event)?),
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
            // These tell of the order, not of its delivery.
            (
                EventKind::Engagement
                | EventKind::SignedLate
                | EventKind::StartRequested
                | EventKind::VatSettled
                | EventKind::Withdrawn
                | EventKind::Confirmation
                | EventKind::Welcome
                | EventKind::AmendmentDropped,
                ..,
            ) => {}
        }
        Ok(())
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
