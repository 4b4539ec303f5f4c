//! The days that a book covers, as they are typed.

use books::act::Ask;
use books::error::Result;
use journey::accounting::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfSpan {
    /// The first day, as typed; the first of January if empty.
    pub from: String,
    /// The last day, as typed; today if empty.
    pub to: String,
}

impl OfSpan {
    pub(super) fn read(&self, ask: &Ask) -> Result<Span> {
        Ok(Span::read(&self.from, &self.to, ask.today)?)
    }
}
