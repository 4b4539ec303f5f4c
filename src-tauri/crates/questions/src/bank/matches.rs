//! What lines that nothing explains may be, each proposal with its reasons and the action that confirms it.

use crate::narrowing;
use books::act::Ask;
use books::error::Result;
use journey::bank::proposed::{confirming, explains};
use journey::matching::given::{Expected, MatchLine, MatchTarget, TargetKind};
use journey::matching::proposal::{LineProposals, MatchProposal};
use journey::matching::proposals;
use journey::today::Proposal;
use records::expected::expected;
use records::row::{Day, deal_of_order};
use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;

/// Most lines matched at a time, the latest of each way.
const MOST: usize = 10_000;
/// Proposals shown of a line.
const SHOWN: usize = 4;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MatchesFilter {
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    /// None for all of them.
    pub most: Option<u16>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Matches {
    pub rows: Vec<LineMatches>,
    pub more: bool,
    /// How many lines, shown or not, have a proposal that is certain; and what confirms each.
    pub certain: Vec<Proposal>,
}

/// A line, and what it may be: the best first.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineMatches {
    pub id: i64,
    /// Its account's label.
    pub account: String,
    /// ISO day.
    pub day: String,
    /// Signed, in hundredths of the currency.
    pub amount: Cents,
    /// ISO 4217.
    pub currency: String,
    pub label: String,
    /// Empty where the bank does not say.
    pub payer: String,
    pub reference: String,
    pub proposals: Vec<LineProposal>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineProposal {
    /// From 0 to 100.
    pub score: i64,
    pub certain: bool,
    /// In French, the strongest first.
    pub reasons: Vec<String>,
    pub allocations: Vec<ProposedShare>,
    /// Kept by a bank or a provider on the way.
    pub fee: Cents,
    /// Received beyond what is left.
    pub remainder: Cents,
    /// What confirms it.
    pub action: Proposal,
}

/// What a part of the line is for.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ProposedShare {
    /// None where it is no invoice.
    pub invoice: Option<i64>,
    pub kind: TargetKind,
    /// Of the invoice, the order, or what a payment settled.
    pub number: String,
    pub client: String,
    /// Of an order whose deposit is to be invoiced first.
    pub deal: Option<i64>,
    pub amount: Cents,
}

pub fn matches(ask: &Ask, filter: MatchesFilter) -> Result<Matches> {
    let mut lines = open_lines(ask)?;
    let Some(first) = lines.iter().map(|(_, line)| line.day).min() else {
        return Ok(Matches { rows: Vec::new(), more: false, certain: Vec::new() });
    };
    let expected = expected(ask, first)?;
    let (given, rows): (Vec<MatchLine>, Vec<LineMatches>) =
        lines.drain(..).map(|(row, line)| (line, row)).unzip();
    // What is in another currency is never taken for euros.
    let euros: Vec<MatchLine> =
        given.into_iter().zip(&rows).filter(|(_, row)| row.currency == "EUR").map(|(line, _)| line).collect();
    let mut found: BTreeMap<i64, LineProposals> =
        proposals(&euros, &expected).into_iter().map(|one| (one.line, one)).collect();
    let names = Names::of(ask, &expected)?;
    let mut certain = Vec::new();
    let rows: Vec<LineMatches> = rows
        .into_iter()
        .map(|mut row| {
            let ways = found.remove(&row.id).map(|one| one.proposals).unwrap_or_default();
            row.proposals = ways.iter().filter_map(|way| names.told(row.id, way)).take(SHOWN).collect();
            certain.extend(row.proposals.iter().filter(|way| way.certain).map(|way| way.action.clone()));
            row
        })
        .collect();
    let from = match filter.before {
        Some(before) => rows.iter().position(|row| row.id == before).map_or(0, |at| at + 1),
        None => 0,
    };
    let most = filter.most.map_or(MOST * 2, |most| narrowing::most(Some(most)));
    let more = rows.len() > from + most;
    Ok(Matches { rows: rows.into_iter().skip(from).take(most).collect(), more, certain })
}

