//! Books for the State and the accountant: what came in, VAT that falls due, contributions, thresholds.
//!
//! Invariant: of every invoice, what its money paid of each rate and kind of work sums to the money, and at the end of
//! its life to the invoice, to the cent.

pub mod choices;
pub mod contributions;
pub mod entry;
pub mod fec;
pub mod gauges;
pub mod life;
pub mod portion;
pub mod span;
pub mod takings;
pub mod turn;
pub mod turnover;
pub mod vat_due;
