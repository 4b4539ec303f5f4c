//! Where a delivery stands: what was agreed with the order in force, then what happened to all orders of the deal.

use books::act::Ask;
use journey::deal::Facts;
use journey::delivery::{Manner, tacit_from};
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

/// What a deal's page shows; none before an order.
pub fn view(ask: &Ask, facts: &Facts) -> Option<DeliveryView> {
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
