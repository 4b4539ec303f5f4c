//! Work stopped for a client who does not pay, whatever the deal: what is owed in return may be held back (C. civ. 1219),
//! and before that where it is plain that they will not pay, once they are told (C. civ. 1220).

use crate::language::Language;
use crate::say;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::{Code, Refusal};
use values::words::long_date;

/// All work for a client is stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Suspension {
    pub id: i64,
    #[ts(type = "string")]
    pub since: NaiveDate,
    pub reason: String,
    /// Nothing is late any more: it can be taken up again.
    pub cleared: bool,
    /// The day on which the client was last told of it.
    #[ts(type = "string | null")]
    pub told_on: Option<NaiveDate>,
}

/// May work begin or go on?
///
/// # Errors
/// `gate_closed` while it is stopped and no reason to pass is given.
pub fn suspension_gate(suspension: Option<&Suspension>, override_reason: &str) -> Result<(), Refusal> {
    match suspension {
        Some(stopped) if override_reason.chars().count() < 3 => Err(Refusal::new(
            Code::GateClosed,
            format!(
                "Le travail pour ce client est suspendu depuis le {} : {}. Reprenez-le d’abord, ou passez quand même en disant pourquoi : la raison restera visible.",
                long_date(stopped.since),
                stopped.reason
            ),
        )
        .moved("override_reason")),
        Some(_) | None => Ok(()),
    }
}

/// What a message to the client says of it: what for, and by which article.
#[must_use]
pub fn suspended_because(language: Language, owed: &[String]) -> (String, &'static str) {
    if owed.is_empty() {
        (
            say!(language, "Votre paiement à venir me paraissant compromis, je suspends à compter de ce jour tout travail pour vous.").to_owned(),
            say!(language, "L’article 1220 du Code civil le permet quand il est manifeste que l’on ne sera pas payé à l’échéance et que les conséquences en sont assez graves."),
        )
    } else {
        (
            say!(
                language,
                "Faute de paiement de {invoices}, je suspends à compter de ce jour tout travail pour vous.",
                invoices = owed.join(", ")
            ),
            say!(
                language,
                "L’article 1219 du Code civil le permet quand le défaut de paiement est assez grave."
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopped_work_goes_on_with_a_reason_only() {
        let stopped = Suspension {
            id: 1,
            since: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
            reason: "F-2026-0001 impayée".into(),
            cleared: false,
            told_on: None,
        };
        let refusal = suspension_gate(Some(&stopped), "").unwrap_err();
        assert_eq!((refusal.code, refusal.field.as_deref()), (Code::GateClosed, Some("override_reason")));
        assert!(suspension_gate(Some(&stopped), "Urgence du client").is_ok());
        assert!(suspension_gate(None, "").is_ok());
    }

    #[test]
    fn the_client_is_told_what_it_is_for() {
        let (why, law) = suspended_because(Language::French, &["F-1".into(), "F-2".into()]);
        assert!(why.contains("F-1, F-2") && law.contains("1219"), "{why} {law}");
        assert!(suspended_because(Language::English, &[]).0.contains("suspend"));
    }
}
