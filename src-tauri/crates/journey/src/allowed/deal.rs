//! What the state of a deal allows to do with the deal itself.

use crate::deal::Facts;
use values::refusal::Refusal;

/// May what the client needs still be noted?
pub fn may_qualify(facts: &Facts) -> Result<(), Refusal> {
    if facts.stage().is_end() {
        return Err(Refusal::not_now("Cette affaire est terminée."));
    }
    Ok(())
}

/// May it be counted as lost? Once signed, it is cancelled instead.
pub fn may_lose(facts: &Facts) -> Result<(), Refusal> {
    if facts.lost_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est déjà classée perdue."));
    }
    if facts.order.is_some() {
        return Err(Refusal::not_now("Le devis est signé : une affaire engagée ne se classe pas perdue."));
    }
    if let Some(issued) = facts.invoices.iter().find(|invoice| !invoice.is_annulled()) {
        return Err(Refusal::not_now(format!(
            "{} est émise : prenez-la d’abord par un avoir.",
            issued.number
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;
    use values::money::Cents;

    #[test]
    fn a_deal_that_ended_is_not_qualified_again() {
        assert!(may_qualify(&fresh()).is_ok());
        assert!(may_qualify(&signed()).is_ok());
        let lost = Facts { lost_on: Some(day(10, 1)), ..quoted() };
        assert!(may_qualify(&lost).unwrap_err().message.contains("terminée"));
    }

    #[test]
    fn a_deal_is_lost_once_and_before_a_signature() {
        assert!(may_lose(&fresh()).is_ok());
        assert!(may_lose(&quoted()).is_ok());
        let lost = Facts { lost_on: Some(day(10, 1)), ..quoted() };
        assert!(may_lose(&lost).unwrap_err().message.contains("déjà classée perdue"));
        assert!(may_lose(&signed()).unwrap_err().message.contains("signé"));
        let mut billed =
            Facts { invoices: vec![invoice(4, InvoiceKind::Standalone, 9_000, 9_000)], ..fresh() };
        assert!(may_lose(&billed).unwrap_err().message.contains("F-2026-0004"));
        billed.invoices[0].credited = Cents(9_000);
        assert!(may_lose(&billed).is_ok(), "once it was taken back whole");
    }
}
