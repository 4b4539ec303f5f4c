//! VAT that falls due, by period and rate.

use crate::accounting::span::OfSpan;
use books::act::Ask;
use books::error::Result;
use documents::paper::book::{BookCell, BookPaper};
use journey::accounting::choices::VatRhythm;
use journey::accounting::span::Span;
use journey::accounting::vat_due::{VatMoves, VatPeriod, vat_sentences, whole_euros};
use journey::vat::VatGroup;
use records::accounting::{booked, choices};
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::words::percent;

/// What falls due at one rate.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatDueRow {
    pub rate: BasisPoints,
    pub net: Cents,
    pub vat: Cents,
    /// As the return takes them, in whole euros.
    pub net_euros: i64,
    pub vat_euros: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatDuePeriod {
    pub from: String,
    pub to: String,
    /// « novembre 2026 »
    pub name: String,
    pub rows: Vec<VatDueRow>,
    /// Of losses for good (CGI art. 272, 1).
    pub had_back: Vec<VatDueRow>,
    /// What is to be paid, less what is had back.
    pub vat: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatDueView {
    pub span: String,
    pub rhythm: VatRhythm,
    /// Each within the span that was asked for.
    pub periods: Vec<VatDuePeriod>,
    pub whole: VatDuePeriod,
    /// What is to be known beside the figures.
    pub sentences: Vec<String>,
}

pub fn vat_due(ask: &Ask, payload: OfSpan) -> Result<VatDueView> {
    of_span(ask, payload.read(ask)?)
}

fn of_span(ask: &Ask, span: Span) -> Result<VatDueView> {
    let papers = booked(ask)?;
    let moves = VatMoves::of(papers.iter().filter(|paper| paper.credits.is_none()).map(|paper| &paper.life));
    let rhythm = choices(ask)?.vat;
    let seller = settings::seller_on(ask, span.to)?;
    let whole = moves.within(span);
    let standing = (seller.as_ref().is_some_and(|one| one.vat_on_debits), rhythm == VatRhythm::Year);
    Ok(VatDueView {
        span: span.french(),
        rhythm,
        periods: rhythm
            .rhythm()
            .over(span)
            .into_iter()
            .map(|period| {
                let within = Span { from: period.from.max(span.from), to: period.to.min(span.to) };
                told(period.french(), within, &moves.within(within))
            })
            .collect(),
        sentences: vat_sentences(seller.map(|one| one.vat_regime), standing, &whole, span),
        whole: told(span.french(), span, &whole),
    })
}

fn told(name: String, span: Span, period: &VatPeriod) -> VatDuePeriod {
    VatDuePeriod {
        from: span.from.to_string(),
        to: span.to.to_string(),
        name,
        rows: period.due.iter().map(row).collect(),
        had_back: period.had_back.iter().map(row).collect(),
        vat: period.tax(),
    }
}

fn row(group: &VatGroup) -> VatDueRow {
    VatDueRow {
        rate: group.rate,
        net: group.net,
        vat: group.vat,
        net_euros: whole_euros(group.net),
        vat_euros: whole_euros(group.vat),
    }
}

pub(super) fn paper(ask: &Ask, span: Span) -> Result<BookPaper> {
    let view = of_span(ask, span)?;
    let mut rows = Vec::new();
    for period in &view.periods {
        for (each, back) in [(&period.rows, false), (&period.had_back, true)] {
            for row in each {
                let sign = if back { -1 } else { 1 };
                let rate = percent(row.rate);
                rows.push(vec![
                    BookCell::text(&period.name),
                    BookCell::Text(if back { format!("{rate}, récupérée (art. 272)") } else { rate }),
                    BookCell::Amount(Cents(row.net.0 * sign)),
                    BookCell::Amount(Cents(row.vat.0 * sign)),
                    BookCell::Whole(row.net_euros * sign),
                    BookCell::Whole(row.vat_euros * sign),
                ]);
            }
        }
    }
    Ok(BookPaper {
        heading: "TVA exigible".to_owned(),
        span: view.span,
        made_on: ask.today,
        columns: vec![
            ("Période", false),
            ("Taux", false),
            ("Base hors taxe", true),
            ("TVA", true),
            ("Base à déclarer (€)", true),
            ("TVA à déclarer (€)", true),
        ],
        wide: 1,
        rows,
        sums: vec![("TVA de la période".to_owned(), view.whole.vat)],
        notes: to_know(&view.sentences),
    })
}

/// Sentences under one title.
pub(super) fn to_know(sentences: &[String]) -> Vec<(String, String)> {
    if sentences.is_empty() {
        return Vec::new();
    }
    vec![("À savoir".to_owned(), sentences.join("\n"))]
}
