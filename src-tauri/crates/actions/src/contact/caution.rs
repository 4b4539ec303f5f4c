//! Prudence with a client: work stopped and taken up again, securities, what is decided of them.

use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::allowed::caution::{days_fit, goes_on, is_stopped, may_declare, none_stopped, to_look_again};
use journey::contact::decision::{RiskChoice, share};
use journey::contact::security::SecurityKind;
use records::caution::{is_told, security_of, suspension};
use records::contact::card;
use records::facts;
use records::row::deal_of_invoice;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendWork {
    pub client: i64,
    /// « F-2026-0012 impayée depuis trente jours »
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeWork {
    pub client: i64,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSecurity {
    pub client: i64,
    pub kind: SecurityKind,
    /// The guarantor, the insurer; empty for a retention of title.
    #[serde(default)]
    pub who: String,
    /// The most that it stands good for; empty for all.
    #[serde(default)]
    pub amount: String,
    /// Its last day; empty where it has none.
    #[serde(default)]
    pub until: String,
    /// Days after the due date within which an insurer is told; empty for others.
    #[serde(default)]
    pub days: String,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSecurity {
    pub security: i64,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareToInsurer {
    pub security: i64,
    pub invoice: i64,
    pub declared_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideRisk {
    pub client: i64,
    pub choice: RiskChoice,
    /// « 40 % », where a deposit is asked.
    #[serde(default)]
    pub deposit: String,
    pub reason: String,
    /// The day to look again.
    pub again_on: String,
}

pub fn suspend(act: &Act, payload: SuspendWork) -> Result<i64> {
    let ask = act.ask();
    card(&ask, payload.client)?;
    none_stopped(suspension(&ask, payload.client)?.as_ref())?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites pourquoi le travail s’arrête, par exemple la facture impayée.",
    )?;
    act.about_client(payload.client);
    act.db
        .prepare_cached("INSERT INTO suspension (client, day, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![payload.client, act.today.to_string(), reason])?;
    Ok(act.db.last_insert_rowid())
}

pub fn resume(act: &Act, payload: ResumeWork) -> Result<i64> {
    let stopped = is_stopped(suspension(&act.ask(), payload.client)?)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    act.about_client(payload.client);
    act.db
        .prepare_cached("INSERT INTO suspension_end (suspension, day, words) VALUES (?1, ?2, ?3)")?
        .execute(params![stopped.id, act.today.to_string(), words])?;
    Ok(act.db.last_insert_rowid())
}

pub fn secure(act: &Act, payload: RecordSecurity) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    let who = match payload.kind {
        SecurityKind::RetentionOfTitle => input::line("who", &payload.who, input::NAME)?,
        SecurityKind::Guarantor => {
            input::required("who", &payload.who, input::NAME, "Dites qui se porte caution.")?
        }
        SecurityKind::Insurance => input::required("who", &payload.who, input::NAME, "Dites qui assure.")?,
    };
    let amount =
        (!payload.amount.trim().is_empty()).then(|| input::amount("amount", &payload.amount)).transpose()?;
    if amount.is_some_and(|amount| amount.0 <= 0) {
        return Err(Refusal::at("amount", "Indiquez un montant positif, ou rien.").into());
    }
    let until = input::optional_day("until", &payload.until, Near::Coming(act.today))?;
    let days = input::whole("days", &payload.days, 1, 365)?;
    days_fit(payload.kind, days)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    act.about_client(payload.client);
    act.db
        .prepare_cached(
            "INSERT INTO security (client, day, kind, who, amount, until, days, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            payload.client,
            act.today.to_string(),
            Word(payload.kind),
            who,
            amount.map(|amount| amount.0),
            until.map(|day| day.to_string()),
            days,
            words
        ])?;
    Ok(act.db.last_insert_rowid())
}

pub fn end(act: &Act, payload: EndSecurity) -> Result<i64> {
    let (client, _, ended) = security_of(&act.ask(), payload.security)?;
    goes_on(ended)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    act.about_client(client);
    act.db
        .prepare_cached("INSERT INTO security_end (security, day, words) VALUES (?1, ?2, ?3)")?
        .execute(params![payload.security, act.today.to_string(), words])?;
    Ok(act.db.last_insert_rowid())
}

pub fn declare(act: &Act, payload: DeclareToInsurer) -> Result<i64> {
    let ask = act.ask();
    let (client, kind, ended) = security_of(&ask, payload.security)?;
    goes_on(ended)?;
    let deal = deal_of_invoice(&ask, payload.invoice)?;
    may_declare(
        kind,
        facts::facts(&ask, deal)?.client == client,
        is_told(&ask, payload.security, payload.invoice)?,
    )?;
    let day = input::day("declared_on", &payload.declared_on, Near::Past(act.today))?;
    input::has_come("declared_on", day, act.today, "")?;
    act.about(deal);
    act.db
        .prepare_cached("INSERT INTO security_claim (security, invoice, day) VALUES (?1, ?2, ?3)")?
        .execute(params![payload.security, payload.invoice, day.to_string()])?;
    Ok(act.db.last_insert_rowid())
}

pub fn decide(act: &Act, payload: DecideRisk) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    let typed = (!payload.deposit.trim().is_empty())
        .then(|| input::percent("deposit", &payload.deposit))
        .transpose()?;
    let share = share(payload.choice, typed)?;
    let reason =
        input::required("reason", &payload.reason, input::SHORT, "Dites pourquoi, en quelques mots.")?;
    let again_on = input::day("again_on", &payload.again_on, Near::Coming(act.today))?;
    to_look_again(again_on, act.today)?;
    act.about_client(payload.client);
    act.db
        .prepare_cached(
            "INSERT INTO risk_decision (client, day, choice, share, reason, again_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            payload.client,
            act.today.to_string(),
            Word(payload.choice),
            share.0,
            reason,
            again_on.to_string()
        ])?;
    Ok(act.db.last_insert_rowid())
}
