//! Quotes: worked out as they are typed, shown, sent.

pub mod preview;
pub mod send;
pub mod work;
