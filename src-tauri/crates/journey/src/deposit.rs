//! Deposit: the part of an order invoiced before the work, per VAT rate, never losing a cent.

pub mod asked;

use crate::money::{BasisPoints, Cents};
use crate::refusal::Refusal;
use crate::vat::{Totals, VatGroup, part};

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

/// What is still to be asked so that deposits make `rate` of a whole that was amended since they were issued: nothing
/// where they already do. `invoiced` are the deposits standing, per rate.
#[must_use]
pub fn rest(whole: &Totals, left: &Totals, rate: BasisPoints, invoiced: &[VatGroup]) -> Totals {
    let groups = left.groups.iter().filter_map(|group| {
        let net = whole.groups.iter().find(|g| g.rate == group.rate)?.net.share(rate);
        let asked: Cents = invoiced.iter().filter(|g| g.rate == group.rate).map(|g| g.net).sum();
        (net > asked).then(|| part(*group, (net - asked).min(group.net)))
    });
    Totals::from_groups(groups.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_percent_of_four_thousand_is_twelve_hundred() {
        let whole = Totals::of_lines(&[(BasisPoints(2000), Cents(333_333))], BasisPoints(0));
        let deposit = next(&whole, &whole, BasisPoints(3000)).unwrap();
        assert_eq!((deposit.net, deposit.vat), (Cents(100_000), Cents(20_000)));
        let left = whole.less(&deposit.groups);
        assert_eq!((left.net, left.vat, left.gross), (Cents(233_333), Cents(46_667), Cents(280_000)));
    }

    #[test]
    fn an_amended_whole_asks_only_for_the_rest_of_its_deposit() {
        let whole = |net| Totals::of_lines(&[(BasisPoints(2000), Cents(net))], BasisPoints(0));
        let first = next(&whole(333_333), &whole(333_333), BasisPoints(3000)).unwrap();
        let now = whole(500_000);
        let more = rest(&now, &now.less(&first.groups), BasisPoints(3000), &first.groups);
        assert_eq!((first.gross, more.net, more.gross), (Cents(120_000), Cents(50_000), Cents(60_000)));
        let less = whole(300_000);
        assert_eq!(rest(&less, &less.less(&first.groups), BasisPoints(3000), &first.groups).gross, Cents(0));
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
