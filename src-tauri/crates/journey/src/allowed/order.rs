//! What the state of a deal allows to do with its order.

use crate::contact::ClientKind;
use crate::deal::{Facts, OrderFact, QuoteFact};
use crate::order::protection::Protection;
use values::refusal::Refusal;
use values::words::long_date;

/// Does the order still go on?
pub fn goes_on(facts: &Facts) -> Result<(), Refusal> {
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée."));
    }
    Ok(())
}

/// Is there still something to print a public body's commitment number on?
#[must_use]
pub fn wants_engagement(facts: &Facts) -> bool {
    facts.client_kind == ClientKind::PublicBody
        && facts.order.is_some()
        && goes_on(facts).is_ok()
        && facts.balance().is_none()
}

/// Is there an order, and may it still be amended?
#[must_use]
pub fn may_amend_order(facts: &Facts) -> bool {
    facts.order.is_some() && may_amend(facts).is_ok()
}

/// May this deal's order still be amended?
pub fn may_amend(facts: &Facts) -> Result<(), Refusal> {
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée : sa commande ne change plus."));
    }
    if let Some(balance) = facts.balance() {
        return Err(Refusal::not_now(format!(
            "La facture de solde {} est émise : la commande ne change plus. Prenez-la d’abord par un avoir.",
            balance.number
        )));
    }
    Ok(())
}

/// May that amendment be given up? Answers the order that stands as it was, and the amendment.
pub fn may_drop_amendment(facts: &Facts, quote: i64) -> Result<(&OrderFact, &QuoteFact), Refusal> {
    let waits = facts.amendment.as_ref().filter(|sent| sent.id == quote);
    facts
        .order
        .as_ref()
        .zip(waits)
        .ok_or_else(|| Refusal::not_now("Ce devis n’est pas un avenant en attente de signature."))
}

/// May the client's request to begin early be recorded? Answers what protects them.
pub fn may_request_start(facts: &Facts) -> Result<Protection, Refusal> {
    let Some(protection) = facts.protection else {
        return Err(Refusal::not_now("Ce client n’a pas de délai de rétractation : commencez."));
    };
    if protection.withdrawn_on.is_some() {
        return Err(Refusal::not_now("Le client s’est rétracté."));
    }
    if let Some(asked) = protection.requested_on {
        return Err(Refusal::not_now(format!("Sa demande est déjà enregistrée, le {}.", long_date(asked))));
    }
    Ok(protection)
}

/// Is there an order to withdraw from, and a right to? Answers both.
pub fn may_withdraw(facts: &Facts) -> Result<(&OrderFact, Protection), Refusal> {
    let Some(order) = &facts.order else {
        return Err(Refusal::not_now("Rien n’est signé : classez l’affaire perdue."));
    };
    let Some(protection) = facts.protection else {
        return Err(Refusal::not_now(
            "Ce client n’a pas de droit de rétractation : l’affaire peut être annulée d’un commun accord.",
        ));
    };
    Ok((order, protection))
}

/// May a paper of that order be issued, unless it is `done` already?
pub fn may_issue_paper(facts: &Facts, order: i64, done: bool) -> Result<(), Refusal> {
    if facts.order.as_ref().is_none_or(|in_force| in_force.id != order) {
        return Err(Refusal::not_now("Un avenant a remplacé cette commande."));
    }
    goes_on(facts)?;
    if done {
        return Err(Refusal::not_now("Ce document est déjà émis : il est parmi ceux de l’affaire."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;
    use crate::order::protection::Place;
    use values::money::Cents;

    fn protected() -> Facts {
        let protection = Protection {
            place: Place::OffPremises,
            signed_on: day(9, 24),
            requested_on: None,
            waived: false,
            withdrawn_on: None,
        };
        Facts { protection: Some(protection), ..signed() }
    }

    fn cancelled() -> Facts {
        Facts { cancelled_on: Some(day(10, 1)), ..signed() }
    }

    #[test]
    fn nothing_goes_on_once_the_deal_is_cancelled() {
        assert!(goes_on(&signed()).is_ok());
        assert!(goes_on(&cancelled()).unwrap_err().message.contains("annulée"));
        assert!(may_amend(&cancelled()).unwrap_err().message.contains("annulée"));
        assert!(may_issue_paper(&cancelled(), 3, false).unwrap_err().message.contains("annulée"));
    }

    #[test]
    fn a_balance_closes_the_order_to_amendments_until_it_is_credited() {
        let mut deal = signed();
        assert!(may_amend(&deal).is_ok());
        deal.invoices.push(invoice(5, InvoiceKind::Balance, 280_000, 0));
        assert!(may_amend(&deal).unwrap_err().message.contains("F-2026-0005"));
        deal.invoices[0].credited = Cents(280_000);
        assert!(may_amend(&deal).is_ok());
    }

    #[test]
    fn only_the_amendment_that_waits_is_given_up() {
        let mut deal = signed();
        assert!(may_drop_amendment(&deal, 2).is_err(), "it was signed");
        deal.amendment = deal.quote.clone();
        assert_eq!(may_drop_amendment(&deal, 2).map(|(order, sent)| (order.id, sent.id)), Ok((3, 2)));
        assert!(may_drop_amendment(&deal, 9).is_err());
    }

    #[test]
    fn a_protected_client_asks_once_to_begin_early() {
        assert!(may_request_start(&signed()).unwrap_err().message.contains("commencez"));
        let mut deal = protected();
        assert!(may_request_start(&deal).is_ok());
        deal.protection = deal.protection.map(|p| Protection { requested_on: Some(day(9, 25)), ..p });
        assert!(may_request_start(&deal).unwrap_err().message.contains("25 septembre"));
        deal.protection = deal.protection.map(|p| Protection { withdrawn_on: Some(day(9, 26)), ..p });
        assert!(may_request_start(&deal).unwrap_err().message.contains("rétracté"));
    }

    #[test]
    fn one_withdraws_from_an_order_when_one_is_protected() {
        assert!(may_withdraw(&quoted()).unwrap_err().message.contains("Rien n’est signé"));
        assert!(may_withdraw(&signed()).unwrap_err().message.contains("commun accord"));
        assert_eq!(may_withdraw(&protected()).map(|(order, _)| order.id), Ok(3));
    }

    #[test]
    fn a_paper_is_issued_once_of_the_order_in_force() {
        assert!(may_issue_paper(&signed(), 3, false).is_ok());
        assert!(may_issue_paper(&signed(), 2, false).unwrap_err().message.contains("avenant"));
        assert!(may_issue_paper(&signed(), 3, true).unwrap_err().message.contains("déjà émis"));
    }
}
