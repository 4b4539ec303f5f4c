//! What of the deposit agreed is still to be asked.

use crate::deal::Facts;
use crate::deposit::{Deposit, rest};
use crate::vat::{Totals, VatGroup};
use values::money::BasisPoints;
use values::refusal::Refusal;

/// What tells how much of the deposit is left.
#[derive(Clone, Copy, Debug)]
pub struct DepositAgreed {
    pub deposit: Deposit,
    /// What the deposits that stand asked, each of the whole of its day.
    pub asked: BasisPoints,
    /// An amendment changed the whole since, or amounts were asked.
    pub amended: bool,
}

/// How the deposit that is left is taken of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepositLeft {
    /// So much of the whole.
    Asked(Deposit),
    /// What the amounts already asked leave of it.
    Rest,
}

/// How what is left of the deposit agreed is worked out.
///
/// # Errors
/// A refusal where none was agreed, or all of it is invoiced.
pub fn left_to_ask(facts: &Facts, agreed: DepositAgreed) -> Result<DepositLeft, Refusal> {
    if agreed.deposit.is_none() {
        return Err(Refusal::not_now("Aucun acompte n’est prévu à cette commande."));
    }
    let Deposit::Share(rate) = agreed.deposit else { return Ok(DepositLeft::Rest) };
    // Percentages tell what is left to ask unless the whole was amended, or a deposit credited in part, since.
    let asked_whole = agreed.asked >= rate;
    let credited = asked_whole && facts.deposit_invoiced() < facts.deposit_due();
    if agreed.amended || credited {
        return Ok(DepositLeft::Rest);
    }
    if asked_whole {
        return Err(all_asked());
    }
    Ok(DepositLeft::Asked(Deposit::Share(BasisPoints(rate.0 - agreed.asked.0))))
}

/// What the deposits that stand leave of the one agreed, per rate.
///
/// # Errors
/// A refusal where they leave nothing.
pub fn rest_to_ask(
    whole: &Totals,
    left: &Totals,
    agreed: Deposit,
    invoiced: &[VatGroup],
) -> Result<Totals, Refusal> {
    let rest = rest(whole, left, agreed, invoiced);
    if rest.gross.0 <= 0 { Err(all_asked()) } else { Ok(rest) }
}

fn all_asked() -> Refusal {
    Refusal::not_now("L’acompte prévu est déjà facturé.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{invoice, signed};
    use crate::invoice::InvoiceKind;
    use values::money::Cents;

    fn agreed(rate: i64, asked: i64) -> DepositAgreed {
        DepositAgreed {
            deposit: Deposit::Share(BasisPoints(rate)),
            asked: BasisPoints(asked),
            amended: false,
        }
    }

    #[test]
    fn a_deposit_is_asked_in_one_or_several_shares() {
        let deal = signed();
        assert_eq!(
            left_to_ask(&deal, agreed(3000, 0)),
            Ok(DepositLeft::Asked(Deposit::Share(BasisPoints(3000))))
        );
        assert_eq!(
            left_to_ask(&deal, agreed(3000, 1000)),
            Ok(DepositLeft::Asked(Deposit::Share(BasisPoints(2000))))
        );
        assert!(left_to_ask(&deal, agreed(0, 0)).unwrap_err().message.contains("Aucun acompte"));
    }

    #[test]
    fn nothing_is_asked_beyond_the_deposit_agreed() {
        let mut deal = signed();
        deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 0));
        assert!(left_to_ask(&deal, agreed(3000, 3000)).unwrap_err().message.contains("déjà facturé"));
    }

    #[test]
    fn amounts_count_once_the_whole_changed_or_a_deposit_was_credited_in_part() {
        let mut deal = signed();
        let amended = DepositAgreed { amended: true, ..agreed(3000, 3000) };
        assert_eq!(left_to_ask(&deal, amended), Ok(DepositLeft::Rest));
        deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 0));
        deal.invoices[0].credited = Cents(20_000);
        assert_eq!(left_to_ask(&deal, agreed(3000, 3000)), Ok(DepositLeft::Rest));
    }

    #[test]
    fn a_rest_of_nothing_is_refused() {
        let whole = |net| Totals::of_lines(&[(BasisPoints(2000), Cents(net))], BasisPoints(0));
        let first = crate::deposit::next(&whole(300_000), &whole(300_000), Deposit::Share(BasisPoints(3000)))
            .unwrap();
        let more = whole(400_000);
        let left = more.less(&first.groups);
        assert_eq!(
            rest_to_ask(&more, &left, Deposit::Share(BasisPoints(3000)), &first.groups).unwrap().net,
            Cents(30_000)
        );
        let less = whole(200_000);
        let left = less.less(&first.groups);
        assert!(rest_to_ask(&less, &left, Deposit::Share(BasisPoints(3000)), &first.groups).is_err());
    }
}
