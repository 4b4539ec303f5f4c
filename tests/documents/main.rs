//! Papers issued through the door: the bytes that were sealed, what they say, and to whom.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

mod account;
mod bytes;
mod conformance;
mod electronic;
mod english;
mod english_reader;
mod epc;
mod foreign_reader;
mod german;
mod identities;
mod letters;
mod looks;
mod orders;
mod paying;
mod reader;
mod said;
mod terms;
