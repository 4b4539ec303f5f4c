//! Supplies: asked for, received with or without a file.

use crate::order::in_force::at_work;
use crate::proof;
use books::act::Act;
use books::entry::FileBytes;
use books::error::Result;
use journey::delivery::{askable, awaited, receivable};
use journey::order::event::EventKind;
use records::document;
use records::order_event::{NewEvent, rank, write};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSupply {
    pub order: i64,
    /// Rank among what the order asks of the client.
    pub supply: usize,
    pub asked_on: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveSupply {
    pub order: i64,
    pub supply: usize,
    pub received_on: String,
    #[serde(default)]
    pub words: String,
    /// What was received, where it is a PDF or an image worth keeping.
    #[serde(default)]
    pub file: Option<FileBytes>,
}

pub fn ask(act: &Act, payload: AskSupply) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let supply = awaited(&facts.works.supplies, payload.supply)?;
    let asked_on = input::day("asked_on", &payload.asked_on, Near::Past(act.today))?;
    askable(supply, asked_on, order.signed_on, act.today)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::SupplyAsked,
        item: rank(payload.supply),
        day: asked_on,
        value: &supply.label,
        words: &words,
        document: None,
    };
    write(act, &event)
}

pub fn receive(act: &Act, payload: ReceiveSupply) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let supply = awaited(&facts.works.supplies, payload.supply)?;
    let received_on = input::day("received_on", &payload.received_on, Near::Past(act.today))?;
    receivable(supply, received_on, act.today)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let file = payload.file.as_ref().map(|file| proof::read("file", file)).transpose()?;
    let document = match file {
        Some((bytes, media_type, extension)) => {
            let name = format!("{}.{extension}", supply.label.replace(['/', '\\'], "-"));
            Some(document::keep_proof(act, "supply", facts.deal, &order.number, &name, media_type, &bytes)?)
        }
        None => None,
    };
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::SupplyReceived,
        item: rank(payload.supply),
        day: received_on,
        value: &supply.label,
        words: &words,
        document,
    };
    write(act, &event)
}
