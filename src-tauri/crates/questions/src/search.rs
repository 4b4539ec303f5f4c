//! Search: clients, deals and papers by words, accents ignored.

use books::act::Ask;
use books::error::Result;
use records::index::expression;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    Client,
    Deal,
    Quote,
    Order,
    Invoice,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchHit {
    pub kind: HitKind,
    pub id: i64,
    pub deal: Option<i64>,
    pub title: String,
    pub detail: String,
    pub amount: Option<Cents>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchResults {
    pub hits: Vec<SearchHit>,
}

/// Most hits answered, clients first, then the latest.
const MOST: i64 = 20;

pub fn search(ask: &Ask, query: Search) -> Result<SearchResults> {
    let mut hits = Vec::new();
    if let Ok(amount) = values::input::amount("text", &query.text)
        && amount.0 > 0
    {
        hits.extend(by_amount(ask, amount)?);
    }
    if let Some(words) = expression(&query.text) {
        let mut statement = ask.db.prepare_cached(
            "SELECT kind, ref FROM search_index WHERE search_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
        )?;
        let found: Vec<(String, i64)> = statement
            .query_map(params![words, MOST], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (kind, id) in found {
            if let Some(hit) = describe(ask, &kind, id)?
                && !hits.iter().any(|h| h.kind == hit.kind && h.id == hit.id)
            {
                hits.push(hit);
            }
        }
    }
    Ok(SearchResults { hits })
}

/// Open invoices of exactly that amount, gross or still to be paid.
fn by_amount(ask: &Ask, amount: Cents) -> Result<Vec<SearchHit>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT DISTINCT o.invoice FROM open_invoice o CROSS JOIN invoice i ON i.id = o.invoice WHERE o.open = ?1 OR i.gross = ?1
         ORDER BY o.invoice DESC LIMIT 5",
    )?;
    let ids: Vec<i64> = statement.query_map([amount.0], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut hits = Vec::new();
    for id in ids {
        hits.extend(describe(ask, "invoice", id)?);
    }
    Ok(hits)
}

fn describe(ask: &Ask, kind: &str, id: i64) -> Result<Option<SearchHit>> {
    let (kind, sql) = match kind {
        "client" => (HitKind::Client, "SELECT NULL, name, coalesce(card ->> '$.address.city', ''), NULL FROM client WHERE id = ?1"),
        "deal" => (
            HitKind::Deal,
            "SELECT d.id, d.title, c.name, s.amount FROM deal d JOIN client c ON c.id = d.client LEFT JOIN deal_state s ON s.deal = d.id WHERE d.id = ?1",
        ),
        "quote" => (
            HitKind::Quote,
            "SELECT q.deal, q.number, d.title || ' · ' || c.name, (SELECT gross FROM quote_version WHERE quote = q.id ORDER BY version DESC LIMIT 1)
             FROM quote q JOIN deal d ON d.id = q.deal JOIN client c ON c.id = d.client WHERE q.id = ?1",
        ),
        "order" => (
            HitKind::Order,
            "SELECT o.deal, o.number, d.title || ' · ' || c.name, o.gross FROM signed_order o JOIN deal d ON d.id = o.deal JOIN client c ON c.id = d.client WHERE o.id = ?1",
        ),
        "invoice" => (
            HitKind::Invoice,
            "SELECT i.deal, i.number, d.title || ' · ' || c.name, i.gross FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = i.client WHERE i.id = ?1",
        ),
        _ => return Ok(None),
    };
    let hit = ask
        .db
        .prepare_cached(sql)?
        .query_row([id], |r| {
            Ok(SearchHit {
                kind,
                id,
                deal: r.get(0)?,
                title: r.get(1)?,
                detail: r.get(2)?,
                amount: r.get::<_, Option<i64>>(3)?.map(Cents),
            })
        })
        .optional()?;
    Ok(hit)
}
