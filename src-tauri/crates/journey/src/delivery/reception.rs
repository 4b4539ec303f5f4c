//! Reception: the client accepts what was delivered, with or without reserves, or by a silence that they agreed to.

use crate::delivery::event::{Event, happened};
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;
use values::words;

/// How the client accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    WithoutReserves,
    WithReserves,
    /// By silence, as the accepted terms provide.
    Tacit,
}

/// The client's acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub manner: Manner,
    pub on: NaiveDate,
    pub by: String,
    pub reserves: String,
    pub document: Option<i64>,
}

/// What is stored of an acceptance beside its words.
#[derive(Serialize, Deserialize)]
struct Kept {
    manner: Manner,
    by: String,
}

impl Accepted {
    /// # Errors
    /// When what is stored of it cannot be read.
    pub fn heard(event: &Event) -> serde_json::Result<Accepted> {
        let kept: Kept = serde_json::from_str(&event.value)?;
        Ok(Accepted {
            manner: kept.manner,
            on: event.day,
            by: kept.by,
            reserves: event.words.clone(),
            document: event.document,
        })
    }

    /// How it is stored.
    #[must_use]
    pub fn value(manner: Manner, by: &str) -> String {
        serde_json::to_string(&Kept { manner, by: by.to_owned() }).unwrap_or_default()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reception {
    /// Days of silence that the accepted terms take for acceptance; none if they say nothing, or were not accepted.
    pub tacit_days: Option<i64>,
    /// The latest report given to sign, and its day.
    pub report: Option<(i64, NaiveDate)>,
    pub accepted: Option<Accepted>,
    pub lifted_on: Option<NaiveDate>,
}

impl Reception {
    /// Reserves made and not lifted yet.
    #[must_use]
    pub fn reserves(&self) -> Option<&Accepted> {
        self.accepted.as_ref().filter(|a| a.manner == Manner::WithReserves && self.lifted_on.is_none())
    }
}

/// The first day on which silence is acceptance: the day after the last one of the delay, which runs from the delivery
/// or, given later, from the report. None without a delivery or without such terms.
#[must_use]
pub fn tacit_from(reception: &Reception, delivered_on: Option<NaiveDate>) -> Option<NaiveDate> {
    let from = delivered_on?.max(reception.report.map_or(NaiveDate::MIN, |(_, day)| day));
    from.checked_add_days(Days::new(u64::try_from(reception.tacit_days?).ok()? + 1))
}

/// Does that acceptance hold?
#[allow(clippy::too_many_arguments, reason = "an acceptance says all of it")]
pub fn acceptable(
    reception: &Reception,
    delivered_on: Option<NaiveDate>,
    manner: Manner,
    accepted_on: NaiveDate,
    by: &str,
    reserves: &str,
    has_proof: bool,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let Some(delivered_on) = delivered_on else {
        return Err(Refusal::not_now(
            "Enregistrez d’abord la livraison : on n’accepte que ce qui est livré.",
        ));
    };
    if let Some(accepted) = &reception.accepted {
        return Err(Refusal::not_now(format!(
            "La livraison est acceptée depuis le {}.",
            words::long_date(accepted.on)
        )));
    }
    if manner == Manner::Tacit {
        let Some(from) = tacit_from(reception, Some(delivered_on)) else {
            return Err(Refusal::at(
                "manner",
                "Les CGV acceptées avec cette commande ne prévoient pas d’acceptation tacite : faites signer le PV.",
            ));
        };
        if today < from {
            return Err(Refusal::at(
                "manner",
                format!(
                    "Le délai des CGV court encore : sans réponse du client, l’acceptation est acquise le {}.",
                    words::long_date(from)
                ),
            ));
        }
        if accepted_on < from {
            return Err(Refusal::at(
                "accepted_on",
                format!("L’acceptation tacite n’est acquise que le {}.", words::long_date(from)),
            ));
        }
        return happened("accepted_on", accepted_on, delivered_on, today);
    }
    input::has_come("accepted_on", accepted_on, today, "indiquez le jour de la signature.")?;
    if accepted_on < delivered_on {
        return Err(Refusal::at(
            "accepted_on",
            format!("La livraison est du {} : pas d’acceptation avant.", words::long_date(delivered_on)),
        ));
    }
    if by.is_empty() {
        return Err(Refusal::at("signed_by", "Indiquez qui a signé pour le client."));
    }
    if manner == Manner::WithReserves && reserves.chars().count() < 3 {
        return Err(Refusal::at("reserves", "Notez les réserves du client, une par ligne."));
    }
    if !has_proof {
        return Err(Refusal::at("proof", "Joignez le PV signé : c’est lui qui fait foi."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn said(reception: &Reception, manner: Manner, on: u32, today: u32) -> Result<(), Refusal> {
        acceptable(reception, Some(day(2)), manner, day(on), "Anne", "Le menu", true, day(today))
    }

    #[test]
    fn silence_is_acceptance_only_where_the_terms_say_so_and_after_the_delay() {
        let mut reception = Reception::default();
        assert_eq!(said(&reception, Manner::Tacit, 20, 20).unwrap_err().field.as_deref(), Some("manner"));
        reception.tacit_days = Some(8);
        assert_eq!(tacit_from(&reception, Some(day(2))), Some(day(11)));
        assert!(said(&reception, Manner::Tacit, 10, 10).is_err(), "the eighth day is still the client's");
        assert!(said(&reception, Manner::Tacit, 11, 11).is_ok());
        assert_eq!(
            said(&reception, Manner::Tacit, 10, 12).unwrap_err().field.as_deref(),
            Some("accepted_on")
        );
        // Given later, the report makes the delay run again.
        reception.report = Some((1, day(5)));
        assert_eq!(tacit_from(&reception, Some(day(2))), Some(day(14)));
        assert_eq!(tacit_from(&reception, None), None);
    }

    #[test]
    fn a_signature_brings_its_name_its_reserves_and_its_proof() {
        let none = Reception::default();
        assert!(said(&none, Manner::WithoutReserves, 3, 3).is_ok());
        let refused = |manner, by: &str, reserves: &str, proof| {
            acceptable(&none, Some(day(2)), manner, day(3), by, reserves, proof, day(3)).unwrap_err().field
        };
        assert_eq!(refused(Manner::WithoutReserves, "", "", true).as_deref(), Some("signed_by"));
        assert_eq!(refused(Manner::WithReserves, "Anne", "", true).as_deref(), Some("reserves"));
        assert_eq!(refused(Manner::WithReserves, "Anne", "Le menu", false).as_deref(), Some("proof"));
        assert_eq!(
            said(&none, Manner::WithoutReserves, 1, 3).unwrap_err().field.as_deref(),
            Some("accepted_on")
        );
        assert!(
            acceptable(&none, None, Manner::WithoutReserves, day(3), "A", "", true, day(3)).is_err(),
            "nothing is delivered"
        );
    }

    #[test]
    fn reserves_stand_until_they_are_lifted() {
        let event = Event {
            kind: crate::order::event::EventKind::Accepted,
            item: None,
            day: day(3),
            value: Accepted::value(Manner::WithReserves, "Anne"),
            words: "Le menu".into(),
            document: Some(4),
        };
        let mut reception = Reception { accepted: Accepted::heard(&event).ok(), ..Reception::default() };
        assert_eq!(reception.reserves().map(|a| a.by.as_str()), Some("Anne"));
        reception.lifted_on = Some(day(9));
        assert_eq!(reception.reserves(), None);
        assert!(said(&reception, Manner::WithoutReserves, 10, 10).is_err(), "once is enough");
    }
}
