//! A contact as read, before it is made a client’s card, and what is told of its file.

use crate::text::tidy;
use journey::contact::Address;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of a table was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportColumn {
    pub header: String,
    /// In French; empty when nothing of it is kept.
    pub read_as: String,
}

/// A line that cannot come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RefusedLine {
    pub line: i64,
    /// How it begins, so that people know which one it is.
    pub text: String,
    pub reason: String,
}

/// Something of a contact that does not come in as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ImportProblem {
    pub field: String,
    pub message: String,
}

/// A contact as read, before it is made a client's card.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub line: i64,
    /// The file says where it ends.
    pub ended: bool,
    pub person: String,
    pub organisation: String,
    pub nickname: String,
    pub contact: String,
    /// The best first.
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub address: Address,
    pub siret: String,
    pub vat_number: String,
    /// What a card has no place for: (what it is, what it says).
    pub more: Vec<(&'static str, String)>,
}

impl Found {
    pub fn add(&mut self, what: &'static str, text: String) {
        let text = tidy(&text);
        if !text.is_empty() {
            self.more.push((what, text));
        }
    }
}
