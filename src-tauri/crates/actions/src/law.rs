//! Law: newer rows than those that ship, as the freelancer reads them. What is sealed keeps its words.

use books::act::Act;
use books::draft;
use books::error::Result;
use journey::law::AddLawRow;
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveLawRow {
    /// Its rank among the rows that were added.
    pub row: usize,
}

pub fn add_row(act: &Act, payload: AddLawRow) -> Result<i64> {
    let law = settings::law(&act.ask())?.with(&payload, act.today)?;
    let id = act.set("law", &law)?;
    draft::remove(act, "law:new")?;
    Ok(id)
}

pub fn remove_row(act: &Act, payload: RemoveLawRow) -> Result<i64> {
    let law = settings::law(&act.ask())?.without(payload.row)?;
    act.set("law", &law)
}
