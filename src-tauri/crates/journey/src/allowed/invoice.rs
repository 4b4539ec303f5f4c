//! What the state of a deal allows to invoice.

use crate::contact::unknown_seller;
use crate::deal::Facts;
use crate::invoice::InvoiceKind;
use crate::number::Series;
use chrono::NaiveDate;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::long_date;

/// Is it the order in force? The latest one alone is invoiced.
pub fn in_force(facts: &Facts, order: i64) -> Result<(), Refusal> {
    match &facts.order {
        Some(present) if present.id != order => {
            Err(Refusal::not_now(format!("Un avenant a remplacé cette commande par {}.", present.number)))
        }
        Some(_) | None => Ok(()),
    }
}

pub fn may_ask_deposit(facts: &Facts) -> Result<(), Refusal> {
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée."));
    }
    if facts.balance().is_some() {
        return Err(Refusal::not_now("La facture de solde est émise : il n’y a plus d’acompte à demander."));
    }
    Ok(())
}

/// May a part of the order be invoiced for work done, while the work goes on?
pub fn may_progress(facts: &Facts) -> Result<(), Refusal> {
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée."));
    }
    if facts.begun_on.is_none() {
        return Err(Refusal::not_now("Le travail n’est pas commencé : demandez plutôt un acompte."));
    }
    if facts.balance().is_some() {
        return Err(Refusal::not_now("La facture de solde est émise : il ne reste rien à facturer."));
    }
    Ok(())
}

/// May all that is left of the order be invoiced?
pub fn may_balance(facts: &Facts) -> Result<(), Refusal> {
    if let Some(balance) = facts.balance() {
        return Err(Refusal::not_now(format!("La facture de solde est déjà émise : {}.", balance.number)));
    }
    if facts.delivered_on.is_none() {
        return Err(Refusal::not_now(
            "Enregistrez d’abord la livraison : le solde se facture une fois le travail livré.",
        ));
    }
    Ok(())
}

/// May the deal be invoiced without quote or order?
pub fn may_invoice_alone(facts: &Facts) -> Result<(), Refusal> {
    if facts.stage().is_end() {
        return Err(Refusal::not_now("Cette affaire est terminée : ouvrez-en une nouvelle."));
    }
    if let Some(order) = &facts.order {
        return Err(Refusal::not_now(format!(
            "Cette affaire a une commande ({}) : facturez-la.",
            order.number
        )));
    }
    Ok(())
}

/// May another day be agreed for what is `open` of an invoice, of which so much stands that was not taken back?
pub fn may_put_off(number: &str, standing: Cents, open: Cents) -> Result<(), Refusal> {
    if standing.0 <= 0 {
        return Err(Refusal::not_now(format!("{number} est annulée par avoir : rien n’est à payer.")));
    }
    if open.0 <= 0 {
        return Err(Refusal::not_now(format!("{number} est payée : il n’y a plus d’échéance à reporter.")));
    }
    Ok(())
}

/// Is the day agreed later than that of the paper? An earlier one would be a new claim.
pub fn is_later(number: &str, paper: NaiveDate, agreed: NaiveDate) -> Result<(), Refusal> {
    if agreed > paper {
        return Ok(());
    }
    Err(Refusal::at(
        "due_on",
        format!("{number} est à payer le {} : convenez d’un jour plus tard.", long_date(paper)),
    ))
}

/// Is there a day agreed to take back?
pub fn was_put_off(agreed: Option<NaiveDate>) -> Result<(), Refusal> {
    match agreed {
        Some(_) => Ok(()),
        None => Err(Refusal::at("due_on", "Dites quel jour a été convenu.")),
    }
}

/// May another invoice begin as this one? One that follows an order says what that order says.
pub fn may_copy(kind: InvoiceKind) -> Result<(), Refusal> {
    match kind {
        InvoiceKind::Standalone => Ok(()),
        InvoiceKind::Deposit
        | InvoiceKind::Progress
        | InvoiceKind::Balance
        | InvoiceKind::CreditNote
        | InvoiceKind::Elsewhere => {
            Err(Refusal::not_now("Seule une facture sans devis se duplique : dupliquez plutôt le devis."))
        }
    }
}

/// The series that an invoice takes its number from as it is issued.
pub fn series(kind: InvoiceKind) -> Result<Series, Refusal> {
    kind.series().ok_or_else(|| Refusal::not_now("Une facture émise ailleurs ne s’émet pas de nouveau ici."))
}

/// Who sells, once they said who they are.
pub fn known_seller<T>(seller: Option<T>) -> Result<T, Refusal> {
    seller.ok_or_else(unknown_seller)
}

