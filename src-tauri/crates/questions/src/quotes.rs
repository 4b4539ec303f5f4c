//! Quotes, latest first, and those that wait as drafts.

use books::act::Ask;
use books::entry::{PAGE, Page};
use books::error::Result;
use journey::today::ClientName;
use records::quote_row::{QuoteRow, rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DraftRow {
    pub key: String,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub saved_at: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Quotes {
    pub rows: Vec<QuoteRow>,
    pub drafts: Vec<DraftRow>,
    pub more: bool,
}

pub fn quotes(ask: &Ask, page: Page) -> Result<Quotes> {
    let mut rows = rows(ask, "q.id < ?1", page.before.unwrap_or(i64::MAX), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut statement = ask.db.prepare_cached(
        "SELECT f.key, d.id, d.title, c.id, c.name, f.saved_at FROM draft f
         JOIN deal d ON d.id = CAST(substr(f.key, 7) AS INTEGER) AND f.key = 'quote:' || d.id JOIN client c ON c.id = d.client
         WHERE f.key >= 'quote:' AND f.key < 'quote;' ORDER BY f.saved_at DESC LIMIT 100",
    )?;
    let drafts = if page.before.is_some() {
        Vec::new()
    } else {
        statement
            .query_map([], |r| {
                Ok(DraftRow {
                    key: r.get(0)?,
                    deal: r.get(1)?,
                    title: r.get(2)?,
                    client: ClientName { id: r.get(3)?, name: r.get(4)? },
                    saved_at: r.get(5)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?
    };
    Ok(Quotes { rows, drafts, more })
}
