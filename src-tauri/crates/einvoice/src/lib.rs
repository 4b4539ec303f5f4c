//! The electronic invoice: EN 16931 as values, from bytes and held against its rules.
//!
//! Architecture invariant: no file, no clock, no SQL; hostile bytes are refused without harm.

pub mod decimal;
pub mod model;
