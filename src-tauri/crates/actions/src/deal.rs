//! Deals opened, changed, qualified, lost; notes and calls.

use crate::contact::client::{NewClient, insert_client};
use books::act::Act;
use books::draft;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::allowed::deal::{may_lose, may_qualify};
use journey::deal::LostReason;
use records::document::Subject;
use records::facts::facts;
use records::index::HitKind;
use records::{contact, index};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDeal {
    /// Nothing where `new_client` is named.
    #[serde(default)]
    pub client: i64,
    /// A client who is not in the books yet: their card is begun with the deal.
    #[serde(default)]
    pub new_client: Option<NewClient>,
    pub title: String,
    /// Where they come from: « recommandation de Hugo ».
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub need: String,
    /// Gross amount in euros, as typed.
    #[serde(default)]
    pub budget: String,
    #[serde(default)]
    pub next_step: String,
    #[serde(default)]
    pub next_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDeal {
    pub deal: i64,
    pub title: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub need: String,
    #[serde(default)]
    pub budget: String,
    #[serde(default)]
    pub next_step: String,
    #[serde(default)]
    pub next_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QualifyDeal {
    pub deal: i64,
    /// Where they come from; what was noted stays when it is not said again.
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub need: String,
    #[serde(default)]
    pub budget: String,
    /// Is this the kind of client one looks for?
    #[serde(default)]
    pub ideal: bool,
    #[serde(default)]
    pub next_step: String,
    #[serde(default)]
    pub next_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoseDeal {
    pub deal: i64,
    pub reason: LostReason,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    Note,
    Call,
}

values::stored!(NoteKind {
    Note = "note",
    Call = "call",
});

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    /// The deal it is about; or the client, when no deal is named.
    #[serde(default)]
    pub deal: Option<i64>,
    #[serde(default)]
    pub client: Option<i64>,
    pub kind: NoteKind,
    pub text: String,
    /// Today if empty.
    #[serde(default)]
    pub happened_on: String,
}

/// A deal's own fields, read from what was typed.
struct Read {
    title: String,
    source: String,
    need: String,
    budget: Option<Cents>,
    next_step: String,
    next_on: Option<NaiveDate>,
}

fn read(
    title: &str,
    source: &str,
    need: &str,
    budget: &str,
    next_step: &str,
    next_on: &str,
    today: NaiveDate,
) -> Result<Read> {
    let budget = if budget.trim().is_empty() { None } else { Some(input::amount("budget", budget)?) };
    if budget.is_some_and(|b| b.0 < 0) {
        return Err(Refusal::at("budget", "Un budget est un montant positif.").into());
    }
    Ok(Read {
        title: input::required(
            "title",
            title,
            input::NAME,
            "Donnez un titre à l’affaire, par exemple « Refonte du site ».",
        )?,
        source: input::line("source", source, input::SHORT)?,
        need: input::paragraph("need", need, input::LONG)?,
        budget,
        next_step: input::line("next_step", next_step, input::SHORT)?,
        next_on: input::optional_day("next_on", next_on, Near::Coming(today))?,
    })
}

pub fn open(act: &Act, payload: OpenDeal) -> Result<i64> {
    let p = &payload;
    let begun = p.new_client.as_ref().map(NewClient::read).transpose()?;
    if begun.is_some() && p.client != 0 {
        return Err(Refusal::at("client", "Choisissez un client, ou créez-en un : pas les deux.").into());
    }
    let known = match begun {
        Some(card) => card,
        None => contact::card(&act.ask(), p.client)
            .map_err(|missing| missing.chosen_at("client", "Choisissez le client, ou créez-le."))?,
    };
    let read = read(&p.title, &p.source, &p.need, &p.budget, &p.next_step, &p.next_on, act.today)?;
    let client = if p.new_client.is_some() { insert_client(act, &known)? } else { p.client };
    act.db.execute(
        "INSERT INTO deal (client, title, source, need, budget, next_step, next_on, opened_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            client,
            read.title,
            read.source,
            read.need,
            read.budget.map(|b| b.0),
            read.next_step,
            read.next_on.map(|d| d.to_string()),
            act.today.to_string()
        ],
    )?;
    let id = act.db.last_insert_rowid();
    act.about(id);
    index::index(act.db, HitKind::Deal, id, &[&read.title, &known.name])?;
    draft::remove(act, "deal:new")?;
    Ok(id)
}

pub fn change(act: &Act, payload: ChangeDeal) -> Result<i64> {
    let facts = facts(&act.ask(), payload.deal)?;
    let p = &payload;
    let read = read(&p.title, &p.source, &p.need, &p.budget, &p.next_step, &p.next_on, act.today)?;
    act.about(payload.deal);
    act.db.execute(
        "UPDATE deal SET title = ?2, source = ?3, need = ?4, budget = ?5, next_step = ?6, next_on = ?7 WHERE id = ?1",
        params![
            payload.deal,
            read.title,
            read.source,
            read.need,
            read.budget.map(|b| b.0),
            read.next_step,
            read.next_on.map(|d| d.to_string())
        ],
    )?;
    index::reword(act.db, HitKind::Deal, payload.deal, (&facts.title, &read.title), true)?;
    Ok(payload.deal)
}

pub fn qualify(act: &Act, payload: QualifyDeal) -> Result<i64> {
    let facts = facts(&act.ask(), payload.deal)?;
    may_qualify(&facts)?;
    let p = &payload;
    let source = p.source.as_deref().unwrap_or_default();
    let read = read(&facts.title, source, &p.need, &p.budget, &p.next_step, &p.next_on, act.today)?;
    act.about(payload.deal);
    act.db.execute(
        "UPDATE deal SET source = coalesce(?8, source), need = ?2, budget = ?3, ideal = ?4, next_step = ?5, next_on = ?6, qualified_on = coalesce(qualified_on, ?7) WHERE id = ?1",
        params![
            payload.deal,
            read.need,
            read.budget.map(|b| b.0),
            payload.ideal,
            read.next_step,
            read.next_on.map(|d| d.to_string()),
            act.today.to_string(),
            p.source.as_ref().map(|_| read.source)
        ],
    )?;
    Ok(payload.deal)
}

pub fn lose(act: &Act, payload: LoseDeal) -> Result<i64> {
    let facts = facts(&act.ask(), payload.deal)?;
    may_lose(&facts)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about(payload.deal);
    act.db.execute(
        "INSERT INTO deal_end (deal, day, reason, words, kind) VALUES (?1, ?2, ?3, ?4, 'lost')",
        params![payload.deal, act.today.to_string(), Word(payload.reason), words],
    )?;
    draft::remove(act, &format!("quote:{}", payload.deal))?;
    Ok(payload.deal)
}

pub fn add_note(act: &Act, payload: AddNote) -> Result<i64> {
    let at = Subject::of(&act.ask(), payload.deal, payload.client)?;
    let text = input::paragraph("text", &payload.text, input::LONG)?;
    if text.is_empty() {
        return Err(Refusal::at("text", "Écrivez la note.").into());
    }
    let day =
        input::optional_day("happened_on", &payload.happened_on, Near::Past(act.today))?.unwrap_or(act.today);
    input::has_come("happened_on", day, act.today, "")?;
    match at {
        Subject::Deal(deal) => act.about(deal),
        Subject::Client(client) => act.about_client(client),
    }
    act.db.execute(
        "INSERT INTO note (deal, kind, day, text, client) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![at.deal(), Word(payload.kind), day.to_string(), text, at.client()],
    )?;
    Ok(act.db.last_insert_rowid())
}
