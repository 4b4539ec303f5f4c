//! Tasks of Aujourd’hui: put off, left, taken back; one’s own written down, done, taken up again.
//!
//! Invariant: the list stays a function of the books; what one chose is a row of theirs like any other.

use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::task::{about_nobody, comes_back, gone};
use journey::today::key::{self, Whose};
use journey::today::{agenda, own, tasks};
use records::contact::card;
use records::facts::facts;
use records::task::own_tasks;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;
use values::words::weekday_date;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PutOffTask {
    /// Its key.
    pub task: String,
    /// The day on which it comes back, as typed: « demain », « lundi », « +7 j ».
    pub until: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DismissTask {
    /// Its key.
    pub task: String,
    #[serde(default)]
    pub reason: String,
    /// All tasks of its kind, for this client.
    #[serde(default)]
    pub for_client: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreTask {
    pub choice: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTask {
    /// « Rappeler Anne jeudi »: a day at its end is taken as its day, unless one is given.
    pub text: String,
    #[serde(default)]
    pub day: String,
    #[serde(default)]
    pub deal: Option<i64>,
    #[serde(default)]
    pub client: Option<i64>,
}

/// One's own task.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhichTask {
    pub task: i64,
}

/// How what is typed would be written down.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TaskPreview {
    pub text: String,
    pub day: Option<String>,
    /// « jeudi 26 novembre »; empty without a day.
    pub day_told: String,
}

/// The client that a task of the books is about, if any.
fn client_of(ask: &Ask, task: &str) -> Result<Option<i64>> {
    let Some((_, whose)) = key::read(task) else { return Err(gone("task").into()) };
    match whose {
        Whose::Deal(deal) => {
            let facts = facts(ask, deal)?;
            let there = tasks(&facts, ask.today).iter().any(|known| known.key == task);
            if there { Ok(Some(facts.client)) } else { Err(gone("task").into()) }
        }
        Whose::Client(client) => card(ask, client).map(|_| Some(client)),
        Whose::Books => Ok(None),
        Whose::Own(id) => {
            let own = own_tasks(ask)?.into_iter().find(|own| own.id == id).ok_or_else(|| gone("task"))?;
            Ok(own.client.map(|client| client.id))
        }
    }
}

pub fn put_off(act: &Act, payload: PutOffTask) -> Result<i64> {
    let client = client_of(&act.ask(), &payload.task)?;
    let until = input::day("until", &payload.until, Near::Coming(act.today))?;
    comes_back("until", until, act.today)?;
    choose(act, client, &payload.task, Some(until.to_string()), "")
}

pub fn dismiss(act: &Act, payload: DismissTask) -> Result<i64> {
    let client = client_of(&act.ask(), &payload.task)?;
    let reason = input::line("reason", &payload.reason, input::SHORT)?;
    if let Some((_, Whose::Books)) = key::read(&payload.task) {
        return Err(Refusal::not_now(
            "Cette tâche suit l’état de vos données : elle s’en va avec sa cause. Reportez-la plutôt.",
        )
        .into());
    }
    let task = match (payload.for_client, client, key::read(&payload.task)) {
        (false, ..) => payload.task,
        (true, Some(client), Some((kind, _))) => agenda::of_client(kind, client),
        (true, ..) => return Err(about_nobody("for_client").into()),
    };
    choose(act, client, &task, None, &reason)
}

fn choose(act: &Act, client: Option<i64>, task: &str, until: Option<String>, reason: &str) -> Result<i64> {
    let id = act
        .db
        .prepare_cached(
            "INSERT INTO task_choice (client, task, until, reason, chosen_on) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (task) DO UPDATE SET until = excluded.until, reason = excluded.reason, chosen_on = excluded.chosen_on
             RETURNING id",
        )?
        .query_row(params![client, task, until, reason, act.today.to_string()], |r| r.get("id"))?;
    Ok(id)
}

pub fn restore(act: &Act, payload: RestoreTask) -> Result<i64> {
    let gone = act.db.execute("DELETE FROM task_choice WHERE id = ?1", [payload.choice])?;
    if gone == 0 {
        return Err(Refusal::not_now("Cette tâche est déjà revenue dans la liste.").into());
    }
    Ok(payload.choice)
}

/// What was typed, and the day it is for.
fn read(text: &str, day: &str, act: &Ask) -> Result<(String, Option<chrono::NaiveDate>)> {
    let typed = input::required("text", text, input::SHORT, "Écrivez ce qu’il y a à faire.")?;
    match input::optional_day("day", day, Near::Coming(act.today))? {
        Some(day) => Ok((typed, Some(day))),
        None => Ok(own::split_day(&typed, act.today)?),
    }
}

pub fn add(act: &Act, payload: AddTask) -> Result<i64> {
    let ask = act.ask();
    let (text, day) = read(&payload.text, &payload.day, &ask)?;
    let client = match (payload.deal, payload.client) {
        (Some(deal), _) => {
            act.about(deal);
            Some(facts(&ask, deal)?.client)
        }
        (None, Some(client)) => {
            card(&ask, client)?;
            act.about_client(client);
            Some(client)
        }
        (None, None) => None,
    };
    act.db.execute(
        "INSERT INTO own_task (client, deal, text, day, added_on) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![client, payload.deal, text, day.map(|day| day.to_string()), act.today.to_string()],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub fn preview_add(ask: &Ask, payload: AddTask) -> Result<TaskPreview> {
    let (text, day) = read(&payload.text, &payload.day, ask)?;
    Ok(TaskPreview {
        text,
        day: day.map(|day| day.to_string()),
        day_told: day.map(weekday_date).unwrap_or_default(),
    })
}

pub fn complete(act: &Act, payload: WhichTask) -> Result<i64> {
    stands(act, payload.task)?;
    let done = act.db.execute(
        "UPDATE own_task SET done_on = ?2 WHERE id = ?1 AND done_on IS NULL",
        params![payload.task, act.today.to_string()],
    )?;
    if done == 0 {
        return Err(Refusal::not_now("Cette tâche est déjà faite.").into());
    }
    Ok(payload.task)
}

pub fn reopen(act: &Act, payload: WhichTask) -> Result<i64> {
    stands(act, payload.task)?;
    let reopened = act.db.execute(
        "UPDATE own_task SET done_on = NULL WHERE id = ?1 AND done_on IS NOT NULL",
        [payload.task],
    )?;
    if reopened == 0 {
        return Err(Refusal::not_now("Cette tâche est encore à faire.").into());
    }
    Ok(payload.task)
}

/// Refuses one that is not there, and says on whose timeline it stands.
fn stands(act: &Act, task: i64) -> Result<()> {
    let (client, deal): (Option<i64>, Option<i64>) = act
        .db
        .prepare_cached("SELECT client, deal FROM own_task WHERE id = ?1")?
        .query_row([task], |r| Ok((r.get("client")?, r.get("deal")?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette tâche"))?;
    match (deal, client) {
        (Some(deal), _) => act.about(deal),
        (None, Some(client)) => act.about_client(client),
        (None, None) => {}
    }
    Ok(())
}
