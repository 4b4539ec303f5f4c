//! Problems: what stands in the way of sending or issuing, each at its field.

use crate::refusal::{Code, Reading, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that stands in the way, at its field. A blocking one refuses; another only warns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Problem {
    pub field: String,
    pub message: String,
    pub blocking: bool,
    /// What the input may mean, where it can be read in several ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Reading>>")]
    pub readings: Vec<Reading>,
}

impl Problem {
    #[must_use]
    pub fn blocks(field: &str, message: impl Into<String>) -> Problem {
        Problem { field: field.to_owned(), message: message.into(), blocking: true, readings: Vec::new() }
    }

    #[must_use]
    pub fn warns(field: &str, message: impl Into<String>) -> Problem {
        Problem { blocking: false, ..Problem::blocks(field, message) }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem {
            field: refusal.field.unwrap_or_default(),
            message: refusal.message,
            blocking: true,
            readings: refusal.readings,
        }
    }
}

/// The first blocking problem, as a refusal.
pub fn refuse_if_blocked(problems: &[Problem]) -> Result<(), Refusal> {
    match problems.iter().find(|p| p.blocking) {
        None => Ok(()),
        Some(problem) => Err(Refusal {
            code: Code::Invalid,
            message: problem.message.clone(),
            field: Some(problem.field.clone()).filter(|f| !f.is_empty()),
            readings: problem.readings.clone(),
        }),
    }
}
