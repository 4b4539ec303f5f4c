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
