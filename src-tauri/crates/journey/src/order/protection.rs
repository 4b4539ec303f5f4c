//! Protection: a buyer who may withdraw, what must wait for that, and until when.
//!
//! A private person off premises or at a distance (C. conso. L221-18); a firm of at most five employees buying outside
//! its main activity, off premises only (L221-3, which extends sections 2, 3 and 6 to contracts off premises).

use crate::contact::card::ClientKind;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::calendar::{Region, is_public_holiday};
use values::input;
use values::refusal::Refusal;
use values::words::long_date;

/// Where a contract was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At the freelancer's own place of work.
    Premises,
    /// At the client's, or anywhere else in their presence (L221-1 I 2°).
    OffPremises,
    /// By e-mail, post or telephone (L221-1 I 1°).
    Distance,
}

values::stored!(Place {
    Premises = "premises",
    OffPremises = "off_premises",
    Distance = "distance",
});

impl Place {
    pub const ALL: [Place; 3] = [Place::Premises, Place::OffPremises, Place::Distance];
}

/// Does it matter where this client signs?
#[must_use]
pub fn place_matters(kind: ClientKind, marked: bool) -> bool {
    match kind {
        ClientKind::Person => true,
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => marked,
        ClientKind::PublicBody => false,
    }
}

/// Is this client protected as a consumer, signing there?
#[must_use]
pub fn is_protected(kind: ClientKind, marked: bool, place: Place) -> bool {
    match (kind, place) {
        (ClientKind::PublicBody, _) | (_, Place::Premises) => false,
        (ClientKind::Person, Place::OffPremises | Place::Distance) => true,
        (ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association, Place::OffPremises) => {
            marked
        }
        (ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association, Place::Distance) => false,
    }
}

/// The place of a signature, asked for where it matters and left out elsewhere.
pub fn place_of(kind: ClientKind, marked: bool, given: Option<Place>) -> Result<Option<Place>, Refusal> {
    match (place_matters(kind, marked), given) {
        (false, _) => Ok(None),
        (true, Some(place)) => Ok(Some(place)),
        (true, None) => Err(Refusal::at(
            "place",
            "Dites où ce client a signé : ses droits et vos délais en dépendent (C. conso. L221-18, L221-10).",
        )),
    }
}

/// A protected order: where and when it was signed, and what the client said since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protection {
    pub place: Place,
    pub signed_on: NaiveDate,
    /// The client's express request to begin within the delay.
    pub requested_on: Option<NaiveDate>,
    /// They acknowledged losing the right once the work is done whole (L221-28 1°).
    pub waived: bool,
    pub withdrawn_on: Option<NaiveDate>,
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_public_holiday(day, Region::Metropolis)
}

/// The last day to withdraw: 14 days, the day of signature not counted; a delay that ends on a Saturday, a Sunday or a
/// public holiday ends on the next working day (C. conso. L221-18, L221-19).
#[must_use]
pub fn withdrawal_ends(signed_on: NaiveDate) -> NaiveDate {
    let mut last = later(signed_on, 14);
    while !is_working_day(last) {
        last = later(last, 1);
    }
    last
}

/// The last day by which the client gets their money back: 14 days from the news of the withdrawal (L221-24).
#[must_use]
pub fn refund_by(withdrawn_on: NaiveDate) -> NaiveDate {
    later(withdrawn_on, 14)
}

/// The first day on which money may be taken of what was signed off premises that day (L221-10).
#[must_use]
pub fn off_premises_from(signed_on: NaiveDate) -> NaiveDate {
    later(signed_on, 8)
}

impl Protection {
    #[must_use]
    pub fn ends(&self) -> NaiveDate {
        withdrawal_ends(self.signed_on)
    }

    /// The first day on which money may be taken: off premises, once seven days have run (L221-10).
    #[must_use]
    pub fn first_payment(&self) -> NaiveDate {
        match self.place {
            Place::OffPremises => off_premises_from(self.signed_on),
            Place::Premises | Place::Distance => self.signed_on,
        }
    }

