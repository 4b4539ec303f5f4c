//! The receipts book (« livre des recettes », C. com. L123-28): every receipt in order of days, cash apart.
//!
//! Invariant: its lines sum to the payments of the books; nothing is counted twice or left out.

use crate::payment::PaymentMethod;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// What a line of the book is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TakingKind {
    /// Receipts of a month, brought from another tool.
    Past,
    Payment,
    /// Interest or indemnity of late payment: no price of any work.
    Charges,
    Refund,
    /// A payment noted by mistake, which never was, or one that the bank took back.
    Reversal,
}

/// A line of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking {
    pub on: NaiveDate,
    /// The number of its voucher: running in its own series, in the order in which receipts were noted.
    pub voucher: String,
    pub kind: TakingKind,
    /// Of the invoices; empty for none.
    pub number: String,
    pub client: String,
    /// What it is for, in words.
    pub nature: String,
    /// Gross, below zero for what went out.
    pub amount: Cents,
    /// What a provider kept of it.
    pub fee: Cents,
    /// None for receipts of a month.
    pub method: Option<PaymentMethod>,
    pub reference: String,
}

impl Taking {
    #[must_use]
    pub fn is_cash(&self) -> bool {
        self.method == Some(PaymentMethod::Cash)
    }
}

/// What lines come to, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct TakingTotals {
    pub whole: Cents,
    pub cash: Cents,
    /// Received any other way.
    pub other: Cents,
    /// Interest and indemnities, within the whole.
    pub charges: Cents,
    /// What providers kept, within the whole.
    pub fees: Cents,
}

/// The lines in order of days, those of one day as they were noted.
pub fn in_order(takings: &mut [Taking]) {
    let place = |one: &Taking| (one.on, one.kind, one.voucher.len());
    takings.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.voucher.cmp(&b.voucher)));
}

#[must_use]
pub fn summed(takings: &[Taking]) -> TakingTotals {
    let mut totals = TakingTotals::default();
    for taking in takings {
        totals.whole += taking.amount;
        totals.fees += taking.fee;
        if taking.is_cash() {
            totals.cash += taking.amount;
        } else {
            totals.other += taking.amount;
        }
        if taking.kind == TakingKind::Charges {
            totals.charges += taking.amount;
        }
    }
    totals
}
