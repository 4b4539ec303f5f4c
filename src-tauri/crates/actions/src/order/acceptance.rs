//! What a quote comes to with the options ticked, before the signature.

use books::act::Ask;
use books::error::Result;
use journey::allowed::acceptance::as_sent;
use journey::order::ordered;
use journey::order::protection::place_matters;
use journey::order::vat_change::troubled;
use journey::quote::totals_of;
use journey::sale::Sale;
use journey::vat::{Totals, VatRegime};
use records::row::deal_of_quote;
use records::{contact, facts, quote, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewAcceptance {
    pub quote: i64,
    /// Positions of the options ticked, among all lines of the quote.
    #[serde(default)]
    pub options: Vec<usize>,
}

/// An option of a quote.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OptionRow {
    /// Among all lines of the quote.
    pub position: usize,
    pub section: String,
    pub label: String,
    pub detail: String,
    pub net: Cents,
    /// What ticking it adds, VAT and discount on the whole counted.
    pub adds: Cents,
    pub ticked: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AcceptancePreview {
    pub options: Vec<OptionRow>,
    pub totals: Totals,
    pub deposit: Totals,
    pub balance: Cents,
    pub taxed: bool,
    /// Why the VAT agreed is no longer that of the day, in one sentence; empty where it is.
    pub vat_changed: String,
    /// Version of the terms that were joined.
    pub terms: Option<i64>,
    /// The rights of this client depend on where they sign.
    pub place_matters: bool,
}

pub fn preview_acceptance(ask: &Ask, payload: PreviewAcceptance) -> Result<AcceptancePreview> {
    let facts = facts::facts(ask, deal_of_quote(ask, payload.quote)?)?;
    let sent = as_sent(&facts, payload.quote)?;
    let (paper, _) = quote::stored(ask.db, sent.id, sent.version)?;
    let whole = |ticked: &[usize]| -> Result<Totals> {
        Ok(totals_of(&ordered(&paper.lines, ticked)?, paper.discount))
    };
    let totals = whole(&payload.options)?;
    let mut options = Vec::new();
    for (position, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.optional) {
        let ticked = payload.options.contains(&position);
        let without: Vec<usize> = payload.options.iter().copied().filter(|&p| p != position).collect();
        let with: Vec<usize> = without.iter().copied().chain([position]).collect();
        options.push(OptionRow {
            position,
            section: line.section.clone(),
            label: line.label.clone(),
            detail: line.detail.clone(),
            net: line.net,
            adds: whole(&with)?.gross - whole(&without)?.gross,
            ticked,
        });
    }
    let deposit = paper.deposit.of(&totals);
    let card = contact::card(ask, facts.client)?;
    // It may be signed as it was sent; how it goes on is asked before the first invoice.
    let (seller, law) = (settings::seller(ask)?, settings::law(ask)?);
    let sale = Sale::of(ask.today, &law, seller.as_ref(), &card);
    let vat_changed = troubled(&ordered(&paper.lines, &payload.options)?, &sale).into_iter().next();
    Ok(AcceptancePreview {
        options,
        balance: totals.gross - deposit.gross,
        deposit,
        totals,
        vat_changed: vat_changed.map(|(_, why)| why).unwrap_or_default(),
        taxed: paper.parties.seller.vat_regime == VatRegime::Liable,
        terms: paper.terms.map(|terms| terms.version),
        place_matters: place_matters(card.kind, card.protected),
    })
}
