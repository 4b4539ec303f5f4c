//! What the approved platform said of invoices.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::platform::PlatformStatus;
use journey::today::ClientName;
use journey::today::platform::Answerable;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;
use values::stored::Stored as _;

/// What the platform said, on a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlatformStatusRow {
    pub(crate) id: i64,
    pub(crate) day: String,
    pub(crate) status: PlatformStatus,
    /// Three digits.
    pub(crate) code: String,
    /// « refusée »
    pub(crate) told: String,
    pub(crate) words: String,
    /// The user is to do something about it.
    pub(crate) wants_an_answer: bool,
}

/// What it said of an invoice, the latest first.
pub fn statuses(ask: &Ask, invoice: i64) -> Result<Vec<PlatformStatusRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, day, status, words FROM platform_status WHERE invoice = ?1 ORDER BY day DESC, id DESC",
    )?;
    let rows = statement.query_map([invoice], |r| {
        let Word(status): Word<PlatformStatus> = r.get("status")?;
        Ok(PlatformStatusRow {
            id: r.get("id")?,
            day: r.get("day")?,
            status,
            code: status.word().to_owned(),
            told: status.french().to_owned(),
            words: r.get("words")?,
            wants_an_answer: status.wants_an_answer(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What it said last of each invoice that is still to be paid, by id.
pub(crate) fn latest(ask: &Ask) -> Result<BTreeMap<i64, (PlatformStatus, NaiveDate)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT invoice, status, day FROM platform_status
         WHERE invoice IN (SELECT invoice FROM open_invoice WHERE open > 0) ORDER BY day, id",
    )?;
    let rows = statement.query_map([], |r| {
        Ok((r.get("invoice")?, (r.get::<_, Word<_>>("status")?.0, r.get::<_, Day>("day")?.0)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Invoices that are to be paid and of which it said last what asks for an answer.
pub fn answerable(ask: &Ask) -> Result<Vec<Answerable>> {
    let waiting: BTreeMap<_, _> =
        latest(ask)?.into_iter().filter(|(_, (status, _))| status.wants_an_answer()).collect();
    let mut found = Vec::new();
    for (invoice, (status, since)) in waiting {
        let words = statuses(ask, invoice)?.into_iter().next().map(|row| row.words).unwrap_or_default();
        found.push(
            ask.db
                .prepare_cached(
                    "SELECT i.number, i.deal, d.title, c.id AS client, c.name,
                            (SELECT sum(open) FROM open_invoice WHERE invoice = i.id) AS open
                     FROM invoice i JOIN deal d ON d.id = i.deal
                     JOIN client c ON c.id = (SELECT coalesce(merged_into, id) FROM client WHERE id = i.client)
                     WHERE i.id = ?1",
                )?
                .query_row([invoice], |r| {
                    Ok(Answerable {
                        invoice,
                        number: r.get("number")?,
                        client: ClientName { id: r.get("client")?, name: r.get("name")? },
                        deal: r.get("deal")?,
                        title: r.get("title")?,
                        open: Cents(r.get("open")?),
                        status,
                        since,
                        words,
                    })
                })?,
        );
    }
    Ok(found)
}
