//! A payment plan (*échéancier*): what is owed is paid in parts agreed in writing; while it is kept nobody is reminded.
//!
//! Invariant: the parts sum to what was owed; what is paid since covers the oldest part first.

use crate::invoice::Instalment;
use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::euros;

/// Parts of a plan.
const FEWEST: i64 = 2;
const MOST: i64 = 36;

/// A plan that was agreed, and what was paid since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentPlan {
    /// By day.
    pub parts: Vec<Instalment>,
    /// What came since it was agreed, with the day it came.
    pub paid: Vec<(NaiveDate, Cents)>,
    /// Late parts from which the whole is due again.
    pub breaks_at: i64,
}

/// How a plan stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    Kept,
    /// A part is late; the plan stands.
    Late,
    /// The whole is due again.
    Broken,
    /// All of it is paid.
    Fulfilled,
}

impl PaymentPlan {
    /// Each part with what is still to be paid of it at the end of that day.
    #[must_use]
    pub fn left(&self, day: NaiveDate) -> Vec<Instalment> {
        let mut paid: Cents = self.paid.iter().filter(|(on, _)| *on <= day).map(|(_, amount)| *amount).sum();
        let left = self.parts.iter().map(|part| {
            let covered = Cents(paid.0.clamp(0, part.amount.0));
            paid -= covered;
            Instalment { due_on: part.due_on, amount: part.amount - covered }
        });
        left.collect()
    }

    /// How it stands on that day.
    #[must_use]
    pub fn state(&self, day: NaiveDate) -> PlanState {
        let left = self.left(day);
        let late = left.iter().any(|part| part.amount.0 > 0 && part.due_on < day);
        if left.iter().all(|part| part.amount.0 <= 0) {
            PlanState::Fulfilled
        } else if self.breaks_on().is_some_and(|broken| broken <= day) {
            PlanState::Broken
        } else if late {
            PlanState::Late
        } else {
            PlanState::Kept
        }
    }

    /// The day of the first part that is not paid on that day.
    #[must_use]
    pub fn next_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.left(day).iter().find(|part| part.amount.0 > 0).map(|part| part.due_on)
    }

    /// The first day on which the whole is due again if nothing more comes: what is paid after it comes too late.
    #[must_use]
    pub fn breaks_on(&self) -> Option<NaiveDate> {
        let last = self.parts.last()?.due_on;
        self.parts.iter().find_map(|part| {
            let due = part.due_on;
            let late = self.left(due).iter().filter(|left| left.due_on <= due && left.amount.0 > 0).count();
            let late = i64::try_from(late).unwrap_or(i64::MAX);
            // Fewer parts left than may be late: with the last of them.
            (late >= self.breaks_at || (due == last && late > 0)).then(|| due.succ_opt())?
        })
    }

    /// Reminders wait for it on that day.
    #[must_use]
    pub fn stands(&self, day: NaiveDate) -> bool {
        matches!(self.state(day), PlanState::Kept | PlanState::Late)
    }
}

/// So many equal parts of a total, one a month from that day; the cents that do not divide go with the first ones.
///
/// # Errors
/// At `count` or `total`: too few parts or too many, or less than a euro each.
pub fn monthly(total: Cents, count: i64, first_on: NaiveDate) -> Result<Vec<Instalment>, Refusal> {
    if !(FEWEST..=MOST).contains(&count) {
        return Err(Refusal::at("count", format!("Un échéancier compte de {FEWEST} à {MOST} échéances.")));
    }
    if total.0 < count * 100 {
        return Err(Refusal::at("count", "Chaque échéance est d’au moins un euro : mettez-en moins."));
    }
    let (each, rest) = (total.0 / count, total.0 % count);
    let part = |rank: i64| {
        let months = Months::new(u32::try_from(rank).unwrap_or_default());
        let due_on = first_on.checked_add_months(months).unwrap_or(first_on);
        Instalment { due_on, amount: Cents(each + i64::from(rank < rest)) }
    };
    Ok((0..count).map(part).collect())
}

/// Parts as they were agreed one by one, of a total.
///
/// # Errors
/// At `parts`: too few or too many, or not that total; at a day or an amount of one of them: days out of order, less than
/// a euro.
pub fn agreed(total: Cents, parts: Vec<Instalment>) -> Result<Vec<Instalment>, Refusal> {
    let count = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    if !(FEWEST..=MOST).contains(&count) {
        return Err(Refusal::at("parts", format!("Un échéancier compte de {FEWEST} à {MOST} échéances.")));
    }
    let mut before = None::<NaiveDate>;
    for (i, part) in parts.iter().enumerate() {
        if part.amount.0 < 100 {
            return Err(Refusal::at(format!("parts[{i}].amount"), "Chaque échéance est d’au moins un euro."));
        }
        if before.is_some_and(|before| part.due_on <= before) {
            let text = "Cette échéance doit venir après la précédente : vérifiez sa date.";
            return Err(Refusal::at(format!("parts[{i}].due_on"), text));
        }
        before = Some(part.due_on);
    }
    match gap(total, parts.iter().map(|part| part.amount).sum()) {
        None => Ok(parts),
        Some(text) => Err(Refusal::at("parts", text)),
    }
}

