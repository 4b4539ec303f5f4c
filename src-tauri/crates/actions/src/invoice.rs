//! Invoices: with an order or without, whole, in part or taken back.

pub mod agreed;
pub mod balance;
pub mod charges;
pub mod credit;
pub mod draft;
pub mod duplicate;
pub mod early;
pub mod part;
pub mod prepare;
pub mod preview;
pub mod progress;
pub mod seal;
pub mod standalone;
pub mod vat;
