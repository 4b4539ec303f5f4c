//! Deliveries: what was agreed with the order in force, then what happened to all orders of the deal.

use crate::order::{OrderNote, Orders};
use books::error::Result;
use journey::delivery::{Event, Works, same_item};
use journey::order::event::EventKind;
use journey::quote::Conditions;

/// The labels of what the client supplies and of the stages, as agreed with one order.
struct Labels {
    order: i64,
    supplies: Vec<String>,
    stages: Vec<String>,
}

impl Labels {
    fn of(order: i64, conditions: &Conditions) -> Labels {
        Labels {
            order,
            supplies: conditions.supplies.clone(),
            stages: conditions.stages.iter().map(|s| s.label.clone()).collect(),
        }
    }
}

/// Where the delivery of this order, the one in force, stands.
pub fn works(orders: &Orders, order: i64) -> Result<Works> {
    let mut present = Conditions::default();
    let mut tacit_days = None;
    let mut known = Vec::new();
    for signed in &orders.signed {
        let conditions: Conditions = serde_json::from_str(&signed.conditions)?;
        known.push(Labels::of(signed.id, &conditions));
        if signed.id == order {
            tacit_days = signed.tacit_days.filter(|_| signed.terms_accepted);
            present = conditions;
        }
    }
    let events = events(&orders.events, &Labels::of(order, &present), &known);
    Ok(Works::told(&present, tacit_days, &events)?)
}

/// What happened to all orders of the deal, each item found again among those of the order in force.
fn events(noted: &[OrderNote], present: &Labels, known: &[Labels]) -> Vec<Event> {
    let found = |event: &OrderNote| {
        let rank = event.item.and_then(|rank| usize::try_from(rank).ok());
        let former = known.iter().find(|labels| labels.order == event.order);
        match (event.kind, rank, former) {
            (_, rank, _) if event.order == present.order => rank,
            (EventKind::SupplyAsked | EventKind::SupplyReceived, Some(rank), Some(former)) => {
                same_item(&former.supplies, rank, &present.supplies)
            }
            (_, Some(rank), Some(former)) => same_item(&former.stages, rank, &present.stages),
            (_, None, _) | (_, _, None) => None,
        }
    };
    let told = |event: &OrderNote| Event {
        kind: event.kind,
        item: found(event),
        day: event.day,
        value: event.value.clone(),
        words: event.words.clone(),
        document: event.document,
    };
    noted.iter().map(told).collect()
}
