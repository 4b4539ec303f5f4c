//! What a file is, told by what it holds and never by its name.

use crate::statement::fault;
use values::refusal::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Ofx,
    Xml,
    Cfonb,
    Qif,
    Swift,
    Table,
}

/// Archives begin so.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What holds no text is refused with what to ask for instead.
pub fn refused(bytes: &[u8]) -> Result<(), Refusal> {
    let told = |sentence: &str| Err(fault::file(sentence));
    if bytes.starts_with(b"%PDF") {
        return told(
            "Ce fichier est un PDF : demandez à votre banque le relevé en OFX, CAMT.053, CFONB 120 ou CSV.",
        );
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return told("Ce fichier est un classeur : ouvrez-le, enregistrez-le en CSV, et importez ce CSV.");
    }
    if bytes.starts_with(b"\x1f\x8b") || bytes.starts_with(b"7z\xbc\xaf") || bytes.starts_with(b"Rar!") {
        return told(
            "Cette archive n’est pas un ZIP : ouvrez-la, et importez les fichiers qu’elle contient.",
        );
    }
    Ok(())
}

pub fn recognised(text: &str) -> Shape {
    let head: String = text.chars().take(4_000).collect();
    let upper = head.to_ascii_uppercase();
    if upper.contains("OFXHEADER") || upper.contains("<OFX>") {
        return Shape::Ofx;
    }
    if head.trim_start().starts_with('<') {
        return Shape::Xml;
    }
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    if filled().next().is_some_and(is_record) {
        return Shape::Cfonb;
    }
    let qif = |line: &str| {
        let line = line.trim_start().to_ascii_lowercase();
        ["!type", "!account", "!option", "!clear"].iter().any(|mark| line.starts_with(mark))
    };
    if filled().take(50).any(qif) {
        return Shape::Qif;
    }
    let swift = |line: &str| {
        ["20", "25", "28", "28C", "60F", "60M", "61", "62F", "940", "13D", "34F"].iter().any(|tag| {
            line.strip_prefix(':')
                .and_then(|rest| rest.strip_prefix(tag))
                .is_some_and(|rest| rest.starts_with(':'))
        })
    };
    if filled().take(200).any(swift) {
        return Shape::Swift;
    }
    Shape::Table
}

/// A record of CFONB 120: its kind, the bank’s five figures, the account’s eleven letters at their place.
fn is_record(line: &str) -> bool {
    let part = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(part(0, 2), "01" | "04" | "05" | "07")
        && figures(part(2, 7))
        && part(16, 19).bytes().all(|byte| byte.is_ascii_uppercase())
        && figures(part(34, 40))
}
