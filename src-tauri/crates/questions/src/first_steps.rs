//! What to begin with in new books: a first quote, a logo, terms, a backup.

use crate::file::has_backup;
use books::act::Ask;
use books::error::Result;
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Client,
    Quote,
    Logo,
    Terms,
    Backup,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FirstStep {
    pub kind: StepKind,
    pub done: bool,
}

/// Whoever issued so many invoices needs no telling.
const SETTLED_IN: i64 = 5;

/// Nothing was invoiced yet: all figures would be nothing.
pub fn nothing_invoiced(ask: &Ask) -> Result<bool> {
    is(ask, "SELECT NOT EXISTS (SELECT 1 FROM invoice)")
}

fn is(ask: &Ask, sql: &str) -> Result<bool> {
    Ok(ask.db.prepare_cached(sql)?.query_row([], |r| r.get(0))?)
}

/// The steps, until all are done or a few invoices were issued.
pub fn first_steps(ask: &Ask) -> Result<Vec<FirstStep>> {
    let is = |sql: &str| is(ask, sql);
    let issued: i64 = ask
        .db
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM invoice LIMIT ?1)")?
        .query_row([SETTLED_IN], |r| r.get(0))?;
    if issued >= SETTLED_IN {
        return Ok(Vec::new());
    }
    let step = |kind, done| FirstStep { kind, done };
    let steps = vec![
        step(StepKind::Client, is("SELECT EXISTS (SELECT 1 FROM client)")?),
        step(StepKind::Quote, is("SELECT EXISTS (SELECT 1 FROM quote)")?),
        step(StepKind::Logo, settings::logo(ask)?.is_some()),
        step(StepKind::Terms, is("SELECT EXISTS (SELECT 1 FROM terms)")?),
        step(StepKind::Backup, has_backup(ask)?),
    ];
    Ok(if steps.iter().all(|step| step.done) { Vec::new() } else { steps })
}
