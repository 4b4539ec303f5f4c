//! A refusal: what people read when something cannot be done, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why, for callers that branch on it. A code exists only if one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Something typed is wrong or missing; `field` points at it.
    Invalid,
    /// Plausible but doubtful (a SIRET that fails its key): passes once its field is named in `confirmed`.
    Doubtful,
    /// The journey does not allow it now.
    NotNow,
    /// Delivery would begin without a signed order and a paid deposit; passes with `override_reason`.
    GateClosed,
    /// There is no such thing.
    NotFound,
    /// The clock stands before the latest day of the journal, or of a series.
    ClockBehind,
    /// The books cannot be opened (newer, foreign, damaged); they are left as they are.
    BooksUnusable,
    /// The file is locked by a passphrase that was not told, or not the right one.
    Locked,
    /// Another process keeps the books, or the disk is full: nothing was written, it can be tried again.
    TryAgain,
    /// The replaced books do not know every number given since: restoring needs the last of each series.
    LastNumbersNeeded,
    /// The backup is another firm's than the books: it passes with `other_firm`.
    AnotherFirm,
}

/// One way of reading what was typed, where there are several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reading {
    /// « 1 200,00 € »
    pub shown: String,
    /// What to type so that it is read this way alone.
    pub typed: String,
}

/// What people read instead of a result: a French sentence that says what to do, and the input it stands at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    pub code: Code,
    pub message: String,
    /// Path of the input, such as `lines[2].quantity`; none when it is about the whole.
    pub field: Option<String>,
    /// What the input may mean, where it can be read in several ways: one of them is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Reading>>")]
    pub readings: Vec<Reading>,
}

impl Refusal {
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Refusal {
        Refusal { code, message: message.into(), field: None, readings: Vec::new() }
    }

    /// Wrong or missing input at a field.
    #[must_use]
    pub fn at(field: impl Into<String>, message: impl Into<String>) -> Refusal {
        Refusal { field: Some(field.into()), ..Refusal::new(Code::Invalid, message) }
    }

    #[must_use]
    pub fn doubtful(field: impl Into<String>, message: impl Into<String>) -> Refusal {
        Refusal { field: Some(field.into()), ..Refusal::new(Code::Doubtful, message) }
    }

    #[must_use]
    pub fn not_now(message: impl Into<String>) -> Refusal {
        Refusal::new(Code::NotNow, message)
    }

    #[must_use]
    pub fn not_found(what: &str) -> Refusal {
        Refusal::new(Code::NotFound, format!("{what} : introuvable dans vos données."))
    }

    /// The same refusal, at another field.
    #[must_use]
    pub fn moved(self, field: &str) -> Refusal {
        Refusal { field: Some(field.to_owned()), ..self }
    }

    /// The same refusal, its field under `prefix` (`address` + `city` = `address.city`).
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Refusal {
        self.field = Some(match self.field {
            Some(field) => format!("{prefix}.{field}"),
            None => prefix.to_owned(),
        });
        self
    }
}

/// What was typed, cut to a length that fits in a sentence.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut cut: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    if text.chars().count() > 40 {
        cut.push('…');
    }
    cut
}
