//! Quotes, latest first, and those that wait as drafts.

use books::act::Ask;
use books::entry::{PAGE, Page};
use books::error::Result;
use journey::today::ClientName;
use records::quote_row::{QuoteList, QuoteRow, list};
use rusqlite::Row;
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

impl DraftRow {
    fn read(r: &Row) -> rusqlite::Result<DraftRow> {
        Ok(DraftRow {
            key: r.get("key")?,
            deal: r.get("deal")?,
            title: r.get("title")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            saved_at: r.get("saved_at")?,
        })
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Quotes {
    pub rows: Vec<QuoteRow>,
    pub drafts: Vec<DraftRow>,
    pub more: bool,
}

pub fn quotes(ask: &Ask, page: Page) -> Result<Quotes> {
    let mut rows = list(ask, QuoteList::Before(page.before.unwrap_or(i64::MAX)), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut statement = ask.db.prepare_cached(
        "SELECT f.key, d.id AS deal, d.title, c.id AS client, c.name AS client_name, f.saved_at FROM draft f
         JOIN deal d ON d.id = CAST(substr(f.key, 7) AS INTEGER) AND f.key = 'quote:' || d.id JOIN client c ON c.id = d.client
         WHERE f.key >= 'quote:' AND f.key < 'quote;' ORDER BY f.saved_at DESC LIMIT 100",
    )?;
    let drafts = if page.before.is_some() {
        Vec::new()
    } else {
        statement.query_map([], DraftRow::read)?.collect::<rusqlite::Result<_>>()?
    };
    Ok(Quotes { rows, drafts, more })
}
