//! A policy: the steps by which a kind of client is reminded; one ships for each profile, and may be changed.

use crate::contact::card::{ClientCard, ClientKind, ClientProfile};
use crate::dunning::quote_policy::QuotePolicy;
use crate::dunning::step::ReminderStep;
use crate::language::Language;
use crate::message::ReminderTone::{self, Firm, Formal, Friendly, Neutral};
use crate::say;
use crate::sending::Channel::{self, Email, Phone, Post, Registered};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;
use values::{input, number};

/// Most steps of a policy.
const MOST: usize = 12;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// By days; at the same days, what is written comes before a call.
    pub steps: Vec<ReminderStep>,
    /// Days after an invoice left on which one asks whether it came; none for no such look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reception: Option<i64>,
}

/// How all are reminded, unless their kind has its own way.
const USUAL: [ReminderStep; 6] = [
    ReminderStep::new(-5, Email, Friendly),
    ReminderStep::new(3, Email, Neutral),
    ReminderStep::new(10, Email, Firm),
    ReminderStep::new(10, Phone, Firm),
    ReminderStep::new(20, Post, Firm),
    ReminderStep::new(35, Registered, Formal),
];

/// Accounts that pay by runs: later, and by telephone before a letter.
const KEY_ACCOUNT: [ReminderStep; 6] = [
    ReminderStep::new(-7, Email, Friendly),
    ReminderStep::new(5, Email, Neutral),
    ReminderStep::new(12, Phone, Neutral),
    ReminderStep::new(20, Email, Firm),
    ReminderStep::new(30, Post, Firm),
    ReminderStep::new(45, Registered, Formal),
];

/// Public bodies pay on their own circuit; interest runs by law without a word (CCP L2192-13).
const PUBLIC_BODY: [ReminderStep; 4] = [
    ReminderStep::new(5, Email, Neutral),
    ReminderStep::new(15, Phone, Neutral),
    ReminderStep::new(30, Post, Firm),
    ReminderStep::new(45, Registered, Formal),
];

const PRIVATE_PERSON: [ReminderStep; 5] = [
    ReminderStep::new(-3, Email, Friendly),
    ReminderStep::new(4, Email, Friendly),
    ReminderStep::new(12, Email, Neutral),
    ReminderStep::new(22, Post, Firm),
    ReminderStep::new(35, Registered, Formal),
];

const BAD_PAYER: [ReminderStep; 6] = [
    ReminderStep::new(-5, Email, Neutral),
    ReminderStep::new(1, Email, Neutral),
    ReminderStep::new(6, Email, Firm),
    ReminderStep::new(6, Phone, Firm),
    ReminderStep::new(14, Post, Firm),
    ReminderStep::new(21, Registered, Formal),
];

impl Policy {
    /// The one that ships for a profile.
    #[must_use]
    pub fn shipped(profile: ClientProfile) -> Policy {
        let steps: &[ReminderStep] = match profile {
            ClientProfile::New | ClientProfile::Regular => &USUAL,
            ClientProfile::KeyAccount => &KEY_ACCOUNT,
            ClientProfile::PublicBody => &PUBLIC_BODY,
            ClientProfile::PrivatePerson => &PRIVATE_PERSON,
            ClientProfile::BadPayer => &BAD_PAYER,
        };
        // Who pays on a circuit is asked whether the invoice is on it.
        let reception = matches!(profile, ClientProfile::KeyAccount | ClientProfile::PublicBody).then_some(8);
        Policy { steps: steps.to_vec(), reception }
    }

