//! Solvency: an outside check of a client, recorded by hand with its proof.

use super::{Preferences, card};
use crate::act::{Act, Ask, setting};
use crate::attachment::{self, Place};
use crate::deal::day;
use crate::error::{Error, Result};
use crate::surface::FileBytes;
use journey::contact::solvency::{Solvency, Watch};
use journey::input;
use journey::refusal::Refusal;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSolvencyCheck {
    pub client: i64,
    pub checked_on: String,
    /// Where one looked: « Infogreffe », « Banque de France ».
    pub source: String,
    pub result: Solvency,
    #[serde(default)]
    pub words: String,
    /// The report, if one was obtained.
    #[serde(default)]
    pub file: Option<FileBytes>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SolvencyRow {
    pub id: i64,
    pub checked_on: String,
    pub source: String,
    pub result: Solvency,
    pub words: String,
    pub document: Option<i64>,
}

pub fn record(act: &Act, payload: RecordSolvencyCheck) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    let checked_on = input::day("checked_on", &payload.checked_on)?;
    if checked_on > act.today {
        return Err(Refusal::at("checked_on", "Cette date est à venir.").into());
    }
    let source = input::required(
        "source",
        &payload.source,
        input::SHORT,
        "Dites où vous avez vérifié, par exemple Infogreffe.",
    )?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let document = payload
        .file
        .as_ref()
        .map(|file| attachment::keep(act, "solvency", Place::Client(payload.client), file, "Solvabilité"))
        .transpose()?;
    act.about_client(payload.client);
    act.db.execute(
        "INSERT INTO solvency_check (client, day, source, result, words, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            payload.client,
            checked_on.to_string(),
            source,
            payload.result.stored(),
            words,
            document
        ],
    )?;
    let id = act.db.last_insert_rowid();
    crate::draft::remove(act, &format!("solvency:{}", payload.client))?;
    Ok(id)
}

/// A client's checks, latest first.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<SolvencyRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, day, source, result, words, document FROM solvency_check WHERE client = ?1 ORDER BY day DESC, id DESC LIMIT 20",
    )?;
    let mut rows = statement.query([client])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let result: String = r.get(3)?;
        found.push(SolvencyRow {
            id: r.get(0)?,
            checked_on: r.get(1)?,
            source: r.get(2)?,
            result: Solvency::from_stored(&result)
                .ok_or_else(|| Error::Broken(format!("solvency {result}")))?,
            words: r.get(4)?,
            document: r.get(5)?,
        });
    }
    Ok(found)
}

/// From which amount a check is wanted, and when the client was last checked.
pub(crate) fn watch(ask: &Ask, client: i64) -> Result<Watch> {
    let typed = setting::<Preferences>(ask.db, "preferences")?.unwrap_or_default().check_above;
    if typed.is_empty() {
        return Ok(Watch::default());
    }
    let checked_on: Option<String> = ask
        .db
        .prepare_cached("SELECT max(day) FROM solvency_check WHERE client = ?1")?
        .query_row([client], |r| r.get(0))
        .optional()?
        .flatten();
    Ok(Watch {
        above: input::amount("check_above", &typed).ok(),
        checked_on: checked_on.map(|text| day(&text)).transpose()?,
    })
}
