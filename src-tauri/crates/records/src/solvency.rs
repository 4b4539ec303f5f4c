//! What outside sources said of a client, and whether a check is wanted.

use crate::row::day;
use crate::settings::Preferences;
use books::act::Ask;
use books::error::{Error, Result};
use books::setting::setting;
use journey::contact::solvency::{Solvency, Watch};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SolvencyRow {
    pub id: i64,
    pub checked_on: String,
    pub source: String,
    pub result: Solvency,
    pub words: String,
    pub document: Option<i64>,
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
pub fn watch(ask: &Ask, client: i64) -> Result<Watch> {
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