    /// The steps as typed, in order, or what is wrong at its field.
    pub fn read(mut steps: Vec<ReminderStep>) -> Result<Policy, Refusal> {
        if steps.len() > MOST {
            return Err(Refusal::at("steps", format!("{MOST} étapes au plus : retirez-en.")));
        }
        for (rank, step) in steps.iter().enumerate() {
            step.fits().map_err(|refusal| {
                let field = refusal.field.clone().unwrap_or_default();
                Refusal { field: Some(format!("steps[{rank}].{field}")), ..refusal }
            })?;
            let same = |other: &&ReminderStep| {
                other.days == step.days && other.channel.is_spoken() == step.channel.is_spoken()
            };
            if steps.iter().take(rank).find(same).is_some() {
                return Err(Refusal::at(
                    format!("steps[{rank}].days"),
                    "Deux messages tombent le même jour : décalez l’un des deux.",
                ));
            }
        }
        steps.sort_by_key(|step| (step.days, step.channel.is_spoken()));
        let written: Vec<&ReminderStep> = steps.iter().filter(|step| !step.channel.is_spoken()).collect();
        if let Some(pair) = written.windows(2).find(|pair| pair[1].tone < pair[0].tone) {
            return Err(Refusal::at(
                "steps",
                format!(
                    "Le ton ne redescend pas : après un message {}, « {} » doit l’être au moins autant.",
                    pair[0].tone.masculine(),
                    pair[1].named()
                ),
            ));
        }
        Ok(Policy { steps, reception: None })
    }

    /// The days of the latest step reached, so many days after the due date.
    #[must_use]
    pub fn reached(&self, late: i64) -> Option<i64> {
        self.steps.iter().map(|step| step.days).filter(|days| *days <= late).max()
    }

    /// How and when one reminds, as quotes say it; empty for who is never reminded.
    #[must_use]
    pub fn told(&self, language: Language) -> String {
        let days = |channels: &[Channel]| -> Vec<String> {
            let steps = self.steps.iter().filter(|step| step.days >= 0 && step.tone != Formal);
            steps.filter(|step| channels.contains(&step.channel)).map(|step| step.days.to_string()).collect()
        };
        let mut said: Vec<String> = Vec::new();
        if let Some(early) = self.steps.iter().find(|step| step.days < 0) {
            let days = language.days(-early.days);
            said.push(say!(language, "Un rappel vous est adressé {days} avant l’échéance.", days = days));
        }
        let mut late: Vec<String> = Vec::new();
        let written = days(&[Email, Channel::Text]);
        if !written.is_empty() {
            late.push(say!(language, "par e-mail après {days} jours", days = all(language, &written)));
        }
        let called = days(&[Phone]);
        if !called.is_empty() {
            late.push(say!(language, "par téléphone après {days} jours", days = all(language, &called)));
        }
        let posted = days(&[Post, Registered]);
        if !posted.is_empty() {
            late.push(say!(language, "par courrier après {days} jours", days = all(language, &posted)));
        }
        let formal = self.steps.iter().find(|step| step.tone == Formal);
        if let Some(step) = formal {
            let days = step.days.to_string();
            late.push(say!(language, "par mise en demeure après {days} jours", days = days));
        }
        if !late.is_empty() {
            let ways = late.join(", ");
            said.push(say!(language, "En cas de retard, je vous relance {ways}.", ways = ways));
        }
        said.join(" ")
    }
}

/// A step as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedStep {
    /// Days after the due date; « -5 » for five before it.
    pub days: String,
    pub channel: Channel,
    pub tone: ReminderTone,
    #[serde(default)]
    pub by_itself: bool,
    /// Only for invoices of which at least this is left; empty for all.
    #[serde(default)]
    pub least: String,
}

/// The steps as typed, in order, or what is wrong at its field.
pub fn read(typed: &[TypedStep]) -> Result<Policy, Refusal> {
    let mut steps = Vec::with_capacity(typed.len());
    for (rank, step) in typed.iter().enumerate() {
        let at = |field: &str| format!("steps[{rank}].{field}");
        let days = step.days.trim();
        let (sign, figures) = match days.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, days),
        };
        let days = number::whole(figures.trim(), &["jours", "jour", "j"]).ok_or_else(|| {
            Refusal::at(at("days"), "Indiquez un nombre de jours : 10 après l’échéance, -5 avant elle.")
        })?;
        let least = if step.least.trim().is_empty() {
            Cents::ZERO
        } else {
            input::amount(&at("least"), &step.least)?
        };
        steps.push(ReminderStep {
            days: sign * days,
            channel: step.channel,
            tone: step.tone,
            by_itself: step.by_itself,
            least,
        });
    }
    Policy::read(steps)
}

