//! What leaves: values in, bytes out.
//!
//! Architecture invariant: no books, no files, no clock here; the same values always give the same bytes.

pub mod sheet;
