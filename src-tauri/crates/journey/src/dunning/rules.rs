//! What holds for all clients alike.

use crate::dunning::quote_policy::QuotePolicy;
use values::calendar::Region;
use values::money::Cents;

/// What holds for all clients alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Days during which a client who was reminded is left alone.
    pub pace: i64,
    /// Nobody is reminded of less.
    pub least: Cents,
    pub region: Region,
    /// How quotes without an answer are asked about.
    pub quotes: QuotePolicy,
}
