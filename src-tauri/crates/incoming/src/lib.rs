//! What comes in: bytes in, values out.
//!
//! Architecture invariant: no file, no clock, no SQL; hostile bytes are refused without harm.

mod charset;
pub mod contacts;
pub mod directory;
pub mod logo;
mod pictures;
pub mod proof;
pub mod statement;
pub mod text;
