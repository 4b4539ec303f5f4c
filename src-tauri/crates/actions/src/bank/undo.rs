//! Taking an import back: the lines that no other file shows go with it.

use crate::bank::import::settle_pending;
use books::act::Act;
use books::error::Result;
use journey::allowed::bank::may_undo;
use records::row::Day;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoStatementImport {
    pub import: i64,
}

pub fn undo(act: &Act, payload: UndoStatementImport) -> Result<i64> {
    let (account, first, last): (i64, Option<Day>, Option<Day>) = act
        .db
        .prepare_cached("SELECT account, first_day, last_day FROM statement_import WHERE id = ?1")?
        .query_row([payload.import], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cet import"))?;
    let alone: Vec<(i64, bool)> = act
        .db
        .prepare_cached(
            "SELECT DISTINCT l.id, l.explanation IS NOT NULL FROM line_sighting s JOIN bank_line l ON l.id = s.line
             WHERE s.import = ?1 AND NOT EXISTS (SELECT 1 FROM line_sighting o WHERE o.line = s.line AND o.import <> ?1)
             ORDER BY l.id",
        )?
        .query_map([payload.import], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    may_undo(alone.iter().filter(|(_, explained)| *explained).count())?;
    act.db.prepare_cached("DELETE FROM bank_balance WHERE import = ?1")?.execute([payload.import])?;
    act.db.prepare_cached("DELETE FROM line_sighting WHERE import = ?1")?.execute([payload.import])?;
    for (line, _) in &alone {
        act.db
            .prepare_cached("UPDATE bank_line SET booked_as = NULL WHERE booked_as = ?1")?
            .execute([line])?;
    }
    for (line, _) in &alone {
        act.db.prepare_cached("DELETE FROM bank_line WHERE id = ?1")?.execute(params![line])?;
    }
    act.db.prepare_cached("DELETE FROM statement_import WHERE id = ?1")?.execute([payload.import])?;
    if let (Some(first), Some(last)) = (first, last) {
        settle_pending(act, account, (first.0, last.0))?;
    }
    Ok(payload.import)
}
