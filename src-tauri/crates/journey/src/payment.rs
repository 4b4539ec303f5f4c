//! Payment: what was received and what it settles. Nothing is ever allocated above what is left.

pub mod cheque;
pub(crate) mod method;
pub mod remainder;
pub mod share;
pub mod spread;
pub mod write_off;

pub use method::PaymentMethod;

use crate::contact::card::ClientKind;
use chrono::{NaiveDate, TimeDelta};
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

/// What a receipt settles.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// What is still to be paid of the invoice.
    pub open: Cents,
    pub invoiced_on: NaiveDate,
    /// When the client bound themselves, where there is an order.
    pub ordered_on: Option<NaiveDate>,
    pub kind: ClientKind,
}

/// Days before an invoice within which money may come for work without an order.
const SHORTLY_BEFORE: i64 = 31;

/// May this receipt settle that much of the invoice?
pub fn acceptable(receipt: Receipt, settled: Settled, words: &str, today: NaiveDate) -> Result<(), Refusal> {
    let Settled { open, .. } = settled;
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
    early(received_on, settled, words)?;
    cash(receipt, settled.kind)
}

/// Money comes before its invoice where it was paid on an order or a pro forma: its day is kept as it was. Before
/// anything was agreed, or long before, a word says why.
fn early(received_on: NaiveDate, settled: Settled, words: &str) -> Result<(), Refusal> {
    let Settled { invoiced_on, ordered_on, .. } = settled;
    let since = ordered_on.unwrap_or(invoiced_on - TimeDelta::days(SHORTLY_BEFORE));
    if received_on >= since.min(invoiced_on) || words.chars().count() >= 3 {
        return Ok(());
    }
    let agreed = match ordered_on {
        Some(day) => format!("la commande du {}", words::long_date(day)),
        None => format!("la facture du {}, de plus d’un mois", words::long_date(invoiced_on)),
    };
    Err(Refusal::at(
        "early_words",
        format!(
            "Cet argent précède {agreed} : vérifiez le jour, ou dites d’où il vient. Cette explication restera visible."
        ),
    ))
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

    fn settled(open: i64) -> Settled {
        Settled { open: Cents(open), invoiced_on: day(20), ordered_on: None, kind: ClientKind::Company }
    }

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn no_payment_goes_above_what_is_left() {
        let check = |r| acceptable(r, settled(500), "", day(22));
        assert!(check(receipt(500)).is_ok());
        assert_eq!(check(receipt(501)).unwrap_err().field.as_deref(), Some("amount"));
        assert!(check(receipt(0)).is_err());
        assert!(check(receipt(-1)).is_err());
        assert!(check(Receipt { received_on: day(23), ..receipt(5) }).is_err());
    }

    #[test]
    fn money_may_come_before_its_invoice_and_long_before_with_a_word() {
        let early = |received_on, ordered_on, words| {
            let settled = Settled { ordered_on, ..settled(500) };
            acceptable(Receipt { received_on, ..receipt(5) }, settled, words, day(22)).map_err(|r| r.field)
        };
        let asked = Err(Some("early_words".to_owned()));
        assert_eq!(early(day(19), Some(day(10)), ""), Ok(()));
        assert_eq!(early(day(10), Some(day(10)), ""), Ok(()));
        assert_eq!(early(day(9), Some(day(10)), ""), asked);
        assert_eq!(early(day(9), Some(day(10)), "Virement sur la pro forma"), Ok(()));
        assert_eq!(early(day(9), None, ""), Ok(()));
        let october = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
        assert_eq!(early(october, None, " "), asked);
        assert_eq!(early(october, None, "Avance de l’an passé"), Ok(()));
        // An order written down after its invoice was issued hinders nothing.
        assert_eq!(early(day(20), Some(day(21)), ""), Ok(()));
    }

    #[test]
    fn cash_stops_at_one_thousand_euros() {
        let cash = |cents| Receipt { method: PaymentMethod::Cash, ..receipt(cents) };
        let check = |r| acceptable(r, settled(500_000), "", day(22));
        assert!(check(cash(100_000)).is_ok());
        assert!(check(cash(100_001)).is_err());
        assert!(check(Receipt { cash_before: Cents(99_000), ..cash(1_000) }).is_ok());
        assert!(check(Receipt { cash_before: Cents(99_000), ..cash(1_001) }).is_err());
    }
}
