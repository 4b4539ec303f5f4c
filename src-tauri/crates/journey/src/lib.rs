//! What is true: the rules of the journey, told the day and given values, never reading anything themselves.
//!
//! Architecture invariant: no SQL, no clock, no disk, no network and no floating point in this crate.

pub mod money;
pub mod words;
