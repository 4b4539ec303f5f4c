//! What a caller gets instead of an answer: errors and panics, turned into what people may read.

use crate::error::{Error, Result};
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use values::refusal::{Code, Refusal};

/// What a caller gets instead of an answer.
#[derive(Clone, Debug, Serialize)]
pub enum Failure {
    #[serde(rename = "refusal")]
    Refused(Refusal),
    /// A calm sentence; the details are in the log.
    #[serde(rename = "internal")]
    Internal(String),
}

impl Failure {
    /// Is it a refusal of that kind?
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Failure::Refused(refusal) if refusal.code == code)
    }

    /// The same, for who goes on with errors.
    #[must_use]
    pub fn again(&self) -> Error {
        match self {
            Failure::Refused(refusal) => refusal.clone().into(),
            Failure::Internal(sentence) => Error::Told(sentence.clone()),
        }
    }
}

/// Runs work, turning errors and panics into what people may read; details go to the log.
pub(crate) fn guard<T>(work: impl FnOnce() -> Result<T>) -> Result<T, Failure> {
    let outcome = catch_unwind(AssertUnwindSafe(work));
    let internal = |details: String| {
        tracing::error!(%details, "internal error");
        Failure::Internal(format!(
            "Parcours n’a pas pu terminer ({details}). Vos données n’ont pas été modifiées ; réessayez, et si cela se répète, le détail est dans le fichier parcours.log du dossier de vos données."
        ))
    };
    match outcome {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Error::Refused(refusal))) => Err(Failure::Refused(refusal)),
        Ok(Err(Error::Told(sentence))) => Err(Failure::Internal(sentence)),
        Ok(Err(error)) => Err(internal(error.to_string())),
        Err(panic) => {
            let text = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()))
                .unwrap_or_default();
            Err(internal(text))
        }
    }
}
