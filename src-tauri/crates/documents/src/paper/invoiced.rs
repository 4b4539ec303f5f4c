//! An invoice as it is issued, whatever is made of it.

use crate::paper::frame::{Parties, Wordings};
use chrono::NaiveDate;
use journey::invoice::{Instalment, InvoiceKind};
use journey::quote::Line;
use journey::vat::{Totals, VatGroup};
use values::money::{BasisPoints, Cents};

/// One invoice, as it is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoicePaper {
    pub kind: InvoiceKind,
    pub number: String,
    pub draft: bool,
    pub issued_on: NaiveDate,
    pub supplied_on: Option<NaiveDate>,
    /// The day by which all is paid.
    pub due_on: NaiveDate,
    /// Its parts, where it is paid in several.
    pub instalments: Vec<Instalment>,
    pub order_number: String,
    /// « D-2026-0011 · CO-2026-0009 »
    pub origin: String,
    /// What an invoice without an order is about; empty for others.
    pub subject: String,
    pub discount: BasisPoints,
    pub lines: Vec<Line>,
    pub deductions: Vec<DeductionPaper>,
    /// What a credit note takes back.
    pub credited: Option<CreditedPaper>,
    /// What this invoice is for, deductions taken.
    pub totals: Totals,
    pub parties: Parties,
    pub wordings: Wordings,
}

/// A deposit or progress invoice deducted, with what is left of it per rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductionPaper {
    /// Is it a deposit, or another invoice?
    pub deposit: bool,
    pub number: String,
    pub issued_on: NaiveDate,
    pub groups: Vec<VatGroup>,
}

impl DeductionPaper {
    /// Over all rates.
    #[must_use]
    pub fn net(&self) -> Cents {
        self.groups.iter().map(|group| group.net).sum()
    }
}

/// The invoice that a credit note takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditedPaper {
    /// Is it a deposit, or another invoice?
    pub deposit: bool,
    pub number: String,
    pub issued_on: NaiveDate,
    /// The day of the work taken back.
    pub supplied_on: Option<NaiveDate>,
}

impl InvoicePaper {
    /// The days on which the work claimed began and ended, where both are known.
    #[must_use]
    pub fn worked(&self) -> Option<(NaiveDate, NaiveDate)> {
        let began_on = self.wordings.electronic.as_ref()?.began_on?;
        Some((began_on, self.supplied_on?)).filter(|(began_on, done_on)| began_on <= done_on)
    }

    /// The day of the work claimed or taken back.
    #[must_use]
    pub fn work_done_on(&self) -> Option<NaiveDate> {
        self.supplied_on.or_else(|| self.credited.as_ref()?.supplied_on)
    }
}
