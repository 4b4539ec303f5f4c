//! What the state of a deal allows to do with its quote.

use crate::allowed::order::may_amend;
use crate::deal::Facts;
use values::refusal::Refusal;

/// May a quote be sent for this deal, or an amendment once an order is signed?
pub fn may_send(facts: &Facts) -> Result<(), Refusal> {
    if facts.stage().is_end() {
        return Err(Refusal::not_now("Cette affaire est terminée : ouvrez-en une nouvelle."));
    }
    may_amend(facts)
}

/// Was a quote sent that is not signed, and may it be sent again, changed?
#[must_use]
pub fn may_send_again(facts: &Facts) -> bool {
    facts.quote.is_some() && facts.order.is_none() && may_send(facts).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;

    #[test]
    fn a_quote_is_sent_while_the_deal_goes_on_and_its_order_may_change() {
        for facts in [fresh(), quoted(), signed()] {
            assert!(may_send(&facts).is_ok());
        }
        let ended = [
            Facts { lost_on: Some(day(10, 1)), ..quoted() },
            Facts { cancelled_on: Some(day(10, 1)), ..signed() },
        ];
        for facts in ended {
            assert!(may_send(&facts).unwrap_err().message.contains("terminée"));
        }
        let mut billed = signed();
        billed.invoices.push(invoice(5, InvoiceKind::Balance, 400_000, 400_000));
        assert!(may_send(&billed).unwrap_err().message.contains("F-2026-0005"));
        assert!(may_send_again(&quoted()));
        assert!(!may_send_again(&fresh()) && !may_send_again(&signed()));
    }
}
