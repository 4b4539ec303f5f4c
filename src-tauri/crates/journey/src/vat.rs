//! VAT: net amounts gathered per rate, VAT rounded once per rate group (EN 16931, BR-CO-17).
//!
//! Invariant: for every rate, the parts invoiced of an order sum to the order, net and VAT, to the cent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, divide};

/// How the freelancer stands towards VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VatRegime {
    /// « Franchise en base »: no VAT is charged.
    Franchise,
    /// Liable: VAT is charged at the rate of each line.
    Liable,
}

/// The net of one VAT rate and the VAT on it, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatGroup {
    pub rate: BasisPoints,
    pub net: Cents,
    pub vat: Cents,
}

impl VatGroup {
    /// A group whose VAT is worked out from its net.
    #[must_use]
    pub fn of(rate: BasisPoints, net: Cents) -> VatGroup {
        VatGroup { rate, net, vat: net.share(rate) }
    }
}

/// Net, VAT and gross of a paper, in cents, with one group per rate, highest rate first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Totals {
    pub groups: Vec<VatGroup>,
    pub net: Cents,
    pub vat: Cents,
    pub gross: Cents,
}

impl Totals {
    /// Sums groups as they are; VAT is not worked out again.
    #[must_use]
    pub fn from_groups(mut groups: Vec<VatGroup>) -> Totals {
        groups.sort_by_key(|group| std::cmp::Reverse(group.rate));
        let net = groups.iter().map(|g| g.net).sum();
        let vat = groups.iter().map(|g| g.vat).sum();
        Totals { groups, net, vat, gross: net + vat }
    }

    /// Totals of lines given as (rate, net), less a discount on the whole, spread over rates by largest remainder.
    #[must_use]
    pub fn of_lines(lines: &[(BasisPoints, Cents)], discount: BasisPoints) -> Totals {
        let mut nets: Vec<(BasisPoints, Cents)> = Vec::new();
        for (rate, net) in lines {
            match nets.iter_mut().find(|(known, _)| known == rate) {
                Some((_, sum)) => *sum += *net,
                None => nets.push((*rate, *net)),
            }
        }
        nets.sort_by_key(|(rate, _)| std::cmp::Reverse(*rate));
        let whole: Cents = nets.iter().map(|(_, net)| *net).sum();
        let discounts = spread(whole.share(discount), &nets.iter().map(|(_, net)| *net).collect::<Vec<_>>());
        Totals::from_groups(
            nets.iter().zip(discounts).map(|((rate, net), less)| VatGroup::of(*rate, *net - less)).collect(),
        )
    }

    /// The same with an amount outside VAT.
    #[must_use]
    pub fn outside_vat(mut self, amount: Cents) -> Totals {
        if amount.is_zero() {
            return self;
        }
        match self.groups.iter_mut().find(|group| group.rate.0 == 0) {
            Some(group) => group.net += amount,
            None => self.groups.push(VatGroup { rate: BasisPoints(0), net: amount, vat: Cents::ZERO }),
        }
        Totals::from_groups(self.groups)
    }

    /// The same without an amount that is outside VAT, for those who show it apart.
    #[must_use]
    pub fn without(&self, amount: Cents) -> Totals {
        if amount.is_zero() {
            return self.clone();
        }
        let mut left = self.clone().outside_vat(-amount);
        left.groups.retain(|group| group.rate.0 != 0 || !group.net.is_zero());
        left
    }

    /// What is left of these totals once `parts` are taken away, per rate. Every rate of `parts` must be here.
    #[must_use]
    pub fn less(&self, parts: &[VatGroup]) -> Totals {
        let groups = self
            .groups
            .iter()
            .map(|group| {
                let mut left = *group;
                for part in parts.iter().filter(|part| part.rate == group.rate) {
                    left.net -= part.net;
                    left.vat -= part.vat;
                }
                left
            })
            .collect();
        Totals::from_groups(groups)
    }
}

/// `amount` in shares proportional to `weights`, summing exactly to it: floors first, then one cent each to the
/// largest remainders, earlier weights first at a tie.
#[must_use]
pub fn spread(amount: Cents, weights: &[Cents]) -> Vec<Cents> {
    let total: i128 = weights.iter().map(|w| i128::from(w.0)).sum();
    if total == 0 {
        let mut shares = vec![Cents::ZERO; weights.len()];
        if let Some(first) = shares.first_mut() {
            *first = amount;
        }
        return shares;
    }
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in weights {
        // Over a divisor above zero, so that what is left is too.
        let exact = i128::from(amount.0) * i128::from(weight.0) * total.signum();
        let floor = exact.div_euclid(total.abs());
        shares.push(Cents(divide(floor, 1)));
        remainders.push(exact.rem_euclid(total.abs()));
    }
    let mut left = amount - shares.iter().copied().sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(remainders[i]), i));
    for i in order {
        if left.0 <= 0 {
            break;
        }
        shares[i] += Cents(1);
        left -= Cents(1);
    }
    shares
}

