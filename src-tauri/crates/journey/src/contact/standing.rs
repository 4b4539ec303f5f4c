//! How the freelancer stood towards VAT, from when: what an operation bears is decided by the day of the work.
//!
//! Invariant: standings follow one another; the first has no beginning.

use crate::vat::VatRegime;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;
use values::words::long_date;

/// A standing towards VAT, from its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatStanding {
    /// None for the first one.
    pub from: Option<NaiveDate>,
    pub regime: VatRegime,
    pub on_debits: bool,
}

/// How far ahead a change may be written down, in days.
const AHEAD: u64 = 366;

/// The standing of that day.
#[must_use]
pub fn on(known: &[VatStanding], day: NaiveDate) -> Option<VatStanding> {
    known.iter().rev().find(|standing| standing.from.is_none_or(|from| from <= day)).copied()
}

/// The standings once another one is said; from today where no day is.
///
/// # Errors
/// A refusal at `vat_since` for a day that cannot be.
pub fn changed(
    known: &[VatStanding],
    (regime, on_debits): (VatRegime, bool),
    since: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Vec<VatStanding>, Refusal> {
    let farthest = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    if since.is_some_and(|since| since > farthest) {
        return Err(Refusal::at("vat_since", "Cette date est trop lointaine : vérifiez l’année."));
    }
    let mut standings = known.to_vec();
    let Some(last) = standings.last_mut() else {
        return Ok(vec![VatStanding { from: None, regime, on_debits }]);
    };
    let same = (last.regime, last.on_debits) == (regime, on_debits);
    // The same again: at most the day it began is put right.
    let from = if same { since.or(last.from) } else { Some(since.unwrap_or(today)) };
    let is_first = known.len() == 1;
    if same && is_first {
        return Ok(standings);
    }
    if same || last.from == from {
        *last = VatStanding { from, regime, on_debits };
    } else {
        standings.push(VatStanding { from, regime, on_debits });
    }
    let before =
        standings.len().checked_sub(2).and_then(|at| standings.get(at)).and_then(|standing| standing.from);
    if let (Some(before), Some(from)) = (before, from)
        && from <= before
    {
        return Err(Refusal::at(
            "vat_since",
            format!("Votre régime précédent commence le {} : celui-ci vient après.", long_date(before)),
        ));
    }
    // One that says what the former said is no change.
    standings.dedup_by(|next, former| (next.regime, next.on_debits) == (former.regime, former.on_debits));
    Ok(standings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use VatRegime::{Franchise, Liable};

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn said(known: &[VatStanding], regime: VatRegime, since: Option<NaiveDate>) -> Vec<VatStanding> {
        changed(known, (regime, false), since, day(10, 1)).unwrap()
    }

    #[test]
    fn a_regime_holds_from_its_day() {
        let first = said(&[], Franchise, None);
        let both = said(&first, Liable, Some(day(9, 15)));
        assert_eq!(on(&both, day(9, 14)).unwrap().regime, Franchise);
        assert_eq!(on(&both, day(9, 15)).unwrap().regime, Liable);
        assert_eq!(on(&said(&first, Liable, None), day(9, 30)).unwrap().regime, Franchise);
        assert_eq!(on(&[], day(9, 30)), None);
    }

    #[test]
    fn said_again_nothing_changes_and_a_day_is_put_right() {
        let both = said(&said(&[], Franchise, None), Liable, Some(day(9, 15)));
        assert_eq!(said(&both, Liable, None), both);
        assert_eq!(said(&both, Liable, Some(day(9, 1)))[1].from, Some(day(9, 1)));
        assert_eq!(said(&both[..1], Franchise, Some(day(2, 1))), both[..1], "the first has no beginning");
    }

    #[test]
    fn a_mistake_of_the_same_day_leaves_no_trace() {
        let first = said(&[], Franchise, None);
        let wrong = said(&first, Liable, None);
        assert_eq!(said(&wrong, Franchise, None), first);
    }

    #[test]
    fn a_day_before_the_former_regime_is_refused() {
        let both = said(&said(&[], Franchise, None), Liable, Some(day(9, 15)));
        let refused = |since| changed(&both, (Franchise, false), Some(since), day(10, 1)).unwrap_err();
        assert_eq!(refused(day(9, 1)).field.as_deref(), Some("vat_since"));
        assert_eq!(refused(NaiveDate::from_ymd_opt(2028, 1, 1).unwrap()).field.as_deref(), Some("vat_since"));
        assert!(changed(&both, (Franchise, false), Some(day(12, 31)), day(10, 1)).is_ok(), "known ahead");
    }
}
