//! Charges of late payment: interest of one invoice day by day, and the fixed compensation for recovery costs.
//!
//! Invariant: integers only, every period rounded by itself and the total their sum; a rate that is not known bears no
//! amount and is named; what was claimed or given up to a day is never claimed again.

pub mod caution;
pub mod closed;
pub mod debt;
pub mod interest;
pub mod regime;

pub use caution::{ChargesSetting, cautions, missing};
pub use closed::{ChargesClosed, ChargesPaid, LeftCharges, left};
pub use debt::{Debt, Imputation, Settlement, SettlementKind};
pub use interest::{Interest, InterestPeriod, UnknownRate, interest};
pub use regime::{ChargesRegime, INDEMNITY, InterestTerms, contract_rate};

#[cfg(test)]
mod tests;
