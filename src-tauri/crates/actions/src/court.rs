//! What is filed with a court or a bailiff for a client's debts, and what happens to it.

use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::court::clock::{CourtStep, follows};
use journey::court::route_name;
use records::contact::card;
use records::court_clock::last_of;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileClaim {
    pub client: i64,
    /// Code of the route, as in a client's file for a judge: `order`.
    pub route: String,
    pub filed_on: String,
    /// Where: the court, the bailiff.
    #[serde(default)]
    pub court: String,
    /// The number that it was given.
    #[serde(default)]
    pub reference: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteCourtStep {
    pub claim: i64,
    pub step: CourtStep,
    pub noted_on: String,
    #[serde(default)]
    pub words: String,
}

pub fn file(act: &Act, payload: FileClaim) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    if route_name(&payload.route).is_none() {
        return Err(Refusal::at("route", "Cette voie est inconnue : choisissez-la dans la liste.").into());
    }
    let on = input::day("filed_on", &payload.filed_on, Near::Past(act.today))?;
    input::has_come("filed_on", on, act.today, "")?;
    let court = input::line("court", &payload.court, input::NAME)?;
    let reference = input::line("reference", &payload.reference, input::SHORT)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    act.about_client(payload.client);
    act.db
        .prepare_cached("INSERT INTO court_claim (client, route, court, reference) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![payload.client, payload.route, court, reference])?;
    let claim = act.db.last_insert_rowid();
    write(act, claim, CourtStep::Filed, on.to_string(), &words)?;
    Ok(claim)
}

/// Answers the procedure.
pub fn note(act: &Act, payload: NoteCourtStep) -> Result<i64> {
    let (client, step, day) = last_of(&act.ask(), payload.claim)?;
    let on = input::day("noted_on", &payload.noted_on, Near::Past(act.today))?;
    input::has_come("noted_on", on, act.today, "")?;
    follows((step, day), payload.step, on)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    act.about_client(client);
    write(act, payload.claim, payload.step, on.to_string(), &words)?;
    Ok(payload.claim)
}

fn write(act: &Act, claim: i64, step: CourtStep, on: String, words: &str) -> Result<()> {
    act.db
        .prepare_cached("INSERT INTO court_step (claim, kind, day, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![claim, Word(step), on, words])?;
    Ok(())
}