fn open_lines(ask: &Ask) -> Result<Vec<(LineMatches, MatchLine)>> {
    let mut found = Vec::new();
    for sql in [
        "SELECT l.id, a.label AS account, l.day, l.amount, coalesce(l.currency, a.currency) AS currency, l.label, l.payer,
                l.payer_account, l.reference
         FROM bank_line l JOIN bank_account a ON a.id = l.account
         WHERE l.explanation IS NULL AND l.pending = 0 AND l.amount > 0 ORDER BY l.day DESC, l.id DESC LIMIT ?1",
        "SELECT l.id, a.label AS account, l.day, l.amount, coalesce(l.currency, a.currency) AS currency, l.label, l.payer,
                l.payer_account, l.reference
         FROM bank_line l JOIN bank_account a ON a.id = l.account
         WHERE l.explanation IS NULL AND l.pending = 0 AND l.amount <= 0 ORDER BY l.day DESC, l.id DESC LIMIT ?1",
    ] {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let mut statement = ask.db.prepare_cached(sql)?;
        let rows = statement.query_map([most], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        found.extend(rows);
    }
    Ok(found)
}

fn read(r: &Row) -> rusqlite::Result<(LineMatches, MatchLine)> {
    let Day(day) = r.get("day")?;
    let row = LineMatches {
        id: r.get("id")?,
        account: r.get("account")?,
        day: day.to_string(),
        amount: Cents(r.get("amount")?),
        currency: r.get("currency")?,
        label: r.get("label")?,
        payer: r.get("payer")?,
        reference: r.get("reference")?,
        proposals: Vec::new(),
    };
    let line = MatchLine {
        id: row.id,
        day,
        amount: row.amount,
        label: row.label.clone(),
        payer: row.payer.clone(),
        iban: r.get("payer_account")?,
        reference: row.reference.clone(),
        end_to_end: String::new(),
    };
    Ok((row, line))
}

/// What targets and clients are called.
struct Names {
    targets: BTreeMap<MatchTarget, (String, i64)>,
    clients: BTreeMap<i64, String>,
    /// Deals of the orders whose deposit is to come.
    deals: BTreeMap<i64, i64>,
}

impl Names {
    fn of(ask: &Ask, expected: &Expected) -> Result<Names> {
        let mut deals = BTreeMap::new();
        for one in expected.payables.iter().filter(|one| one.target.kind == TargetKind::Deposit) {
            deals.insert(one.target.id, deal_of_order(ask, one.target.id)?);
        }
        Ok(Names {
            deals,
            targets: expected
                .payables
                .iter()
                .map(|one| (one.target, (one.number.clone(), one.client)))
                .collect(),
            clients: expected
                .payers
                .iter()
                .map(|payer| (payer.client, payer.names.first().cloned().unwrap_or_default()))
                .collect(),
        })
    }

    fn told(&self, line: i64, way: &MatchProposal) -> Option<LineProposal> {
        let action = confirming(line, way)?;
        let allocations = way.allocations.iter().map(|part| {
            let (number, client) = self.targets.get(&part.target).cloned().unwrap_or_default();
            ProposedShare {
                invoice: (part.target.kind == TargetKind::Invoice).then_some(part.target.id),
                kind: part.target.kind,
                number,
                client: self.clients.get(&client).cloned().unwrap_or_default(),
                deal: match part.target.kind {
                    TargetKind::Deposit => self.deals.get(&part.target.id).copied(),
                    TargetKind::Invoice
                    | TargetKind::Payment
                    | TargetKind::Payout
                    | TargetKind::Refund
                    | TargetKind::Returned => None,
                },
                amount: part.amount,
            }
        });
        Some(LineProposal {
            score: way.score,
            certain: way.certain && explains(way),
            reasons: way.reasons.clone(),
            allocations: allocations.collect(),
            fee: way.fee,
            remainder: way.remainder,
            action,
        })
    }
}
