//! The steps by which a kind of client, or one client, is reminded, and those of quotes.

use books::act::Act;
use books::error::Result;
use journey::contact::ClientProfile;
use journey::dunning::policy::{Policy, TypedStep, read};
use journey::dunning::quote_policy::{QuotePolicy, TypedQuoteStep};
use journey::dunning::reception::after;
use records::contact::card;
use records::dunning::{POLICIES, policies};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetReminderPolicy {
    /// The clients of this profile; none where it is one client's own.
    #[serde(default)]
    pub profile: Option<ClientProfile>,
    #[serde(default)]
    pub client: Option<i64>,
    /// Empty for who is never reminded; none for the house's own steps again, or for a client those of their profile.
    #[serde(default)]
    pub steps: Option<Vec<TypedStep>>,
    /// Days after an invoice left on which one asks whether it came; empty for no such look.
    #[serde(default)]
    pub reception: String,
}

/// Answers the setting.
pub fn set(act: &Act, payload: SetReminderPolicy) -> Result<i64> {
    let mut all = policies(&act.ask())?;
    let reception = after(&payload.reception)?;
    let read = payload.steps.as_deref().map(read).transpose()?.map(|policy| Policy { reception, ..policy });
    match (payload.profile, payload.client) {
        (Some(profile), None) => {
            match read {
                Some(policy) => all.by_profile.insert(profile, policy),
                None => all.by_profile.remove(&profile),
            };
        }
        (None, Some(client)) => {
            card(&act.ask(), client)?;
            match read {
                Some(policy) => all.by_client.insert(client, policy),
                None => all.by_client.remove(&client),
            };
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err(Refusal::at("profile", "Choisissez un type de client, ou un client.").into());
        }
    }
    act.set(POLICIES, &all)
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetQuoteFollowUps {
    /// Empty for who never asks; none for the house's own steps again.
    #[serde(default)]
    pub steps: Option<Vec<TypedQuoteStep>>,
}

/// Answers the setting.
pub fn set_quotes(act: &Act, payload: SetQuoteFollowUps) -> Result<i64> {
    let mut all = policies(&act.ask())?;
    let chosen = payload.steps.as_deref().map(QuotePolicy::read).transpose()?;
    // Steps that ship are chosen too: former books had days of their own.
    all.quotes = Some(chosen.unwrap_or_else(QuotePolicy::shipped));
    act.set(POLICIES, &all)
}
