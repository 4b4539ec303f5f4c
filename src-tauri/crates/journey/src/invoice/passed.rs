//! Warnings of the check-list that one passes with a word: what was warned of and why one went on stay with the invoice.
//!
//! Invariant: what blocks is never passed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::problem::Problem;
use values::refusal::Refusal;

/// Warnings that were passed, and the word for it; a word alone where nothing was left to warn of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PassedWarnings {
    /// As they were shown.
    pub warnings: Vec<String>,
    pub reason: String,
}

/// The word typed, with what is warned of; none without a word. One that is typed is kept, whatever is left to warn of.
///
/// # Errors
/// A sentence at `passed`.
pub fn passed(problems: &[Problem], typed: &str) -> Result<Option<PassedWarnings>, Refusal> {
    let reason = input::line("passed", typed, input::SHORT)?;
    let warned = problems.iter().filter(|problem| !problem.blocking);
    let warnings: Vec<String> = warned.map(|problem| problem.message.clone()).collect();
    Ok((!reason.is_empty()).then_some(PassedWarnings { warnings, reason }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_with_what_it_passes() {
        let problems = [Problem::warns("seller.iban", "Sans IBAN."), Problem::blocks("due_on", "Trop tard.")];
        let kept = passed(&problems, " payé par carte ").unwrap().unwrap();
        assert_eq!(
            (kept.warnings, kept.reason),
            (vec!["Sans IBAN.".to_owned()], "payé par carte".to_owned())
        );
        assert_eq!(passed(&problems, ""), Ok(None));
        assert_eq!(passed(&[], "vu").unwrap().unwrap().warnings, Vec::<String>::new());
        let long = "a".repeat(input::SHORT + 1);
        assert_eq!(passed(&problems, &long).unwrap_err().field.as_deref(), Some("passed"));
    }
}
