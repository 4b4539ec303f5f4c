//! Deposit: the part of an order invoiced before the work, per VAT rate, never losing a cent.

use crate::money::BasisPoints;
use crate::refusal::Refusal;
use crate::vat::{Totals, part};

/// The deposit to invoice: `rate` of the whole order, taken from what is left of it.
///
/// # Errors
/// A refusal if the rate is zero, or if nothing or less than asked is left to invoice.
pub fn next(whole: &Totals, left: &Totals, rate: BasisPoints) -> Result<Totals, Refusal> {
    if rate.0 <= 0 {
        return Err(Refusal::at("percent", "Indiquez le pourcentage à facturer."));
    }
    let asked: Totals = Totals::from_groups(
        left.groups
            .iter()
            .map(|group| {
                let net = whole.groups.iter().find(|g| g.rate == group.rate).map_or(group.net, |g| g.net);
                part(*group, net.share(rate))
            })
            .collect(),
    );
    if asked.gross.0 <= 0 {
        return Err(Refusal::at("percent", "Il ne reste rien à facturer de cette commande."));
    }
    if whole.gross.share(rate) > left.gross {
        return Err(Refusal::at("percent", "Cette part dépasse ce qui reste à facturer de la commande."));
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Cents;

    #[test]
    fn thirty_percent_of_four_thousand_is_twelve_hundred() {
        let whole = Totals::of_lines(&[(BasisPoints(2000), Cents(333_333))], BasisPoints(0));
        let deposit = next(&whole, &whole, BasisPoints(3000)).unwrap();
        assert_eq!((deposit.net, deposit.vat), (Cents(100_000), Cents(20_000)));
        let left = whole.less(&deposit.groups);
        assert_eq!((left.net, left.vat, left.gross), (Cents(233_333), Cents(46_667), Cents(280_000)));
    }

    #[test]
    fn deposits_never_exceed_the_order() {
        let whole = Totals::of_lines(&[(BasisPoints(2000), Cents(10_000))], BasisPoints(0));
        let first = next(&whole, &whole, BasisPoints(7000)).unwrap();
        let left = whole.less(&first.groups);
        assert!(next(&whole, &left, BasisPoints(4000)).is_err());
        assert!(next(&whole, &left, BasisPoints(3000)).is_ok());
        assert!(next(&whole, &whole, BasisPoints(0)).is_err());
    }
}
