//! What a quote is worked out against.

use crate::contact::card::ClientCard;
use crate::contact::identity::Identity;
use crate::invoice::terms::PaymentTerms;
use crate::law::Law;
use chrono::NaiveDate;

/// What a quote is checked against.
#[derive(Clone, Copy, Debug)]
pub struct QuoteSetting<'a> {
    pub today: NaiveDate,
    pub seller: Option<&'a Identity>,
    pub buyer: &'a ClientCard,
    pub law: &'a Law,
    /// Version of the terms and conditions that would be joined.
    pub terms: Option<i64>,
    /// Defaults of the house, for what is left empty.
    pub payment: PaymentTerms,
    pub validity_days: u64,
}
