//! What a line proposes: an action and what is known of its payload, for whom.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::words;

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

/// « il y a 17 jours »
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "aujourd’hui".to_owned(),
        1 => "hier".to_owned(),
        days => format!("il y a {}", words::count(days, "jour", "jours")),
    }
}

pub fn proposal(name: &str, payload: Value) -> Proposal {
    Proposal { name: name.to_owned(), payload }
}
