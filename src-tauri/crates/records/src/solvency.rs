//! What outside sources said of a client, and whether a check is wanted.

use crate::row::Day;
use crate::settings::{typed_preferences, unreadable};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::contact::solvency::{Solvency, Watch};
use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SolvencyRow {
    pub(crate) id: i64,
    pub(crate) checked_on: String,
    pub(crate) source: String,
    pub(crate) result: Solvency,
    pub(crate) words: String,
    pub(crate) document: Option<i64>,
}

impl SolvencyRow {
    fn read(r: &Row) -> rusqlite::Result<SolvencyRow> {
        Ok(SolvencyRow {
            id: r.get("id")?,
            checked_on: r.get("day")?,
            source: r.get("source")?,
            result: r.get::<_, Word<_>>("result")?.0,
            words: r.get("words")?,
            document: r.get("document")?,
        })
    }
}

/// A client's checks, latest first.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<SolvencyRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, day, source, result, words, document FROM solvency_check WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) ORDER BY day DESC, id DESC LIMIT 20",
    )?;
    let rows = statement.query_map([client], SolvencyRow::read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// From which amount a check is wanted; none where one does not care.
pub fn above(ask: &Ask) -> Result<Option<Cents>> {
    let typed = typed_preferences(ask)?.check_above;
    if typed.is_empty() {
        return Ok(None);
    }
    Ok(Some(input::kept_amount("check_above", &typed).map_err(unreadable)?))
}

/// The same, with when the client was last checked.
pub fn watch(ask: &Ask, client: i64, above: Option<Cents>) -> Result<Watch> {
    if above.is_none() {
        return Ok(Watch::default());
    }
    let checked_on: Option<Day> = ask
        .db
        .prepare_cached("SELECT max(day) FROM solvency_check WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)")?
        .query_row([client], |r| r.get(0))?;
    Ok(Watch { above, checked_on: checked_on.map(|day| day.0) })
}
