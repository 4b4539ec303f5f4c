//! An invoice as it stands: what it was issued for, and what became of it.

use crate::invoice::InvoiceKind;
use chrono::NaiveDate;
use values::money::Cents;

/// An invoice as it stands on a day, whatever its deal.
#[derive(Clone, Debug)]
pub struct IssuedInvoice {
    pub id: i64,
    pub number: String,
    pub kind: InvoiceKind,
    pub deal: i64,
    /// Of the deal.
    pub title: String,
    pub client: i64,
    pub issued_on: NaiveDate,
    /// The first due date that is not covered by what was paid.
    pub due_on: NaiveDate,
    pub gross: Cents,
    /// What is still to be paid.
    pub open: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    /// No longer claimed.
    pub given_up: Cents,
    /// It was lost, and not claimed again since.
    pub written_off: bool,
    /// A payment plan that stands says when it is paid.
    pub planned: bool,
    pub document: i64,
    /// The day it first left for the client.
    pub sent_on: Option<NaiveDate>,
}

impl IssuedInvoice {
    /// Taken back whole.
    #[must_use]
    pub fn is_annulled(&self) -> bool {
        self.credited.0 > 0 && self.credited >= self.gross
    }

    /// Days since it was due; none or fewer when it is not yet.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        (today - self.due_on).num_days()
    }
}
