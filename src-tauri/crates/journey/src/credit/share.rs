//! The part of one VAT rate that a credit note takes: its net and its VAT, and what they leave.
//!
//! Invariant: what is left never strays from its own VAT by more than a cent, and the last note takes it all.

use crate::vat::VatGroup;
use values::money::{Cents, divide};

/// That much net of a rate, with its VAT; all of it where nothing would be left.
#[must_use]
pub fn of_net(left: VatGroup, net: Cents) -> VatGroup {
    if net == left.net {
        return left;
    }
    // VAT that was rounded on each note before may not be there any more, or be there in excess: a cent at most.
    let usual = left.vat - (left.net - net).share(left.rate);
    let vat = net.share(left.rate).clamp(usual - Cents(1), usual + Cents(1));
    VatGroup { rate: left.rate, net, vat: vat.clamp(Cents::ZERO, left.vat.max(Cents::ZERO)) }
}

/// That much with VAT, to the cent: the net whose own VAT makes it or, where none does, the nearest, its VAT taken
/// from what was asked.
#[must_use]
pub fn of_gross(left: VatGroup, gross: Cents) -> VatGroup {
    if gross == left.net + left.vat {
        return left;
    }
    let about = Cents(divide(i128::from(gross.0) * 10_000, i128::from(10_000 + left.rate.0)));
    let strays = |net: Cents| {
        let vat = gross - net;
        let rest = left.vat - vat - (left.net - net).share(left.rate);
        ((rest.abs().0 - 1).max(0), (vat - net.share(left.rate)).abs(), rest.abs(), (net - about).abs())
    };
    let fits = |net: &Cents| {
        let vat = gross - *net;
        net.0 >= 0 && *net < left.net.max(Cents(1)) && vat.0 >= 0 && vat <= left.vat
    };
    let net = (-3..=3).map(|step| about + Cents(step)).filter(fits).min_by_key(|net| strays(*net));
    let net = net.unwrap_or(about.min(left.net));
    VatGroup { rate: left.rate, net, vat: gross - net }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use values::money::BasisPoints;

    #[test]
    fn what_is_asked_with_vat_is_what_is_taken() {
        let left = VatGroup::of(BasisPoints(2000), Cents(9_917));
        let taken = of_gross(left, Cents(400));
        assert_eq!((taken.net, taken.vat), (Cents(333), Cents(67)));
        // No net makes three cents at 20 %.
        let taken = of_gross(left, Cents(3));
        assert_eq!(taken.net + taken.vat, Cents(3));
        assert_eq!(of_gross(left, Cents(11_900)), left);
    }

    proptest! {
        #[test]
        fn a_rate_is_taken_back_in_any_steps(
            rate in prop::sample::select(vec![2000_i64, 1000, 850, 550, 210, 0]),
            net in 1_i64..500_000,
            steps in prop::collection::vec((1_i64..20_000, any::<bool>()), 1..20),
        ) {
            let whole = VatGroup::of(BasisPoints(rate), Cents(net));
            let mut left = whole;
            for (asked, with_vat) in steps {
                let asked = Cents(asked);
                if (with_vat && asked > left.net + left.vat) || (!with_vat && asked > left.net) {
                    continue;
                }
                let taken = if with_vat { of_gross(left, asked) } else { of_net(left, asked) };
                prop_assert_eq!(if with_vat { taken.net + taken.vat } else { taken.net }, asked);
                prop_assert!((taken.vat - taken.net.share(taken.rate)).abs() <= Cents(2), "{:?} of {:?}", taken, left);
                left.net -= taken.net;
                left.vat -= taken.vat;
                prop_assert!(left.net.0 >= 0 && left.vat.0 >= 0, "{:?} leaves {:?}", taken, left);
                prop_assert!((left.vat - left.net.share(left.rate)).abs() <= Cents(1), "{:?} leaves {:?}", taken, left);
            }
            prop_assert_eq!(of_net(left, left.net), left);
        }
    }
}
