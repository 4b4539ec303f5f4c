//! Cancelling after signature: what is owed for the work done, beyond what was invoiced for it.

use crate::deal::{Facts, InvoiceFact, OrderFact};
use crate::invoice::InvoiceKind;
use crate::vat::Totals;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words::euros;

/// May a signed deal end? Answers the order that ends with it.
pub fn may_cancel(facts: &Facts) -> Result<&OrderFact, Refusal> {
    let Some(order) = &facts.order else {
        return Err(Refusal::not_now("Rien n’est signé : classez l’affaire perdue."));
    };
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est déjà annulée."));
    }
    if let Some(balance) = facts.balance() {
        return Err(Refusal::not_now(format!(
            "La facture de solde {} est émise : prenez-la par un avoir plutôt que d’annuler l’affaire.",
            balance.number
        )));
    }
    Ok(order)
}

fn for_work(facts: &Facts) -> impl Iterator<Item = &InvoiceFact> {
    facts.invoices.iter().filter(|i| i.kind == InvoiceKind::Progress && !i.is_annulled())
}

/// What is still owed where so much of the order was done, what was invoiced for work taken away.
///
/// # Errors
/// A refusal where more than that is invoiced for work already.
pub fn owed_for_work(facts: &Facts, order: &OrderFact, done: BasisPoints) -> Result<Cents, Refusal> {
    let owed = order.gross.share(done);
    let invoiced: Cents = for_work(facts).map(InvoiceFact::standing).sum();
    if owed < invoiced {
        return Err(Refusal::at(
            "done",
            format!(
                "{} de travail sont déjà facturés : indiquez au moins cette part, ou prenez d’abord un avoir.",
                euros(invoiced)
            ),
        ));
    }
    Ok(owed - invoiced)
}

/// An invoice for work that stands: the part of the whole it asked, and what is left of its net.
#[derive(Clone, Copy, Debug)]
pub struct WorkInvoiced {
    pub percent: BasisPoints,
    pub net: Cents,
}

/// The part of the order in force still to be invoiced where so much of it was done: a hundredth of a percent at least,
/// since something is owed.
#[must_use]
pub fn part_left(
    facts: &Facts,
    done: BasisPoints,
    invoiced: &[WorkInvoiced],
    whole: &Totals,
    amended: bool,
) -> BasisPoints {
    let credited = for_work(facts).any(|i| !i.credited.is_zero());
    // Percentages of a whole that an amendment changed, or partly credited since: their amounts count.
    let already = if amended || credited {
        invoiced.iter().map(|i| i.net).sum::<Cents>().part_of(whole.net)
    } else {
        BasisPoints(invoiced.iter().map(|i| i.percent.0).sum())
    };
    BasisPoints((done.0 - already.0).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, invoice, quoted, signed};

    fn half_done() -> Facts {
        let mut deal = signed();
        deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 0));
        deal.invoices.push(invoice(2, InvoiceKind::Progress, 100_000, 0));
        deal
    }

    #[test]
    fn what_is_signed_and_not_closed_may_end() {
        assert_eq!(may_cancel(&signed()).map(|order| order.id), Ok(3));
        assert!(may_cancel(&quoted()).unwrap_err().message.contains("perdue"));
        let cancelled = Facts { cancelled_on: Some(day(10, 1)), ..signed() };
        assert!(may_cancel(&cancelled).unwrap_err().message.contains("déjà annulée"));
        let mut closed = signed();
        closed.invoices.push(invoice(4, InvoiceKind::Balance, 280_000, 0));
        assert!(may_cancel(&closed).unwrap_err().message.contains("F-2026-0004"));
    }

    #[test]
    fn work_is_owed_beyond_what_was_invoiced_for_it() {
        let deal = half_done();
        let owed = |done| owed_for_work(&deal, deal.order.as_ref().unwrap(), BasisPoints(done));
        assert_eq!(owed(5000), Ok(Cents(100_000)), "deposits are not for work");
        assert_eq!(owed(2500), Ok(Cents(0)));
        assert_eq!(owed(2000).unwrap_err().field.as_deref(), Some("done"));
    }

    #[test]
    fn percentages_count_until_the_whole_or_an_invoice_changed() {
        let mut deal = half_done();
        let whole = Totals::of_lines(&[(BasisPoints(2000), Cents(333_333))], BasisPoints(0));
        let invoiced = [WorkInvoiced { percent: BasisPoints(2500), net: Cents(50_000) }];
        let left = |deal: &Facts, amended| part_left(deal, BasisPoints(5000), &invoiced, &whole, amended);
        assert_eq!(left(&deal, false), BasisPoints(2500));
        assert_eq!(left(&deal, true), BasisPoints(3500));
        deal.invoices[1].credited = Cents(40_000);
        assert_eq!(left(&deal, false), BasisPoints(3500));
        assert_eq!(part_left(&deal, BasisPoints(1500), &invoiced, &whole, true), BasisPoints(1));
    }
}
