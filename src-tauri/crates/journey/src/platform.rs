//! What the approved platform says of an invoice that was handed to it: the statuses of its life cycle.
//!
//! Codes and names are those of XP Z12-012 (external specifications of the DGFiP, list of the statuses of life-cycle
//! messages); `refused` by the buyer and `rejected` by a platform end it: it is taken back and made again.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;
use values::words::long_date;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlatformStatus {
    Deposited,
    IssuedByPlatform,
    ReceivedByPlatform,
    MadeAvailable,
    TakenInCharge,
    Approved,
    PartlyApproved,
    InDispute,
    Suspended,
    Completed,
    Refused,
    PaymentSent,
    Cashed,
    Rejected,
}

values::stored!(PlatformStatus {
    Deposited = "200",
    IssuedByPlatform = "201",
    ReceivedByPlatform = "202",
    MadeAvailable = "203",
    TakenInCharge = "204",
    Approved = "205",
    PartlyApproved = "206",
    InDispute = "207",
    Suspended = "208",
    Completed = "209",
    Refused = "210",
    PaymentSent = "211",
    Cashed = "212",
    Rejected = "213",
});

/// Days during which money that the buyer says to have sent is waited for.
const ON_ITS_WAY: u64 = 10;

impl PlatformStatus {
    /// « refusée »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            PlatformStatus::Deposited => "déposée",
            PlatformStatus::IssuedByPlatform => "émise par la plateforme",
            PlatformStatus::ReceivedByPlatform => "reçue par la plateforme",
            PlatformStatus::MadeAvailable => "mise à disposition",
            PlatformStatus::TakenInCharge => "prise en charge",
            PlatformStatus::Approved => "approuvée",
            PlatformStatus::PartlyApproved => "approuvée partiellement",
            PlatformStatus::InDispute => "en litige",
            PlatformStatus::Suspended => "suspendue",
            PlatformStatus::Completed => "complétée",
            PlatformStatus::Refused => "refusée",
            PlatformStatus::PaymentSent => "paiement transmis",
            PlatformStatus::Cashed => "encaissée",
            PlatformStatus::Rejected => "rejetée",
        }
    }

    /// It is to be taken back by a credit note, and made again.
    #[must_use]
    pub fn ends_it(self) -> bool {
        matches!(self, PlatformStatus::Refused | PlatformStatus::Rejected)
    }

    /// The user is to do something about it.
    #[must_use]
    pub fn wants_an_answer(self) -> bool {
        self.ends_it() || matches!(self, PlatformStatus::InDispute | PlatformStatus::Suspended)
    }

    /// What keeps a reminder of that invoice back on that day, and until when; none where nothing does.
    #[must_use]
    pub fn keeps_back(
        self,
        number: &str,
        since: NaiveDate,
        day: NaiveDate,
    ) -> Option<(Option<NaiveDate>, String)> {
        let said = long_date(since);
        match self {
            PlatformStatus::Refused => Some((
                None,
                format!(
                    "{number} est refusée par le client depuis le {said} : annulez-la par un avoir, puis refaites-la."
                ),
            )),
            PlatformStatus::Rejected => Some((
                None,
                format!(
                    "{number} est rejetée par la plateforme depuis le {said} : annulez-la par un avoir, puis refaites-la."
                ),
            )),
            PlatformStatus::InDispute => Some((
                None,
                format!(
                    "{number} est en litige sur la plateforme depuis le {said} : répondez au client d’abord."
                ),
            )),
            PlatformStatus::Suspended => {
                Some((None, format!("{number} est suspendue depuis le {said} : le client attend une pièce.")))
            }
            PlatformStatus::PaymentSent => {
                let until = since.checked_add_days(Days::new(ON_ITS_WAY))?;
                (day < until).then(|| {
                    (
                        Some(until),
                        format!("Le client dit avoir payé {number} le {said} : laissez l’argent arriver."),
                    )
                })
            }
            PlatformStatus::Deposited
            | PlatformStatus::IssuedByPlatform
            | PlatformStatus::ReceivedByPlatform
            | PlatformStatus::MadeAvailable
            | PlatformStatus::TakenInCharge
            | PlatformStatus::Approved
            | PlatformStatus::PartlyApproved
            | PlatformStatus::Completed
            | PlatformStatus::Cashed => None,
        }
    }
}

/// A status is of the day of the invoice or later.
///
/// # Errors
/// At `noted_on`, where it is older than the invoice; for what was issued elsewhere, as no platform of one's own has it.
pub fn may_note(number: &str, issued_on: NaiveDate, elsewhere: bool, on: NaiveDate) -> Result<(), Refusal> {
    if elsewhere {
        let text = format!("{number} a été émise avec un autre outil : son statut se suit dans cet outil.");
        return Err(Refusal::not_now(text));
    }
    if on < issued_on {
        let text =
            format!("{number} est du {} : indiquez ce jour, ou un jour d’après.", long_date(issued_on));
        return Err(Refusal::at("noted_on", text));
    }
    Ok(())
}
