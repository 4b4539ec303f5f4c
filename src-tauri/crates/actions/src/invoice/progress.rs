//! Progress: an invoice for the part of an order that is done, by percentage, while the work goes on.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::prepare::{NewInvoice, prepare};
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::allowed::invoice::may_progress;
use journey::deposit::Deposit;
use journey::invoice::{InstalmentContent, InvoiceKind};
use journey::say;
use records::basis::Basis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueProgressInvoice {
    pub order: i64,
    /// Part of the whole order to invoice now, in percent (« 40 ») or as an amount with VAT (« 800 € »).
    pub percent: String,
    /// The stage reached, in words; printed under the line.
    #[serde(default)]
    pub stage: String,
    /// Empty for the payment days agreed.
    #[serde(default)]
    pub due_on: String,
    #[serde(default)]
    pub order_number: String,
    /// Several due dates, each with its part; none for a single one.
    #[serde(default)]
    pub instalments: Vec<InstalmentContent>,
    /// Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
    #[serde(default)]
    pub passed: String,
}

fn draft(ask: &Ask, payload: &IssueProgressInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    may_progress(&basis.facts)?;
    let asked = Deposit::read("percent", &payload.percent)?;
    let stage = input::line("stage", &payload.stage, input::SHORT)?;
    let totals = journey::deposit::next(&basis.whole, &basis.left, asked)?;
    let language = basis.buyer.language;
    let label = say!(
        language,
        "Avancement de {rate} de la commande {order}",
        rate = asked.named(language),
        order = basis.order_number
    );
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        instalments: &payload.instalments,
        ..NewInvoice::of_a_part(basis, InvoiceKind::Progress, asked.share(), totals, &label, &stage)
    };
    prepare(ask, new)
}

pub fn issue(act: &Act, payload: IssueProgressInvoice) -> Result<i64> {
    draft(&act.ask(), &payload)?.issue(act, &payload.passed)
}

pub fn preview(ask: &Ask, payload: IssueProgressInvoice) -> Result<InvoicePreview> {
    Ok(draft(ask, &payload)?.preview())
}

pub fn preview_paper(ask: &Ask, payload: IssueProgressInvoice) -> Result<Paper> {
    draft(ask, &payload)?.draft_paper(ask)
}