/// The part of one rate group to invoice now: the net nearest to `asked`, between zero and what is left, for which
/// VAT of the part plus VAT of the remainder is the VAT still to be invoiced.
///
/// Without this about one order in four misses a cent, since VAT is rounded per document.
#[must_use]
pub fn part(left: VatGroup, asked: Cents) -> VatGroup {
    let fits = |net: Cents| {
        let vat = net.share(left.rate);
        ((left.net - net).share(left.rate) + vat == left.vat).then_some(VatGroup {
            rate: left.rate,
            net,
            vat,
        })
    };
    let (least, most) = (left.net.min(Cents::ZERO), left.net.max(Cents::ZERO));
    let asked = asked.clamp(least, most);
    for step in 0..=FARTHEST {
        for net in [asked - Cents(step), asked + Cents(step)] {
            if (least..=most).contains(&net)
                && let Some(part) = fits(net)
            {
                return part;
            }
        }
    }
    // Credit notes may leave a VAT that no split gives: the last invoice then takes the cent that is left.
    VatGroup::of(left.rate, asked)
}

/// How far from the amount asked a fitting net is looked for, in cents: a period of the smallest rate's rounding and more.
const FARTHEST: i64 = 500;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RATES: [i64; 5] = [2000, 1000, 550, 210, 0];

    #[test]
    fn vat_is_rounded_once_per_rate() {
        let totals = Totals::of_lines(
            &[
                (BasisPoints(2000), Cents(33)),
                (BasisPoints(550), Cents(1000)),
                (BasisPoints(2000), Cents(33)),
            ],
            BasisPoints(0),
        );
        assert_eq!(totals.groups[0], VatGroup { rate: BasisPoints(2000), net: Cents(66), vat: Cents(13) });
        assert_eq!(totals.gross, Cents(66 + 13 + 1000 + 55));
    }

    #[test]
    fn a_part_never_leaves_a_cent_behind() {
        // 30 % of 100.05: rounding both sides separately would give 6.00 + 14.01 = 20.01 = VAT of the whole;
        // the neighbouring cases differ by one cent, and the nearest net that agrees is taken.
        let whole = VatGroup::of(BasisPoints(2000), Cents(10_003));
        for asked in 0..10_003 {
            let taken = part(whole, Cents(asked));
            let rest = VatGroup::of(whole.rate, whole.net - taken.net);
            assert_eq!(taken.vat + rest.vat, whole.vat);
            assert!((taken.net - Cents(asked)).abs() <= Cents(3));
        }
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_amount(amount in -1_000_000_i64..1_000_000, weights in prop::collection::vec(-1_000_000_i64..1_000_000, 1..8)) {
            let weights: Vec<Cents> = weights.into_iter().map(Cents).collect();
            let shares = spread(Cents(amount), &weights);
            prop_assert_eq!(shares.iter().copied().sum::<Cents>(), Cents(amount));
        }

        #[test]
        fn parts_and_balance_make_the_whole(
            nets in prop::collection::vec((0_usize..5, 0_i64..5_000_000), 1..6),
            discount in 0_i64..3000,
            asked in prop::collection::vec(0_i64..10_000, 0..5),
        ) {
            let lines: Vec<_> = nets.iter().map(|(r, n)| (BasisPoints(RATES[*r]), Cents(*n))).collect();
            let whole = Totals::of_lines(&lines, BasisPoints(discount));
            let mut left = whole.clone();
            let mut parts = Vec::new();
            for percent in asked {
                let taken: Vec<VatGroup> = left.groups.iter()
                    .map(|group| part(*group, group.net.share(BasisPoints(percent)))).collect();
                parts.extend(taken.iter().copied());
                left = left.less(&taken);
            }
            // The balance computes its VAT from its own net, and still nothing is lost.
            for group in &left.groups {
                prop_assert_eq!(group.net.share(group.rate), group.vat);
            }
            let sum: Cents = parts.iter().map(|p| p.net + p.vat).sum();
            prop_assert_eq!(sum + left.gross, whole.gross);
        }
    }
}