/// Its paper was made here, and has no duplicate that says what is so.
///
/// # Errors
/// Why not, in a sentence.
pub fn may_duplicate(number: &str, kind: InvoiceKind, made: bool) -> Result<(), Refusal> {
    if kind == InvoiceKind::Elsewhere {
        return Err(Refusal::not_now(format!("{number} vient d’un autre outil : éditez-y son duplicata.")));
    }
    if made {
        return Err(Refusal::not_now(format!("Le duplicata de {number} est déjà édité : envoyez-le.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, signed};
    use values::refusal::Code;

    fn with_balance() -> Facts {
        let balance = invoice(2, InvoiceKind::Balance, 280_000, 280_000);
        Facts {
            invoices: vec![balance],
            begun_on: Some(day(10, 3)),
            delivered_on: Some(day(11, 20)),
            ..signed()
        }
    }

    fn refused(result: Result<(), Refusal>) -> String {
        let refusal = result.unwrap_err();
        assert_eq!(refusal.code, Code::NotNow);
        refusal.message
    }

    #[test]
    fn only_the_order_in_force_is_invoiced() {
        assert!(in_force(&signed(), 3).is_ok());
        assert!(refused(in_force(&signed(), 2)).contains("CO-2026-0009"));
    }

    #[test]
    fn a_deposit_is_asked_before_the_balance() {
        assert!(may_ask_deposit(&signed()).is_ok());
        assert!(refused(may_ask_deposit(&with_balance())).contains("solde"));
        let cancelled = Facts { cancelled_on: Some(day(10, 1)), ..signed() };
        assert!(refused(may_ask_deposit(&cancelled)).contains("annulée"));
    }

    #[test]
    fn progress_is_invoiced_while_the_work_goes_on() {
        assert!(refused(may_progress(&signed())).contains("commencé"));
        let begun = Facts { begun_on: Some(day(10, 3)), ..signed() };
        assert!(may_progress(&begun).is_ok());
        assert!(refused(may_progress(&with_balance())).contains("rien à facturer"));
        let cancelled = Facts { cancelled_on: Some(day(10, 5)), ..begun };
        assert!(refused(may_progress(&cancelled)).contains("annulée"));
    }

    #[test]
    fn the_balance_is_invoiced_once_the_work_is_delivered() {
        assert!(refused(may_balance(&signed())).contains("livraison"));
        assert!(may_balance(&Facts { delivered_on: Some(day(11, 20)), ..signed() }).is_ok());
        let mut twice = with_balance();
        assert!(refused(may_balance(&twice)).contains("F-2026-0002"));
        twice.invoices[0].credited = Cents(280_000);
        assert!(may_balance(&twice).is_ok(), "once it was taken back whole");
    }

    #[test]
    fn a_deal_without_order_is_invoiced_alone() {
        assert!(may_invoice_alone(&fresh()).is_ok());
        assert!(refused(may_invoice_alone(&signed())).contains("CO-2026-0009"));
        let lost = Facts { lost_on: Some(day(10, 1)), ..fresh() };
        assert!(refused(may_invoice_alone(&lost)).contains("terminée"));
    }

    #[test]
    fn what_is_left_is_put_off_to_a_later_day() {
        let may = |standing, open| may_put_off("F-2026-0002", Cents(standing), Cents(open));
        assert!(may(280_000, 1).is_ok());
        assert!(refused(may(280_000, 0)).contains("payée"));
        assert!(refused(may(0, 0)).contains("annulée"));
        let later = |agreed| is_later("F-2026-0002", day(10, 24), agreed).map_err(|refusal| refusal.field);
        assert_eq!(later(day(10, 25)), Ok(()));
        assert_eq!(later(day(10, 24)), Err(Some("due_on".to_owned())), "it is the paper's own");
        assert!(was_put_off(Some(day(11, 15))).is_ok());
        assert!(was_put_off(None).is_err());
    }

    #[test]
    fn what_follows_no_order_is_copied() {
        assert!(may_copy(InvoiceKind::Standalone).is_ok());
        assert!(refused(may_copy(InvoiceKind::Balance)).contains("dupliquez plutôt le devis"));
    }

    #[test]
    fn what_was_issued_elsewhere_takes_no_number() {
        assert_eq!(series(InvoiceKind::Balance), Ok(Series::Invoice));
        assert_eq!(series(InvoiceKind::CreditNote), Ok(Series::CreditNote));
        assert!(series(InvoiceKind::Elsewhere).is_err());
    }

    #[test]
    fn one_says_who_one_is_before_selling() {
        assert_eq!(known_seller(Some("Camille")), Ok("Camille"));
        assert_eq!(known_seller::<&str>(None).unwrap_err().field.as_deref(), Some("seller"));
    }
}
