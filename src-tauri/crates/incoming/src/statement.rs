//! Bank statements: bytes in, values out. OFX, CAMT.052/053/054, CFONB 120, QIF, MT940 and CSV, plain or in a ZIP.
//!
//! Invariant: a file is read whole or refused with the line, the column and what was expected there; amounts are exact,
//! days are those that the bank wrote, and what was not plain is told in a warning.

mod account;
mod amount;
mod archive;
mod camt;
mod cfonb;
pub mod days;
mod draft;
mod fault;
pub mod found;
mod gather;
mod mt940;
mod ofx;
mod place;
mod qif;
mod recognise;
pub mod table;
mod text;

#[cfg(test)]
mod tests;

use draft::Draft;
use found::{BankFile, BankFormat, MOST_BYTES};
use recognise::{Shape, is_archive, recognised};
use std::borrow::Cow;
use table::{CsvMapping, CsvPreview};
use values::letters::squeezed;
use values::refusal::Refusal;

/// What one text says, before its accounts are put together.
struct Said {
    draft: Draft,
    format: BankFormat,
    read_as: String,
}

/// Reads a statement. `mapping` says how the columns of a table are to be read, where its titles do not.
///
/// # Errors
/// A refusal at `file`, with line, column and what was expected; nothing is read by halves. At `mapping` where that is
/// what is wrong.
pub fn read_statement(bytes: &[u8], mapping: Option<&CsvMapping>) -> Result<BankFile, Refusal> {
    sized(bytes)?;
    let mut said = if is_archive(bytes) { unfolded(bytes, mapping)? } else { one(bytes, mapping)? };
    let statements = gather::gathered(&mut said.draft)?;
    Ok(BankFile { format: said.format, read_as: said.read_as, statements, warnings: said.draft.told() })
}

/// Might the file that begins so be a statement? Told of its first bytes alone, so that a folder is looked at without
/// reading all that stands in it; what may be one is read whole to know.
#[must_use]
pub fn may_be_statement(head: &[u8]) -> bool {
    if is_archive(head) {
        return true;
    }
    let Ok(text) = lettered(head) else { return false };
    match recognised(&text) {
        Shape::Ofx | Shape::Cfonb | Shape::Qif | Shape::Swift => true,
        Shape::Xml => text.to_ascii_lowercase().contains("camt.05"),
        Shape::Table => text.lines().take(40).any(|line| line.contains([';', ',', '\t', '|'])),
    }
}

/// What the columns of a table are called, as the way to read it is found again by; none of what is no table.
#[must_use]
pub fn table_titles(bytes: &[u8]) -> Option<String> {
    let table = preview_table(bytes).ok()?;
    let titles: Vec<String> = table.titles.iter().map(|column| squeezed(&column.title)).collect();
    Some(titles.join("|"))
}

/// A table as it stands, for someone who says what its columns hold.
pub fn preview_table(bytes: &[u8]) -> Result<CsvPreview, Refusal> {
    sized(bytes)?;
    table::preview(&lettered(bytes)?)
}

fn sized(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(fault::file(
            "Ce fichier dépasse 64 Mo, bien plus qu’un relevé : partagez-le par périodes.",
        ));
    }
    Ok(())
}

/// Every file of an archive, all of one format.
fn unfolded(bytes: &[u8], mapping: Option<&CsvMapping>) -> Result<Said, Refusal> {
    let mut whole: Option<Said> = None;
    for (name, bytes) in archive::opened(bytes)? {
        let inside = |refusal: Refusal| fault::file(&format!("Dans « {name} » : {}", refusal.message));
        if is_archive(&bytes) {
            return Err(inside(fault::file("une archive en contient une autre : ouvrez-la d’abord.")));
        }
        let mut said = one(&bytes, mapping).map_err(inside)?;
        for warning in &mut said.draft.warnings {
            warning.text = format!("{name} : {}", warning.text);
        }
        match &mut whole {
            None => whole = Some(said),
            Some(whole) if whole.format == said.format => whole.draft.append(said.draft)?,
            Some(_) => {
                return Err(inside(fault::file(
                    "ce fichier est d’un autre format que ceux d’avant : importez-les un à un.",
                )));
            }
        }
    }
    whole.ok_or_else(|| fault::file("Cette archive ne contient aucun fichier."))
}

fn lettered(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    recognise::refused(bytes)?;
    let text = text::decoded(bytes);
    if text.trim().is_empty() {
        return Err(fault::file("Ce fichier est vide."));
    }
    if text.contains('\0') {
        return Err(fault::file(
            "Ce fichier n’est pas un texte : demandez un relevé en OFX, CAMT, CFONB, QIF, MT940 ou CSV.",
        ));
    }
    Ok(text)
}

fn one(bytes: &[u8], mapping: Option<&CsvMapping>) -> Result<Said, Refusal> {
    let text = lettered(bytes)?;
    if mapping.is_some() {
        return tabled(&text, mapping);
    }
    match recognised(&text) {
        Shape::Ofx => {
            let newer = text.get(..text.len().min(400)).unwrap_or(&text).contains("<?");
            let read_as = if newer { "OFX 2 (XML)" } else { "OFX 1 (SGML)" };
            Ok(Said { draft: ofx::read(&text)?, format: BankFormat::Ofx, read_as: read_as.to_owned() })
        }
        Shape::Xml => {
            let read = camt::read(&text)?;
            Ok(Said { draft: read.draft, format: read.format, read_as: read.read_as })
        }
        Shape::Cfonb => Ok(Said {
            draft: cfonb::read(&text)?,
            format: BankFormat::Cfonb120,
            read_as: "CFONB 120".to_owned(),
        }),
        Shape::Qif => {
            Ok(Said { draft: qif::read(&text)?, format: BankFormat::Qif, read_as: "QIF".to_owned() })
        }
        Shape::Swift => Ok(Said {
            draft: mt940::read(&text)?,
            format: BankFormat::Mt940,
            read_as: "SWIFT MT940".to_owned(),
        }),
        Shape::Table => tabled(&text, None),
    }
}

fn tabled(text: &str, mapping: Option<&CsvMapping>) -> Result<Said, Refusal> {
    let read = table::read(text, mapping)?;
    Ok(Said { draft: read.draft, format: BankFormat::Csv, read_as: read.read_as })
}
