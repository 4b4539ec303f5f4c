//! How far long work is, told to whoever watches it.

/// Told (done, of) while work goes on; answers whether to go on.
pub type Watch<'a> = &'a dyn Fn(i64, i64) -> bool;
