//! The catalogue’s entries, by label.

use crate::row::Json;
use books::act::Ask;
use books::error::Result;
use journey::quote::catalogue::CatalogueCard;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::money::UnitPrice;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CatalogueRow {
    pub(crate) id: i64,
    pub(crate) card: CatalogueCard,
    pub(crate) unit_price: UnitPrice,
}

impl CatalogueRow {
    /// Are the words looked for in it?
    #[must_use]
    pub fn holds(&self, words: &str) -> bool {
        self.card.holds(words)
    }

    /// Is it an entry of the same label, other than the one that changes?
    #[must_use]
    pub fn is_another(&self, card: &CatalogueCard, but: Option<i64>) -> bool {
        Some(self.id) != but && self.card.same_as(card)
    }
}

/// Every entry, by label.
pub fn rows(ask: &Ask) -> Result<Vec<CatalogueRow>> {
    let mut statement = ask.db.prepare_cached("SELECT id, card FROM catalogue_item ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let Json(card): Json<CatalogueCard> = r.get("card")?;
        let unit_price = values::input::kept_price("unit_price", &card.unit_price)?;
        found.push(CatalogueRow { id: r.get("id")?, card, unit_price });
    }
    // « Étude » stands beside « Etat », not behind « Zone ».
    found.sort_by_cached_key(|row| folded(&row.card.label));
    Ok(found)
}
