//! What keeps reminders back, whatever they say: a hold, proceedings against the client, an invoice that was ceded.

use crate::payment::payable::payable;
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::allowed::dunning::{is_in_force, may_declare, none_in_force, to_come};
use journey::dunning::insolvency::judged_before;
use records::contact::card;
use records::reminders::{StopKind, in_force, stop_of};
use records::work_day::proceedings_of;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldReminders {
    pub client: i64,
    /// The first day on which reminders may leave again.
    pub until: String,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordInsolvency {
    pub client: i64,
    /// The day on which the judgment that opened the proceedings was published.
    pub published_on: String,
    /// The day of that judgment; empty where it is not known.
    #[serde(default)]
    pub judged_on: String,
    /// The proceedings, the court, who represents the creditors.
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareClaim {
    /// The proceedings.
    pub stop: i64,
    pub declared_on: String,
    /// VAT included.
    pub amount: String,
    /// To whom, and how.
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordCession {
    pub invoice: i64,
    /// Who collects it now.
    pub to: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeReminders {
    pub stop: i64,
    #[serde(default)]
    pub words: String,
}

/// One row of what keeps reminders back.
struct Stopped<'a> {
    client: i64,
    invoice: Option<i64>,
    kind: StopKind,
    on: Option<NaiveDate>,
    /// Of proceedings.
    judged_on: Option<NaiveDate>,
    words: &'a str,
}

fn stop(act: &Act, stopped: &Stopped) -> Result<i64> {
    none_in_force(in_force(act.ask().db, stopped.client, stopped.invoice, stopped.kind, act.today)?)?;
    act.db
        .prepare_cached(
            "INSERT INTO reminder_stop (client, invoice, kind, day, on_day, words, judged_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            stopped.client,
            stopped.invoice,
            Word(stopped.kind),
            act.today.to_string(),
            stopped.on.map(|day| day.to_string()),
            stopped.words,
            stopped.judged_on.map(|day| day.to_string())
        ])?;
    Ok(act.db.last_insert_rowid())
}

pub fn hold(act: &Act, payload: HoldReminders) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    let until = input::day("until", &payload.until, Near::Coming(act.today))?;
    to_come("until", until, act.today)?;
    let words =
        input::required("reason", &payload.reason, input::SHORT, "Dites pourquoi, en quelques mots.")?;
    act.about_client(payload.client);
    stop(
        act,
        &Stopped {
            client: payload.client,
            invoice: None,
            kind: StopKind::Hold,
            on: Some(until),
            judged_on: None,
            words: &words,
        },
    )
}

pub fn insolvency(act: &Act, payload: RecordInsolvency) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    let on = input::day("published_on", &payload.published_on, Near::Past(act.today))?;
    input::has_come("published_on", on, act.today, "")?;
    let judged_on = input::optional_day("judged_on", &payload.judged_on, Near::Past(act.today))?;
    judged_before(judged_on, on)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about_client(payload.client);
    stop(
        act,
        &Stopped {
            client: payload.client,
            invoice: None,
            kind: StopKind::Insolvency,
            on: Some(on),
            judged_on,
            words: &words,
        },
    )
}

/// The claim left for who represents the creditors.
pub fn declare(act: &Act, payload: DeclareClaim) -> Result<i64> {
    let (client, _, ended) = stop_of(&act.ask(), payload.stop)?;
    is_in_force(ended)?;
    let on = input::day("declared_on", &payload.declared_on, Near::Past(act.today))?;
    let amount = input::amount("amount", &payload.amount)?;
    may_declare(proceedings_of(&act.ask(), payload.stop)?, on, amount, act.today)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about_client(client);
    act.db
        .prepare_cached(
            "INSERT INTO claim_declaration (stop, declared_on, amount, words) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![payload.stop, on.to_string(), amount.0, words])?;
    Ok(act.db.last_insert_rowid())
}

pub fn cession(act: &Act, payload: RecordCession) -> Result<i64> {
    let (facts, invoice) = payable(&act.ask(), payload.invoice)?;
    let words = input::required("to", &payload.to, input::SHORT, "Dites à qui cette facture est cédée.")?;
    act.about(facts.deal);
    stop(
        act,
        &Stopped {
            client: facts.client,
            invoice: Some(invoice.id),
            kind: StopKind::Ceded,
            on: None,
            judged_on: None,
            words: &words,
        },
    )
}

pub fn resume(act: &Act, payload: ResumeReminders) -> Result<i64> {
    let (client, deal, ended) = stop_of(&act.ask(), payload.stop)?;
    is_in_force(ended)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    match deal {
        Some(deal) => act.about(deal),
        None => act.about_client(client),
    }
    act.db
        .prepare_cached("INSERT INTO reminder_stop_end (stop, day, words) VALUES (?1, ?2, ?3)")?
        .execute(params![payload.stop, act.today.to_string(), words])?;
    Ok(act.db.last_insert_rowid())
}
