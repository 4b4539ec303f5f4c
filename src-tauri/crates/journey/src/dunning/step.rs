//! A step of a policy: so many days after the due date or before it, by that way, in that tone.

use crate::message::ReminderTone;
use crate::sending::{Channel, Matter, goes_by};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{count, euros};

/// Days before the due date, and after it, between which a step may stand.
const EARLIEST: i64 = -60;
const LATEST: i64 = 365;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderStep {
    /// Days after the due date; before it where negative.
    pub days: i64,
    pub channel: Channel,
    pub tone: ReminderTone,
    /// Leaves by itself; otherwise it waits for a press.
    #[serde(default)]
    pub by_itself: bool,
    /// Only for invoices of which at least this is left, in cents.
    #[serde(default)]
    pub least: Cents,
}

impl ReminderStep {
    #[must_use]
    pub const fn new(days: i64, channel: Channel, tone: ReminderTone) -> ReminderStep {
        ReminderStep { days, channel, tone, by_itself: false, least: Cents::ZERO }
    }

    /// « 10 jours après l’échéance, par e-mail, ton ferme, à partir de 500,00 € »
    #[must_use]
    pub fn named(self) -> String {
        let days = |days: i64| count(days, "jour", "jours");
        let when = match self.days {
            ..=-1 => format!("{} avant l’échéance", days(-self.days)),
            0 => "le jour de l’échéance".to_owned(),
            late => format!("{} après l’échéance", days(late)),
        };
        let least = match self.least {
            Cents::ZERO => String::new(),
            least => format!(", à partir de {}", euros(least)),
        };
        let tone = match self.tone {
            ReminderTone::Formal => "mise en demeure".to_owned(),
            ReminderTone::Friendly | ReminderTone::Neutral | ReminderTone::Firm => {
                format!("ton {}", self.tone.masculine())
            }
        };
        let leaves = if self.by_itself { ", part d’elle-même" } else { "" };
        format!("{when}, {}, {tone}{least}{leaves}", self.channel.french())
    }

    /// May it stand in a policy?
    pub fn fits(self) -> Result<(), Refusal> {
        goes_by(Matter::Reminder, self.channel)
            .map_err(|refusal| Refusal { field: Some("channel".to_owned()), ..refusal })?;
        if !(EARLIEST..=LATEST).contains(&self.days) {
            return Err(Refusal::at(
                "days",
                format!("Une étape se place entre {} jours avant l’échéance et {LATEST} après.", -EARLIEST),
            ));
        }
        if self.least.0 < 0 {
            return Err(Refusal::at("least", "Indiquez un montant positif, ou rien."));
        }
        if self.tone == ReminderTone::Formal && !matches!(self.channel, Channel::Post | Channel::Registered) {
            return Err(Refusal::at("tone", "Une mise en demeure part par courrier, simple ou recommandé."));
        }
        if self.by_itself && self.channel != Channel::Email {
            return Err(Refusal::at("by_itself", "Seul un e-mail peut partir de lui-même."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_says_when_and_how() {
        let named = |step: ReminderStep| step.named().replace('\u{a0}', " ");
        assert_eq!(
            named(ReminderStep::new(-5, Channel::Email, ReminderTone::Friendly)),
            "5 jours avant l’échéance, par e-mail, ton amical"
        );
        assert_eq!(
            named(ReminderStep::new(1, Channel::Phone, ReminderTone::Firm)),
            "1 jour après l’échéance, par téléphone, ton ferme"
        );
        let alone =
            ReminderStep { by_itself: true, ..ReminderStep::new(3, Channel::Email, ReminderTone::Neutral) };
        assert_eq!(named(alone), "3 jours après l’échéance, par e-mail, ton neutre, part d’elle-même");
        let formal = ReminderStep::new(35, Channel::Registered, ReminderTone::Formal);
        assert_eq!(
            named(ReminderStep { least: Cents(50_000), ..formal }),
            "35 jours après l’échéance, par lettre recommandée, mise en demeure, à partir de 500,00 €"
        );
    }

    #[test]
    fn what_cannot_be_a_step_is_refused_at_its_field() {
        let field = |step: ReminderStep| step.fits().unwrap_err().field.unwrap();
        let email = ReminderStep::new(3, Channel::Email, ReminderTone::Neutral);
        assert!(email.fits().is_ok());
        assert_eq!(field(ReminderStep { days: 366, ..email }), "days");
        assert_eq!(field(ReminderStep { channel: Channel::Portal, ..email }), "channel");
        assert_eq!(field(ReminderStep { least: Cents(-1), ..email }), "least");
        assert_eq!(field(ReminderStep { tone: ReminderTone::Formal, ..email }), "tone");
        assert_eq!(field(ReminderStep { by_itself: true, channel: Channel::Phone, ..email }), "by_itself");
    }
}
