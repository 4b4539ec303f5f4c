//! The catalogue, by words.

use books::act::Ask;
use books::error::Result;
use records::catalogue::{CatalogueRow, rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most entries answered at once.
const MOST: usize = 200;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueFilter {
    /// Words to look for; empty for all.
    pub search: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Catalogue {
    pub rows: Vec<CatalogueRow>,
}

pub fn catalogue(ask: &Ask, filter: CatalogueFilter) -> Result<Catalogue> {
    let found = rows(ask)?.into_iter().filter(|row| row.holds(&filter.search));
    Ok(Catalogue { rows: found.take(MOST).collect() })
}
