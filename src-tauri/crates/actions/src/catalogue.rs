//! Catalogue: what one sells again and again. Quotes and invoices copy an entry; changing it changes no paper.

use books::act::Act;
use books::draft;
use books::error::Result;
use journey::quote::catalogue::CatalogueCard;
use records::catalogue::rows;
use records::settings;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeCatalogueItem {
    pub item: i64,
    pub card: CatalogueCard,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveCatalogueItem {
    pub item: i64,
}

/// Reads a card; no other entry has its label.
fn read(act: &Act, card: &CatalogueCard, but: Option<i64>) -> Result<CatalogueCard> {
    let (read, _) = card.read(&settings::law(&act.ask())?, act.today)?;
    if rows(&act.ask())?.iter().any(|row| row.is_another(&read, but)) {
        return Err(Refusal::at(
            "label",
            format!(
                "« {} » est déjà au catalogue : modifiez cette prestation, ou changez le nom.",
                read.label
            ),
        )
        .into());
    }
    Ok(read)
}

pub fn add(act: &Act, payload: CatalogueCard) -> Result<i64> {
    let card = read(act, &payload, None)?;
    act.db
        .prepare_cached("INSERT INTO catalogue_item (label, card) VALUES (?1, ?2)")?
        .execute(params![card.label, serde_json::to_string(&card)?])?;
    let item = act.db.last_insert_rowid();
    draft::remove(act, "catalogue:new")?;
    Ok(item)
}

pub fn change(act: &Act, payload: ChangeCatalogueItem) -> Result<i64> {
    let card = read(act, &payload.card, Some(payload.item))?;
    let changed = act
        .db
        .prepare_cached("UPDATE catalogue_item SET label = ?2, card = ?3 WHERE id = ?1")?
        .execute(params![payload.item, card.label, serde_json::to_string(&card)?])?;
    if changed == 0 {
        return Err(Refusal::not_found("Cette prestation").into());
    }
    draft::remove(act, &format!("catalogue:{}", payload.item))?;
    Ok(payload.item)
}

pub fn remove(act: &Act, payload: RemoveCatalogueItem) -> Result<i64> {
    let removed =
        act.db.prepare_cached("DELETE FROM catalogue_item WHERE id = ?1")?.execute([payload.item])?;
    if removed == 0 {
        return Err(Refusal::not_found("Cette prestation").into());
    }
    Ok(payload.item)
}
