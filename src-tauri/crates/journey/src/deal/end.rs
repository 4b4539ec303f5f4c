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

values::stored!(LostReason {
    Price = "price",
    Timing = "timing",
    Competitor = "competitor",
    NoAnswer = "no_answer",
    Abandoned = "abandoned",
    Other = "other",
});
