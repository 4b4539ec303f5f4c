//! Prices typed with VAT: the net price is worked out, so that net and rounded VAT give what was typed.
//!
//! VAT is a rounded share of a net in cents, so some totals cannot be reached: at 20 % one in six. Such a line makes
//! the nearest total, the lower of two, so that nobody pays more than the price they were told.

use values::money::{BasisPoints, Cents, Thousandths, UnitPrice, divide, line_net};
use values::words::euros;

/// A price typed with VAT, and what it makes over the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    pub price: UnitPrice,
    pub total: Cents,
}

impl Typed {
    #[must_use]
    pub fn of(quantity: Thousandths, price: UnitPrice, discount: BasisPoints) -> Typed {
        Typed { price, total: line_net(quantity, price, discount) }
    }

    /// The sentence that says what the line makes instead, where it cannot make what was typed.
    #[must_use]
    pub fn misses(self, made: Cents) -> Option<String> {
        (made != self.total).then(|| {
            format!(
                "Aucun prix hors taxe ne donne {} TTC au centime : cette ligne fera {} TTC.",
                euros(self.total),
                euros(made)
            )
        })
    }
}

/// The net unit price of a price typed with VAT.
#[must_use]
pub fn net_price(
    quantity: Thousandths,
    price: UnitPrice,
    discount: BasisPoints,
    rate: BasisPoints,
) -> UnitPrice {
    if rate.0 == 0 {
        return price;
    }
    let exact = divide(i128::from(price.0) * 10_000, i128::from(10_000 + rate.0));
    let wanted = nearest_net(line_net(quantity, price, discount), rate);
    let kept = i128::from(quantity.0) * i128::from(10_000 - discount.0);
    let reached = if kept == 0 { exact } else { price_of(quantity, discount, wanted) };
    // Prices that read well first: whole cents, then the exact quotient, then whatever makes the net.
    let to_the_cent = |price: i64| divide(i128::from(price), 100) * 100;
    let tries = [to_the_cent(exact), exact, to_the_cent(reached), reached];
    let miss = |price: i64| (line_net(quantity, UnitPrice(price), discount) - wanted).abs();
    UnitPrice(tries.into_iter().min_by_key(|price| miss(*price)).unwrap_or(exact))
}

/// The unit price nearest to what makes that net; the quantity and what the discount keeps are not nothing.
pub(crate) fn price_of(quantity: Thousandths, discount: BasisPoints, wanted: Cents) -> i64 {
    let kept = i128::from(quantity.0) * i128::from(10_000 - discount.0);
    let sign = if kept < 0 { -1 } else { 1 };
    divide(i128::from(wanted.0) * 1_000_000_000 * sign, (kept * sign).max(1))
}

/// The net whose total with VAT is nearest to `total`, the smaller of two.
pub(crate) fn nearest_net(total: Cents, rate: BasisPoints) -> Cents {
    let about = divide(i128::from(total.0) * 10_000, i128::from(10_000 + rate.0));
    let miss = |net: &Cents| (*net + net.share(rate) - total).abs();
    (about - 1..=about + 1).map(Cents).min_by_key(|net| (miss(net), net.abs())).unwrap_or(Cents(about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONE: Thousandths = Thousandths(1000);
    const NONE: BasisPoints = BasisPoints(0);

    fn made(quantity: Thousandths, price: UnitPrice, discount: BasisPoints, rate: BasisPoints) -> Cents {
        let net = line_net(quantity, net_price(quantity, price, discount, rate), discount);
        net + net.share(rate)
    }

    /// Every price up to 300,00 €, at every rate: what was typed where any net gives it, a cent less elsewhere.
    #[test]
    fn a_typed_total_is_made_wherever_a_net_makes_it() {
        for rate in [2000, 1000, 550, 210, 0].map(BasisPoints) {
            let reachable: Vec<bool> = {
                let mut found = vec![false; 36_100];
                for net in 0..=30_000 {
                    let total = Cents(net) + Cents(net).share(rate);
                    found[usize::try_from(total.0).unwrap()] = true;
                }
                found
            };
            let mut missed = 0;
            for total in 1..=30_000_i64 {
                let made = made(ONE, UnitPrice(total * 100), NONE, rate);
                if reachable[usize::try_from(total).unwrap()] {
                    assert_eq!(made, Cents(total), "at {rate:?}");
                } else {
                    assert_eq!(made, Cents(total - 1), "at {rate:?}");
                    missed += 1;
                }
            }
            if rate.0 == 2000 {
                assert_eq!(missed, 5_000, "one total in six");
            }
        }
    }

    #[test]
    fn a_price_that_reads_well_is_kept_where_it_can() {
        assert_eq!(net_price(ONE, UnitPrice(1_000_000), NONE, BasisPoints(2000)), UnitPrice(833_300));
        assert_eq!(
            net_price(Thousandths(3000), UnitPrice(1_000_000), NONE, BasisPoints(2000)),
            UnitPrice(833_333)
        );
        assert_eq!(made(Thousandths(3000), UnitPrice(1_000_000), NONE, BasisPoints(2000)), Cents(30_000));
    }

    #[test]
    fn the_sentence_says_both_totals() {
        let typed = Typed::of(ONE, UnitPrice(1_000_300), NONE);
        assert_eq!(typed.misses(Cents(10_003)), None);
        let sentence = typed.misses(Cents(10_002)).unwrap();
        assert!(sentence.contains("100,03") && sentence.contains("100,02"), "{sentence}");
    }

    proptest! {
        /// Whatever is typed: the total is at most a cent off, and a step of the unit price for long quantities.
        #[test]
        fn no_line_strays_from_what_was_typed(
            quantity in 1_i64..200_000, price in -50_000_i64..500_000, discount in 0_i64..9_000, rate in 0_usize..5,
        ) {
            let rate = BasisPoints([2000, 1000, 550, 210, 0][rate]);
            let (quantity, price, discount) = (Thousandths(quantity), UnitPrice(price * 100), BasisPoints(discount));
            let typed = line_net(quantity, price, discount);
            let step = quantity.0 / 100_000 + 2;
            prop_assert!((made(quantity, price, discount, rate) - typed).abs().0 <= step, "{typed:?}");
        }
    }
}
