//! What the state of an invoice or of a payment allows.

use crate::deal::{Facts, InvoiceFact};
use chrono::NaiveDate;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::long_date;

/// The invoice of that id, if it is one that is paid: credit notes are not among a deal's invoices.
pub fn payable(facts: &Facts, invoice: i64) -> Result<&InvoiceFact, Refusal> {
    let found = facts.invoices.iter().find(|known| known.id == invoice);
    found.ok_or_else(|| Refusal::not_now("Un avoir ne se paie pas."))
}

/// The deal that a payment hangs on: what went out, or settled nothing ever, hangs on none.
pub fn received(deal: Option<i64>) -> Result<i64, Refusal> {
    deal.ok_or_else(|| Refusal::not_now("Ce n’est pas un paiement reçu."))
}

/// May it be undone? What was given back or kept of it stands on it.
pub fn may_reverse(reversed: bool, given_back: Cents) -> Result<(), Refusal> {
    if reversed {
        return Err(Refusal::not_now("Ce paiement est déjà annulé."));
    }
    if given_back.0 > 0 {
        return Err(Refusal::not_now(
            "Une partie de ce paiement est déjà remboursée ou conservée : il ne s’annule plus.",
        ));
    }
    Ok(())
}

/// The day on which the bank took a payment back: after it came, and not to come.
///
/// # Errors
/// Another day, at its field.
pub fn went_back(day: NaiveDate, came_on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    if day < came_on || day > today {
        return Err(Refusal::at(
            "gone_on",
            format!(
                "L’argent est reparti après le paiement du {}, et au plus tard aujourd’hui.",
                long_date(came_on)
            ),
        ));
    }
    Ok(day)
}

/// How much a payment that stands again settles of what it did: no more than is left.
#[must_use]
pub fn restored(settled: Cents, open: Cents) -> Cents {
    settled.min(open).max(Cents::ZERO)
}

/// Is there something left of it to give back, or to use elsewhere?
pub fn may_give_back(left: Cents) -> Result<(), Refusal> {
    is_left(left, "rendre")
}

/// Is there something left of it to keep?
pub fn may_keep(left: Cents) -> Result<(), Refusal> {
    is_left(left, "conserver")
}

fn is_left(left: Cents, what_for: &str) -> Result<(), Refusal> {
    if left.0 <= 0 {
        return Err(Refusal::not_now(format!(
            "Ce paiement est entièrement utilisé : il n’y a rien à {what_for}."
        )));
    }
    Ok(())
}

/// May a receipt be written for it, unless one `stands` already?
pub fn may_issue_receipt(reversed: bool, stands: bool) -> Result<(), Refusal> {
    if reversed {
        return Err(Refusal::not_now("Ce paiement est annulé : il n’y a rien à reconnaître."));
    }
    if stands {
        return Err(Refusal::not_now("Le reçu de ce paiement est déjà établi."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{invoice, signed};
    use crate::invoice::InvoiceKind;

    #[test]
    fn an_invoice_is_paid_and_a_credit_note_is_not() {
        let mut facts = signed();
        facts.invoices.push(invoice(4, InvoiceKind::Deposit, 120_000, 120_000));
        assert_eq!(payable(&facts, 4).map(|found| found.open), Ok(Cents(120_000)));
        assert!(payable(&facts, 5).unwrap_err().message.contains("avoir"));
    }

    #[test]
    fn what_went_out_is_no_payment_received() {
        assert_eq!(received(Some(7)), Ok(7));
        assert!(received(None).unwrap_err().message.contains("pas un paiement reçu"));
    }

    #[test]
    fn a_payment_is_undone_once_and_whole() {
        assert!(may_reverse(false, Cents::ZERO).is_ok());
        assert!(may_reverse(true, Cents::ZERO).unwrap_err().message.contains("déjà annulé"));
        assert!(may_reverse(false, Cents(1)).unwrap_err().message.contains("remboursée"));
    }

    #[test]
    fn what_is_used_is_neither_given_back_nor_kept() {
        assert!(may_give_back(Cents(1)).is_ok());
        assert!(may_give_back(Cents::ZERO).unwrap_err().message.ends_with("à rendre."));
        assert!(may_keep(Cents(1)).is_ok());
        assert!(may_keep(Cents::ZERO).unwrap_err().message.ends_with("à conserver."));
    }

    #[test]
    fn a_receipt_is_written_once_for_a_payment_that_holds() {
        assert!(may_issue_receipt(false, false).is_ok());
        assert!(may_issue_receipt(true, false).unwrap_err().message.contains("reconnaître"));
        assert!(may_issue_receipt(false, true).unwrap_err().message.contains("déjà établi"));
    }
}
