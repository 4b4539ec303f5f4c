//! One thing to do: its words, its action, and where it stands.

use crate::deal::Facts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;
use values::money::Cents;

/// The three aims under which tasks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// « Être payé »
    BePaid,
    /// « Avancer »
    Advance,
    /// « Fidéliser »
    KeepLoyal,
}

/// How much it presses, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Late,
    Soon,
    Ready,
    Calm,
}

/// An entry of the list of actions, and what is already known of its payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Proposal {
    #[ts(type = "ActionName")]
    pub name: String,
    #[ts(type = "Record<string, unknown>")]
    pub payload: Value,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientName {
    pub id: i64,
    pub name: String,
}

/// One line of Aujourd’hui.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Task {
    pub kind: String,
    /// One sentence without the client's name.
    pub text: String,
    /// Smaller, under it.
    pub detail: String,
    /// Cents.
    pub amount: Cents,
    pub currency: String,
    pub client: ClientName,
    /// None for what is about a client without a deal; the title is then empty.
    pub deal: Option<i64>,
    pub title: String,
    /// The word on the button.
    pub label: String,
    pub action: Proposal,
    /// True when the payload is complete: one press does it.
    pub complete: bool,
    pub aim: Aim,
    pub tone: Tone,
    /// False for what only waits: shown with its deal, not on Aujourd’hui.
    pub pressing: bool,
}

pub fn task(facts: &Facts, kind: &str, text: &str, detail: String, action: Proposal, label: &str) -> Task {
    Task {
        kind: kind.to_owned(),
        text: text.to_owned(),
        detail,
        amount: facts.worth(),
        currency: "EUR".to_owned(),
        client: ClientName { id: facts.client, name: facts.client_name.clone() },
        deal: Some(facts.deal),
        title: facts.title.clone(),
        label: label.to_owned(),
        action,
        complete: false,
        aim: Aim::Advance,
        tone: Tone::Calm,
        pressing: true,
    }
}

pub fn proposal(name: &str, payload: Value) -> Proposal {
    Proposal { name: name.to_owned(), payload }
}

pub fn order_action(name: &str, facts: &Facts, mut payload: Value) -> Proposal {
    if let (Some(map), Some(order)) = (payload.as_object_mut(), &facts.order) {
        map.insert("order".to_owned(), json!(order.id));
    }
    proposal(name, payload)
}

pub fn join(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
