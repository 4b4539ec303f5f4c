//! Credit: what a credit note takes back of an invoice, per VAT rate, never more than is left.

use crate::invoice::InvoiceKind;
use crate::vat;
use crate::vat::{Totals, VatGroup, spread};
use values::money::{Cents, divide};
use values::refusal::Refusal;
use values::words;

/// The credit note for `asked` gross (all that is left when `None`), each rate in proportion to what is left of it.
///
/// Where several rates or a rounding stand in the way, the nearest amount is taken for which what is credited and what
/// is left still sum to the invoice, net and VAT.
///
/// # Errors
/// A refusal if nothing is left, or if more than is left is asked for.
pub fn note(left: &Totals, asked: Option<Cents>) -> Result<Totals, Refusal> {
    if left.gross.0 <= 0 {
        return Err(Refusal::not_now("Cette facture est déjà entièrement annulée par avoir."));
    }
    let Some(asked) = asked else { return Ok(left.clone()) };
    if asked.0 <= 0 {
        return Err(Refusal::at("amount", "Un avoir est un montant positif, TTC."));
    }
    if asked > left.gross {
        return Err(Refusal::at(
            "amount",
            format!(
                "Il reste {} à annuler sur cette facture : un avoir ne la dépasse pas.",
                words::euros(left.gross)
            ),
        ));
    }
    if asked == left.gross {
        return Ok(left.clone());
    }
    let shares = spread(asked, &left.groups.iter().map(|g| g.net + g.vat).collect::<Vec<_>>());
    // What one rate cannot give to the cent is asked of the next: low rates round in the widest steps and go first,
    // a rate of zero takes any cent and goes last.
    let mut order: Vec<usize> = (0..left.groups.len()).collect();
    order.sort_by_key(|&i| (left.groups[i].rate.0 == 0, left.groups[i].rate));
    let mut missing = Cents::ZERO;
    let mut parts = Vec::with_capacity(order.len());
    for i in order {
        let wanted = shares[i] + missing;
        let part = part_of(left.groups[i], wanted);
        missing = wanted - part.net - part.vat;
        parts.push(part);
    }
    Ok(Totals::from_groups(parts))
}

/// The part of one rate group whose gross is nearest to `gross` and that leaves a whole remainder.
fn part_of(left: VatGroup, gross: Cents) -> VatGroup {
    let asked = Cents(divide(i128::from(gross.0) * 10_000, i128::from(10_000 + left.rate.0)));
    // The exact gross exists at most two cents of net away, if it exists.
    let exact = (-2..=2).map(|step| asked + Cents(step)).find(|net| {
        let vat = net.share(left.rate);
        *net + vat == gross
            && *net <= left.net
            && net.0 >= 0
            && (left.net - *net).share(left.rate) + vat == left.vat
    });
    match exact {
        Some(net) => VatGroup { rate: left.rate, net, vat: net.share(left.rate) },
        None => vat::part(left, asked),
    }
}

/// May this invoice be credited at all?
pub fn creditable(kind: InvoiceKind, deducted_by: Option<&str>) -> Result<(), Refusal> {
    if kind == InvoiceKind::CreditNote {
        return Err(Refusal::not_now("Un avoir ne s’annule pas : émettez une nouvelle facture."));
    }
    if kind == InvoiceKind::Elsewhere {
        return Err(Refusal::not_now(
            "Cette facture a été émise avec un autre outil : son avoir ou sa correction se fait là où elle a été émise.",
        ));
    }
    if let Some(number) = deducted_by {
        return Err(Refusal::not_now(format!(
            "Cette facture est déduite de la facture de solde {number} : annulez d’abord celle-ci par un avoir."
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use values::money::BasisPoints;

    fn invoice(lines: &[(i64, i64)]) -> Totals {
        Totals::of_lines(
            &lines.iter().map(|(r, n)| (BasisPoints(*r), Cents(*n))).collect::<Vec<_>>(),
            BasisPoints(0),
        )
    }

    #[test]
    fn a_round_amount_is_credited_to_the_cent() {
        let whole = invoice(&[(2000, 100_000)]);
        let credit = note(&whole, Some(Cents(12_000))).unwrap();
        assert_eq!((credit.net, credit.vat), (Cents(10_000), Cents(2_000)));
        assert_eq!(note(&whole, None).unwrap(), whole);
    }

    #[test]
    fn no_more_than_is_left_is_credited() {
        let whole = invoice(&[(2000, 100_000)]);
        assert!(note(&whole, Some(Cents(120_001))).is_err());
        assert!(note(&whole, Some(Cents(0))).is_err());
        let nothing = whole.less(&whole.groups);
        assert!(note(&nothing, None).is_err());
    }

    proptest! {
        #[test]
        fn credits_and_what_is_left_make_the_invoice(
            lines in prop::collection::vec((prop::sample::select(vec![2000_i64, 1000, 550, 210, 0]), 1_i64..900_000), 1..5),
            asked in prop::collection::vec(1_i64..500_000, 1..4),
        ) {
            let whole = invoice(&lines);
            let mut left = whole.clone();
            let mut credited = Vec::new();
            for amount in asked {
                let Ok(credit) = note(&left, Some(Cents(amount))) else { continue };
                // At 2.1 % the VAT moves once every 48 cents.
                prop_assert!((credit.gross - Cents(amount)).abs() <= Cents(30));
                left = left.less(&credit.groups);
                credited.extend(credit.groups);
                for group in &left.groups {
                    prop_assert!(group.net.0 >= 0 && group.net.share(group.rate) == group.vat);
                }
            }
            prop_assert_eq!(whole.less(&credited), left);
        }
    }
}
