//! What lines, allowances and charges come to, by category and rate of VAT.

use crate::decimal::Decimal;
use crate::told::Group;
use std::collections::BTreeMap;

/// Where a category may stand beside the breakdown: group, category, rate, amount, the second digit of its rules.
pub const PLACES: [(&str, &str, &str, &str); 3] = [
    ("BG-25", "BT-151", "BT-152", "BT-131"),
    ("BG-20", "BT-95", "BT-96", "BT-92"),
    ("BG-21", "BT-102", "BT-103", "BT-99"),
];

/// Sum and count in each of the places.
type Parts = [(Decimal, usize); 3];

/// Summed once, however many groups the breakdown has.
#[derive(Default)]
pub struct Bases<'a> {
    rated: BTreeMap<(&'a str, Decimal), Parts>,
    whole: BTreeMap<&'a str, Parts>,
}

impl<'a> Bases<'a> {
    #[must_use]
    pub fn of(told: &'a Group) -> Bases<'a> {
        let mut bases = Bases::default();
        for (nth, (id, category, rate, amount)) in PLACES.into_iter().enumerate() {
            for one in told.every(id) {
                let Some(code) = one.text(category) else { continue };
                let amount = one.number(amount).unwrap_or_default();
                let rated = one.number(rate).map(|rate| bases.rated.entry((code, rate)).or_default());
                for parts in rated.into_iter().chain([bases.whole.entry(code).or_default()]) {
                    if let Some((sum, count)) = parts.get_mut(nth) {
                        *sum = sum.plus(amount);
                        *count += 1;
                    }
                }
            }
        }
        bases
    }

    /// Of that category, and of that rate if told: what they come to, and how many they are.
    #[must_use]
    pub fn base(&self, code: &'a str, rate: Option<Decimal>) -> (Decimal, usize) {
        let parts = match rate {
            Some(rate) => self.rated.get(&(code, rate)),
            None => self.whole.get(code),
        };
        let [lines, allowances, charges] =
            parts.copied().unwrap_or_default().map(|(sum, count)| (sum.rounded_upwards(2), count));
        (lines.0.minus(allowances.0).plus(charges.0), lines.1 + allowances.1 + charges.1)
    }
}
