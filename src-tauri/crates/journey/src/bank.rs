//! Statements of banks: which account a file is of, what of it is new, and whether its balances follow from the lines.
//!
//! Invariant: pure; whatever the order in which files come, the same lines stand in the end.

pub mod account;
pub mod alias;
pub mod balance;
pub mod explanation;
pub mod movement;
pub mod overlap;
pub mod pending;
pub mod proposed;
pub mod shares;
pub mod watched;
