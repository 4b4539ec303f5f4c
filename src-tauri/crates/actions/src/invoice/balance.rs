//! The balance invoice: what an order leaves to invoice once the work is delivered, its deposits deducted.

use crate::invoice::prepare::{DraftInvoice, NewInvoice, issue, prepare};
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::invoice::InstalmentContent;
use journey::refusal::Refusal;
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
}

fn prepare_balance(ask: &Ask, payload: &IssueBalanceInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    if let Some(balance) = basis.facts.balance() {
        return Err(
            Refusal::not_now(format!("La facture de solde est déjà émise : {}.", balance.number)).into()
        );
    }
    if basis.facts.delivered_on.is_none() {
        return Err(Refusal::not_now(
            "Enregistrez d’abord la livraison : le solde se facture une fois le travail livré.",
        )
        .into());
    }
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        instalments: &payload.instalments,
        ..NewInvoice::of_the_rest(basis)
    };
    prepare(ask, new)
}

pub fn issue_balance(act: &Act, payload: IssueBalanceInvoice) -> Result<i64> {
    let prepared = prepare_balance(&act.ask(), &payload)?;
    issue(act, prepared)
}

pub fn preview_balance(ask: &Ask, payload: IssueBalanceInvoice) -> Result<InvoicePreview> {
    Ok(prepare_balance(ask, &payload)?.preview())
}

pub fn preview_balance_paper(ask: &Ask, payload: IssueBalanceInvoice) -> Result<Paper> {
    prepare_balance(ask, &payload)?.draft_paper(ask)
}
