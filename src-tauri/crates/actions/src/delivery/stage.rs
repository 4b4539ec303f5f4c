//! Stages: planned again, reached, announced.

use crate::order::in_force::at_work;
use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::delivery::may_plan;
use journey::delivery::{announceable, announcement, plannable, reachable, suspension_gate};
use journey::order::event::EventKind;
use records::order_event::{NewEvent, rank, write};
use records::{contact, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanStage {
    pub order: i64,
    /// Rank among the stages of the order.
    pub stage: usize,
    pub planned_on: String,
    /// Why the day agreed changes.
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachStage {
    pub order: i64,
    pub stage: usize,
    pub reached_on: String,
    /// Why it is reached although work for the client is stopped; kept and shown.
    #[serde(default)]
    pub override_reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnounceStage {
    pub order: i64,
    pub stage: usize,
    pub announced_on: String,
    /// What the client was told.
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhichStage {
    pub order: i64,
    pub stage: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageAnnouncement {
    /// A text to send, to change as one likes.
    pub text: String,
}

pub fn plan(act: &Act, payload: PlanStage) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    may_plan(&facts)?;
    let stages = &facts.works.stages;
    let planned_on = input::day("planned_on", &payload.planned_on, Near::Coming(act.today))?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    plannable(stages, payload.stage, planned_on, &words, act.today)?;
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::StagePlanned,
        item: rank(payload.stage),
        day: act.today,
        value: &planned_on.to_string(),
        words: &words,
        document: None,
    };
    write(act, &event)
}

pub fn reach(act: &Act, payload: ReachStage) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let reached_on = input::day("reached_on", &payload.reached_on, Near::Past(act.today))?;
    let stages = &facts.works.stages;
    reachable(stages, payload.stage, reached_on, facts.begun_on, act.today)?;
    let reason = input::line("override_reason", &payload.override_reason, input::SHORT)?;
    suspension_gate(facts.suspension.as_ref(), &reason)?;
    let reason = if facts.suspension.is_none() { String::new() } else { reason };
    let label = stages.get(payload.stage).map(|s| s.label.clone()).unwrap_or_default();
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::StageReached,
        item: rank(payload.stage),
        day: reached_on,
        value: &label,
        words: &reason,
        document: None,
    };
    write(act, &event)
}

pub fn announce(act: &Act, payload: AnnounceStage) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let announced_on = input::day("announced_on", &payload.announced_on, Near::Past(act.today))?;
    let stages = &facts.works.stages;
    announceable(stages, payload.stage, announced_on, act.today)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let label = stages.get(payload.stage).map(|s| s.label.clone()).unwrap_or_default();
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::StageAnnounced,
        item: rank(payload.stage),
        day: announced_on,
        value: &label,
        words: &words,
        document: None,
    };
    write(act, &event)
}

/// A text to tell the client of a stage.
pub fn announced(ask: &Ask, payload: WhichStage) -> Result<StageAnnouncement> {
    let (facts, _) = at_work(ask, payload.order)?;
    let language = contact::card(ask, facts.client)?.language;
    let signature = settings::seller(ask)?.map(|s| s.name).unwrap_or_default();
    Ok(StageAnnouncement {
        text: announcement(language, &facts.works, payload.stage, &facts.title, &signature)?,
    })
}