/// The policies that were changed; the others are as they ship.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policies {
    pub by_profile: BTreeMap<ClientProfile, Policy>,
    /// Of clients that have their own, by id.
    pub by_client: BTreeMap<i64, Policy>,
    /// Of quotes without an answer, once chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<QuotePolicy>,
}

impl Policies {
    /// The policy in force for a client of that profile.
    #[must_use]
    pub fn of(&self, client: i64, profile: ClientProfile) -> Policy {
        self.by_client.get(&client).cloned().unwrap_or_else(|| self.of_profile(profile))
    }

    /// The policy in force for a profile.
    #[must_use]
    pub fn of_profile(&self, profile: ClientProfile) -> Policy {
        self.by_profile.get(&profile).cloned().unwrap_or_else(|| Policy::shipped(profile))
    }
}

/// « 3 et 10 »
fn all(language: Language, days: &[String]) -> String {
    match days {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => say!(language, "{first} et {last}", first = first.join(", "), last = last),
    }
}

/// The profile whose policy holds for a client: what they are by law counts where one has not said that they pay badly.
#[must_use]
pub fn profile(card: &ClientCard) -> ClientProfile {
    match (card.profile, card.kind) {
        (ClientProfile::BadPayer, _) => ClientProfile::BadPayer,
        (_, ClientKind::PublicBody) => ClientProfile::PublicBody,
        (_, ClientKind::Person) => ClientProfile::PrivatePerson,
        (chosen, ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association) => chosen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [ClientProfile; 6] = [
        ClientProfile::New,
        ClientProfile::Regular,
        ClientProfile::KeyAccount,
        ClientProfile::PublicBody,
        ClientProfile::PrivatePerson,
        ClientProfile::BadPayer,
    ];

    #[test]
    fn each_policy_that_ships_could_be_typed() {
        for profile in ALL {
            let shipped = Policy::shipped(profile);
            assert_eq!(Policy::read(shipped.steps.clone()).unwrap().steps, shipped.steps, "{profile:?}");
            assert!(shipped.steps.iter().all(|step| !step.by_itself), "nothing leaves unasked");
        }
    }

    #[test]
    fn a_policy_is_refused_at_the_step_that_is_wrong() {
        let field = |steps: &[ReminderStep]| Policy::read(steps.to_vec()).unwrap_err().field.unwrap();
        let email = ReminderStep::new(3, Email, Neutral);
        assert_eq!(field(&[email, ReminderStep { days: 400, ..email }]), "steps[1].days");
        assert_eq!(field(&[email, ReminderStep { channel: Post, ..email }]), "steps[1].days");
        assert_eq!(field(&[email, ReminderStep { days: 9, tone: Friendly, ..email }]), "steps");
        assert_eq!(field(&[email; 13]), "steps");
        assert!(Policy::read(vec![email, ReminderStep { channel: Phone, ..email }]).is_ok());
        assert!(Policy::read(Vec::new()).is_ok(), "who is never reminded");
        let unsorted = [ReminderStep { days: 8, least: Cents(50_000), ..email }, email];
        assert_eq!(Policy::read(unsorted.to_vec()).unwrap().steps[0].days, 3);
    }

    #[test]
    fn a_policy_is_told_in_words() {
        let told = |policy: Policy| policy.told(Language::French).replace('\u{a0}', " ");
        assert_eq!(
            told(Policy::shipped(ClientProfile::Regular)),
            "Un rappel vous est adressé 5 jours avant l’échéance. En cas de retard, je vous relance par e-mail après 3 et 10 \
             jours, par téléphone après 10 jours, par courrier après 20 jours, par mise en demeure après 35 jours."
        );
        assert_eq!(told(Policy::default()), "");
        let english = Policy::shipped(ClientProfile::Regular).told(Language::English).replace('\u{a0}', " ");
        assert!(english.contains("5 days before") && english.contains("3 and 10"), "{english}");
    }
}
