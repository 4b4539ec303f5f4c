//! Money on statements that nobody explained yet and that is likely for an invoice.

use crate::payables::payables;
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use chrono::{NaiveDate, TimeDelta};
use journey::matching::given::{MatchLine, TargetKind};
use journey::matching::proposals;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;

/// Days back within which lines are looked at: the plan looks no further.
const WITHIN: i64 = 60;
/// Most lines looked at, the latest first.
const MOST: i64 = 200;
/// From that score on, out of 100, money is likely for an invoice.
const LIKELY: i64 = 60;

/// A line of the bank on which money came that may be for an invoice.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LikelyReceipt {
    pub line: i64,
    #[ts(type = "string")]
    pub day: NaiveDate,
    pub amount: Cents,
}

/// The latest line that is likely for each invoice, by its id, and that nobody explained.
pub fn unexplained(ask: &Ask) -> Result<BTreeMap<i64, LikelyReceipt>> {
    let since = (ask.today - TimeDelta::days(WITHIN)).to_string();
    let lines: Vec<MatchLine> = ask
        .db
        .prepare_cached(
            "SELECT l.id, l.day, l.amount, l.label, l.payer, l.payer_account, l.reference
             FROM bank_line l JOIN bank_account a ON a.id = l.account
             WHERE l.explanation IS NULL AND l.pending = 0 AND l.amount > 0 AND l.day >= ?1
               AND coalesce(l.currency, a.currency) = 'EUR' ORDER BY l.day DESC, l.id DESC LIMIT ?2",
        )?
        .query_map(params![since, MOST], |r| {
            Ok(MatchLine {
                id: r.get("id")?,
                day: r.get::<_, Day>("day")?.0,
                amount: Cents(r.get("amount")?),
                label: r.get("label")?,
                payer: r.get("payer")?,
                iban: r.get("payer_account")?,
                reference: r.get("reference")?,
                end_to_end: String::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut found = BTreeMap::new();
    let Some(first) = lines.iter().map(|line| line.day).min() else { return Ok(found) };
    let told: BTreeMap<i64, LikelyReceipt> = lines
        .iter()
        .map(|line| (line.id, LikelyReceipt { line: line.id, day: line.day, amount: line.amount }))
        .collect();
    for one in proposals(&lines, &payables(ask, first)?) {
        let Some(way) = one.proposals.first().filter(|way| way.score >= LIKELY) else { continue };
        let Some(receipt) = told.get(&one.line) else { continue };
        for part in way.allocations.iter().filter(|part| part.target.kind == TargetKind::Invoice) {
            let latest = found.entry(part.target.id).or_insert(*receipt);
            if latest.day < receipt.day {
                *latest = *receipt;
            }
        }
    }
    Ok(found)
}
