//! Exact money: integer cents, prices in ten-thousandths of a euro, rates in basis points, quantities in
//! thousandths.
//!
//! Invariant: no floating point ever touches money; products are taken in `i128` and rounded half away from
//! zero.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use ts_rs::TS;

/// An amount in euro cents.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// A unit price in ten-thousandths of a euro (0.085 EUR a word is real).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(transparent)]
pub struct UnitPrice(pub i64);

/// A rate in basis points: 2000 is 20 %, 550 is 5.5 %.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(transparent)]
pub struct BasisPoints(pub i64);

/// A quantity in thousandths: 3500 is 3.5.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(transparent)]
pub struct Thousandths(pub i64);

/// The largest amount accepted anywhere: one billion euros. Keeps every sum far from overflow.
pub const LARGEST: Cents = Cents(100_000_000_000);

/// `numerator / denominator`, rounded half away from zero. `denominator` must be positive.
#[must_use]
pub fn divide(numerator: i128, denominator: i128) -> i64 {
    let half = denominator / 2;
    let shifted = if numerator < 0 { numerator - half } else { numerator + half };
    // Every input of the house is bounded by `LARGEST`, so the quotient always fits.
    i64::try_from(shifted / denominator).unwrap_or(if numerator < 0 { i64::MIN } else { i64::MAX })
}

impl Cents {
    pub const ZERO: Cents = Cents(0);

    /// This share of the amount, rounded half away from zero.
    #[must_use]
    pub fn share(self, rate: BasisPoints) -> Cents {
        Cents(divide(i128::from(self.0) * i128::from(rate.0), 10_000))
    }

    /// How much of `whole` this amount is, rounded half away from zero. A whole of nothing counts as a cent.
    #[must_use]
    pub fn part_of(self, whole: Cents) -> BasisPoints {
        BasisPoints(divide(i128::from(self.0) * 10_000, i128::from(whole.0.max(1))))
    }

    /// The same, rounded towards zero: a share that is never more than the amount.
    #[must_use]
    pub fn part_of_rounded_down(self, whole: Cents) -> BasisPoints {
        let exact = i128::from(self.0) * 10_000 / i128::from(whole.0.max(1));
        BasisPoints(i64::try_from(exact).unwrap_or(0))
    }

    #[must_use]
    pub fn abs(self) -> Cents {
        Cents(self.0.abs())
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// The net of one line: quantity x unit price, less the line's discount, rounded once to the cent.
#[must_use]
pub fn line_net(quantity: Thousandths, price: UnitPrice, discount: BasisPoints) -> Cents {
    // thousandths x ten-thousandths x basis points = 10^-11 EUR; a cent is 10^9 of them.
    let exact = i128::from(quantity.0) * i128::from(price.0) * i128::from(10_000 - discount.0);
    Cents(divide(exact, 1_000_000_000))
}

impl Add for Cents {
    type Output = Cents;
    fn add(self, other: Cents) -> Cents {
        Cents(self.0 + other.0)
    }
}
impl Sub for Cents {
    type Output = Cents;
    fn sub(self, other: Cents) -> Cents {
        Cents(self.0 - other.0)
    }
}
impl Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents(-self.0)
    }
}
impl AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        self.0 += other.0;
    }
}
impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Cents) {
        self.0 -= other.0;
    }
}
impl Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(iter: I) -> Cents {
        Cents(iter.map(|c| c.0).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(divide(5, 10), 1);
        assert_eq!(divide(-5, 10), -1);
        assert_eq!(divide(4, 10), 0);
        assert_eq!(divide(-4, 10), 0);
        assert_eq!(divide(1, 3), 0);
        assert_eq!(divide(2, 3), 1);
    }

    #[test]
    fn a_word_at_eight_and_a_half_cents_keeps_its_half_cent() {
        assert_eq!(line_net(Thousandths(1_001_000), UnitPrice(850), BasisPoints(0)), Cents(8509));
    }

    #[test]
    fn a_line_is_rounded_once_after_its_discount() {
        assert_eq!(line_net(Thousandths(3_500), UnitPrice(4_800_000), BasisPoints(1000)), Cents(151_200));
    }

    proptest! {
        /// Neither is off by more than its rounding, and a rate taken of a whole is found again.
        #[test]
        fn a_part_is_within_its_rounding_of_the_whole(part in 0_i64..LARGEST.0, whole in 1_i64..LARGEST.0, rate in 0_i64..10_001) {
            let (asked, exact) = (i128::from(part) * 10_000, i128::from(whole));
            let nearest = i128::from(Cents(part).part_of(Cents(whole)).0);
            let least = i128::from(Cents(part).part_of_rounded_down(Cents(whole)).0);
            prop_assert!((nearest * exact - asked).abs() * 2 <= exact);
            prop_assert!(least * exact <= asked && asked < (least + 1) * exact);
            // From 100,00 € on a cent is less than a basis point.
            let whole = Cents(whole + 10_000);
            prop_assert_eq!(whole.share(BasisPoints(rate)).part_of(whole), BasisPoints(rate));
        }
    }
}
