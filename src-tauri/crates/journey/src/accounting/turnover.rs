//! Turnover received, by activity, net of VAT: what contributions and thresholds are counted from.

use crate::accounting::life::Moved;
use crate::accounting::span::Span;
use crate::activity::{Activity, Nature};
use chrono::NaiveDate;
use values::money::Cents;

/// Turnover of a day; below zero where money was given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnoverMove {
    pub on: NaiveDate,
    pub activity: Activity,
    pub net: Cents,
}

impl TurnoverMove {
    /// What money paid of an invoice; a disbursement is no turnover (CGI art. 267 II-2°).
    #[must_use]
    pub fn of(moved: &Moved) -> Option<TurnoverMove> {
        let Moved { on, activity, net, .. } = *moved;
        (moved.nature != Nature::Disbursement).then_some(TurnoverMove { on, activity, net })
    }
}

/// Turnover of a span, for each activity in order.
#[must_use]
pub fn by_activity(moves: &[TurnoverMove], span: Span) -> [(Activity, Cents); 3] {
    Activity::ALL.map(|activity| {
        let own = moves.iter().filter(|one| one.activity == activity && span.holds(one.on));
        (activity, own.map(|one| one.net).sum())
    })
}
