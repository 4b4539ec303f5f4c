//! What does not agree in the books.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Finding {
    pub table: String,
    pub row: Option<i64>,
    pub message: String,
}

impl std::fmt::Display for Finding {
    /// « invoice 12 : diffère de la ligne 34 du journal : total »
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.row {
            Some(row) => write!(f, "{} {row} : {}", self.table, self.message),
            None => write!(f, "{} : {}", self.table, self.message),
        }
    }
}

/// What was found so far; cut where it is long, since what matters is the first.
#[derive(Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// As many as are told.
    pub(crate) const MOST: usize = 50;

    pub fn add(&mut self, table: &str, row: Option<i64>, message: impl Into<String>) {
        if self.0.len() < Self::MOST {
            self.0.push(Finding { table: table.to_owned(), row, message: message.into() });
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        self.0
    }
}
