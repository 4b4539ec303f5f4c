//! What the state of the work allows next.

use crate::deal::Facts;
use crate::delivery::Accepted;
use chrono::NaiveDate;
use values::refusal::Refusal;
use values::words::long_date;

/// May the work begin, the gates apart?
pub fn may_begin(facts: &Facts) -> Result<(), Refusal> {
    if facts.begun_on.is_some() {
        return Err(Refusal::not_now("Le travail est déjà commencé."));
    }
    Ok(())
}

/// May a delivery be recorded? Answers the day on which the work began.
pub fn may_deliver(facts: &Facts) -> Result<NaiveDate, Refusal> {
    if facts.delivered_on.is_some() {
        return Err(Refusal::not_now("La livraison est déjà enregistrée."));
    }
    facts.begun_on.ok_or_else(|| Refusal::not_now("Le travail n’est pas commencé : commencez-le d’abord."))
}

/// May a stage still be planned?
pub fn may_plan(facts: &Facts) -> Result<(), Refusal> {
    if facts.delivered_on.is_some() {
        return Err(Refusal::not_now("Le travail est livré : plus rien n’est à prévoir."));
    }
    Ok(())
}

/// May a report be given to sign? Answers the day of the delivery that it is about.
pub fn may_issue_report(facts: &Facts) -> Result<NaiveDate, Refusal> {
    let Some(delivered_on) = facts.delivered_on else {
        return Err(Refusal::not_now(
            "Enregistrez d’abord la livraison : le PV dit quand le travail fut livré.",
        ));
    };
    if let Some(accepted) = &facts.works.reception.accepted {
        return Err(Refusal::not_now(format!(
            "La livraison est acceptée depuis le {} : il n’y a plus de PV à signer.",
            long_date(accepted.on)
        )));
    }
    Ok(delivered_on)
}

/// Are there reserves to lift? Answers the acceptance that made them.
pub fn may_lift_reserves(facts: &Facts) -> Result<&Accepted, Refusal> {
    facts.works.reception.reserves().ok_or_else(|| Refusal::not_now("Le client n’a pas de réserve à lever."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, signed};
    use crate::delivery::Manner;

    fn begun() -> Facts {
        Facts { begun_on: Some(day(10, 3)), ..signed() }
    }

    fn delivered() -> Facts {
        Facts { delivered_on: Some(day(11, 20)), ..begun() }
    }

    fn accepted(manner: Manner) -> Facts {
        let mut facts = delivered();
        facts.works.reception.accepted = Some(Accepted {
            manner,
            on: day(11, 24),
            by: "Anne Le Goff".into(),
            reserves: "Le menu".into(),
            document: None,
        });
        facts
    }

    #[test]
    fn work_begins_once_and_is_delivered_once() {
        assert!(may_begin(&signed()).is_ok());
        assert!(may_begin(&begun()).unwrap_err().message.contains("déjà commencé"));
        assert!(may_deliver(&signed()).unwrap_err().message.contains("pas commencé"));
        assert_eq!(may_deliver(&begun()), Ok(day(10, 3)));
        assert!(may_deliver(&delivered()).unwrap_err().message.contains("déjà enregistrée"));
        assert!(may_plan(&begun()).is_ok());
        assert!(may_plan(&delivered()).unwrap_err().message.contains("livré"));
    }

    #[test]
    fn a_report_is_for_a_delivery_that_is_not_accepted() {
        assert!(may_issue_report(&begun()).unwrap_err().message.contains("d’abord la livraison"));
        assert_eq!(may_issue_report(&delivered()), Ok(day(11, 20)));
        let refusal = may_issue_report(&accepted(Manner::WithoutReserves)).unwrap_err();
        assert!(refusal.message.contains("24 novembre 2026"), "{}", refusal.message);
    }

    #[test]
    fn reserves_are_lifted_where_some_were_made() {
        assert!(may_lift_reserves(&delivered()).is_err());
        assert!(may_lift_reserves(&accepted(Manner::WithoutReserves)).is_err());
        assert_eq!(may_lift_reserves(&accepted(Manner::WithReserves)).map(|a| a.on), Ok(day(11, 24)));
    }
}
