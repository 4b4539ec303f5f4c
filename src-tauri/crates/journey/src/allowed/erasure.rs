//! When what is known of a client may be erased.

use crate::deal::{Facts, Stage};
use values::letters::folded;
use values::refusal::Refusal;
use values::words;

/// May what is known of a client be erased? Not while a contract with them is carried out, or money is owed either way
/// (RGPD art. 17.1.a, 17.3.e).
pub fn may_erase(deals: &[Facts]) -> Result<(), Refusal> {
    for deal in deals {
        if let Some(late) = deal.invoices.iter().find(|invoice| !invoice.open.is_zero()) {
            return Err(Refusal::not_now(format!(
                "Il reste {} à payer sur {} : ces données servent à le recouvrer. Encaissez, ou faites un avoir, puis revenez.",
                words::euros(late.open),
                late.number
            )));
        }
        if !deal.unused().is_zero() {
            return Err(Refusal::not_now(format!(
                "Un trop-perçu de {} est à rendre pour « {} » : réglez-le d’abord.",
                words::euros(deal.unused()),
                deal.title
            )));
        }
        let over = matches!(deal.stage(), Stage::Paid | Stage::FollowedUp | Stage::Cancelled);
        if let Some(order) = deal.order.as_ref().filter(|_| !over) {
            return Err(Refusal::not_now(format!(
                "La commande {} est en cours : ces données servent au contrat. Terminez-la ou annulez-la d’abord.",
                order.number
            )));
        }
    }
    Ok(())
}

/// Nothing is left to erase of someone whose vouchers alone are kept.
pub fn not_erased_yet(erased: bool, whole: bool) -> Result<(), Refusal> {
    if erased && !whole {
        return Err(Refusal::not_now(
            "C’est déjà fait : il ne reste que les pièces que la loi demande de garder.",
        ));
    }
    Ok(())
}

/// What cannot be undone is confirmed by the name of the one whom it is about, as it is written.
pub fn confirmed_by_name(typed: &str, name: &str) -> Result<(), Refusal> {
    let words = |text: &str| folded(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if words(typed) == words(name) {
        return Ok(());
    }
    Err(Refusal::at(
        "name",
        format!("Écrivez « {name} » pour confirmer : ce qui est effacé l’est pour de bon."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::UnusedFact;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;
    use values::money::Cents;

    #[test]
    fn a_prospect_may_always_be_erased() {
        assert!(may_erase(&[]).is_ok());
        assert!(may_erase(&[fresh(), quoted()]).is_ok());
    }

    #[test]
    fn work_and_money_under_way_keep_a_client() {
        assert!(may_erase(&[quoted(), signed()]).unwrap_err().message.contains("est en cours"));
        let mut billed =
            Facts { invoices: vec![invoice(4, InvoiceKind::Standalone, 9_000, 9_000)], ..fresh() };
        assert!(may_erase(&[billed.clone()]).unwrap_err().message.contains("F-2026-0004"));
        billed.invoices[0].open = Cents(0);
        assert!(may_erase(&[billed.clone()]).is_ok());
        billed.unused = vec![UnusedFact { payment: 1, amount: Cents(100) }];
        assert!(may_erase(&[billed]).unwrap_err().message.contains("trop-perçu"));
        assert!(may_erase(&[Facts { cancelled_on: Some(day(10, 1)), ..signed() }]).is_ok());
    }

    #[test]
    fn the_name_is_written_to_confirm() {
        assert!(confirmed_by_name(" hugo  petit ", "Hugo Petit").is_ok());
        assert_eq!(confirmed_by_name("Hugo", "Hugo Petit").unwrap_err().field.as_deref(), Some("name"));
        assert!(confirmed_by_name("", "Hugo Petit").is_err());
    }

    #[test]
    fn what_is_erased_is_erased_once() {
        assert!(not_erased_yet(false, false).is_ok());
        assert!(not_erased_yet(true, false).is_err());
        assert!(not_erased_yet(true, true).is_ok(), "once the vouchers are past their time");
    }
}
