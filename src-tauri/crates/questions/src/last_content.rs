//! A quote as one would type it again: where a new version, an amendment or a copy starts.
//! What follows the preferences comes back empty, so that it still follows them.

use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use documents::paper::quote::QuotePaper;
use journey::invoice::EarlyDiscount;
use journey::quote::{LineContent, QuoteContent, StageContent, typed_line, typed_rate};
use records::quote::stored;
use records::{amendment, facts, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::number::Kind;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LastContent {
    pub content: Option<QuoteContent>,
}

pub fn last_content(ask: &Ask, by: ById) -> Result<LastContent> {
    let facts = facts::facts(ask, by.id)?;
    let Some(sent) = facts.amendment.clone().or(facts.quote.clone()) else {
        return Ok(LastContent { content: None });
    };
    let mut paper = stored(ask.db, sent.id, sent.version)?.0;
    if facts.amendment.is_none()
        && let Some(amended) = amendment::amended(ask, &facts)?
    {
        // An amendment starts from what was ordered, the options that were ticked included.
        let kept = |i: &usize| !paper.lines[*i].optional || amended.options.contains(i);
        let positions: Vec<usize> = (0..paper.lines.len()).filter(kept).collect();
        let prices = &paper.conditions.typed_prices;
        paper.conditions.typed_prices = positions.iter().filter_map(|&i| prices.get(i).copied()).collect();
        paper.lines = amended.lines;
    }
    Ok(LastContent { content: Some(typed(ask, paper, sent.id, sent.version)?) })
}

/// The latest version of a quote, to begin another with: days that were promised to its client stay with it.
pub fn copied(ask: &Ask, by: ById) -> Result<QuoteContent> {
    let version: Option<i64> = ask
        .db
        .prepare_cached("SELECT max(version) AS version FROM quote_version WHERE quote = ?1")?
        .query_row([by.id], |r| r.get("version"))?;
    let version = version.ok_or_else(|| Refusal::not_found("Ce devis"))?;
    let mut content = typed(ask, stored(ask.db, by.id, version)?.0, by.id, version)?;
    for stage in &mut content.stages {
        stage.planned_on = String::new();
    }
    Ok(content)
}

fn typed(ask: &Ask, paper: QuotePaper, quote: i64, version: i64) -> Result<QuoteContent> {
    let notes: String = ask
        .db
        .prepare_cached("SELECT notes FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row([quote, version], |r| r.get(0))?;
    let defaults = settings::effective_in(ask, paper.parties.language())?;
    // What was not typed follows the preferences, also when they change.
    let typed_words = |text: String, usual: &str| if text == usual { String::new() } else { text };
    let conditions = paper.conditions;
    let mut lines: Vec<LineContent> = paper.lines.into_iter().map(typed_line).collect();
    for (line, price) in lines.iter_mut().zip(&conditions.typed_prices) {
        line.unit_price = Kind::Price.bare(price.0);
    }
    Ok(QuoteContent {
        subject: paper.subject,
        lines,
        discount: typed_rate(paper.discount),
        deposit: paper.deposit.typed(),
        // A new version has a new validity.
        valid_until: String::new(),
        start: paper.start,
        duration: paper.duration,
        payment_days: paper.payment.typed(),
        early_discount: typed_words(
            conditions.early.map_or("aucun".to_owned(), EarlyDiscount::label),
            if defaults.early_discount.is_empty() { "aucun" } else { &defaults.early_discount },
        ),
        notes,
        with_vat: conditions.with_vat,
        supplies: conditions.supplies,
        stages: conditions
            .stages
            .into_iter()
            .map(|stage| StageContent {
                label: stage.label,
                planned_on: stage.planned_on.map(|d| d.format("%d/%m/%Y").to_string()).unwrap_or_default(),
            })
            .collect(),
        payment_means: typed_words(conditions.payment_means, &defaults.payment_means),
        reminders: None,
    })
}
