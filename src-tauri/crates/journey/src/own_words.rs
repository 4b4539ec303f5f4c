//! Own words on papers: a greeting before the lines and a closing after them, for each kind of paper and each language.
//!
//! Invariant: a kind of paper has them once in a language; what is empty is not kept.

use crate::invoice::InvoiceKind;
use crate::language::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

/// Letters of a greeting or a closing, at most.
const MOST: usize = 1000;

/// Papers that have words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwnPaper {
    Quote,
    Deposit,
    /// Invoices of any other kind.
    Invoice,
    CreditNote,
}

impl From<InvoiceKind> for OwnPaper {
    fn from(kind: InvoiceKind) -> OwnPaper {
        match kind {
            InvoiceKind::Deposit => OwnPaper::Deposit,
            InvoiceKind::CreditNote => OwnPaper::CreditNote,
            InvoiceKind::Progress
            | InvoiceKind::Balance
            | InvoiceKind::Standalone
            | InvoiceKind::Elsewhere => OwnPaper::Invoice,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    pub paper: OwnPaper,
    pub language: Language,
    /// Before the lines; may have several lines.
    #[serde(default)]
    pub opening: String,
    /// After the lines.
    #[serde(default)]
    pub closing: String,
}

/// Checks what was typed, of the field `own_words`.
///
/// # Errors
/// A text that is too long or holds what cannot be seen, or the same paper twice in a language, at its place.
pub fn read(typed: &[OwnWords]) -> Result<Vec<OwnWords>, Refusal> {
    let mut known: Vec<OwnWords> = Vec::new();
    for (at, one) in typed.iter().enumerate() {
        let text =
            |name: &str, typed: &str| input::paragraph(&format!("own_words[{at}].{name}"), typed, MOST);
        let read = OwnWords {
            opening: text("opening", &one.opening)?,
            closing: text("closing", &one.closing)?,
            ..one.clone()
        };
        if read.opening.is_empty() && read.closing.is_empty() {
            continue;
        }
        if known.iter().any(|other| (other.paper, other.language) == (read.paper, read.language)) {
            return Err(Refusal::at(
                format!("own_words[{at}].paper"),
                "Ces documents ont déjà leurs mots dans cette langue : gardez une seule ligne.",
            ));
        }
        known.push(read);
    }
    Ok(known)
}

/// The greeting and the closing of that paper; empty where nothing is said.
#[must_use]
pub fn said(known: &[OwnWords], paper: OwnPaper, language: Language) -> (String, String) {
    let found = known.iter().find(|one| (one.paper, one.language) == (paper, language));
    found.map(|one| (one.opening.clone(), one.closing.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(paper: OwnPaper, opening: &str) -> OwnWords {
        OwnWords { paper, language: Language::French, opening: opening.into(), closing: String::new() }
    }

    #[test]
    fn a_paper_has_its_words_once_and_empty_ones_are_not_kept() {
        let typed = [words(OwnPaper::Quote, " Merci de votre demande. "), words(OwnPaper::Invoice, "  ")];
        let known = read(&typed).unwrap();
        assert_eq!(known, [words(OwnPaper::Quote, "Merci de votre demande.")]);
        let said = |paper, language| said(&known, paper, language).0;
        assert_eq!(said(OwnPaper::Quote, Language::French), "Merci de votre demande.");
        assert_eq!(said(OwnPaper::Quote, Language::English), "");
        assert_eq!(said(OwnPaper::Invoice, Language::French), "");
        let twice = read(&[typed[0].clone(), typed[0].clone()]).unwrap_err();
        assert_eq!(twice.field.as_deref(), Some("own_words[1].paper"));
        let long = read(&[words(OwnPaper::Quote, &"a".repeat(MOST + 1))]).unwrap_err();
        assert_eq!(long.field.as_deref(), Some("own_words[0].opening"));
    }
}
