//! Quotes: worked out as they are typed, sent, amended.

pub mod preview;
pub mod send;
pub mod work;
