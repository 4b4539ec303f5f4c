//! How the VAT of an order goes on since it changed, as it was chosen.

use crate::row::Json;
use books::act::Ask;
use books::error::Result;
use journey::order::vat_change::{VatSettled, applied};
use journey::quote::Line;

/// Every choice made of an order, oldest first.
pub fn settled(ask: &Ask, order: i64) -> Result<Vec<VatSettled>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT value FROM order_event WHERE signed_order = ?1 AND kind = 'vat_settled' ORDER BY id",
        )?
        .query_map([order], |r| r.get::<_, Json<VatSettled>>("value").map(|Json(settled)| settled))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// The lines of an order with what was chosen since.
pub fn as_settled(ask: &Ask, order: i64, lines: Vec<Line>) -> Result<Vec<Line>> {
    Ok(settled(ask, order)?.iter().fold(lines, applied))
}
