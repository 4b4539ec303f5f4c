//! A file of pieces for a judge: one ZIP with a list of hashes, and a page that verifies them without a network.
//!
//! Invariant: the same pieces give the same bytes; a byte changed in any piece is found, and the piece is named.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The list itself, the page that verifies it, and the list for `sha256sum -c`.
pub const LIST: &str = "liste.json";
pub const PAGE: &str = "verifier.html";
pub const SUMS: &str = "empreintes.txt";
/// The extract of the journal, a line of JSON each.
pub const JOURNAL: &str = "journal.jsonl";

const TEMPLATE: &str = include_str!("../../../../assets/court/verifier.html");
const FORMAT: &str = "parcours.court-file.1";
/// Largest sum of pieces, unpacked, that is read back.
const MOST: u64 = 2_000_000_000;

/// Bytes under a name, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// A path inside the archive, with `/`.
    pub name: String,
    /// « Facture F-2026-0001 »
    pub what: String,
    pub bytes: Vec<u8>,
}

/// A piece as the list names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub name: String,
    pub what: String,
    pub bytes: u64,
    pub sha256: String,
}

/// What the file is about, and the seal of the books when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// `2026-11-26`
    pub made_on: String,
    pub creditor: String,
    pub debtor: String,
    /// The journal's last line, and its seal.
    pub line: i64,
    pub seal: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    format: String,
    about: Provenance,
    pieces: Vec<Listed>,
    /// SHA-256 of all above, as JSON without spaces.
    sealed: String,
}

/// What was found of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub ok: bool,
    pub about: Option<Provenance>,
    pub pieces: usize,
    /// What is not as it was, a sentence each; the piece is named.
    pub findings: Vec<Wrong>,
}

/// A piece that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    pub piece: String,
    pub text: String,
}

#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error("the archive cannot be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the archive cannot be written: {0}")]
    Io(#[from] std::io::Error),
    #[error("the list cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn listed(piece: &Piece) -> Listed {
    Listed {
        name: piece.name.clone(),
        what: piece.what.clone(),
        bytes: piece.bytes.len() as u64,
        sha256: sha256(&piece.bytes),
    }
}

fn sealed(format: &str, about: &Provenance, pieces: &[Listed]) -> Result<String, serde_json::Error> {
    Ok(sha256(serde_json::to_string(&(format, about, pieces))?.as_bytes()))
}

