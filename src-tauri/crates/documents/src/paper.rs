//! Papers: what was issued, as values, and the sheet it gives.
//!
//! Invariant: the same value is written to the books and read back from them, so that rendering again from stored
//! values gives the bytes that were sealed.

pub mod book;
pub mod charges;
pub mod checked;
pub mod court;
pub mod duplicate;
pub mod einvoice;
pub mod electronic;
pub mod frame;
pub mod interest;
pub mod invoice;
pub mod invoiced;
pub mod letter;
pub mod notice;
pub mod order;
pub mod plan;
pub mod quote;
pub mod receipt;
pub mod recovery;
pub mod report;
pub mod statement;
pub mod tax;
