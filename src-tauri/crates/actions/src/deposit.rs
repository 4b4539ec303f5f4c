//! Deposit: an invoice for the part agreed at signature, issued before the work.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::prepare::{NewInvoice, prepare};
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::allowed::deposit::{DepositAgreed, DepositLeft, left_to_ask, rest_to_ask};
use journey::allowed::invoice::may_ask_deposit;
use journey::invoice::InvoiceKind;
use journey::say;
use records::basis::Basis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueDepositInvoice {
    pub order: i64,
    /// In percent of the order; empty for what was agreed.
    #[serde(default)]
    pub percent: String,
    /// Empty for the payment days agreed.
    #[serde(default)]
    pub due_on: String,
    /// The client's purchase-order number, if it came since.
    #[serde(default)]
    pub order_number: String,
}

fn draft(ask: &Ask, payload: &IssueDepositInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    may_ask_deposit(&basis.facts)?;
    let left = if payload.percent.trim().is_empty() {
        let (rate, asked) = (basis.deposit_rate, basis.deposit_asked());
        left_to_ask(&basis.facts, DepositAgreed { rate, asked, amended: basis.amended })?
    } else {
        DepositLeft::Share(input::percent("percent", &payload.percent)?)
    };
    let language = basis.buyer.language;
    let order = &basis.order_number;
    let (percent, totals, label) = match left {
        DepositLeft::Share(rate) => {
            let totals = journey::deposit::next(&basis.whole, &basis.left, rate)?;
            let asked = language.percent(rate);
            (
                rate,
                totals,
                say!(language, "Acompte de {rate} sur la commande {order}", rate = asked, order = order),
            )
        }
        DepositLeft::Rest => {
            let rate = basis.deposit_rate;
            let asked = basis.deposit_groups();
            let totals = rest_to_ask(&basis.whole, &basis.left, rate, &asked)?;
            let agreed = language.percent(rate);
            let label = if asked.iter().any(|g| g.net.0 > 0) {
                say!(
                    language,
                    "Complément d’acompte sur la commande {order}, acompte de {rate}",
                    order = order,
                    rate = agreed
                )
            } else {
                say!(
                    language,
                    "Acompte sur la commande {order}, acompte de {rate}",
                    order = order,
                    rate = agreed
                )
            };
            (totals.net.part_of_rounded_down(basis.whole.net), totals, label)
        }
    };
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        ..NewInvoice::of_a_part(basis, InvoiceKind::Deposit, percent, totals, &label, "")
    };
    prepare(ask, new)
}

pub fn issue(act: &Act, payload: IssueDepositInvoice) -> Result<i64> {
    draft(&act.ask(), &payload)?.issue(act)
}

pub fn preview(ask: &Ask, payload: IssueDepositInvoice) -> Result<InvoicePreview> {
    Ok(draft(ask, &payload)?.preview())
}

pub fn preview_paper(ask: &Ask, payload: IssueDepositInvoice) -> Result<Paper> {
    draft(ask, &payload)?.draft_paper(ask)
}
