//! A quote, worked out.

use crate::deposit::Deposit;
use crate::invoice::terms::PaymentTerms;
use crate::quote::conditions::Conditions;
use crate::quote::line::Line;
use crate::vat::Totals;
use chrono::NaiveDate;
use values::money::BasisPoints;

/// A quote, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub subject: String,
    pub lines: Vec<Line>,
    pub discount: BasisPoints,
    pub deposit: Deposit,
    pub valid_until: NaiveDate,
    pub start: String,
    pub duration: String,
    pub payment: PaymentTerms,
    pub notes: String,
    pub conditions: Conditions,
    pub totals: Totals,
}
