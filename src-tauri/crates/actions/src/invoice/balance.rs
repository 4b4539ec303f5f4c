//! The balance invoice: what an order leaves to invoice once the work is delivered, its deposits deducted.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::prepare::{NewInvoice, prepare};
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::allowed::invoice::may_balance;
use journey::invoice::InstalmentContent;
use records::basis::Basis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueBalanceInvoice {
    pub order: i64,
    /// Empty for the payment days agreed.
    #[serde(default)]
    pub due_on: String,
    /// The client's purchase-order number, if it came since.
    #[serde(default)]
    pub order_number: String,
    /// Several due dates, each with its part; none for a single one.
    #[serde(default)]
    pub instalments: Vec<InstalmentContent>,
    /// Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
    #[serde(default)]
    pub passed: String,
}

fn draft(ask: &Ask, payload: &IssueBalanceInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    may_balance(&basis.facts)?;
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        instalments: &payload.instalments,
        ..NewInvoice::of_the_rest(basis)
    };
    prepare(ask, new)
}

pub fn issue_balance(act: &Act, payload: IssueBalanceInvoice) -> Result<i64> {
    draft(&act.ask(), &payload)?.issue(act, &payload.passed)
}

pub fn preview_balance(ask: &Ask, payload: IssueBalanceInvoice) -> Result<InvoicePreview> {
    Ok(draft(ask, &payload)?.preview())
}

pub fn preview_balance_paper(ask: &Ask, payload: IssueBalanceInvoice) -> Result<Paper> {
    draft(ask, &payload)?.draft_paper(ask)
}
