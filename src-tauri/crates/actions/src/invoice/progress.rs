//! Progress: an invoice for the part of an order that is done, by percentage, while the work goes on.

use crate::invoice::part::part_lines;
use crate::invoice::prepare::DraftInvoice;
use crate::invoice::preview::InvoicePreview;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::Result;
use journey::invoice::{InstalmentContent, InvoiceKind};
use journey::say;
use records::basis::Basis;
use records::facts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::BasisPoints;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueProgressInvoice {
    pub order: i64,
    /// Part of the whole order to invoice now, in percent.
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
}

fn prepare(ask: &Ask, payload: &IssueProgressInvoice) -> Result<DraftInvoice> {
    let basis = Basis::of(ask, payload.order)?;
    let facts = facts::facts(ask, basis.deal)?;
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée.").into());
    }
    if facts.begun_on.is_none() {
        return Err(Refusal::not_now("Le travail n’est pas commencé : demandez plutôt un acompte.").into());
    }
    if basis.balance.is_some() {
        return Err(Refusal::not_now("La facture de solde est émise : il ne reste rien à facturer.").into());
    }
    let rate = input::percent("percent", &payload.percent)?;
    let stage = input::line("stage", &payload.stage, input::SHORT)?;
    let totals = journey::deposit::next(&basis.whole, &basis.left, rate)?;
    let language = basis.buyer.language;
    let label = say!(
        language,
        "Avancement de {rate} de la commande {order}",
        rate = language.percent(rate),
        order = basis.order_number
    );
    let lines = part_lines(&basis, &totals, &label, &stage);
    crate::invoice::prepare::prepare(
        ask,
        basis,
        InvoiceKind::Progress,
        rate,
        lines,
        totals,
        BasisPoints(0),
        &payload.due_on,
        &payload.order_number,
    )
    .map(|prepared| prepared.in_parts(ask, &payload.instalments, &payload.due_on))
}

pub fn issue(act: &Act, payload: IssueProgressInvoice) -> Result<i64> {
    let prepared = prepare(&act.ask(), &payload)?;
    crate::invoice::prepare::issue(act, prepared)
}

pub fn preview(ask: &Ask, payload: IssueProgressInvoice) -> Result<InvoicePreview> {
    Ok(prepare(ask, &payload)?.preview())
}

pub fn preview_paper(ask: &Ask, payload: IssueProgressInvoice) -> Result<Paper> {
    prepare(ask, &payload)?.draft_paper(ask)
}
