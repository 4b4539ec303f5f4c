//! The electronic invoice: EN 16931 as values, from bytes and held against its rules.
//!
//! Architecture invariant: no file, no clock, no SQL; hostile bytes are refused without harm.

pub mod check;
pub mod cii_write;
pub mod container;
pub mod decimal;
pub mod document;
pub mod finding;
pub mod lifecycle;
pub mod model;
mod opened;
pub mod read;
pub mod rules;
pub mod told;
mod way;
pub mod xml;
