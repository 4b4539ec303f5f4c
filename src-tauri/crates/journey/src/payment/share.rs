//! What a payment pays of an invoice: a share of each VAT rate and activity, in proportion.
//!
//! Invariant: the shares of one payment sum to it, and those of payments that settle an invoice whole sum to its parts,
//! net and VAT, to the cent.

use crate::activity::Activity;
use crate::vat::spread;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};

/// Part of an invoice, or of a payment on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Share {
    pub rate: BasisPoints,
    /// None for disbursements, which bring no turnover.
    pub activity: Option<Activity>,
    /// Cents.
    pub net: Cents,
    pub vat: Cents,
}

impl Share {
    #[must_use]
    pub fn gross(self) -> Cents {
        self.net + self.vat
    }
}

/// What `amount` pays of an invoice made of `parts`, after `before` was paid of it.
#[must_use]
pub fn shares(parts: &[Share], before: Cents, amount: Cents) -> Vec<Share> {
    let (from, to) = (paid(parts, before), paid(parts, before + amount));
    from.into_iter()
        .zip(to)
        .map(|(from, to)| Share { net: to.net - from.net, vat: to.vat - from.vat, ..to })
        .collect()
}

/// What is paid of each part once `sum` is paid of the whole.
fn paid(parts: &[Share], sum: Cents) -> Vec<Share> {
    let grosses: Vec<Cents> = parts.iter().map(|part| part.gross()).collect();
    spread(sum, &grosses)
        .into_iter()
        .zip(parts)
        .map(|(gross, part)| {
            let vat = spread(gross, &[part.vat, part.net]).first().copied().unwrap_or_default();
            Share { net: gross - vat, vat, ..*part }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(rate: i64, activity: Option<Activity>, net: i64, vat: i64) -> Share {
        Share { rate: BasisPoints(rate), activity, net: Cents(net), vat: Cents(vat) }
    }

    #[test]
    fn half_a_payment_pays_half_of_each_part() {
        let parts = [
            share(2000, Some(Activity::Liberal), 100_000, 20_000),
            share(550, Some(Activity::Sales), 20_000, 1_100),
            share(0, None, 5_000, 0),
        ];
        let half = shares(&parts, Cents(0), Cents(73_050));
        assert_eq!(half[0], share(2000, Some(Activity::Liberal), 50_000, 10_000));
        assert_eq!(half[1], share(550, Some(Activity::Sales), 10_000, 550));
        assert_eq!(half[2], share(0, None, 2_500, 0));
    }

    proptest! {
        #[test]
        fn payments_that_settle_an_invoice_pay_each_part_to_the_cent(
            parts in prop::collection::vec((0_i64..5, 1_i64..500_000), 1..5),
            cuts in prop::collection::vec(1_i64..200_000, 0..5),
        ) {
            let parts: Vec<Share> = parts
                .into_iter()
                .map(|(rate, net)| share(rate * 550, Some(Activity::Liberal), net, Cents(net).share(BasisPoints(rate * 550)).0))
                .collect();
            let whole: Cents = parts.iter().map(|p| p.gross()).sum();
            let mut before = Cents(0);
            let mut sums = vec![(Cents(0), Cents(0)); parts.len()];
            let mut amounts: Vec<Cents> = cuts.into_iter().map(Cents).collect();
            amounts.push(Cents(i64::MAX / 4));
            for amount in amounts {
                let amount = amount.min(whole - before);
                let part = shares(&parts, before, amount);
                prop_assert_eq!(part.iter().map(|p| p.gross()).sum::<Cents>(), amount);
                for (sum, share) in sums.iter_mut().zip(&part) {
                    *sum = (sum.0 + share.net, sum.1 + share.vat);
                }
                before += amount;
            }
            for (sum, part) in sums.iter().zip(&parts) {
                prop_assert_eq!(*sum, (part.net, part.vat));
            }
        }
    }
}
