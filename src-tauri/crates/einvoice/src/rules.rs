//! The rules of EN 16931, held against a document that was read.
//!
//! Invariant: a rule finds, it never repairs; its name is the norm's.

mod checks;
mod cii;
mod codes;
mod french;
mod header;
mod lines;
mod parties;
mod payment;
mod structure;
mod totals;
mod ubl;
mod vat;

use crate::document::{Document, Profile};
use crate::finding::Finding;
use crate::rules::checks::Checks;
use crate::told::Syntax;

pub use french::concerns as concerns_france;

/// All that is wrong with an invoice, its container left out.
#[must_use]
pub fn judge(document: &Document) -> Vec<Finding> {
    let mut sheet = Checks::new(document);
    structure::check(&mut sheet);
    match document.syntax {
        Syntax::Cii => cii::check(&mut sheet),
        Syntax::Ubl => ubl::check(&mut sheet),
    }
    header::check(&mut sheet);
    parties::check(&mut sheet);
    totals::check(&mut sheet);
    codes::check(&mut sheet);
    if document.profile != Profile::Minimum {
        payment::check(&mut sheet);
        vat::check(&mut sheet);
    }
    if document.profile.has_lines() {
        lines::check(&mut sheet);
    }
    sheet.found
}

/// What XP Z12-012 says of it, whether the reform concerns it or not.
#[must_use]
pub fn judge_french(document: &Document) -> Vec<Finding> {
    let mut sheet = Checks::new(document);
    french::check(&mut sheet);
    sheet.found
}
