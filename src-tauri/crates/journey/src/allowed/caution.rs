//! What prudence with a client allows: one suspension at a time, a security once ended is over.

use crate::contact::security::SecurityKind;
use crate::delivery::Suspension;
use chrono::NaiveDate;
use values::refusal::Refusal;
use values::words::long_date;

/// Is work for them not stopped already?
pub fn none_stopped(suspension: Option<&Suspension>) -> Result<(), Refusal> {
    match suspension {
        Some(stopped) => Err(Refusal::not_now(format!(
            "Le travail pour ce client est déjà suspendu, depuis le {}.",
            long_date(stopped.since)
        ))),
        None => Ok(()),
    }
}

/// What is taken up again.
pub fn is_stopped(suspension: Option<Suspension>) -> Result<Suspension, Refusal> {
    suspension.ok_or_else(|| Refusal::not_now("Le travail pour ce client n’est pas suspendu."))
}

/// Does a security still stand?
pub fn goes_on(ended: bool) -> Result<(), Refusal> {
    if ended { Err(Refusal::not_now("Cette sûreté a déjà pris fin.")) } else { Ok(()) }
}

/// Only an insurer is told within so many days.
pub fn days_fit(kind: SecurityKind, days: Option<i64>) -> Result<(), Refusal> {
    match (kind, days) {
        (SecurityKind::Insurance, None) => Err(Refusal::at(
            "days",
            "Indiquez en combien de jours après l’échéance l’assureur doit être prévenu : c’est dans votre contrat.",
        )),
        (SecurityKind::RetentionOfTitle | SecurityKind::Guarantor, Some(_)) => {
            Err(Refusal::at("days", "Un délai de déclaration ne concerne que l’assurance-crédit."))
        }
        (SecurityKind::Insurance, Some(_))
        | (SecurityKind::RetentionOfTitle | SecurityKind::Guarantor, None) => Ok(()),
    }
}

/// May an insurer be told of that invoice?
pub fn may_declare(kind: SecurityKind, of_client: bool, told: bool) -> Result<(), Refusal> {
    if kind != SecurityKind::Insurance {
        return Err(Refusal::at("security", "Cette sûreté n’est pas une assurance."));
    }
    if !of_client {
        return Err(Refusal::at("invoice", "Cette facture n’est pas de ce client."));
    }
    if told {
        return Err(Refusal::not_now("L’assureur est déjà prévenu de cette facture."));
    }
    Ok(())
}

/// A decision is looked at again on a day to come.
pub fn to_look_again(day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day <= today {
        return Err(Refusal::at("again_on", "Choisissez un jour à venir : on y reviendra alors."));
    }
    Ok(())
}
