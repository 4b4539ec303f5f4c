//! Where a delivery stands: what was agreed with the order in force, then what happened to all orders of the deal.

use super::at_order;
use crate::act::{Act, Ask};
use crate::deal::day;
use crate::error::Result;
use journey::deal::{Facts, OrderFact};
use journey::delivery::{Event, EventKind, Manner, Works, same_item, tacit_from};
use journey::quote::Conditions;
use journey::refusal::Refusal;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a deal's page shows of its delivery.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DeliveryView {
    pub supplies: Vec<SupplyView>,
    pub stages: Vec<StageView>,
    pub reception: ReceptionView,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SupplyView {
    pub label: String,
    /// The last time it was asked for.
    pub asked_on: Option<String>,
    pub received_on: Option<String>,
    pub document: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageView {
    pub label: String,
    pub planned_on: Option<String>,
    /// Changes of plan, oldest first.
    pub plans: Vec<PlanView>,
    pub reached_on: Option<String>,
    pub announced_on: Option<String>,
    /// The day planned has passed and the stage is not reached.
    pub late: bool,
    pub may_plan: bool,
    pub may_reach: bool,
    pub may_announce: bool,
}

/// A change of plan: the day it replaced, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlanView {
    pub instead_of: Option<String>,
    pub changed_on: String,
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceptionView {
    /// The latest report given to sign.
    pub report: Option<i64>,
    pub report_on: Option<String>,
    pub manner: Option<Manner>,
    pub accepted_on: Option<String>,
    pub signed_by: String,
    pub reserves: String,
    pub proof: Option<i64>,
    pub lifted_on: Option<String>,
    /// The first day on which silence is acceptance, where the accepted terms say so.
    pub tacit_from: Option<String>,
    pub may_report: bool,
    pub may_accept: bool,
    pub may_lift: bool,
}

fn labels(conditions: &Conditions) -> (Vec<String>, Vec<String>) {
    (conditions.supplies.clone(), conditions.stages.iter().map(|s| s.label.clone()).collect())
}

/// Reads where the delivery of this order, the one in force, stands.
pub(crate) fn of(ask: &Ask, deal: i64, order: i64) -> Result<Works> {
    let agreed: Vec<(i64, String, bool, Option<i64>)> = ask
        .db
        .prepare_cached(
            "SELECT o.id, v.conditions, o.terms_accepted, t.tacit_days FROM signed_order o
             JOIN quote_version v ON v.id = o.quote_version LEFT JOIN terms t ON t.id = v.terms WHERE o.deal = ?1",
        )?
        .query_map([deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut present = Conditions::default();
    let mut tacit_days = None;
    let mut known = Vec::new();
    for (id, conditions, terms_accepted, days) in agreed {
        let conditions: Conditions = serde_json::from_str(&conditions)?;
        known.push((id, labels(&conditions)));
        if id == order {
            tacit_days = days.filter(|_| terms_accepted);
            present = conditions;
        }
    }
    let (supplies, stages) = labels(&present);
    let mut statement = ask.db.prepare_cached(
        "SELECT e.signed_order, e.kind, e.item, e.day, e.value, e.words, e.document FROM order_event e
         JOIN signed_order o ON o.id = e.signed_order WHERE o.deal = ?1 ORDER BY e.id",
    )?;
    let mut rows = statement.query([deal])?;
    let mut events = Vec::new();
    while let Some(r) = rows.next()? {
        let Some(kind) = EventKind::from_stored(&r.get::<_, String>(1)?) else { continue };
        let of: i64 = r.get(0)?;
        let rank = r.get::<_, Option<i64>>(2)?.and_then(|rank| usize::try_from(rank).ok());
        let former = known.iter().find(|(id, _)| *id == of).map(|(_, labels)| labels);
        let item = match (kind, rank, former) {
            (_, rank, _) if of == order => rank,
            (EventKind::SupplyAsked | EventKind::SupplyReceived, Some(rank), Some(former)) => {
                same_item(&former.0, rank, &supplies)
            }
            (_, Some(rank), Some(former)) => same_item(&former.1, rank, &stages),
            (_, None, _) | (_, _, None) => None,
        };
        events.push(Event {
            kind,
            item,
            day: day(&r.get::<_, String>(3)?)?,
            value: r.get(4)?,
            words: r.get(5)?,
            document: r.get(6)?,
        });
    }
    Ok(Works::told(&present, tacit_days, &events))
}

/// The facts of the deal of an order in force that goes on.
pub(super) fn at_work(ask: &Ask, order: i64) -> Result<(Facts, OrderFact)> {
    let (facts, order) = at_order(ask, order)?;
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée.").into());
    }
    Ok((facts, order))
}

/// What is written of an event.
pub(super) struct Written<'a> {
    pub kind: EventKind,
    pub item: Option<usize>,
    pub day: chrono::NaiveDate,
    pub value: &'a str,
    pub words: &'a str,
    pub document: Option<i64>,
}

/// Writes an event of an order; answers its row.
pub(super) fn write(act: &Act, facts: &Facts, order: i64, event: &Written) -> Result<i64> {
    act.about(facts.deal);
    act.db
        .prepare_cached(
            "INSERT INTO order_event (signed_order, kind, item, day, value, words, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            order,
            event.kind.stored(),
            event.item.and_then(|rank| i64::try_from(rank).ok()),
            event.day.to_string(),
            event.value,
            event.words,
            event.document
        ])?;
    Ok(act.db.last_insert_rowid())
}

/// What a deal's page shows; none before an order.
pub(crate) fn view(ask: &Ask, facts: &Facts) -> Option<DeliveryView> {
    facts.order.as_ref()?;
    let text = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string());
    let on = facts.cancelled_on.is_none();
    let going = on && facts.delivered_on.is_none();
    let works = &facts.works;
    let supplies = works.supplies.iter().map(|s| SupplyView {
        label: s.label.clone(),
        asked_on: text(s.asked_on),
        received_on: text(s.received_on),
        document: s.document,
    });
    let stages = works.stages.iter().map(|s| StageView {
        label: s.label.clone(),
        planned_on: text(s.planned_on),
        plans: s
            .plans
            .iter()
            .map(|p| PlanView {
                instead_of: text(p.instead_of),
                changed_on: p.changed_on.to_string(),
                words: p.words.clone(),
            })
            .collect(),
        reached_on: text(s.reached_on),
        announced_on: text(s.announced_on),
        late: going && s.late_since(ask.today).is_some(),
        may_plan: going && s.reached_on.is_none(),
        may_reach: on && facts.begun_on.is_some() && s.reached_on.is_none(),
        may_announce: on && s.reached_on.is_some() && s.announced_on.is_none(),
    });
    let reception = &works.reception;
    let accepted = reception.accepted.as_ref();
    let open = on && facts.delivered_on.is_some() && accepted.is_none();
    Some(DeliveryView {
        supplies: supplies.collect(),
        stages: stages.collect(),
        reception: ReceptionView {
            report: reception.report.map(|(document, _)| document),
            report_on: text(reception.report.map(|(_, day)| day)),
            manner: accepted.map(|a| a.manner),
            accepted_on: text(accepted.map(|a| a.on)),
            signed_by: accepted.map(|a| a.by.clone()).unwrap_or_default(),
            reserves: accepted.map(|a| a.reserves.clone()).unwrap_or_default(),
            proof: accepted.and_then(|a| a.document),
            lifted_on: text(reception.lifted_on),
            tacit_from: text(tacit_from(reception, facts.delivered_on).filter(|_| accepted.is_none())),
            may_report: open,
            may_accept: open,
            may_lift: on && reception.reserves().is_some(),
        },
    })
}
