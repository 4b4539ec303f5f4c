//! A quote as it is typed: its totals, its problems and its paper, before anything is sent.
//! The editor shows these; it works nothing out by itself.

use crate::quote::work::work;
use books::act::Ask;
use books::entry;
use books::entry::Paper;
use books::error::Result;
use documents::paper::quote;
use journey::contact::Language;
use journey::contact::risk::ClientRisk;
use journey::invoice::EarlyDiscount;
use journey::quote::{Nature, QuoteContent, counted, disbursements, shown_total};
use journey::say;
use journey::vat::Totals;
use records::{document, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::problem::Problem;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewQuote {
    pub deal: i64,
    pub content: QuoteContent,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuotePreview {
    /// What each typed line makes, net or with VAT as its price is typed; none where it cannot be worked out.
    pub lines: Vec<Option<Cents>>,
    pub discount: Cents,
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub deposit: Totals,
    /// « 30 % », « 500,00 € »: as it was understood; empty for none.
    pub deposit_said: String,
    pub balance: Cents,
    /// The discount for early payment that the paper offers, « 2 % à 8 jours »; empty for none.
    pub early_discount: String,
    pub valid_until: String,
    pub payment_days: i64,
    /// « 45 jours fin de mois »
    pub payment_terms: String,
    /// Version of the terms that would be joined.
    pub terms: Option<i64>,
    /// What stands on the paper where nothing is typed.
    pub payment_means: String,
    pub reminders: String,
    /// How VAT stands between seller and buyer, in sentences.
    pub situation: Vec<String>,
    /// What speaks for prudence with this client, and what to ask instead.
    pub risk: Option<ClientRisk>,
    pub problems: Vec<Problem>,
    pub seller: Vec<String>,
    pub buyer: Vec<String>,
    pub sendable: bool,
}

pub fn preview(ask: &Ask, payload: PreviewQuote) -> Result<QuotePreview> {
    let worked = work(ask, payload.deal, &payload.content)?;
    let quote = &worked.quote;
    let deposit = quote.deposit.of(&quote.totals);
    let discounted: Cents =
        counted(&quote.lines).filter(|l| l.nature != Nature::Disbursement).map(|l| l.net).sum();
    let advanced = disbursements(&quote.lines);
    let defaults = settings::effective_in(ask, worked.buyer.language)?;
    let sendable = worked.problems.iter().all(|p| !p.blocking);
    Ok(QuotePreview {
        lines: payload.content.lines.iter().map(shown_total).collect(),
        discount: discounted.share(quote.discount),
        work: quote.totals.without(advanced),
        disbursements: advanced,
        totals: quote.totals.clone(),
        early_discount: quote.conditions.early.map(EarlyDiscount::label).unwrap_or_default(),
        balance: quote.totals.gross - deposit.gross,
        deposit,
        deposit_said: if quote.deposit.is_none() {
            String::new()
        } else {
            quote.deposit.named(Language::French)
        },
        valid_until: quote.valid_until.to_string(),
        payment_days: quote.payment.days(),
        payment_terms: quote.payment.label(),
        terms: worked.terms.as_ref().map(|t| t.version),
        payment_means: defaults.payment_means,
        reminders: quote.conditions.reminders.clone(),
        seller: worked
            .seller
            .as_ref()
            .map(|seller| seller.lines(worked.buyer.language, worked.buyer.is_abroad()))
            .unwrap_or_default(),
        buyer: worked.buyer.lines(),
        situation: worked.situation,
        risk: worked.risk,
        problems: worked.problems,
        sendable,
    })
}

pub fn preview_paper(ask: &Ask, payload: PreviewQuote) -> Result<Paper> {
    let worked = work(ask, payload.deal, &payload.content)?;
    let paper = worked.paper(ask, say!(worked.buyer.language, "Brouillon").to_owned(), 1, true)?;
    let bytes = document::print(&quote::quote_sheet(&paper), None)?;
    Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
}
