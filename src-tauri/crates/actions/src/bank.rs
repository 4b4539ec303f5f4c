//! Statements of banks: what comes in by them, and what becomes of their lines.

pub mod account;
pub mod explained;
pub mod import;
pub mod matched;
pub mod prepared;
pub mod preview;
pub mod undo;
pub mod watched;
