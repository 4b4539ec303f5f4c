//! Contacts that come in: a file of vCards or a table, read as clients to be.
//!
//! Invariant: reading a file never stops on what it finds: a line is a proposal, or it is refused with its reason; and
//! nothing that it says is lost without a word.

mod addresses;
mod card;
pub(crate) mod cells;
mod columns;
mod firm;
pub mod found;
mod header;
mod holds;
mod kind;
mod place;
mod properties;
mod reach;
mod row;
mod table;
mod vcard;

use crate::charset::{Charset, once};
use crate::contacts::card::proposed;
use crate::contacts::found::{ClientProposal, Found, ImportColumn, RefusedLine};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// Most contacts in one file: what people can look through.
const MOST: usize = 3_000;

/// Most lines of a file: contacts with their notes and pictures, and no more than can be read in an instant.
const MOST_LINES: usize = 150_000;

/// Lines, counted no further than needed.
fn lines(bytes: &[u8]) -> usize {
    let ends = bytes
        .iter()
        .enumerate()
        .filter(|(i, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    ends.take(MOST_LINES + 1).count()
}

fn longer_than(most: usize) -> Refusal {
    Refusal::at("file", format!("Ce fichier a plus de {most} lignes : partagez-le en plusieurs."))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    Vcard,
    Csv,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientImportPreview {
    pub format: ImportFormat,
    /// How it was read, in French: « Tableau CSV, séparé par des points-virgules, Windows-1252 ».
    pub read_as: String,
    pub columns: Vec<ImportColumn>,
    pub rows: Vec<ClientProposal>,
    pub refused: Vec<RefusedLine>,
}

/// What a file of either format holds, before its cards are made.
struct Contents {
    format: ImportFormat,
    read_as: String,
    columns: Vec<ImportColumn>,
    found: Vec<Found>,
    refused: Vec<RefusedLine>,
}

/// Reads a file of either format; duplicates are left to who knows the clients.
pub fn read(bytes: &[u8]) -> Result<ClientImportPreview, Refusal> {
    let Contents { format, read_as, columns, found, mut refused } = contents(bytes)?;
    if found.len() > MOST {
        return Err(Refusal::at(
            "file",
            format!(
                "Ce fichier compte {} contacts, {MOST} au plus à la fois : partagez-le en plusieurs.",
                found.len()
            ),
        ));
    }
    let mut rows = Vec::new();
    for contact in found {
        match proposed(contact) {
            Ok(row) => rows.push(row),
            Err(line) => refused.push(line),
        }
    }
    refused.sort_by_key(|r| r.line);
    Ok(ClientImportPreview { format, read_as, columns, rows: firm::gathered(rows), refused })
}

fn contents(bytes: &[u8]) -> Result<Contents, Refusal> {
    let refused = |message: &str| Err(Refusal::at("file", message));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return refused(
            "Ce fichier est un classeur : ouvrez-le et enregistrez-le en CSV, puis importez ce CSV.",
        );
    }
    if lines(bytes) > MOST_LINES {
        return Err(longer_than(MOST_LINES));
    }
    let charset = Charset::of(bytes);
    let text = charset.decode(bytes);
    if text.trim().is_empty() {
        return refused("Ce fichier est vide.");
    }
    if text.contains('\0') {
        return refused(
            "Ce fichier n’est ni une vCard ni un tableau CSV : exportez vos contacts dans l’un de ces formats.",
        );
    }
    if vcard::is_vcard(&text) {
        // Each line of a card may have a charset of its own, unless the whole file has one of two bytes.
        let wide = charset.is_wide();
        let (found, refused) = vcard::read(if wide { text.as_bytes() } else { bytes }, charset);
        let read_as = "Fiches vCard".to_owned();
        return Ok(Contents { format: ImportFormat::Vcard, read_as, columns: Vec::new(), found, refused });
    }
    let first = text.trim_start().lines().next().unwrap_or_default().to_ascii_lowercase();
    if first.starts_with("dn:") || first.starts_with("dn::") || first.starts_with("version: 1") {
        return refused("Ce fichier est au format LDIF : exportez vos contacts en vCard ou en CSV.");
    }
    let Some(table) = table::read(&text) else {
        return refused(
            "Ce fichier n’est ni une vCard ni un tableau CSV de contacts : il faut au moins une colonne de noms ou d’e-mails.",
        );
    };
    if table.cut {
        return Err(longer_than(table::MOST_ROWS));
    }
    let separator = match table.separator {
        b';' => "des points-virgules",
        b'\t' => "des tabulations",
        b'|' => "des barres",
        _ => "des virgules",
    };
    let mut read_as = format!("Tableau CSV séparé par {separator}, {}", charset.french());
    if let Some((line, above)) = &table.below {
        read_as.push_str(&format!(", en-tête à la ligne {line}"));
        if !above.is_empty() {
            read_as.push_str(&format!(" sous « {above} »"));
        }
    }
    if once(&text).is_some() {
        read_as.push_str(", lettres codées deux fois remises en état");
    }
    Ok(Contents {
        format: ImportFormat::Csv,
        read_as,
        columns: table.columns,
        found: table.found,
        refused: table.refused,
    })
}
