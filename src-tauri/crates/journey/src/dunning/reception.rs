//! A look, some days after an invoice left, at whether it came and is on its way to be paid: what is wrong is learnt before
//! it is late.

use crate::dunning::debtor::{Debtor, Owed};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceptionResult {
    Received,
    /// It goes to somebody else.
    OtherAddressee,
    /// An order number, a supplier account.
    ReferenceMissing,
    BeingApproved,
    Contested,
}

values::stored!(ReceptionResult {
    Received = "received",
    OtherAddressee = "other_addressee",
    ReferenceMissing = "reference_missing",
    BeingApproved = "being_approved",
    Contested = "contested",
});

impl ReceptionResult {
    /// « bien reçue »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            ReceptionResult::Received => "bien reçue",
            ReceptionResult::OtherAddressee => "à envoyer à quelqu’un d’autre",
            ReceptionResult::ReferenceMissing => "il manque une référence",
            ReceptionResult::BeingApproved => "en cours de validation",
            ReceptionResult::Contested => "contestée",
        }
    }
}

/// Days after an invoice left, as typed; none where nobody is asked.
///
/// # Errors
/// At `reception`, where it is no such number of days.
pub fn after(typed: &str) -> Result<Option<i64>, Refusal> {
    input::whole("reception", typed, 1, 30)
}

/// An invoice that left may be asked about.
///
/// # Errors
/// Where it never left.
pub fn may_check(number: &str, sent: bool) -> Result<(), Refusal> {
    if sent {
        Ok(())
    } else {
        Err(Refusal::not_now(format!("{number} n’a jamais été envoyée : envoyez-la d’abord.")))
    }
}

/// An invoice of which one asks whether it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceptionCheck {
    pub invoice: i64,
    pub number: String,
    pub deal: i64,
    pub sent_on: NaiveDate,
}

/// Some days after it left and before it is late, unless it is contested, ceded or nobody is asked.
#[must_use]
pub fn reception_check(debtor: &Debtor, owed: &Owed, day: NaiveDate) -> Option<ReceptionCheck> {
    let (after, sent_on) = (debtor.policy.reception?, owed.sent_on?);
    let due = (day - sent_on).num_days() >= after && day <= owed.due_on() && !owed.checked;
    let free = owed.dispute.is_none()
        && owed.ceded.is_none()
        && debtor.insolvency.is_none_or(|proceedings| !proceedings.holds(owed.work));
    (due && free).then(|| ReceptionCheck {
        invoice: owed.id,
        number: owed.number.clone(),
        deal: owed.deal,
        sent_on,
    })
}
