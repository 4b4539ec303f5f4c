//! The semantic model of EN 16931-1: what an invoice says, whatever the syntax it came in.
//!
//! Invariant: nothing is guessed. What is absent is `None`, or empty; codes stand as written.

mod line;
mod party;
mod settlement;

pub use line::{InvoiceLine, ItemAttribute, ItemClass, LineItem, LinePrice};
pub use party::{SchemedId, TaxAgent, Trader, TraderAddress, TraderContact};
pub use settlement::{
    AllowanceOrCharge, CreditTransfer, DirectDebit, DocumentTotals, InvoicedPeriod, PaymentCard,
    PaymentMeans, VatBreakdown,
};

use chrono::NaiveDate;

/// A whole invoice or credit note (root of EN 16931-1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EInvoice {
    /// BT-1.
    pub number: String,
    /// BT-2.
    pub issued_on: Option<NaiveDate>,
    /// BT-3, UNTDID 1001: 380 invoice, 381 credit note, 384 corrective, 386 deposit, 503 credit note on a deposit…
    pub type_code: String,
    /// BT-5, ISO 4217.
    pub currency: String,
    /// BT-6, ISO 4217: the currency in which VAT is accounted, where it is another.
    pub vat_currency: Option<String>,
    /// BT-7.
    pub tax_point_on: Option<NaiveDate>,
    /// BT-8 as UNTDID 2005 (3 invoice date, 35 delivery, 432 payment) or 2475 (5, 29, 72), as the syntax writes it.
    /// CII: 5 is « on debits », 72 « on receipts ».
    pub tax_point_code: Option<String>,
    /// BT-9.
    pub due_on: Option<NaiveDate>,
    /// BT-10.
    pub buyer_reference: Option<String>,
    /// BT-11.
    pub project: Option<String>,
    /// BT-12.
    pub contract: Option<String>,
    /// BT-13.
    pub purchase_order: Option<String>,
    /// BT-14.
    pub sales_order: Option<String>,
    /// BT-15.
    pub receiving_advice: Option<String>,
    /// BT-16.
    pub despatch_advice: Option<String>,
    /// BT-17.
    pub tender_or_lot: Option<String>,
    /// BT-18 with its scheme (UNTDID 1153).
    pub invoiced_object: Option<SchemedId>,
    /// BT-19.
    pub buyer_accounting_reference: Option<String>,
    /// BT-20.
    pub payment_terms: Option<String>,
    /// BG-1.
    pub notes: Vec<HeaderNote>,
    /// BT-23: the business process; in France B, S or M with a number.
    pub process: Option<String>,
    /// BT-24: the specification followed, `urn:cen.eu:en16931:2017`.
    pub specification: String,
    /// BG-3.
    pub preceding: Vec<PrecedingInvoice>,
    /// BG-4.
    pub seller: Trader,
    /// BG-7.
    pub buyer: Trader,
    /// BG-10: only its name, identifier and legal registration are of the norm.
    pub payee: Option<Trader>,
    /// BG-11.
    pub tax_agent: Option<TaxAgent>,
    /// BG-13.
    pub delivery: Option<DeliveryTold>,
    /// BG-14.
    pub period: Option<InvoicedPeriod>,
    /// BG-16: one for each means; the norm allows one, CII repeats it for each account.
    pub payment: Vec<PaymentMeans>,
    /// BT-83: what the payer is asked to quote.
    pub remittance: Option<String>,
    /// BG-19.
    pub direct_debit: Option<DirectDebit>,
    /// BG-20 and BG-21.
    pub allowances_and_charges: Vec<AllowanceOrCharge>,
    /// BG-22.
    pub totals: DocumentTotals,
    /// BG-23.
    pub vat: Vec<VatBreakdown>,
    /// BG-24.
    pub supporting: Vec<SupportingPaper>,
    /// BG-25.
    pub lines: Vec<InvoiceLine>,
}

/// BG-1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderNote {
    /// BT-21, UNTDID 4451: PMT, PMD and AAB in France.
    pub subject: Option<String>,
    /// BT-22.
    pub text: String,
}

/// BG-3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrecedingInvoice {
    /// BT-25.
    pub number: String,
    /// BT-26.
    pub issued_on: Option<NaiveDate>,
}

/// BG-13.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryTold {
    /// BT-70.
    pub name: Option<String>,
    /// BT-71 with its scheme (ISO 6523).
    pub location: Option<SchemedId>,
    /// BT-72.
    pub delivered_on: Option<NaiveDate>,
    /// BG-15.
    pub address: Option<TraderAddress>,
}

/// BG-24.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupportingPaper {
    /// BT-122.
    pub reference: String,
    /// BT-123.
    pub description: Option<String>,
    /// BT-124.
    pub location: Option<String>,
    /// BT-125: how many characters of base64 it holds, and what it calls itself. The bytes stay where they are.
    pub attached: Option<AttachedBinary>,
}

/// BT-125.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachedBinary {
    /// BT-125-1.
    pub mime: String,
    /// BT-125-2: a name, never a path.
    pub filename: String,
    /// Base64, as written.
    pub base64: String,
}

impl EInvoice {
    /// Whether it lowers what is owed: UNTDID 1001 as EN 16931 sorts it into credit notes.
    #[must_use]
    pub fn is_credit_note(&self) -> bool {
        matches!(
            self.type_code.trim(),
            "81" | "83"
                | "261"
                | "262"
                | "296"
                | "308"
                | "381"
                | "396"
                | "420"
                | "458"
                | "502"
                | "503"
                | "532"
        )
    }
}
