//! The lines of an invoice as credit notes see them: what each makes once the discount on the whole is taken, and what
//! is left of it.

use crate::activity::Nature;
use crate::quote::Line;
use crate::vat::spread;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice, divide, line_net};

/// A line to take back, as it is typed: a quantity, or an amount; neither for what is left of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CreditedLine {
    /// Its rank on the invoice; 0 for the first.
    pub line: i64,
    pub quantity: String,
    /// VAT included.
    pub amount: String,
}

/// What notes took back of a line already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreditedSoFar {
    pub line: i64,
    pub quantity: Thousandths,
    pub net: Cents,
}

/// A line that can be taken back, and what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftLine {
    /// Its rank on the invoice.
    pub rank: i64,
    pub line: Line,
    /// What it makes on the invoice, its share of the discount on the whole taken.
    pub net: Cents,
    pub quantity_left: Thousandths,
    pub net_left: Cents,
}

impl LeftLine {
    #[must_use]
    pub fn is_disbursement(&self) -> bool {
        self.line.nature == Nature::Disbursement
    }

    /// What is left of it with its VAT.
    #[must_use]
    pub fn gross_left(&self) -> Cents {
        self.net_left + self.net_left.share(self.line.vat_rate)
    }

    /// What that much of it makes.
    #[must_use]
    pub fn net_of(&self, quantity: Thousandths) -> Cents {
        if quantity == self.quantity_left {
            return self.net_left;
        }
        let whole = self.line.quantity.0;
        let exact = i128::from(self.net.0) * i128::from(quantity.0 * whole.signum());
        Cents(divide(exact, i128::from(whole.abs().max(1))))
    }

    /// The same line for that much of it, as a credit note prints it.
    #[must_use]
    pub fn taken(&self, quantity: Thousandths, net: Cents) -> Line {
        let line = Line { quantity, net, section: String::new(), optional: false, ..self.line.clone() };
        if line_net(quantity, line.unit_price, line.discount) == net {
            return line;
        }
        // The price that was really asked, discounts taken.
        let sign = quantity.0.signum();
        let exact = divide(i128::from(net.0 * sign) * 100_000, i128::from(quantity.0.abs().max(1)));
        let nearest = [divide(i128::from(exact), 100) * 100, exact].map(UnitPrice);
        match nearest.into_iter().find(|price| line_net(quantity, *price, BasisPoints(0)) == net) {
            Some(unit_price) => Line { unit_price, discount: BasisPoints(0), ..line },
            None => self.amount(net),
        }
    }

    /// The same line for an amount of it.
    #[must_use]
    pub fn amount(&self, net: Cents) -> Line {
        Line {
            quantity: Thousandths(1000),
            unit: String::new(),
            unit_price: UnitPrice(net.0 * 100),
            discount: BasisPoints(0),
            net,
            section: String::new(),
            optional: false,
            ..self.line.clone()
        }
    }
}

/// The lines that count, with what notes left of each. The discount on the whole falls on the work only, over rates
/// as on the invoice, then over the lines of each.
#[must_use]
pub fn left_lines(lines: &[Line], discount: BasisPoints, credited: &[CreditedSoFar]) -> Vec<LeftLine> {
    let nets = discounted(lines, discount);
    let counted = (0..).zip(lines).zip(nets).filter(|((_, line), _)| !line.optional);
    counted
        .map(|((rank, line), net)| {
            let so_far = credited.iter().find(|c| c.line == rank).copied().unwrap_or_default();
            LeftLine {
                rank,
                line: line.clone(),
                net,
                quantity_left: Thousandths(line.quantity.0 - so_far.quantity.0),
                net_left: rest(net, net - so_far.net),
            }
        })
        .collect()
}

/// An amount with VAT may have taken the cent that rounding gave a line: nothing is left then.
fn rest(net: Cents, left: Cents) -> Cents {
    if (net.0 < 0) == (left.0 < 0) { left } else { Cents::ZERO }
}

fn discounted(lines: &[Line], discount: BasisPoints) -> Vec<Cents> {
    let mut nets: Vec<Cents> = lines.iter().map(|line| line.net).collect();
    if discount.0 == 0 {
        return nets;
    }
    let works = |line: &Line| !line.optional && line.nature != Nature::Disbursement;
    let mut rates: Vec<BasisPoints> = lines.iter().filter(|l| works(l)).map(|line| line.vat_rate).collect();
    rates.sort_by_key(|rate| std::cmp::Reverse(*rate));
    rates.dedup();
    let of_rate = |rate: BasisPoints| -> Vec<usize> {
        (0..).zip(lines).filter(|(_, l)| works(l) && l.vat_rate == rate).map(|(rank, _)| rank).collect()
    };
    let sums: Vec<Cents> =
        rates.iter().map(|rate| of_rate(*rate).into_iter().map(|rank| lines[rank].net).sum()).collect();
    let whole: Cents = sums.iter().copied().sum();
    for (rate, less) in rates.iter().zip(spread(whole.share(discount), &sums)) {
        let ranks = of_rate(*rate);
        let weights: Vec<Cents> = ranks.iter().map(|rank| lines[*rank].net).collect();
        for (rank, less) in ranks.into_iter().zip(spread(less, &weights)) {
            nets[rank] -= less;
        }
    }
    nets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::totals_of;
    use proptest::prelude::*;

    fn line(net: i64, rate: i64) -> Line {
        Line {
            quantity: Thousandths(1000),
            unit_price: UnitPrice(net * 100),
            vat_rate: BasisPoints(rate),
            net: Cents(net),
            ..Line::default()
        }
    }

    #[test]
    fn a_line_bears_its_share_of_the_discount() {
        let advanced = Line { nature: Nature::Disbursement, ..line(3_000, 0) };
        let lines = [line(10_000, 2000), line(2_000, 550), advanced];
        let left = left_lines(&lines, BasisPoints(1000), &[]);
        assert_eq!(left.iter().map(|l| l.net.0).collect::<Vec<_>>(), [9_000, 1_800, 3_000]);
        let half = left[0].taken(Thousandths(500), left[0].net_of(Thousandths(500)));
        assert_eq!((half.unit_price, half.net), (UnitPrice(900_000), Cents(4_500)));
    }

    #[test]
    fn what_was_taken_back_is_no_longer_left() {
        let so_far = CreditedSoFar { line: 0, quantity: Thousandths(400), net: Cents(40) };
        let left = left_lines(&[line(100, 2000)], BasisPoints(0), &[so_far]);
        assert_eq!((left[0].quantity_left, left[0].net_left), (Thousandths(600), Cents(60)));
        assert_eq!(left[0].net_of(Thousandths(600)), Cents(60));
    }

    proptest! {
        #[test]
        fn lines_make_the_totals_of_their_paper(
            typed in prop::collection::vec((prop::sample::select(vec![2000_i64, 1000, 550, 210, 0]), 1_i64..900_000, any::<bool>()), 1..9),
            discount in 0_i64..5_000,
        ) {
            let lines: Vec<Line> = typed
                .into_iter()
                .map(|(rate, net, advanced)| match advanced {
                    true => Line { nature: Nature::Disbursement, ..line(net, 0) },
                    false => line(net, rate),
                })
                .collect();
            let totals = totals_of(&lines, BasisPoints(discount));
            let left = left_lines(&lines, BasisPoints(discount), &[]);
            for group in totals.groups {
                let sum: Cents = left.iter().filter(|l| l.line.vat_rate == group.rate).map(|l| l.net).sum();
                prop_assert_eq!(sum, group.net);
            }
        }
    }
}
