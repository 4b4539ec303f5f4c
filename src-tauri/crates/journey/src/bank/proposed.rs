//! What confirming a proposal does: the action, and its payload as it would be typed.

use crate::matching::given::{MatchTarget, TargetKind};
use crate::matching::proposal::{MatchAllocation, MatchProposal};
use crate::today::Proposal;
use serde_json::{Value, json};
use values::words::typed;

/// The action by which a proposal is confirmed; none where no one action does.
#[must_use]
pub fn confirming(line: i64, proposal: &MatchProposal) -> Option<Proposal> {
    let (first, others) = proposal.allocations.split_first()?;
    let named = |name: &str, payload: Value| Some(Proposal { name: name.to_owned(), payload });
    match first.target.kind {
        TargetKind::Invoice | TargetKind::Payment => matched(line, proposal),
        TargetKind::Deposit if others.is_empty() => {
            named("issue_deposit_invoice", json!({"order": first.target.id}))
        }
        TargetKind::Refund if others.is_empty() => {
            named("explain_line", json!({"line": line, "kind": "refund", "payment": first.target.id}))
        }
        TargetKind::Returned if others.is_empty() => named(
            "explain_line",
            json!({"line": line, "kind": "rejected", "payment": first.target.id, "words": "Repris par la banque du client"}),
        ),
        TargetKind::Deposit | TargetKind::Refund | TargetKind::Returned | TargetKind::Payout => None,
    }
}

/// Does confirming it explain the line at once? A deposit is invoiced first.
#[must_use]
pub fn explains(proposal: &MatchProposal) -> bool {
    proposal.allocations.iter().all(|part| part.target.kind != TargetKind::Deposit)
}

fn matched(line: i64, proposal: &MatchProposal) -> Option<Proposal> {
    let (mut invoices, mut payments) = (Vec::new(), Vec::new());
    for MatchAllocation { target: MatchTarget { kind, id }, amount } in &proposal.allocations {
        match kind {
            TargetKind::Invoice => invoices.push(json!({"invoice": id, "amount": typed(amount.0, 2)})),
            TargetKind::Payment => payments.push(*id),
            TargetKind::Deposit | TargetKind::Payout | TargetKind::Refund | TargetKind::Returned => {
                return None;
            }
        }
    }
    let mut payload = json!({"line": line, "allocations": invoices, "payments": payments});
    if proposal.fee.0 > 0 {
        payload["fee"] = json!(typed(proposal.fee.0, 2));
    }
    if proposal.remainder.0 > 0 {
        payload["keep_excess"] = json!(true);
    }
    Some(Proposal { name: "match_line".to_owned(), payload })
}