    /// May money received that day be recorded? No reason opens this gate.
    pub fn payable(&self, received_on: NaiveDate) -> Result<(), Refusal> {
        let first = self.first_payment();
        if received_on >= first {
            return Ok(());
        }
        Err(Refusal::at(
            "received_on",
            format!(
                "Signé hors établissement le {} : aucun paiement ne peut être reçu avant le {} (C. conso. L221-10). Rendez ce qui a été versé, ou attendez.",
                long_date(self.signed_on),
                long_date(first)
            ),
        ))
    }

    /// May money be asked for that day? What may not be taken yet is not asked for either.
    pub fn askable(&self, field: &str, due_on: NaiveDate) -> Result<(), Refusal> {
        let first = self.first_payment();
        if due_on >= first {
            return Ok(());
        }
        Err(Refusal::at(
            field,
            format!(
                "Signé hors établissement : aucun paiement ne peut être demandé avant le {} (C. conso. L221-10).",
                long_date(first)
            ),
        ))
    }

    /// May the work begin that day? Within the delay, only at the client's recorded request; no reason opens this gate.
    pub fn may_begin(&self, began_on: NaiveDate) -> Result<(), Refusal> {
        if began_on > self.ends() || self.requested_on.is_some_and(|asked| asked <= began_on) {
            return Ok(());
        }
        let message = match self.requested_on {
            Some(asked) => format!(
                "Le client a demandé le {} de commencer sans attendre : le travail ne peut pas avoir commencé avant.",
                long_date(asked)
            ),
            None => format!(
                "Le client peut se rétracter jusqu’au {}. Attendez ce jour, ou enregistrez d’abord sa demande expresse de commencer (C. conso. L221-25).",
                long_date(self.ends())
            ),
        };
        Err(Refusal::at("began_on", message))
    }

    /// May the client still ask to begin early?
    pub fn may_request(&self, requested_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
        input::has_come("requested_on", requested_on, today, "")?;
        if requested_on < self.signed_on {
            return Err(Refusal::at("requested_on", "La demande ne peut pas précéder la signature."));
        }
        if requested_on > self.ends() {
            return Err(Refusal::at(
                "requested_on",
                format!(
                    "Le délai de rétractation est fini depuis le {} : commencez.",
                    long_date(self.ends())
                ),
            ));
        }
        Ok(())
    }

