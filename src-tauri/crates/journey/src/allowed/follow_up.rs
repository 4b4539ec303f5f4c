//! What the state of a deal allows of its follow-up: it begins when all is paid, and each thing is done once.

use crate::deal::{Facts, Stage};
use crate::follow_up::occasion::Occasion;
use crate::follow_up::{SETTLED_IN, is_unhappy};
use chrono::{Days, NaiveDate};
use values::input;
use values::refusal::Refusal;
use values::words::long_date;

/// Is all paid, whatever was said since?
fn all_paid(facts: &Facts) -> Result<(), Refusal> {
    match facts.stage() {
        Stage::Paid | Stage::FollowedUp => Ok(()),
        Stage::Contact
        | Stage::Qualified
        | Stage::Quoted
        | Stage::Signed
        | Stage::DepositPaid
        | Stage::InDelivery
        | Stage::Delivered
        | Stage::Invoiced
        | Stage::Lost
        | Stage::Cancelled => Err(Refusal::not_now("Le suivi commence quand tout est payé.")),
    }
}

/// May the client's answer be noted?
pub fn may_record_satisfaction(facts: &Facts) -> Result<(), Refusal> {
    all_paid(facts)?;
    if facts.stage() == Stage::FollowedUp {
        return Err(Refusal::not_now("Le suivi de cette affaire est terminé."));
    }
    Ok(())
}

pub fn may_thank(facts: &Facts) -> Result<(), Refusal> {
    may_record_satisfaction(facts)?;
    if facts.thanked_on.is_some() {
        return Err(Refusal::not_now("Ce client est déjà remercié."));
    }
    Ok(())
}

/// May one write to the client for that?
pub fn may_write(facts: &Facts, occasion: Occasion, today: NaiveDate) -> Result<(), Refusal> {
    if occasion.is_prospecting() && facts.opted_out {
        return Err(Refusal::not_now(
            "Ce client ne veut plus recevoir de messages de ce genre : sa fiche le dit.",
        ));
    }
    match occasion {
        Occasion::Thanks => may_thank(facts),
        Occasion::Satisfaction => {
            may_record_satisfaction(facts)?;
            let again =
                facts.after.satisfaction_asked_on.and_then(|day| day.checked_add_days(Days::new(SETTLED_IN)));
            match again.filter(|day| today < *day) {
                Some(day) => Err(Refusal::not_now(format!(
                    "La question est déjà partie : attendez sa réponse jusqu’au {}, ou notez-la.",
                    long_date(day)
                ))),
                None => Ok(()),
            }
        }
        Occasion::Testimonial => may_ask_testimonial(facts),
        Occasion::Referral => may_ask_referral(facts),
        Occasion::News => Ok(()),
    }
}

/// Is there a disappointed client whose call is not noted yet?
pub fn may_handle_complaint(facts: &Facts) -> Result<(), Refusal> {
    if !matches!(facts.satisfaction, Some((_, Some(score))) if is_unhappy(score)) {
        return Err(Refusal::not_now("Ce client n’a pas dit qu’il était déçu : notez un appel."));
    }
    if facts.after.complaint_handled_on.is_some() {
        return Err(Refusal::not_now("L’appel à ce client est déjà noté."));
    }
    Ok(())
}

pub fn may_ask_testimonial(facts: &Facts) -> Result<(), Refusal> {
    all_paid(facts)?;
    if facts.after.testimonial_asked_on.is_some() || facts.after.testimonial_on.is_some() {
        return Err(Refusal::not_now("Un témoignage lui a déjà été demandé pour cette affaire."));
    }
    Ok(())
}

pub fn may_record_testimonial(facts: &Facts) -> Result<(), Refusal> {
    all_paid(facts)?;
    if facts.after.testimonial_on.is_some() {
        return Err(Refusal::not_now("Un témoignage est déjà noté pour cette affaire."));
    }
    Ok(())
}

