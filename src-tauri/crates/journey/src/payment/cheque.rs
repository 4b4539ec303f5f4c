//! Cheque: received, deposited at the bank, cleared; or it bounces, and what it settled is to pay again.

use crate::payment::method::PaymentMethod;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;
use values::words;

/// Where a cheque stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChequeState {
    Received,
    Deposited,
    Cleared,
    Bounced,
}

values::stored!(ChequeState {
    Received = "received",
    Deposited = "deposited",
    Cleared = "cleared",
    Bounced = "bounced",
});

/// Days after a deposit from which one looks whether the money came.
pub const LOOK_AFTER: i64 = 8;

/// A cheque noted longer ago than that was seen to elsewhere.
pub const FORGOTTEN_AFTER: i64 = 60;

/// A cheque that is not cleared.
#[derive(Clone, Debug)]
pub struct ChequeFact {
    pub payment: i64,
    pub amount: Cents,
    pub received_on: NaiveDate,
    pub deposited_on: Option<NaiveDate>,
}

/// A payment, as one about to move its cheque on sees it.
#[derive(Clone, Copy, Debug)]
pub struct Cheque {
    pub method: PaymentMethod,
    pub received_on: NaiveDate,
    pub deposited_on: Option<NaiveDate>,
    pub cleared: bool,
    pub reversed: bool,
}

impl Cheque {
    #[must_use]
    pub fn state(&self) -> ChequeState {
        match (self.reversed, self.cleared, self.deposited_on) {
            (true, _, _) => ChequeState::Bounced,
            (false, true, _) => ChequeState::Cleared,
            (false, false, Some(_)) => ChequeState::Deposited,
            (false, false, None) => ChequeState::Received,
        }
    }
}

/// May the cheque move on to that state, that day? Steps are taken in order: deposited, then cleared or bounced.
pub fn moves_to(
    cheque: Cheque,
    to: ChequeState,
    field: &str,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if cheque.method != PaymentMethod::Cheque {
        return Err(Refusal::not_now("Ce paiement n’est pas un chèque."));
    }
    let since = match (cheque.state(), to) {
        (ChequeState::Bounced, _) => return Err(Refusal::not_now("Ce paiement est annulé.")),
        (ChequeState::Cleared, _) => return Err(Refusal::not_now("Ce chèque est déjà encaissé.")),
        (ChequeState::Deposited, ChequeState::Deposited) => {
            return Err(Refusal::not_now("Ce chèque est déjà déposé."));
        }
        (ChequeState::Received, ChequeState::Cleared | ChequeState::Bounced) => {
            return Err(Refusal::not_now("Ce chèque n’est pas encore déposé : notez d’abord son dépôt."));
        }
        (ChequeState::Received, ChequeState::Received | ChequeState::Deposited) => cheque.received_on,
        (ChequeState::Deposited, ChequeState::Received | ChequeState::Cleared | ChequeState::Bounced) => {
            cheque.deposited_on.unwrap_or(cheque.received_on)
        }
    };
    input::has_come(field, on, today, "")?;
    if on < since {
        return Err(Refusal::at(
            field,
            format!(
                "Cette date précède le {}, où le chèque en était à l’étape d’avant.",
                words::long_date(since)
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn received() -> Cheque {
        Cheque {
            method: PaymentMethod::Cheque,
            received_on: day(2),
            deposited_on: None,
            cleared: false,
            reversed: false,
        }
    }

    #[test]
    fn a_cheque_goes_its_way_in_order() {
        use ChequeState::{Bounced, Cleared, Deposited};
        let at = |cheque, to, on| moves_to(cheque, to, "on", on, day(20));
        assert!(at(received(), Deposited, day(3)).is_ok());
        assert!(at(received(), Cleared, day(3)).is_err());
        assert!(at(received(), Bounced, day(3)).is_err());
        let deposited = Cheque { deposited_on: Some(day(3)), ..received() };
        assert!(at(deposited, Deposited, day(4)).is_err());
        assert!(at(deposited, Cleared, day(4)).is_ok());
        assert!(at(deposited, Bounced, day(4)).is_ok());
        let cleared = Cheque { cleared: true, ..deposited };
        assert!(at(cleared, Bounced, day(5)).is_err());
        assert!(at(Cheque { reversed: true, ..deposited }, Cleared, day(5)).is_err());
        assert!(at(Cheque { method: PaymentMethod::Card, ..received() }, Deposited, day(5)).is_err());
    }

    #[test]
    fn its_days_follow_each_other() {
        let at = |on| moves_to(received(), ChequeState::Deposited, "on", on, day(20));
        assert_eq!(at(day(1)).unwrap_err().field.as_deref(), Some("on"));
        assert_eq!(at(day(21)).unwrap_err().field.as_deref(), Some("on"));
        assert!(at(day(2)).is_ok());
    }
}
