//! Papers as they leave: complete, readable again, lasting, the same each time.
//!
//! With `DOCUMENTS_PICTURES=DIR` the samples are written there, to be looked at.

mod samples;

use documents::sheet::{Error, Sheet};
use documents::{bare, missing_glyph, render};
use samples::SEAL;

fn all() -> Vec<(&'static str, Sheet)> {
    let mut draft = samples::quote();
    draft.draft = true;
    draft.number = "Brouillon".into();
    vec![
        ("balance", samples::balance()),
        ("deposit", samples::deposit()),
        ("quote", samples::quote()),
        ("draft", draft),
        ("two_hundred_lines", samples::two_hundred_lines()),
        ("long_texts", samples::long_texts()),
        ("empty", samples::empty()),
    ]
}

#[test]
fn every_sample_renders() {
    let folder = std::env::var_os("DOCUMENTS_PICTURES").map(std::path::PathBuf::from);
    for (name, sheet) in all() {
        let bytes = render(&sheet, Some(SEAL)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
            std::fs::write(folder.join(format!("{name}_bare.pdf")), bare(&sheet).unwrap()).unwrap();
        }
    }
}
