//! Taking an import back: what no other file shows goes with it, lines, names of an account, readings of a table.

use crate::bank::import::settle_pending;
use books::act::Act;
use books::error::Result;
use journey::allowed::bank::may_undo;
use records::bank::own_account;
use records::row::Day;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use values::letters::squeezed;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoStatementImport {
    pub import: i64,
}

pub fn undo(act: &Act, payload: UndoStatementImport) -> Result<i64> {
    let (account, first, last, said) = act
        .db
        .prepare_cached(
            "SELECT account, first_day, last_day, iban, called, titles FROM statement_import WHERE id = ?1",
        )?
        .query_row([payload.import], |r| {
            let said = Said { iban: r.get(3)?, called: r.get(4)?, titles: r.get(5)? };
            Ok((r.get::<_, i64>(0)?, r.get::<_, Option<Day>>(1)?, r.get::<_, Option<Day>>(2)?, said))
        })
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
    forget(act, account, &said)?;
    Ok(payload.import)
}

/// What the file said of itself, as far as it was kept.
struct Said {
    iban: Option<String>,
    called: Option<String>,
    titles: Option<String>,
}

/// What no other statement shows is not known any more, so that another answer may be given: what files call the account,
/// its IBAN, the account itself, how a table is read. A statement of which that was not kept may show it too.
fn forget(act: &Act, account: i64, said: &Said) -> Result<()> {
    let shown = |sql: &str, value: &str| -> Result<bool> {
        Ok(act.db.prepare_cached(sql)?.query_row(params![value, account], |r| r.get(0))?)
    };
    let known = own_account(&act.ask(), account)?;
    if let Some(called) = said.called.as_deref().filter(|called| !called.is_empty())
        && !shown(
            "SELECT EXISTS (SELECT 1 FROM statement_import WHERE coalesce(called, ?1) = ?1 AND account = ?2)",
            called,
        )?
    {
        let names: Vec<&String> =
            known.names.iter().filter(|name| squeezed(name) != squeezed(called)).collect();
        act.db
            .prepare_cached("UPDATE bank_account SET names = ?2 WHERE id = ?1 AND names <> ?2")?
            .execute(params![account, json!(names).to_string()])?;
    }
    if let Some(iban) = said.iban.as_deref().filter(|iban| !iban.is_empty() && **iban == known.iban)
        && !shown(
            "SELECT EXISTS (SELECT 1 FROM statement_import WHERE coalesce(iban, ?1) = ?1 AND account = ?2)",
            iban,
        )?
    {
        act.db.prepare_cached("UPDATE bank_account SET iban = '' WHERE id = ?1")?.execute([account])?;
    }
    if let Some(titles) = said.titles.as_deref().filter(|titles| !titles.is_empty())
        && !shown(
            "SELECT EXISTS (SELECT 1 FROM statement_import WHERE coalesce(titles, ?1) = ?1 AND ?2)",
            titles,
        )?
    {
        act.db.prepare_cached("DELETE FROM table_mapping WHERE titles = ?1")?.execute([titles])?;
    }
    act.db
        .prepare_cached(
            "DELETE FROM bank_account WHERE id = ?1 AND opened_on IS NULL AND closed_on IS NULL
               AND NOT EXISTS (SELECT 1 FROM statement_import WHERE account = ?1) AND NOT EXISTS (SELECT 1 FROM bank_line WHERE account = ?1)",
        )?
        .execute([account])?;
    Ok(())
}
