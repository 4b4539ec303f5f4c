//! Books for the State and the accountant: what is asked of any span of days, on screen and as a file.

pub mod journal;
pub mod paper;
pub mod receipts;
pub mod reporting;
pub mod settings;
pub mod span;
pub mod thresholds;
pub mod urssaf;
pub mod vat;