/// What parts that come to `sum` leave of a total, or ask beyond it; nothing where they make it whole.
#[must_use]
pub fn gap(total: Cents, sum: Cents) -> Option<String> {
    let gap = total - sum;
    match gap.0 {
        0 => None,
        1.. => Some(format!(
            "Il manque {} : les échéances font {} pour {} dus.",
            euros(gap),
            euros(sum),
            euros(total)
        )),
        _ => Some(format!(
            "{} de trop : les échéances font {} pour {} dus.",
            euros(-gap),
            euros(sum),
            euros(total)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, month, day).unwrap()
    }

    /// 1 000,00 € in three parts, and what came on the day of the first.
    fn plan(paid: i64, breaks_at: i64) -> PaymentPlan {
        let parts = monthly(Cents(100_000), 3, day(1, 31)).unwrap();
        PaymentPlan { parts, paid: vec![(day(1, 31), Cents(paid))], breaks_at }
    }

    #[test]
    fn parts_fall_on_the_last_day_of_short_months() {
        let days: Vec<NaiveDate> = plan(0, 1).parts.iter().map(|part| part.due_on).collect();
        assert_eq!(days, [day(1, 31), day(2, 28), day(3, 31)]);
        assert_eq!(plan(0, 1).parts[0].amount, Cents(33_334));
    }

    #[test]
    fn a_plan_is_kept_until_a_part_is_late() {
        assert_eq!(plan(0, 1).state(day(1, 31)), PlanState::Kept);
        assert_eq!(plan(0, 1).state(day(2, 1)), PlanState::Broken);
        assert_eq!(plan(0, 2).state(day(2, 1)), PlanState::Late);
        assert_eq!(plan(0, 9).state(day(4, 1)), PlanState::Broken, "none is left to be late");
        assert_eq!(plan(33_333, 1).state(day(2, 1)), PlanState::Broken, "one cent short");
        assert_eq!(plan(33_334, 1).state(day(2, 1)), PlanState::Kept);
        assert_eq!(plan(33_334, 1).next_on(day(2, 1)), Some(day(2, 28)));
        assert_eq!(plan(33_334, 1).breaks_on(), Some(day(3, 1)));
        assert_eq!(plan(100_000, 1).state(day(12, 31)), PlanState::Fulfilled);
        assert_eq!((plan(100_000, 1).breaks_on(), plan(100_000, 1).stands(day(1, 31))), (None, false));
    }

    #[test]
    fn what_is_paid_too_late_does_not_mend_it() {
        let mut late = plan(0, 1);
        late.paid.push((day(2, 3), Cents(33_334)));
        assert_eq!(late.state(day(2, 3)), PlanState::Broken);
        assert_eq!(late.breaks_on(), Some(day(2, 1)));
        late.breaks_at = 2;
        assert_eq!(late.state(day(2, 3)), PlanState::Kept);
        late.paid.push((day(3, 31), Cents(66_666)));
        assert_eq!(late.state(day(3, 31)), PlanState::Fulfilled);
    }

    #[test]
    fn too_few_parts_and_too_small_ones_are_refused() {
        for (total, count) in [(100_000, 1), (100_000, 37), (250, 3)] {
            assert_eq!(monthly(Cents(total), count, day(1, 1)).unwrap_err().field.as_deref(), Some("count"));
        }
    }

    #[test]
    fn parts_that_were_agreed_make_the_whole_in_order() {
        let part = |month, cents| Instalment { due_on: day(month, 15), amount: Cents(cents) };
        let total = Cents(100_000);
        assert!(agreed(total, vec![part(1, 20_000), part(3, 80_000)]).is_ok());
        let field = |parts: Vec<Instalment>| agreed(total, parts).unwrap_err().field.unwrap();
        assert_eq!(field(vec![part(1, 100_000)]), "parts");
        assert_eq!(field(vec![part(1, 99), part(2, 99_901)]), "parts[0].amount");
        assert_eq!(field(vec![part(2, 50_000), part(2, 50_000)]), "parts[1].due_on");
        assert_eq!(field((1..=37).map(|_| part(1, 1_000)).collect()), "parts");
        let short = agreed(total, vec![part(1, 50_000), part(2, 49_999)]).unwrap_err();
        assert_eq!(short.field.as_deref(), Some("parts"));
        assert!(short.message.replace('\u{a0}', " ").starts_with("Il manque 0,01 €"), "{short}");
        let long = agreed(total, vec![part(1, 50_000), part(2, 50_001)]).unwrap_err();
        assert_eq!(long.field.as_deref(), Some("parts"));
        assert!(long.message.replace('\u{a0}', " ").starts_with("0,01 € de trop"), "{long}");
    }

    proptest! {
        #[test]
        fn parts_sum_to_what_is_owed(total in 100_i64..10_000_000, count in 2_i64..36, paid in 0_i64..10_000_000) {
            if let Ok(parts) = monthly(Cents(total), count, day(1, 15)) {
                prop_assert_eq!(parts.iter().map(|part| part.amount).sum::<Cents>(), Cents(total));
                let plan = PaymentPlan { parts, paid: vec![(day(1, 1), Cents(paid))], breaks_at: 1 };
                let left: Cents = plan.left(day(1, 1)).iter().map(|part| part.amount).sum();
                prop_assert_eq!(left, Cents((total - paid).max(0)));
            }
        }
    }
}