/// The archive: the pieces in their order, then the list of their hashes and the page that verifies them.
///
/// # Errors
/// A name that stands twice, or a fault of the archive.
pub fn bundle(about: &Provenance, pieces: &[Piece]) -> Result<Vec<u8>, BundleError> {
    let mut all: Vec<Piece> = pieces.to_vec();
    let own: Vec<Listed> = pieces.iter().map(listed).collect();
    let sums: String = own.iter().map(|one| format!("{}  {}\n", one.sha256, one.name)).collect();
    all.push(Piece { name: SUMS.into(), what: "Empreintes SHA-256".into(), bytes: sums.into_bytes() });
    // Inside a script, no text may end it, nor hide its end.
    let embedded = serde_json::to_string(&(about, &own))?.replace('<', "\\u003c");
    let page = TEMPLATE.replace("\"{{LISTE}}\"", &embedded);
    all.push(Piece { name: PAGE.into(), what: "Page de vérification".into(), bytes: page.into_bytes() });
    let listed: Vec<Listed> = all.iter().map(listed).collect();
    let list = List {
        format: FORMAT.to_owned(),
        about: about.clone(),
        sealed: sealed(FORMAT, about, &listed)?,
        pieces: listed,
    };
    let list = serde_json::to_string_pretty(&list)?;
    all.push(Piece { name: LIST.into(), what: "Liste des pièces".into(), bytes: list.into_bytes() });
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for piece in &all {
        archive.start_file(piece.name.as_str(), options)?;
        archive.write_all(&piece.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Bytes by the name of their piece.
pub type Pieces = BTreeMap<String, Vec<u8>>;

/// The pieces of an archive, those that cannot be read apart.
fn unpacked(bytes: &[u8]) -> Result<(Pieces, Vec<String>), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut read, mut broken, mut total) = (BTreeMap::new(), Vec::new(), 0_u64);
    for at in 0..archive.len() {
        let Ok(mut entry) = archive.by_index(at) else {
            broken.push(format!("entrée {}", at + 1));
            continue;
        };
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(|error| error.to_string())?.into_owned();
        let mut bytes = Vec::new();
        let whole = entry.by_ref().take(MOST - total.min(MOST)).read_to_end(&mut bytes).is_ok();
        total += bytes.len() as u64;
        if total >= MOST {
            return Err("larger than any file of this kind".to_owned());
        }
        if !whole || read.insert(name.clone(), bytes).is_some() {
            broken.push(name);
        }
    }
    Ok((read, broken))
}

fn wrong(piece: &str, text: &str) -> Wrong {
    Wrong { piece: piece.to_owned(), text: text.to_owned() }
}

/// Whether an archive is as it was made, and its pieces.
#[must_use]
pub fn check(bytes: &[u8]) -> (Checked, Pieces) {
    let nothing = |piece: &str, text: &str| Checked {
        ok: false,
        about: None,
        pieces: 0,
        findings: vec![wrong(piece, text)],
    };
    let (mut read, broken) = match unpacked(bytes) {
        Ok(unpacked) => unpacked,
        Err(_) => {
            return (
                nothing("archive", "Cette archive est endommagée : elle ne s’ouvre pas."),
                BTreeMap::new(),
            );
        }
    };
    // A user who packs the folder again puts it all under one name.
    strip_folder(&mut read);
    let list = read.get(LIST).and_then(|bytes| serde_json::from_slice::<List>(bytes).ok());
    let Some(list) = list else {
        let text = "La liste des pièces manque ou est endommagée : ce n’est pas un dossier de Parcours, ou il a été changé.";
        return (nothing(LIST, text), read);
    };
    let mut findings: Vec<Wrong> =
        broken.iter().map(|name| wrong(name, "Cette pièce est endommagée dans l’archive.")).collect();
    if sealed(&list.format, &list.about, &list.pieces).ok().as_ref() != Some(&list.sealed) {
        findings.push(wrong(LIST, "La liste des pièces a été changée."));
    }
    let mut known: BTreeSet<&str> = BTreeSet::from([LIST]);
    for piece in &list.pieces {
        known.insert(&piece.name);
        match read.get(&piece.name) {
            None if broken.contains(&piece.name) => {}
            None => findings.push(wrong(&piece.name, "Cette pièce manque.")),
            Some(bytes) if sha256(bytes) == piece.sha256 => {}
            Some(_) => findings.push(wrong(&piece.name, "Cette pièce a été changée.")),
        }
    }
    for name in read.keys().filter(|name| !known.contains(name.as_str())) {
        findings.push(wrong(name, "Cette pièce n’est pas sur la liste : elle a été ajoutée."));
    }
    let checked =
        Checked { ok: findings.is_empty(), about: Some(list.about), pieces: list.pieces.len(), findings };
    (checked, read)
}

fn strip_folder(read: &mut Pieces) {
    if read.contains_key(LIST) {
        return;
    }
    let Some(folder) = read.keys().find_map(|name| name.strip_suffix(LIST)).map(str::to_owned) else {
        return;
    };
    let taken = std::mem::take(read);
    read.extend(taken.into_iter().map(|(name, bytes)| match name.strip_prefix(&folder) {
        Some(inside) => (inside.to_owned(), bytes),
        None => (name, bytes),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Vec<u8> {
        let about = Provenance {
            made_on: "2026-11-26".to_owned(),
            creditor: "Camille Durand".to_owned(),
            debtor: "Boulangerie </script><!--<script> Le Goff".to_owned(),
            line: 12,
            seal: "ab".repeat(32),
        };
        let piece = |name: &str, bytes: &[u8]| Piece {
            name: name.to_owned(),
            what: name.to_owned(),
            bytes: bytes.to_vec(),
        };
        let pieces = [piece("01 Facture.pdf", &[7; 4_000]), piece("messages/02 Relance.eml", b"Bonjour")];
        bundle(&about, &pieces).unwrap()
    }

    #[test]
    fn what_was_made_is_found_whole_and_the_same_each_time() {
        let bytes = made();
        assert_eq!(bytes, made());
        let (checked, pieces) = check(&bytes);
        assert!(checked.ok, "{:?}", checked.findings);
        assert_eq!(checked.pieces, 4);
        let page = String::from_utf8(pieces[PAGE].clone()).unwrap();
        assert_eq!(page.matches("</script>").count(), 1, "a name cannot end the script");
        assert!(page.contains(r"Boulangerie \u003c/script>\u003c!--\u003cscript> Le Goff"));
    }

    /// The archive again with one byte of one piece changed.
    fn forged(name: &str) -> Vec<u8> {
        let (_, mut pieces) = check(&made());
        let bytes = pieces.get_mut(name).unwrap();
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &pieces {
            archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn one_byte_changed_in_any_piece_is_found_and_named() {
        for name in ["01 Facture.pdf", "messages/02 Relance.eml", SUMS, PAGE, LIST] {
            let (checked, _) = check(&forged(name));
            assert!(!checked.ok, "{name}");
            assert!(checked.findings.iter().any(|one| one.piece == name), "{name}: {:?}", checked.findings);
        }
    }

    #[test]
    fn bytes_changed_in_the_archive_itself_never_pass_for_another_piece() {
        let bytes = made();
        let (_, whole) = check(&bytes);
        for at in (0..bytes.len()).step_by(7) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            let (checked, pieces) = check(&changed);
            // What is not content (a date, a flag) may change; then every piece still is what it was.
            if checked.ok {
                assert_eq!(pieces, whole, "byte {at}");
            }
        }
        assert!(!check(&bytes[..bytes.len() / 2]).0.ok);
        assert!(!check(b"not an archive").0.ok);
    }
}
