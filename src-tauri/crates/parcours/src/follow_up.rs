//! Follow-up: the client is thanked, then asked how satisfied they are.

use crate::act::Act;
use crate::deal;
use crate::error::Result;
use journey::deal::{Facts, Stage};
use journey::input;
use journey::refusal::Refusal;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThankClient {
    pub deal: i64,
    pub thanked_on: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSatisfaction {
    pub deal: i64,
    pub answered_on: String,
    /// 0 to 10; empty when the client did not answer.
    #[serde(default)]
    pub score: String,
    #[serde(default)]
    pub words: String,
}

fn paid_deal(act: &Act, deal: i64) -> Result<Facts> {
    let facts = deal::facts(&act.ask(), deal)?;
    match facts.stage() {
        Stage::Paid => Ok(facts),
        Stage::FollowedUp => Err(Refusal::not_now("Le suivi de cette affaire est terminé.").into()),
        Stage::Contact
        | Stage::Qualified
        | Stage::Quoted
        | Stage::Signed
        | Stage::DepositPaid
        | Stage::InDelivery
        | Stage::Delivered
        | Stage::Invoiced
        | Stage::Lost
        | Stage::Cancelled => Err(Refusal::not_now("Le suivi commence quand tout est payé.").into()),
    }
}

fn on(field: &str, typed: &str, act: &Act) -> Result<String> {
    let day = input::day(field, typed)?;
    if day > act.today {
        return Err(Refusal::at(field, "Cette date est à venir.").into());
    }
    Ok(day.to_string())
}

pub fn thank(act: &Act, payload: ThankClient) -> Result<i64> {
    let facts = paid_deal(act, payload.deal)?;
    if facts.thanked_on.is_some() {
        return Err(Refusal::not_now("Ce client est déjà remercié.").into());
    }
    let day = on("thanked_on", &payload.thanked_on, act)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about(payload.deal);
    act.db.execute(
        "INSERT INTO follow_up (deal, kind, day, words) VALUES (?1, 'thanked', ?2, ?3)",
        params![payload.deal, day, words],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub fn record_satisfaction(act: &Act, payload: RecordSatisfaction) -> Result<i64> {
    paid_deal(act, payload.deal)?;
    let day = on("answered_on", &payload.answered_on, act)?;
    let score = journey::follow_up::score("score", &payload.score)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about(payload.deal);
    act.db.execute(
        "INSERT INTO follow_up (deal, kind, day, score, words) VALUES (?1, 'satisfaction', ?2, ?3, ?4)",
        params![payload.deal, day, score, words],
    )?;
    Ok(act.db.last_insert_rowid())
}
