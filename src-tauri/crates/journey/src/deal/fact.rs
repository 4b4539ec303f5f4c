//! What is known of a deal’s quote, order and invoices.

use crate::invoice::InvoiceKind;
use crate::invoice::instalments::{Instalment, outstanding};
use chrono::NaiveDate;
use values::money::Cents;

#[derive(Clone, Debug)]
pub struct QuoteFact {
    pub id: i64,
    pub number: String,
    pub version: i64,
    /// The day on its paper, when that version was numbered.
    pub sent_on: NaiveDate,
    /// When that version first left for the client, if it did.
    pub left_on: Option<NaiveDate>,
    pub valid_until: NaiveDate,
    pub gross: Cents,
}

#[derive(Clone, Debug)]
pub struct OrderFact {
    /// The order in force: the latest amendment, if any.
    pub id: i64,
    pub number: String,
    /// When the client first bound themselves, amendments apart.
    pub signed_on: NaiveDate,
    pub gross: Cents,
    pub deposit_agreed: Cents,
}

#[derive(Clone, Debug)]
pub struct InvoiceFact {
    pub id: i64,
    pub number: String,
    pub kind: InvoiceKind,
    pub issued_on: NaiveDate,
    /// The day of the first part that is not covered by what was paid; the last day once all is.
    pub due_on: NaiveDate,
    /// Its parts, where it is paid in several.
    pub instalments: Vec<Instalment>,
    pub gross: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    /// What is still to be paid.
    pub open: Cents,
}

impl InvoiceFact {
    /// What the invoice is for, credit notes taken away.
    #[must_use]
    pub fn standing(&self) -> Cents {
        self.gross - self.credited
    }

    /// What is still to be paid, each part by its rank and its day.
    #[must_use]
    pub fn open_parts(&self) -> Vec<(usize, Instalment)> {
        if self.instalments.is_empty() {
            let whole = Instalment { due_on: self.due_on, amount: self.open };
            return if self.open.is_zero() { Vec::new() } else { vec![(0, whole)] };
        }
        let open = outstanding(&self.instalments, self.open);
        let parts = self.instalments.iter().zip(open).enumerate();
        parts
            .filter(|(_, (_, open))| !open.is_zero())
            .map(|(rank, (part, open))| (rank, Instalment { due_on: part.due_on, amount: open }))
            .collect()
    }

    /// Has a credit note taken it back whole?
    #[must_use]
    pub fn is_annulled(&self) -> bool {
        // A balance of nothing, its deposits having covered the order, stands all the same.
        self.credited.0 > 0 && self.credited >= self.gross
    }
}

/// What the rounding of VAT may take from a deposit that is asked in several invoices; less is not worth one more.
pub const ROUNDED: Cents = Cents(50);

/// A payment that settles less than it brought.
#[derive(Clone, Debug)]
pub struct UnusedFact {
    pub payment: i64,
    pub amount: Cents,
}
