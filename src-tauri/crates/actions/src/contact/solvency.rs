//! An outside check of a client, recorded with its proof.

use books::act::Act;
use books::draft;
use books::entry::FileBytes;
use books::error::Result;
use journey::contact::solvency::Solvency;
use records::contact::card;
use records::document;
use records::document::Subject;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

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

pub fn record(act: &Act, payload: RecordSolvencyCheck) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    let checked_on = input::day("checked_on", &payload.checked_on, Near::Past(act.today))?;
    input::has_come("checked_on", checked_on, act.today, "")?;
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
        .map(|file| {
            document::keep_file(act, "solvency", Subject::Client(payload.client), file, "Solvabilité")
        })
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
    draft::remove(act, &format!("solvency:{}", payload.client))?;
    Ok(id)
}
