//! Money that came before its invoice: found among unexplained lines when the invoice is issued.

use crate::matching::given::{Expected, MatchLine, MatchTarget, Payable};
use crate::matching::proposal::{LineProposals, MatchProposal};
use crate::matching::settle::proposals;

/// Lines that may have paid this already, the likeliest first, each with its one proposal over it alone. `payable.since`
/// says from which day on money may be meant for it. What else is open is given too, so that a line which pays
/// another thing as well is not held for certain.
#[must_use]
pub fn came_before(payable: &Payable, lines: &[MatchLine], expected: &Expected) -> Vec<LineProposals> {
    let mut with = expected.clone();
    with.payables.retain(|other| other.target != payable.target);
    with.payables.push(payable.clone());
    let before: Vec<MatchLine> = lines
        .iter()
        .filter(|line| line.amount.0 > 0 && line.day >= payable.since && line.day <= payable.issued_on)
        .cloned()
        .collect();
    let mut found: Vec<LineProposals> = proposals(&before, &with)
        .into_iter()
        .filter_map(|one| {
            let kept: Vec<MatchProposal> =
                one.proposals.into_iter().filter(|proposal| of(proposal, payable.target)).take(1).collect();
            (!kept.is_empty()).then_some(LineProposals { line: one.line, proposals: kept })
        })
        .collect();
    found.sort_by_key(|one| (one.proposals.first().map(|proposal| -proposal.score), one.line));
    found
}

fn of(proposal: &MatchProposal, target: MatchTarget) -> bool {
    proposal.score >= LIKELY && proposal.allocations.iter().all(|part| part.target == target)
}

/// An amount alone is no sign of what it was for.
const LIKELY: i64 = 50;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::given::{PayerNames, TargetKind};
    use chrono::NaiveDate;
    use values::money::Cents;

    #[test]
    fn money_that_came_before_is_found_by_its_order_or_its_payer_and_never_by_its_amount_alone() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let line = |id, d, label: &str| MatchLine {
            id,
            day: day(d),
            amount: Cents(120_000),
            label: label.to_owned(),
            payer: String::new(),
            iban: String::new(),
            reference: String::new(),
            end_to_end: String::new(),
        };
        let invoice = Payable {
            target: MatchTarget { kind: TargetKind::Invoice, id: 1 },
            number: "F-2026-0035".to_owned(),
            other_numbers: vec!["CO-2026-0012".to_owned()],
            client: 1,
            open: Cents(120_000),
            since: day(5),
            issued_on: day(20),
            due_on: day(30),
            parts: Vec::new(),
            by: None,
        };
        let expected = Expected {
            payers: vec![PayerNames { client: 1, names: vec!["Boulangerie Le Goff".to_owned()] }],
            ..Expected::default()
        };
        let lines = [
            line(1, 10, "VIR CO-2026-0012"),
            line(2, 4, "VIR BOULANGERIE LE GOFF"),
            line(3, 12, "VIR BOULANGERIE LE GOFF"),
            line(4, 12, "VIR MUTUELLE"),
            line(5, 21, "VIR CO-2026-0012"),
        ];
        let found: Vec<i64> = came_before(&invoice, &lines, &expected).iter().map(|one| one.line).collect();
        assert_eq!(found, [1], "who names the order has paid it");
        let found: Vec<i64> =
            came_before(&invoice, &lines[1..], &expected).iter().map(|one| one.line).collect();
        assert_eq!(found, [3]);
    }
}
