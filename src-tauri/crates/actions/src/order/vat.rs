//! The VAT of an order that changed since it was agreed: how it goes on is chosen once, for all that is left to invoice.

use crate::invoice::vat::{sale_of, usual, whole};
use crate::order::in_force::at_work;
use books::act::{Act, Ask};
use books::error::Result;
use journey::order::event::EventKind;
use journey::order::vat_change::{Chosen, Keep, may_ask_more, told, troubled};
use journey::vat::Totals;
use records::basis::Basis;
use records::order_event::{NewEvent, write};
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::BasisPoints;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleOrderVat {
    pub order: i64,
    pub keep: Keep,
    /// In basis points: 2000 is 20 %.
    pub vat_rate: BasisPoints,
    /// A code of the reasons or one’s own words; empty where the parties say it.
    #[serde(default)]
    pub vat_reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewOrderVat {
    pub order: i64,
    /// None for the rate that holds by itself.
    #[serde(default)]
    pub vat_rate: Option<BasisPoints>,
    #[serde(default)]
    pub vat_reason: String,
}

/// What may be chosen, and what it costs.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OrderVatPreview {
    /// Is there anything to choose?
    pub changed: bool,
    /// Why, in one sentence.
    pub why: String,
    pub rate: BasisPoints,
    pub before: Totals,
    /// At the same prices before VAT, and at the same price to pay; none where that rate does not hold.
    pub net: Option<Totals>,
    pub gross: Option<Totals>,
    /// Why not.
    pub refused: String,
    /// May one ask the client for more than they signed?
    pub may_ask_more: bool,
}

pub fn settle_vat(act: &Act, payload: SettleOrderVat) -> Result<i64> {
    let ask = act.ask();
    let (facts, order) = at_work(&ask, payload.order)?;
    let basis = Basis::given(&ask, facts, order.id)?;
    let law = settings::law(&ask)?;
    let sale = sale_of(&ask, &basis, &law)?;
    let chosen = Chosen { keep: payload.keep, rate: payload.vat_rate, reason: &payload.vat_reason };
    let (mut settled, totals) = whole(&basis, &sale, chosen)?;
    may_ask_more(basis.buyer.kind.is_professional(), basis.whole.gross, totals.gross)?;
    settled.deposit = basis.deposit.of(&totals).gross;
    write(
        act,
        &NewEvent {
            deal: basis.facts.deal,
            order: order.id,
            kind: EventKind::VatSettled,
            item: None,
            day: act.today,
            value: &serde_json::to_string(&settled)?,
            words: &told(&settled),
            document: None,
        },
    )
}

pub fn preview_vat(ask: &Ask, payload: PreviewOrderVat) -> Result<OrderVatPreview> {
    let basis = Basis::of(ask, payload.order)?;
    let law = settings::law(ask)?;
    let sale = sale_of(ask, &basis, &law)?;
    let rate = payload.vat_rate.unwrap_or_else(|| usual(&basis, &sale));
    let why = troubled(&basis.lines, &sale).into_iter().next().map(|(_, why)| why);
    let way = |keep| whole(&basis, &sale, Chosen { keep, rate, reason: &payload.vat_reason });
    let (net, gross) = (way(Keep::Net), way(Keep::Gross));
    let refused = net.as_ref().err().or(gross.as_ref().err()).map(|r| r.message.clone());
    Ok(OrderVatPreview {
        changed: why.is_some(),
        refused: refused.filter(|_| why.is_some()).unwrap_or_default(),
        why: why.unwrap_or_default(),
        rate,
        net: net.ok().map(|(_, totals)| totals),
        gross: gross.ok().map(|(_, totals)| totals),
        may_ask_more: basis.buyer.kind.is_professional(),
        before: basis.whole,
    })
}
