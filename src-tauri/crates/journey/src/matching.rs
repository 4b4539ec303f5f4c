//! Matching: what a line of a bank’s statement may have paid, with reasons in words. It proposes; recording is the user’s.
//!
//! Invariant: proposals depend on what is given alone, not on its order, and what is certain never pays more than is left.

mod against;
mod evidence;
pub mod given;
mod in_order;
mod index;
mod keys;
pub mod labelled;
mod learned;
mod names;
mod numbers;
pub mod proposal;
mod propose;
pub mod report;
mod settle;
mod several;
mod sums;
mod together;
mod tokens;
mod weigh;

pub use settle::proposals;
