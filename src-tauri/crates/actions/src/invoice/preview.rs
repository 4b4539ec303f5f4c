//! What an invoice comes to before it is issued.

use journey::quote::Line;
use journey::vat::Totals;
use records::instalment::InstalmentView;
use records::invoice::Deduction;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::problem::Problem;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoicePreview {
    /// What each typed line makes, net or with VAT as its price is typed; only for an invoice that is typed.
    pub typed: Vec<Option<Cents>>,
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub due_on: String,
    /// The discount for early payment that it offers, « 2 % à 8 jours »; empty for none.
    pub early_discount: String,
    /// The parts, where it is paid in several.
    pub instalments: Vec<InstalmentView>,
    pub lines: Vec<Line>,
    pub deductions: Vec<Deduction>,
    /// How VAT stands between seller and buyer, in sentences.
    pub situation: Vec<String>,
    pub problems: Vec<Problem>,
    pub issuable: bool,
}
