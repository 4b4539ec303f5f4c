//! Delivery: the work begins through the gate, goes on by stages with what the client supplies, is recorded when done.

pub mod reception;
pub mod stage;
pub mod supply;

use crate::order::in_force;
use crate::proof;
use books::act::Act;
use books::entry::FileBytes;
use books::error::Result;
use journey::allowed::delivery::{may_begin, may_deliver};
use journey::delivery::{gate, happened, suspension_gate};
use journey::order::engagement_gate;
use records::document;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginDelivery {
    pub order: i64,
    pub began_on: String,
    /// Why the work begins before its deposit; kept and shown.
    #[serde(default)]
    pub override_reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordDelivery {
    pub order: i64,
    pub delivered_on: String,
    #[serde(default)]
    pub note: String,
    /// A signed acceptance report, if there is one.
    #[serde(default)]
    pub proof: Option<FileBytes>,
}

pub fn begin(act: &Act, payload: BeginDelivery) -> Result<i64> {
    let (facts, order) = in_force::at_work(&act.ask(), payload.order)?;
    may_begin(&facts)?;
    let began_on = input::day("began_on", &payload.began_on, Near::Past(act.today))?;
    happened("began_on", began_on, order.signed_on, act.today)?;
    if let Some(protection) = &facts.protection {
        protection.may_begin(began_on)?;
    }
    let reason = input::line("override_reason", &payload.override_reason, input::SHORT)?;
    gate(facts.deposit_due(), facts.deposit_paid(), &reason)?;
    engagement_gate(facts.awaits_engagement(), &reason)?;
    suspension_gate(facts.suspension.as_ref(), &reason)?;
    // A reason given although the gate stands open would tell a story that did not happen.
    let open = facts.deposit_settled() && !facts.awaits_engagement() && facts.suspension.is_none();
    let reason = if open { String::new() } else { reason };
    act.about(facts.deal);
    act.db.execute(
        "INSERT INTO delivery (signed_order, kind, day, override_reason, note) VALUES (?1, 'begun', ?2, ?3, '')",
        params![payload.order, began_on.to_string(), reason],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub fn record(act: &Act, payload: RecordDelivery) -> Result<i64> {
    let (facts, order) = in_force::at_work(&act.ask(), payload.order)?;
    let begun_on = may_deliver(&facts)?;
    let delivered_on = input::day("delivered_on", &payload.delivered_on, Near::Past(act.today))?;
    happened("delivered_on", delivered_on, order.signed_on, act.today)?;
    if delivered_on < begun_on {
        return Err(
            Refusal::at("delivered_on", "La livraison ne peut pas précéder le début du travail.").into()
        );
    }
    let note = input::paragraph("note", &payload.note, input::LONG)?;
    let proof = payload.proof.as_ref().map(|file| proof::read("proof", file)).transpose()?;
    act.about(facts.deal);
    let proof = match proof {
        Some((bytes, media_type, extension)) => {
            let name = format!("Réception {}.{extension}", order.number);
            Some(document::keep_proof(act, "delivery", facts.deal, &order.number, &name, media_type, &bytes)?)
        }
        None => None,
    };
    act.db.execute(
        "INSERT INTO delivery (signed_order, kind, day, override_reason, note, proof) VALUES (?1, 'delivered', ?2, '', ?3, ?4)",
        params![payload.order, delivered_on.to_string(), note, proof],
    )?;
    Ok(act.db.last_insert_rowid())
}
