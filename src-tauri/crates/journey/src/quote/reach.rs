//! Several lines whose prices were typed with VAT make the total of these prices: the cents that rounding takes of one
//! go to others.

use crate::quote::gross::{Typed, nearest_net, price_of};
use crate::quote::line::Line;
use values::money::{BasisPoints, Cents, UnitPrice, line_net};

/// Gives lines at one rate, each with the price typed for it, nets that make the total of these prices, where any net
/// makes it: a cent more or less at the lines that rounding moved farthest.
pub fn reach(lines: &mut [(&mut Line, Typed)], rate: BasisPoints) {
    let total: Cents = lines.iter().map(|(_, typed)| typed.total).sum();
    let made: Cents = lines.iter().map(|(line, _)| line.net).sum();
    let mut missing = nearest_net(total, rate) - made;
    let step = Cents(missing.0.signum());
    let strays = |line: &Line, typed: &Typed| {
        let exact = i128::from(typed.total.0) * 10_000 - i128::from(line.net.0) * i128::from(10_000 + rate.0);
        exact * i128::from(step.0)
    };
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(strays(lines[at].0, &lines[at].1)));
    for at in order {
        let line = &mut lines[at].0;
        let wanted = line.net + step;
        let price = UnitPrice(price_of(line.quantity, line.discount, wanted));
        if missing.is_zero() || wanted.is_zero() || line_net(line.quantity, price, line.discount) != wanted {
            continue;
        }
        (line.unit_price, line.net) = (price, wanted);
        missing -= step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::gross::net_price;
    use proptest::prelude::*;
    use values::money::Thousandths;

    fn typed(cents: i64, rate: BasisPoints) -> (Line, Typed) {
        let (quantity, price, discount) = (Thousandths(1000), UnitPrice(cents * 100), BasisPoints(0));
        let unit_price = net_price(quantity, price, discount, rate);
        let net = line_net(quantity, unit_price, discount);
        (Line { quantity, unit_price, net, ..Line::default() }, Typed::of(quantity, price, discount))
    }

    fn made(prices: &[i64], rate: BasisPoints) -> (Cents, Vec<Line>) {
        let (mut lines, prices): (Vec<Line>, Vec<Typed>) =
            prices.iter().map(|price| typed(*price, rate)).unzip();
        reach(&mut lines.iter_mut().zip(prices).collect::<Vec<_>>(), rate);
        (lines.iter().map(|line| line.net).sum(), lines)
    }

    #[test]
    fn ten_times_nine_ninety_nine_make_ninety_nine_ninety() {
        let (net, lines) = made(&[999; 10], BasisPoints(2000));
        assert_eq!((net, net.share(BasisPoints(2000))), (Cents(8_325), Cents(1_665)));
        assert!(lines.iter().all(|line| (line.net - Cents(832)).abs() <= Cents(1)));
    }

    proptest! {
        #[test]
        fn lines_make_the_nearest_total_of_their_prices(
            prices in prop::collection::vec(1_i64..100_000, 1..40),
            rate in prop::sample::select(vec![2000_i64, 1000, 850, 550, 210]),
        ) {
            let rate = BasisPoints(rate);
            let total: Cents = prices.iter().map(|price| Cents(*price)).sum();
            let (net, lines) = made(&prices, rate);
            prop_assert_eq!(net, nearest_net(total, rate));
            for line in lines {
                prop_assert_eq!(line_net(line.quantity, line.unit_price, line.discount), line.net);
            }
        }
    }
}
