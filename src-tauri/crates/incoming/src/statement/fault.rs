//! Why a file cannot be read: the line, the column and what was expected there.

use crate::statement::place::Place;
use values::refusal::{Refusal, shown};

/// The file, whatever its line.
pub fn file(sentence: &str) -> Refusal {
    Refusal::at("file", sentence)
}

/// Something else stands where `wish` was expected: « on attend une date AAAAMMJJ ».
pub fn expected(place: Place, wish: &str, found: &str) -> Refusal {
    let found = shown(found.trim());
    let read =
        if found.is_empty() { "et il n’y a rien".to_owned() } else { format!("et on lit « {found} »") };
    broken(place, &format!("on attend {wish}, {read}"))
}

/// Any other fault, told by a sentence without its full stop.
pub fn broken(place: Place, sentence: &str) -> Refusal {
    file(&format!(
        "Ligne {}, colonne {} : {sentence}. Rien n’a été lu de ce fichier.",
        place.line, place.column
    ))
}
