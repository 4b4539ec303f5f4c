//! Importing clients from a file: what would come in is shown first, all of it comes in one action, and one action
//! takes it back.

use crate::contact::{client, duplicates, person};
use books::act::{Act, Ask};
use books::entry::{FileBytes, bytes_of};
use books::error::Result;
use incoming::contacts::{ClientImportPreview, read};
use journey::allowed::contact::may_undo_import;
use journey::contact::known::KnownClients;
use journey::contact::likeness::Marks;
use records::contact::known_clients;
use records::import::{imported, removable};
use records::index;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewClientImport {
    pub file: FileBytes,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportClients {
    pub file: FileBytes,
    /// The lines to take, as the preview counts them.
    pub rows: Vec<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoClientImport {
    pub import: i64,
}

pub fn preview(ask: &Ask, payload: PreviewClientImport) -> Result<ClientImportPreview> {
    let mut read = read(&bytes_of("file", &payload.file)?)?;
    let known = known_clients(ask)?;
    let mut seen = KnownClients::default();
    for row in &mut read.rows {
        let marks = Marks::of(&row.card);
        row.duplicates = known.like(&marks, None);
        row.repeats = seen.like(&marks, None).first().map(|d| d.id);
        seen.add(row.line, &row.card);
    }
    Ok(read)
}

pub fn import(act: &Act, payload: ImportClients) -> Result<i64> {
    let wanted: BTreeSet<i64> = payload.rows.iter().copied().collect();
    if wanted.is_empty() {
        return Err(Refusal::at("rows", "Cochez au moins un contact à importer.").into());
    }
    let read = read(&bytes_of("file", &payload.file)?)?;
    let rows = &read.rows;
    // Every line of a firm names it.
    let clients: BTreeMap<i64, usize> =
        rows.iter().enumerate().flat_map(|(i, row)| row.lines.iter().map(move |line| (*line, i))).collect();
    let mut taken = BTreeSet::new();
    for line in wanted {
        let Some((at, row)) = clients.get(&line).and_then(|at| Some((*at, rows.get(*at)?))) else {
            let reason = read.refused.iter().find(|r| r.line == line).map(|r| r.reason.as_str());
            let reason = reason.unwrap_or("Aucun contact ne commence à cette ligne.");
            return Err(
                Refusal::at("rows", format!("La ligne {line} ne peut pas être importée. {reason}")).into()
            );
        };
        if !taken.insert(at) {
            continue;
        }
        let client = client::insert_client(act, &row.card)?;
        for one in &row.people {
            person::insert_person(act, client, one)?;
        }
        if !row.people.is_empty() {
            index::index_client(act.db, client, &row.card)?;
        }
    }
    // The line that this action is about to write.
    Ok(act.head.seq + 1)
}

pub fn undo(act: &Act, payload: UndoClientImport) -> Result<i64> {
    let body: String = act
        .db
        .prepare_cached("SELECT b.body FROM journal j JOIN journal_body b ON b.seq = j.seq WHERE j.seq = ?1 AND j.action = 'import_clients'")?
        .query_row([payload.import], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cet import"))?;
    let free = removable(&act.ask(), &imported(&serde_json::from_str(&body)?))?;
    may_undo_import(free.len())?;
    for client in free {
        // Whoever came in with it goes with it.
        act.db.prepare_cached("DELETE FROM person WHERE client = ?1")?.execute([client])?;
        duplicates::remove_client(act, client)?;
    }
    Ok(payload.import)
}
