//! Delivery: the gate before the work begins, and the day it is done.

use crate::money::Cents;
use crate::refusal::{Code, Refusal};
use crate::words;
use chrono::NaiveDate;

/// May the work begin? A signed order is there by construction; the deposit agreed must be invoiced and paid.
///
/// # Errors
/// `gate_closed` while the deposit is not paid and no reason to pass is given.
pub fn gate(deposit_agreed: Cents, deposit_paid: Cents, override_reason: &str) -> Result<(), Refusal> {
    if deposit_paid >= deposit_agreed || override_reason.chars().count() >= 3 {
        return Ok(());
    }
    Err(Refusal {
        code: Code::GateClosed,
        message: format!(
            "L’acompte de {} n’est pas encore payé ({} reçus). Attendez-le, ou commencez quand même en disant pourquoi : la raison restera visible.",
            words::euros(deposit_agreed),
            words::euros(deposit_paid),
        ),
        field: Some("override_reason".to_owned()),
    })
}

/// Is this a day on which the work can have happened?
pub fn happened(field: &str, day: NaiveDate, signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day > today {
        return Err(Refusal::at(field, "Cette date est à venir : indiquez le jour où c’est fait."));
    }
    if day < signed_on {
        return Err(Refusal::at(
            field,
            format!(
                "La commande a été signée le {} : le travail n’a pas pu commencer avant.",
                words::long_date(signed_on)
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_opens_with_the_deposit_or_a_reason() {
        assert_eq!(gate(Cents(120_000), Cents(119_999), "").unwrap_err().code, Code::GateClosed);
        assert!(gate(Cents(120_000), Cents(120_000), "").is_ok());
        assert!(gate(Cents(120_000), Cents(0), "client de confiance").is_ok());
        assert!(gate(Cents(0), Cents(0), "").is_ok());
    }
}
