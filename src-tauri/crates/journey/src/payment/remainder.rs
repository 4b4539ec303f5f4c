//! A remainder: what is left of an invoice that one no longer claims. The invoice stands as it was issued, nothing more
//! is received of it, and what is given up is a loss; a lower price is a credit note.

use values::money::Cents;
use values::refusal::Refusal;
use values::words::euros;

/// What is left below this is not reminded of, unless the settings say otherwise.
pub const SMALL: Cents = Cents(100);

/// What is left of an invoice to give up, once something of it was settled.
pub fn may_give_up(number: &str, gross: Cents, open: Cents) -> Result<Cents, Refusal> {
    if open.0 <= 0 {
        return Err(Refusal::not_now(format!("Il ne reste rien à payer de {number} : rien à abandonner.")));
    }
    if open >= gross {
        return Err(Refusal::not_now(format!(
            "Rien n’est réglé de {number} : un reste s’abandonne après un paiement. Pour renoncer au tout, passez la facture en perte, ou faites un avoir si le prix baisse."
        )));
    }
    Ok(open)
}

/// May it be claimed again?
pub fn may_claim(given_up: Cents) -> Result<(), Refusal> {
    if given_up.0 <= 0 {
        return Err(Refusal::not_now("Aucun reste n’est abandonné sur cette facture."));
    }
    Ok(())
}

/// Is so little left that nobody is reminded of it?
pub fn is_worth_it(number: &str, open: Cents, least: Cents) -> Result<(), Refusal> {
    if open < least {
        return Err(Refusal::not_now(format!(
            "Il reste {} sur {number} : vous ne relancez qu’à partir de {}. Abandonnez ce reste, ou changez ce réglage.",
            euros(open),
            euros(least)
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_after_a_payment_may_be_given_up() {
        let left = |open| may_give_up("F-2026-0001", Cents(12_000), Cents(open));
        assert_eq!(left(100), Ok(Cents(100)));
        assert!(left(0).unwrap_err().message.contains("rien à abandonner"));
        assert!(left(12_000).unwrap_err().message.contains("avoir"));
    }

    #[test]
    fn what_was_given_up_is_claimed_again() {
        assert!(may_claim(Cents(2)).is_ok());
        assert!(may_claim(Cents(0)).is_err());
    }

    #[test]
    fn cents_are_not_worth_a_reminder() {
        assert!(is_worth_it("F-2026-0001", Cents(100), SMALL).is_ok());
        assert!(is_worth_it("F-2026-0001", Cents(99), SMALL).unwrap_err().message.contains("0,99"));
        assert!(is_worth_it("F-2026-0001", Cents(1), Cents(0)).is_ok());
    }
}
