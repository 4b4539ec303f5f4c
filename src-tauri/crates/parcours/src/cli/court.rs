//! A client's file for a judge: written out, and verified again without the books.

use crate::cli::papers::put;
use crate::cli::stop::Stop;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::entry::Paper;
use books::error::Error;
use books::house::House;
use books::seal::{Line, hash, hash_bytes, seal};
use documents::bundle::{Checked, JOURNAL, Wrong, check as check_bundle};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use values::refusal::Refusal;

/// What is exported instead of one paper.
pub const FILE: &str = "court-file";

/// Writes the file of a client.
pub fn export(
    house: &House,
    data: &Path,
    client: Option<&str>,
    out: &Path,
    overwrite: bool,
) -> Result<Value, Stop> {
    let wanted = client.and_then(|typed| typed.trim().parse::<i64>().ok());
    let client = wanted.ok_or_else(|| {
        Refusal::at("number", "Indiquez l’identifiant du client : « parcours ask clients » le donne.")
    })?;
    let paper = house.ask("court_file", json!({"client": client}))?;
    let paper: Paper = serde_json::from_value(paper).map_err(Error::from)?;
    let bytes = STANDARD.decode(&paper.base64).map_err(|error| Error::Broken(error.to_string()))?;
    put(data, out, overwrite, &bytes)?;
    Ok(json!({
        "client": client,
        "path": out.to_string_lossy(),
        "bytes": bytes.len(),
        "sha256": hash_bytes(&bytes),
    }))
}

/// Verifies the file of a judge: every piece against the list, every line of the journal against its seal.
///
/// # Errors
/// A piece that is not as it was, named; a file that cannot be read is refused.
pub fn check(file: &Path) -> Result<Value, Stop> {
    let bytes = std::fs::read(file).map_err(|error| Error::folder_at("file", file, &error))?;
    let (mut checked, pieces) = check_bundle(&bytes);
    chained(&pieces, &mut checked);
    let report = json!(checked);
    if checked.ok { Ok(report) } else { Err(Stop::Unverified(report)) }
}

/// The journal's lines follow from one another, up to the seal that the list names.
fn chained(pieces: &BTreeMap<String, Vec<u8>>, checked: &mut Checked) {
    let (Some(journal), Some(about)) = (pieces.get(JOURNAL), &checked.about) else { return };
    let mut prev = None::<String>;
    let mut broken = None;
    for (rank, text) in (1..).zip(String::from_utf8_lossy(journal).lines()) {
        match link(text, prev.as_deref()) {
            Some(sealed) => prev = Some(sealed),
            None => {
                broken = Some(rank);
                break;
            }
        }
    }
    let text = match broken {
        Some(rank) => format!("La ligne {rank} du journal ne suit pas de la précédente."),
        None if prev.as_deref() != Some(about.seal.as_str()) => {
            "Le journal ne finit pas par le sceau que donne la liste.".to_owned()
        }
        None => return,
    };
    checked.ok = false;
    checked.findings.push(Wrong { piece: JOURNAL.to_owned(), text });
}

/// The seal of a line, if it follows from the one before and its body is what was sealed.
fn link(text: &str, prev: Option<&str>) -> Option<String> {
    let told: Value = serde_json::from_str(text).ok()?;
    let word = |name: &str| told[name].as_str().map(str::to_owned);
    let line = Line {
        seq: told["seq"].as_i64()?,
        at: word("at")?,
        day: word("day")?,
        action: word("action")?,
        deal: told["deal"].as_i64(),
        client: told["client"].as_i64(),
        body_hash: word("body_hash")?,
        prev: word("prev")?,
    };
    if prev.is_some_and(|prev| prev != line.prev) {
        return None;
    }
    if let Some(body) = word("body")
        && hash(&[&word("salt")?, &body]) != line.body_hash
    {
        return None;
    }
    let sealed = seal(&line);
    (word("seal")? == sealed).then_some(sealed)
}
