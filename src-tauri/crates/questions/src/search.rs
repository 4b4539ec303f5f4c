//! Search: clients, deals and papers by words, numbers and amounts, accents ignored; what was touched last where nothing
//! is typed.

mod amounts;
mod hit;
mod recent;

use books::act::Ask;
use books::error::Result;
use books::stored::Word;
pub use hit::SearchHit;
use records::index::HitKind;
use records::searched::{expression, rank_alone};
use records::slips::nearly;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Search {
    /// Words, a number, an amount or their beginning. Empty: what was touched last.
    pub text: String,
    /// Of this kind alone.
    #[serde(default)]
    pub kind: Option<HitKind>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchResults {
    pub hits: Vec<SearchHit>,
    /// Nothing is written as it was typed: these are one slip of a finger away.
    pub near: bool,
}

/// Most hits answered: exact amounts first, then clients, then the latest.
const MOST: usize = 20;

/// Most papers told of one rank.
const OF_ONE: usize = 6;

/// What was found so far, each thing once.
struct Found {
    kind: Option<HitKind>,
    keys: Vec<(HitKind, i64)>,
}

impl Found {
    fn add(&mut self, kind: HitKind, id: i64) {
        let wanted = self.kind.is_none_or(|wanted| wanted == kind);
        if wanted && self.keys.len() < MOST && !self.keys.contains(&(kind, id)) {
            self.keys.push((kind, id));
        }
    }

    fn extend(&mut self, keys: Vec<(HitKind, i64)>) {
        for (kind, id) in keys {
            self.add(kind, id);
        }
    }

    /// The things that a query of the index names, the latest first.
    fn by_words(&mut self, ask: &Ask, query: &str, most: usize) -> Result<()> {
        let mut statement = ask.db.prepare_cached(
            "SELECT kind, ref FROM search_index WHERE search_index MATCH ?1 AND (?3 IS NULL OR kind = ?3)
             ORDER BY rowid DESC LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![query, most, self.kind.map(|kind| kind.stored())])?;
        while let Some(r) = rows.next()? {
            let Word(kind) = r.get("kind")?;
            self.add(kind, r.get("ref")?);
        }
        Ok(())
    }
}

pub fn search(ask: &Ask, query: Search) -> Result<SearchResults> {
    let mut found = Found { kind: query.kind, keys: Vec::new() };
    let mut near = false;
    if query.text.trim().is_empty() {
        found.extend(recent::latest(ask, query.kind)?);
    } else {
        for amount in values::input::amounts(&query.text).into_iter().filter(|amount| amount.0 > 0) {
            found.extend(amounts::between(ask, (amount, amount))?);
        }
        if let Some(rank) = rank_alone(&query.text) {
            found.by_words(ask, &rank, OF_ONE)?;
        }
        if let Some(words) = expression(&query.text) {
            found.by_words(ask, &words, MOST)?;
        }
        for range in values::prefix::amounts_beginning(&query.text) {
            found.extend(amounts::between(ask, range)?);
        }
        if found.keys.is_empty()
            && let Some(words) = nearly(&query.text)
        {
            found.by_words(ask, &words, MOST)?;
            near = !found.keys.is_empty();
        }
    }
    let mut hits = Vec::with_capacity(found.keys.len());
    for (kind, id) in found.keys {
        hits.extend(hit::described(ask, kind, id)?);
    }
    Ok(SearchResults { hits, near })
}
