//! A contact as read, before it is made a client’s card, and what is told of its file.

use crate::text::tidy;
use journey::contact::known::Duplicate;
use journey::contact::person::PersonCard;
use journey::contact::{Address, ClientCard, ClientKind};
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

/// A client as it would come in.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientProposal {
    /// Where it begins in the file, from one.
    pub line: i64,
    pub card: ClientCard,
    /// Who works there, where the file names several people of one firm.
    pub people: Vec<PersonCard>,
    /// Every line of the file that it is made of.
    pub lines: Vec<i64>,
    pub problems: Vec<ImportProblem>,
    /// What the contact says that a card has no place for: « Note : … ».
    pub left_out: Vec<String>,
    /// Clients it may already be.
    pub duplicates: Vec<Duplicate>,
    /// The line of the same file that it repeats.
    pub repeats: Option<i64>,
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
    pub function: String,
    /// What the file says that it is.
    pub kind: Option<ClientKind>,
    /// It says that it is no private person, and no more.
    pub professional: bool,
    /// Cells of mail addresses and of telephones, the best first.
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub address: Address,
    pub delivery: Address,
    pub siret: String,
    pub vat_number: String,
    pub tags: Vec<String>,
    /// What a card has no place for: (what it is, what it says).
    pub more: Vec<(String, String)>,
    /// What was mended while reading: (field, sentence).
    pub mended: Vec<(&'static str, String)>,
}

impl Found {
    pub fn add(&mut self, what: &str, text: &str) {
        let text = tidy(text);
        if !text.is_empty() {
            self.more.push((tidy(what), text));
        }
    }
}
