//! How well matching does on lines whose truth is known.

use crate::matching::labelled::{Labelled, LabelledBooks};
use crate::matching::proposal::{MatchAllocation, MatchProposal};
use crate::matching::settle::proposals;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words::percent;

/// Lines that are told one by one.
const MOST_TOLD: usize = 200;

/// What a report is made of.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchReportAsked {
    /// Each by itself.
    pub books: Vec<LabelledBooks>,
}

/// What became of the lines of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MatchReportRow {
    pub kind: String,
    pub lines: i64,
    /// Those that pay something that is known.
    pub matchable: i64,
    pub certain_right: i64,
    pub certain_wrong: i64,
    /// Not certain; the truth stands first.
    pub first: i64,
    /// Not certain; the truth stands further down.
    pub offered: i64,
    /// Nothing is proposed, and nothing is true.
    pub rightly_nothing: i64,
}

/// A line that was not found for certain, or wrongly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MatchReportLine {
    /// Of its books.
    pub books: String,
    pub line: i64,
    pub kind: String,
    /// It was certain, and wrong.
    pub wrong: bool,
    pub truth: Vec<MatchAllocation>,
    pub proposals: Vec<MatchProposal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MatchReport {
    pub lines: i64,
    pub matchable: i64,
    pub certain: i64,
    pub right: i64,
    /// Of what is certain, what is right, in basis points, rounded down; none where nothing is certain.
    pub precision: Option<BasisPoints>,
    /// Of what can be matched, what is certain and right, in basis points, rounded down; none where nothing can be.
    pub recall: Option<BasisPoints>,
    /// « Justesse 99,8 %, couverture 91,2 % »
    pub text: String,
    /// By kind.
    pub kinds: Vec<MatchReportRow>,
    /// Certain and wrong first; at most two hundred.
    pub told: Vec<MatchReportLine>,
}

/// # Errors
/// A sentence at what cannot be read.
pub fn report(asked: &MatchReportAsked, today: NaiveDate) -> Result<MatchReport, Refusal> {
    let mut rows: BTreeMap<String, MatchReportRow> = BTreeMap::new();
    let mut told = Vec::new();
    for (i, books) in asked.books.iter().enumerate() {
        let labelled = books.read(&format!("books[{i}]"), today)?;
        weigh(&books.id, &labelled, &mut rows, &mut told);
    }
    told.sort_by_key(|one: &MatchReportLine| !one.wrong);
    told.truncate(MOST_TOLD);
    let kinds: Vec<MatchReportRow> = rows.into_values().collect();
    let sum = |of: fn(&MatchReportRow) -> i64| kinds.iter().map(of).sum::<i64>();
    let (right, wrong) = (sum(|row| row.certain_right), sum(|row| row.certain_wrong));
    let matchable = sum(|row| row.matchable);
    let share = |part: i64, whole: i64| (whole > 0).then(|| Cents(part).part_of_rounded_down(Cents(whole)));
    let (precision, recall) = (share(right, right + wrong), share(right, matchable));
    let said = |share: Option<BasisPoints>| share.map_or_else(|| "sans objet".to_owned(), percent);
    Ok(MatchReport {
        lines: sum(|row| row.lines),
        matchable,
        certain: right + wrong,
        right,
        precision,
        recall,
        text: format!("Justesse {}, couverture {}", said(precision), said(recall)),
        kinds,
        told,
    })
}

fn weigh(
    id: &str,
    labelled: &Labelled,
    rows: &mut BTreeMap<String, MatchReportRow>,
    told: &mut Vec<MatchReportLine>,
) {
    let answers = proposals(&labelled.lines, &labelled.expected);
    for (i, answer) in answers.into_iter().enumerate() {
        let (kind, truth) = (&labelled.kinds[i], &labelled.truth[i]);
        let row = rows
            .entry(kind.clone())
            .or_insert_with(|| MatchReportRow { kind: kind.clone(), ..MatchReportRow::default() });
        let at = answer.proposals.iter().position(|one| one.allocations == *truth);
        let certain = answer.proposals.first().is_some_and(|first| first.certain);
        row.lines += 1;
        row.matchable += i64::from(!truth.is_empty());
        let count = match (certain, at) {
            (true, Some(0)) => &mut row.certain_right,
            (true, Some(_) | None) => &mut row.certain_wrong,
            (false, Some(0)) => &mut row.first,
            (false, Some(_)) => &mut row.offered,
            (false, None) if truth.is_empty() => &mut row.rightly_nothing,
            (false, None) => &mut 0,
        };
        *count += 1;
        let wrong = certain && at != Some(0);
        if wrong || (!certain && !truth.is_empty()) {
            told.push(MatchReportLine {
                books: id.to_owned(),
                line: answer.line,
                kind: kind.clone(),
                wrong,
                truth: truth.clone(),
                proposals: answer.proposals,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_report_tells_what_is_certain_right_and_what_is_left_open() {
        let asked = json!({"books": [{
            "id": "bank",
            "lines": [
                {"id": 1, "day": "14/01/2026", "amount": "123,86", "label": "VIR STRIPE PAYMENTS UK",
                 "expected": [{"target": {"kind": "payout", "id": 1}, "amount": "123,86"}]},
                {"id": 2, "day": "20/01/2026", "amount": "-300,00", "label": "PRLV SEPA PAPETERIE MARTIN FA-2026-118",
                 "expected": [{"target": {"kind": "refund", "id": 2}, "amount": "300"}]},
                {"id": 3, "day": "31/01/2026", "amount": "-8,00", "label": "FRAIS TENUE DE COMPTE"}
            ],
            "payables": [{"target": {"kind": "refund", "id": 2}, "number": "FA-2026-118", "client": 1,
                          "open": "300", "issued_on": "19/01/2026"}],
            "clients": [{"client": 1, "names": ["Papeterie Martin"]}],
            "payouts": [{"id": 1, "provider": "Stripe", "day": "12/01/2026", "net": "123,86"}]
        }]});
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let report = report(&serde_json::from_value(asked).unwrap(), today).unwrap();
        assert_eq!((report.lines, report.matchable, report.certain, report.right), (3, 2, 2, 2));
        assert_eq!(report.precision, Some(BasisPoints(10_000)));
        assert_eq!(report.text, "Justesse 100\u{a0}%, couverture 100\u{a0}%");
        assert_eq!(report.kinds[0].rightly_nothing, 1);
        assert!(report.told.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_field() {
        let asked = json!({"books": [{"lines": [{"day": "14/01/2026", "amount": "douze"}]}]});
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let refusal = report(&serde_json::from_value(asked).unwrap(), today).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some("books[0].lines[0].amount"));
    }
}
