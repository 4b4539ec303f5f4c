//! Exact values: money, refusals, words, what is typed, identifiers, letters, the calendar.
//!
//! Architecture invariant: integers only; no clock, no file, and no word of the trade's rules.

pub mod calendar;
pub mod day;
pub mod identifiers;
pub mod input;
pub mod letters;
pub mod money;
pub mod number;
pub mod prefix;
pub mod problem;
pub mod refusal;
pub mod server;
pub mod spaces;
pub mod stored;
mod told;
pub mod vat_numbers;
pub mod words;