    /// May the client withdraw that day, so much of the work being done?
    pub fn may_withdraw(
        &self,
        withdrawn_on: NaiveDate,
        today: NaiveDate,
        delivered: bool,
        done: bool,
    ) -> Result<(), Refusal> {
        input::has_come("withdrawn_on", withdrawn_on, today, "")?;
        if withdrawn_on < self.signed_on {
            return Err(Refusal::at("withdrawn_on", "La rétractation ne peut pas précéder la signature."));
        }
        if withdrawn_on > self.ends() {
            return Err(Refusal::at(
                "withdrawn_on",
                format!(
                    "Le délai de rétractation a pris fin le {} : l’affaire peut être annulée d’un commun accord.",
                    long_date(self.ends())
                ),
            ));
        }
        if delivered && self.waived {
            return Err(Refusal::not_now(
                "Le travail est fait en entier, et le client avait reconnu perdre alors son droit de rétractation (C. conso. L221-28 1°).",
            ));
        }
        if done && self.requested_on.is_none() {
            return Err(Refusal::at(
                "done",
                "Sans demande expresse de commencer, rien n’est dû pour le travail fait (C. conso. L221-25) : laissez vide.",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn off_premises(signed_on: NaiveDate) -> Protection {
        Protection {
            place: Place::OffPremises,
            signed_on,
            requested_on: None,
            waived: false,
            withdrawn_on: None,
        }
    }

    #[test]
    fn fourteen_days_end_on_a_working_day() {
        // Thursday 24 September: Thursday 8 October.
        assert_eq!(withdrawal_ends(day(9, 24)), day(10, 8));
        // Saturday 10 October becomes Monday 12.
        assert_eq!(withdrawal_ends(day(9, 26)), day(10, 12));
        // Sunday 1 November, All Saints' Day, becomes Monday 2.
        assert_eq!(withdrawal_ends(day(10, 18)), day(11, 2));
        // Wednesday 11 November is a holiday.
        assert_eq!(withdrawal_ends(day(10, 28)), day(11, 12));
        // Friday 25 December, then the weekend.
        assert_eq!(withdrawal_ends(day(12, 11)), day(12, 28));
    }

    #[test]
    fn who_is_protected_depends_on_the_place() {
        use ClientKind::{Company, Person, PublicBody, SoleTrader};
        for place in [Place::OffPremises, Place::Distance] {
            assert!(is_protected(Person, false, place));
            assert!(!is_protected(PublicBody, true, place));
        }
        assert!(!is_protected(Person, false, Place::Premises));
        assert!(is_protected(SoleTrader, true, Place::OffPremises));
        assert!(
            !is_protected(Company, true, Place::Distance),
            "L221-3 speaks of contracts off premises only"
        );
        assert!(!is_protected(Company, false, Place::OffPremises));
        assert_eq!(place_of(Person, false, None).unwrap_err().field.as_deref(), Some("place"));
        assert_eq!(place_of(Company, false, Some(Place::Distance)).unwrap(), None);
    }

    #[test]
    fn no_money_within_seven_days_off_premises() {
        let signed = off_premises(day(9, 24));
        assert!(signed.payable(day(9, 24)).is_err());
        assert_eq!(signed.payable(day(10, 1)).unwrap_err().field.as_deref(), Some("received_on"));
        assert!(signed.payable(day(10, 2)).is_ok());
        assert_eq!(signed.askable("due_on", day(10, 1)).unwrap_err().field.as_deref(), Some("due_on"));
        assert!(signed.askable("due_on", day(10, 2)).is_ok());
        assert!(Protection { place: Place::Distance, ..signed }.payable(day(9, 24)).is_ok());
    }

    #[test]
    fn work_waits_for_the_delay_or_the_request() {
        let signed = off_premises(day(9, 24));
        assert_eq!(signed.may_begin(day(10, 8)).unwrap_err().field.as_deref(), Some("began_on"));
        assert!(signed.may_begin(day(10, 9)).is_ok());
        let asked = Protection { requested_on: Some(day(9, 28)), ..signed };
        assert!(asked.may_begin(day(9, 27)).is_err());
        assert!(asked.may_begin(day(9, 28)).is_ok());
    }

    #[test]
    fn a_withdrawal_comes_in_time_and_owes_only_what_was_asked_for() {
        let signed = off_premises(day(9, 24));
        let field = |r: Result<(), Refusal>| r.unwrap_err().field.unwrap_or_default();
        assert!(signed.may_withdraw(day(10, 8), day(11, 1), false, false).is_ok(), "recorded later");
        assert_eq!(field(signed.may_withdraw(day(10, 9), day(11, 1), false, false)), "withdrawn_on");
        assert_eq!(field(signed.may_withdraw(day(9, 23), day(11, 1), false, false)), "withdrawn_on");
        assert_eq!(field(signed.may_withdraw(day(10, 1), day(9, 30), false, false)), "withdrawn_on");
        assert_eq!(field(signed.may_withdraw(day(10, 1), day(10, 1), false, true)), "done");
        let asked = Protection { requested_on: Some(day(9, 25)), waived: true, ..signed };
        assert!(asked.may_withdraw(day(10, 1), day(10, 1), false, true).is_ok());
        assert!(asked.may_withdraw(day(10, 1), day(10, 1), true, true).is_err());
    }
}
