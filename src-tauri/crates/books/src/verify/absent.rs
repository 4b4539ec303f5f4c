//! Bodies of the journal that are missing.
//!
//! Invariant: one is erased on purpose where a later line that still has its own body lists it; any other was taken.

use crate::findings::Findings;
use serde_json::Value;
use std::collections::BTreeSet;

/// Lines read so far whose bodies are missing, and that no line read since lists.
#[derive(Debug, Default)]
pub struct Absent(BTreeSet<i64>);

impl Absent {
    /// That line has no body.
    pub fn note(&mut self, seq: i64) {
        self.0.insert(seq);
    }

    /// What a line says that it erased: every one of those bodies must be gone.
    pub fn told(&mut self, body: &str, found: &mut Findings) {
        // Most lines erase nothing, and need not be read for it: within a text, quotes stand escaped.
        if !body.contains("\"erased\":[") {
            return;
        }
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        for erased in body["erased"].as_array().into_iter().flatten() {
            let known = erased.as_i64().is_some_and(|seq| self.0.remove(&seq));
            if !known {
                found.add(
                    "journal_body",
                    erased.as_i64(),
                    "le corps de cette ligne est dit effacé alors qu’il est là",
                );
            }
        }
    }

    /// Everything is read: what nobody lists was taken away.
    pub fn end(self, found: &mut Findings) {
        for seq in self.0 {
            found.add("journal_body", Some(seq), "le corps de cette ligne manque");
        }
    }
}
