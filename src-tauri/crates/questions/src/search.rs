//! Search: clients, deals and papers by words, accents ignored.

use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use records::index::HitKind;
use records::searched::expression;
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
    for amount in values::input::amounts(&query.text).into_iter().filter(|amount| amount.0 > 0) {
        hits.extend(by_amount(ask, amount)?);
    }
    if let Some(words) = expression(&query.text) {
        let mut statement = ask.db.prepare_cached(
            "SELECT kind, ref FROM search_index WHERE search_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
        )?;
        let mut rows = statement.query(params![words, MOST])?;
        while let Some(r) = rows.next()? {
            let Word(kind) = r.get("kind")?;
            if let Some(hit) = describe(ask, kind, r.get("ref")?)?
                && !hits.iter().any(|h: &SearchHit| h.kind == hit.kind && h.id == hit.id)
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
        hits.extend(describe(ask, HitKind::Invoice, id)?);
    }
    Ok(hits)
}

/// What a hit shows, by its kind.
fn described(kind: HitKind) -> &'static str {
    match kind {
        HitKind::Client => {
            "SELECT NULL AS deal, name AS title, coalesce(card ->> '$.address.city', '') AS detail, NULL AS amount
             FROM client WHERE id = ?1"
        }
        HitKind::Deal => {
            "SELECT d.id AS deal, d.title AS title, c.name AS detail, s.amount AS amount
             FROM deal d JOIN client c ON c.id = d.client LEFT JOIN deal_state s ON s.deal = d.id WHERE d.id = ?1"
        }
        HitKind::Quote => {
            "SELECT q.deal AS deal, q.number AS title, d.title || ' · ' || c.name AS detail,
                    (SELECT gross FROM quote_version WHERE quote = q.id ORDER BY version DESC LIMIT 1) AS amount
             FROM quote q JOIN deal d ON d.id = q.deal JOIN client c ON c.id = d.client WHERE q.id = ?1"
        }
        HitKind::Order => {
            "SELECT o.deal AS deal, o.number AS title, d.title || ' · ' || c.name AS detail, o.gross AS amount
             FROM signed_order o JOIN deal d ON d.id = o.deal JOIN client c ON c.id = d.client WHERE o.id = ?1"
        }
        HitKind::Invoice => {
            "SELECT i.deal AS deal, i.number AS title, d.title || ' · ' || c.name AS detail, i.gross AS amount
             FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client WHERE i.id = ?1"
        }
    }
}

fn describe(ask: &Ask, kind: HitKind, id: i64) -> Result<Option<SearchHit>> {
    let hit = ask
        .db
        .prepare_cached(described(kind))?
        .query_row([id], |r| {
            Ok(SearchHit {
                kind,
                id,
                deal: r.get("deal")?,
                title: r.get("title")?,
                detail: r.get("detail")?,
                amount: r.get::<_, Option<i64>>("amount")?.map(Cents),
            })
        })
        .optional()?;
    Ok(hit)
}