pub fn may_ask_referral(facts: &Facts) -> Result<(), Refusal> {
    all_paid(facts)?;
    if facts.after.referral_asked_on.is_some() {
        return Err(Refusal::not_now("Une recommandation lui a déjà été demandée pour cette affaire."));
    }
    Ok(())
}

/// Names come as often as the client gives some.
pub fn may_record_referral(facts: &Facts) -> Result<(), Refusal> {
    all_paid(facts)
}

/// Can it have happened that day? Not to come, nor before the deal.
pub fn happened(field: &str, day: NaiveDate, facts: &Facts, today: NaiveDate) -> Result<(), Refusal> {
    input::has_come(field, day, today, "")?;
    if day < facts.opened_on {
        return Err(Refusal::at(
            field,
            format!("L’affaire a été ouverte le {} : vérifiez cette date.", long_date(facts.opened_on)),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, signed};
    use crate::follow_up::After;
    use crate::invoice::InvoiceKind;

    fn paid() -> Facts {
        let mut facts = fresh();
        facts.invoices.push(invoice(1, InvoiceKind::Standalone, 50_000, 0));
        facts
    }

    fn answered(score: Option<i64>) -> Facts {
        Facts { satisfaction: Some((day(11, 30), score)), ..paid() }
    }

    #[test]
    fn nothing_is_followed_up_before_the_money_is_in() {
        type Rule = fn(&Facts) -> Result<(), Refusal>;
        let rules: [Rule; 6] = [
            may_thank,
            may_record_satisfaction,
            may_ask_testimonial,
            may_record_testimonial,
            may_ask_referral,
            may_record_referral,
        ];
        for rule in rules {
            assert!(rule(&paid()).is_ok());
            assert!(rule(&signed()).unwrap_err().message.contains("quand tout est payé"));
        }
    }

    #[test]
    fn an_answer_ends_the_follow_up_but_not_what_one_may_ask() {
        assert!(may_thank(&answered(Some(9))).unwrap_err().message.contains("terminé"));
        assert!(may_record_satisfaction(&answered(None)).unwrap_err().message.contains("terminé"));
        assert!(may_ask_testimonial(&answered(Some(9))).is_ok());
        let thanked = Facts { thanked_on: Some(day(11, 28)), ..paid() };
        assert!(may_thank(&thanked).unwrap_err().message.contains("déjà remercié"));
    }

    #[test]
    fn a_disappointed_client_is_called_once() {
        assert!(may_handle_complaint(&answered(Some(7))).is_err());
        assert!(may_handle_complaint(&answered(None)).is_err());
        let mut facts = answered(Some(6));
        assert!(may_handle_complaint(&facts).is_ok());
        facts.after.complaint_handled_on = Some(day(12, 1));
        assert!(may_handle_complaint(&facts).unwrap_err().message.contains("déjà noté"));
    }

    #[test]
    fn a_word_and_a_name_are_asked_once() {
        let since = Some(day(12, 1));
        let after = |after| Facts { after, ..answered(Some(10)) };
        let asked = after(After { testimonial_asked_on: since, ..After::default() });
        assert!(may_ask_testimonial(&asked).is_err());
        assert!(may_record_testimonial(&asked).is_ok());
        let given = after(After { testimonial_on: since, ..After::default() });
        assert!(may_ask_testimonial(&given).is_err(), "it came unasked");
        assert!(may_record_testimonial(&given).is_err());
        let named = after(After { referral_asked_on: since, ..After::default() });
        assert!(may_ask_referral(&named).is_err());
        assert!(may_record_referral(&named).is_ok());
    }

    #[test]
    fn it_happens_between_the_opening_and_today() {
        let at = |on| happened("on", on, &paid(), day(11, 30));
        assert!(at(day(9, 3)).is_ok());
        assert!(at(day(9, 2)).unwrap_err().message.contains("3 septembre 2026"));
        assert_eq!(at(day(12, 1)).unwrap_err().field.as_deref(), Some("on"));
    }
}
