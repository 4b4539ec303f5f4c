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
    /// Its own among all tasks of the books, and the same as long as it is to be done: made of rows, not of words.
    pub key: String,
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
        key: String::new(),
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

/// Each with its key: what kind of thing, whose, and the rows that its action is about.
pub fn identified(mut tasks: Vec<Task>) -> Vec<Task> {
    for task in &mut tasks {
        let of = task.deal.map_or_else(|| format!("c{}", task.client.id), |deal| format!("d{deal}"));
        let mut key = format!("{}-{of}", task.kind);
        let fields = task.action.payload.as_object().into_iter().flatten();
        for (field, row) in fields.filter_map(|(field, value)| Some((field, value.as_i64()?))) {
            key.push_str(&format!("-{field}{row}"));
        }
        task.key = key;
    }
    tasks
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
