//! Payment: what was received and what it settles. Nothing is ever allocated above what is left.

pub mod cheque;
pub(crate) mod method;
pub mod remainder;
pub mod share;

pub use method::PaymentMethod;

use crate::contact::card::ClientKind;
use chrono::NaiveDate;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;
use values::words;

/// Most cash that may be taken for one debt (C. mon. fin. D112-3).
pub const MOST_CASH: Cents = Cents(100_000);

/// One receipt against one invoice.
#[derive(Clone, Copy, Debug)]
pub struct Receipt {
    pub amount: Cents,
    pub received_on: NaiveDate,
    pub method: PaymentMethod,
    /// Already taken in cash for the same debt.
    pub cash_before: Cents,
}

/// May this receipt settle that much of the invoice?
pub fn acceptable(
    receipt: Receipt,
    open: Cents,
    invoiced_on: NaiveDate,
    kind: ClientKind,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let Receipt { amount, received_on, .. } = receipt;
    if amount.0 <= 0 {
        return Err(Refusal::at("amount", "Un paiement est un montant positif."));
    }
    if open.0 <= 0 {
        return Err(Refusal::not_now("Cette facture est déjà payée."));
    }
    if amount > open {
        return Err(Refusal::at(
            "amount",
            format!("Il reste {} à payer sur cette facture : ce montant la dépasse.", words::euros(open)),
        ));
    }
    input::has_come("received_on", received_on, today, "un paiement s’enregistre quand il est reçu.")?;
    if received_on < invoiced_on {
        return Err(Refusal::at(
            "received_on",
            format!(
                "Cette facture est du {} : le paiement ne peut pas la précéder.",
                words::long_date(invoiced_on)
            ),
        ));
    }
    cash(receipt, kind)
}

/// Cash stops at a limit, whatever it settles and however it was split.
pub fn cash(receipt: Receipt, kind: ClientKind) -> Result<(), Refusal> {
    if receipt.method == PaymentMethod::Cash && receipt.cash_before + receipt.amount > MOST_CASH {
        let who = if kind == ClientKind::Person { "un particulier résident" } else { "un professionnel" };
        return Err(Refusal::at(
            "method",
            format!(
                "Au-dessus de {} d’espèces, {who} doit payer autrement (C. mon. fin. D112-3).",
                words::euros(MOST_CASH)
            ),
        ));
    }
    Ok(())
}

/// What a provider kept of a payment: at most all of it; nothing typed is nothing kept.
pub fn fee(typed: &str, amount: Cents) -> Result<Cents, Refusal> {
    if typed.trim().is_empty() {
        return Ok(Cents::ZERO);
    }
    let fee = values::input::amount("fee", typed)?;
    if fee.0 < 0 || fee > amount {
        return Err(Refusal::at("fee", "Les frais retenus vont de zéro au montant reçu."));
    }
    Ok(fee)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(cents: i64) -> Receipt {
        Receipt {
            amount: Cents(cents),
            received_on: day(22),
            method: PaymentMethod::Transfer,
            cash_before: Cents::ZERO,
        }
    }

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn no_payment_goes_above_what_is_left() {
        let check = |r| acceptable(r, Cents(500), day(20), ClientKind::Company, day(22));
        assert!(check(receipt(500)).is_ok());
        assert_eq!(check(receipt(501)).unwrap_err().field.as_deref(), Some("amount"));
        assert!(check(receipt(0)).is_err());
        assert!(check(receipt(-1)).is_err());
        assert!(check(Receipt { received_on: day(23), ..receipt(5) }).is_err());
        assert!(check(Receipt { received_on: day(19), ..receipt(5) }).is_err());
    }

    #[test]
    fn cash_stops_at_one_thousand_euros() {
        let cash = |cents| Receipt { method: PaymentMethod::Cash, ..receipt(cents) };
        let check = |r| acceptable(r, Cents(500_000), day(20), ClientKind::Company, day(22));
        assert!(check(cash(100_000)).is_ok());
        assert!(check(cash(100_001)).is_err());
        assert!(check(Receipt { cash_before: Cents(99_000), ..cash(1_000) }).is_ok());
        assert!(check(Receipt { cash_before: Cents(99_000), ..cash(1_001) }).is_err());
    }
}
