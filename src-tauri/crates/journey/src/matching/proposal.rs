//! What is proposed for a line.

use crate::matching::given::MatchTarget;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
pub struct MatchAllocation {
    pub target: MatchTarget,
    /// What the target is settled by, above zero.
    pub amount: Cents,
}

/// One way to explain a line. Allocations sum to the line’s amount (without its sign), plus `fee`, minus `remainder`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MatchProposal {
    /// 0 to 100.
    pub score: i64,
    /// High, alone, and against no other line: it may be confirmed with all that is certain.
    pub certain: bool,
    /// In French, the strongest first.
    pub reasons: Vec<String>,
    /// By target.
    pub allocations: Vec<MatchAllocation>,
    /// Kept by a bank or a provider on the way.
    pub fee: Cents,
    /// Received beyond what is left.
    pub remainder: Cents,
}

/// What is proposed for one line, the best first; one at most is certain, and then it is the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineProposals {
    pub line: i64,
    pub proposals: Vec<MatchProposal>,
}
