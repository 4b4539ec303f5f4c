//! Why a deal came to nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LostReason {
    Price,
    Timing,
    Competitor,
    NoAnswer,
    Abandoned,
    Other,
}
