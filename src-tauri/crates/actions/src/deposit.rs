//! Deposit: an invoice for the part agreed at signature, issued before the work.

use crate::invoice::prepare::{DraftInvoice, NewInvoice};
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::invoice::InvoiceKind;
use journey::money::BasisPoints;
use journey::refusal::Refusal;
use journey::{input, say};
use records::basis::Basis;
use records::invoice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

fn prepare(ask: &Ask, payload: &IssueDepositInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    let facts = &basis.facts;
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée.").into());
    }
    if facts.balance().is_some() {
        return Err(
            Refusal::not_now("La facture de solde est émise : il n’y a plus d’acompte à demander.").into()
        );
    }
    // Percentages tell what is left to ask unless the whole was amended, or a deposit credited in part, since.
    let asked_whole = basis.deposit_asked() >= basis.deposit_rate;
    let credited = asked_whole && facts.deposit_invoiced() < facts.deposit_due();
    if payload.percent.trim().is_empty() && (basis.amended || credited) && basis.deposit_rate.0 > 0 {
        return prepare_rest(ask, basis, payload);
    }
    let rate = if payload.percent.trim().is_empty() {
        let agreed = basis.deposit_rate;
        let asked = basis.deposit_asked();
        if agreed <= asked {
            return Err(Refusal::not_now(if agreed.0 == 0 {
                "Aucun acompte n’est prévu à cette commande."
            } else {
                "L’acompte prévu est déjà facturé."
            })
            .into());
        }
        BasisPoints(agreed.0 - asked.0)
    } else {
        input::percent("percent", &payload.percent)?
    };
    let totals = journey::deposit::next(&basis.whole, &basis.left, rate)?;
    let language = basis.buyer.language;
    let label = say!(
        language,
        "Acompte de {rate} sur la commande {order}",
        rate = language.percent(rate),
        order = basis.order_number
    );
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        ..NewInvoice::of_a_part(basis, InvoiceKind::Deposit, rate, totals, &label, "")
    };
    crate::invoice::prepare::prepare(ask, new)
}

/// The deposit of an amended order: what its percentage asks beyond the deposits already issued.
fn prepare_rest(ask: &Ask, basis: Basis, payload: &IssueDepositInvoice) -> Result<DraftInvoice> {
    let asked = invoice::standing_deposits(ask.db, basis.facts.deal)?;
    let totals = journey::deposit::rest(&basis.whole, &basis.left, basis.deposit_rate, &asked);
    if totals.gross.0 <= 0 {
        return Err(Refusal::not_now("L’acompte prévu est déjà facturé.").into());
    }
    let share = i128::from(totals.net.0) * 10_000 / i128::from(basis.whole.net.0.max(1));
    let rate = BasisPoints(i64::try_from(share).unwrap_or(0));
    let language = basis.buyer.language;
    let (order, agreed) = (&basis.order_number, language.percent(basis.deposit_rate));
    let label = if asked.iter().any(|g| g.net.0 > 0) {
        say!(
            language,
            "Complément d’acompte sur la commande {order}, acompte de {rate}",
            order = order,
            rate = agreed
        )
    } else {
        say!(language, "Acompte sur la commande {order}, acompte de {rate}", order = order, rate = agreed)
    };
    let new = NewInvoice {
        due_on: &payload.due_on,
        order_number: &payload.order_number,
        ..NewInvoice::of_a_part(basis, InvoiceKind::Deposit, rate, totals, &label, "")
    };
    crate::invoice::prepare::prepare(ask, new)
}

pub fn issue(act: &Act, payload: IssueDepositInvoice) -> Result<i64> {
    let prepared = prepare(&act.ask(), &payload)?;
    crate::invoice::prepare::issue(act, prepared)
}

pub fn preview(ask: &Ask, payload: IssueDepositInvoice) -> Result<InvoicePreview> {
    Ok(prepare(ask, &payload)?.preview())
}

pub fn preview_paper(ask: &Ask, payload: IssueDepositInvoice) -> Result<Paper> {
    prepare(ask, &payload)?.draft_paper(ask)
}
