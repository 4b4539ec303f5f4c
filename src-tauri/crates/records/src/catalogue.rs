//! The catalogue’s entries, by label.

use books::act::Ask;
use books::error::Result;
use journey::quote::catalogue::CatalogueCard;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::UnitPrice;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CatalogueRow {
    pub id: i64,
    pub card: CatalogueCard,
    pub unit_price: UnitPrice,
}

/// Every entry, by label.
pub fn rows(ask: &Ask) -> Result<Vec<CatalogueRow>> {
    let mut statement =
        ask.db.prepare_cached("SELECT id, card FROM catalogue_item ORDER BY label COLLATE NOCASE, id")?;
    let found: Vec<(i64, String)> =
        statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    found
        .into_iter()
        .map(|(id, card)| {
            let card: CatalogueCard = serde_json::from_str(&card)?;
            let unit_price = values::input::unit_price("unit_price", &card.unit_price)?;
            Ok(CatalogueRow { id, card, unit_price })
        })
        .collect()
}
