//! Deposit: an invoice for the part agreed at signature, issued before the work.

use crate::invoice::draft::DraftInvoice;
use crate::invoice::prepare::{NewInvoice, prepare};
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::allowed::deposit::{DepositAgreed, DepositLeft, left_to_ask, rest_to_ask};
use journey::allowed::invoice::may_ask_deposit;
use journey::deposit::Deposit;
use journey::invoice::InvoiceKind;
use journey::say;
use records::basis::Basis;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::BasisPoints;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueDepositInvoice {
    pub order: i64,
    /// In percent of the order (« 30 ») or an amount with VAT (« 500 € »); empty for what was agreed.
    #[serde(default)]
    pub percent: String,
    /// Empty for the payment days agreed.
    #[serde(default)]
    pub due_on: String,
    /// The client's purchase-order number, if it came since.
    #[serde(default)]
    pub order_number: String,
    /// Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
    #[serde(default)]
    pub passed: String,
}

fn draft(ask: &Ask, payload: &IssueDepositInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    may_ask_deposit(&basis.facts)?;
    let left = if payload.percent.trim().is_empty() {
        let (deposit, asked) = (basis.deposit, basis.deposit_asked());
        left_to_ask(&basis.facts, DepositAgreed { deposit, asked, amended: basis.amounts_count() })?
    } else {
        DepositLeft::Asked(Deposit::read("percent", &payload.percent)?)
    };
    let language = basis.buyer.language;
    let order = &basis.order_number;
    let invoiced = basis.deposit_groups();
    let (totals, asked) = match left {
        DepositLeft::Asked(asked) => (journey::deposit::next(&basis.whole, &basis.left, asked)?, asked),
        DepositLeft::Rest => {
            (rest_to_ask(&basis.whole, &basis.left, basis.deposit, &invoiced)?, basis.deposit)
        }
    };
    let rate = asked.named(language);
    let label = match (left, asked) {
        (DepositLeft::Rest, _) if invoiced.iter().any(|g| g.net.0 > 0) => say!(
            language,
            "Complément d’acompte sur la commande {order}, acompte de {rate}",
            order = order,
            rate = rate
        ),
        (DepositLeft::Asked(_), _) | (DepositLeft::Rest, Deposit::Amount(_)) => {
            say!(language, "Acompte de {rate} sur la commande {order}", rate = rate, order = order)
        }
        (DepositLeft::Rest, Deposit::Share(_)) => {
            say!(language, "Acompte sur la commande {order}, acompte de {rate}", order = order, rate = rate)
        }
    };
    let percent = match left {
        DepositLeft::Asked(Deposit::Share(rate)) => rate,
        DepositLeft::Rest if asked.amount().is_none() => totals.net.part_of_rounded_down(basis.whole.net),
        DepositLeft::Asked(Deposit::Amount(_)) | DepositLeft::Rest => BasisPoints(0),
    };
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        ..NewInvoice::of_a_part(basis, InvoiceKind::Deposit, percent, totals, &label, "")
    };
    prepare(ask, new)
}

pub fn issue(act: &Act, payload: IssueDepositInvoice) -> Result<i64> {
    draft(&act.ask(), &payload)?.issue(act, &payload.passed)
}

pub fn preview(ask: &Ask, payload: IssueDepositInvoice) -> Result<InvoicePreview> {
    Ok(draft(ask, &payload)?.preview())
}

pub fn preview_paper(ask: &Ask, payload: IssueDepositInvoice) -> Result<Paper> {
    draft(ask, &payload)?.draft_paper(ask)
}
