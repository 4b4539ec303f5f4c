//! A dispute, opened and settled.

use crate::payment::payable::payable;
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::allowed::dunning::{is_open, none_open, part_of, to_come};
use journey::dunning::dispute::{DisputeOutcome, DisputeReason, lines_gross};
use records::invoice::{stored, vat_groups};
use records::reminders::{dispute, dispute_of};
use records::row::deal_of_invoice;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDispute {
    pub invoice: i64,
    pub reason: DisputeReason,
    /// Ranks of the lines that they contest, the first being zero; none for no line in particular.
    #[serde(default)]
    pub lines: Vec<i64>,
    /// If empty, what these lines come to with VAT, or all that is open.
    #[serde(default)]
    pub amount: String,
    /// What the client says.
    pub words: String,
    /// Who does what.
    #[serde(default)]
    pub next: String,
    /// By when.
    #[serde(default)]
    pub next_by: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleDispute {
    pub dispute: i64,
    pub outcome: DisputeOutcome,
    #[serde(default)]
    pub words: String,
}

pub fn open(act: &Act, payload: OpenDispute) -> Result<i64> {
    let ask = act.ask();
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    none_open(&invoice.number, dispute(&ask, invoice.id)?.is_some_and(|known| known.goes_on()))?;
    let typed =
        (!payload.amount.trim().is_empty()).then(|| input::amount("amount", &payload.amount)).transpose()?;
    let (paper, _) = stored(ask.db, invoice.id)?;
    let lines: Vec<_> = paper.lines.iter().map(|line| (line.vat_rate, line.net)).collect();
    let contested = lines_gross(&vat_groups(ask.db, invoice.id)?, &lines, &payload.lines)?;
    // What of these lines is paid already is not open any more.
    let of_lines = (contested.0 > 0).then(|| contested.min(invoice.open));
    let amount = part_of(&invoice.number, typed.or(of_lines), invoice.open)?;
    let words = input::required("words", &payload.words, input::LONG, "Dites ce que le client conteste.")?;
    let next = input::line("next", &payload.next, input::SHORT)?;
    let next_by = input::optional_day("next_by", &payload.next_by, Near::Coming(act.today))?;
    if let Some(day) = next_by {
        to_come("next_by", day, act.today)?;
    }
    act.about(facts.deal);
    act.db
        .prepare_cached(
            "INSERT INTO dispute (invoice, day, reason, amount, words, next, next_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            invoice.id,
            act.today.to_string(),
            Word(payload.reason),
            amount.0,
            words,
            next,
            next_by.map(|day| day.to_string())
        ])?;
    let dispute = act.db.last_insert_rowid();
    for rank in &payload.lines {
        let label =
            usize::try_from(*rank).ok().and_then(|rank| paper.lines.get(rank)).map(|line| &line.label);
        act.db
            .prepare_cached("INSERT INTO dispute_line (dispute, rank, label) VALUES (?1, ?2, ?3)")?
            .execute(params![dispute, rank, label])?;
    }
    Ok(dispute)
}

pub fn settle(act: &Act, payload: SettleDispute) -> Result<i64> {
    let ask = act.ask();
    let (invoice, ended) = dispute_of(&ask, payload.dispute)?;
    is_open(ended)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about(deal_of_invoice(&ask, invoice)?);
    act.db
        .prepare_cached("INSERT INTO dispute_end (dispute, day, outcome, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![payload.dispute, act.today.to_string(), Word(payload.outcome), words])?;
    Ok(act.db.last_insert_rowid())
}
