//! How long one may wait to be paid, by kind of client (C. com. L441-10, CCP R2192-10).

use crate::contact::card::ClientKind;
use chrono::{Days, NaiveDate};
use values::refusal::Refusal;

/// The longest delay that may be agreed, in days, and the article that says so. Between professionals: C. com.
/// L441-10 I. A public body pays within 30 days, a public hospital within 50 (CCP R2192-10, R2192-11). A private
/// person is told the same 60 days, by prudence: no text sets them a delay.
#[must_use]
pub fn longest_delay(kind: ClientKind) -> (i64, &'static str) {
    match kind {
        ClientKind::PublicBody => (50, " (CCP R2192-10 et R2192-11)"),
        ClientKind::Company | ClientKind::SoleTrader => (60, " (C. com. L441-10)"),
        ClientKind::Person => (60, ""),
    }
}

/// So many days later.
#[must_use]
pub fn days_after(day: NaiveDate, days: i64) -> NaiveDate {
    u64::try_from(days).ok().and_then(|days| day.checked_add_days(Days::new(days))).unwrap_or(day)
}

/// A due date is not before the invoice, and within the longest delay of the client's kind.
pub fn due(issued_on: NaiveDate, due_on: NaiveDate, kind: ClientKind) -> Result<(), Refusal> {
    if due_on < issued_on {
        return Err(Refusal::at("due_on", "L’échéance ne peut pas précéder la facture."));
    }
    let (most, article) = longest_delay(kind);
    if (due_on - issued_on).num_days() > most {
        return Err(Refusal::at(
            "due_on",
            format!("L’échéance est à {most} jours au plus de la facture{article}."),
        ));
    }
    Ok(())
}

/// What a late-payment sentence depends on.
#[must_use]
pub fn late_wording(kind: ClientKind) -> &'static str {
    match kind {
        ClientKind::Company | ClientKind::SoleTrader => "late_professional",
        ClientKind::PublicBody => "late_public",
        ClientKind::Person => "late_person",
    }
}
