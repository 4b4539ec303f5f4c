//! What can be printed: every letter of a text that stands on papers is one that their fonts have.

use books::entry::field_name;
use books::error;
use journey::contact::ClientCard;
use serde_json::Value;
use values::refusal::Refusal;

/// Refuses a text with a letter that no font of the papers has, at its field.
pub fn check(payload: &Value) -> error::Result<()> {
    match unprintable(payload, "") {
        Some((field, letter)) => Err(Refusal::at(field, unprintable_message(letter)).into()),
        None => Ok(()),
    }
}

/// A client's name may stand on their card in any letters; papers ask for letters that their fonts have.
pub fn buyer(card: &ClientCard) -> Result<(), Refusal> {
    let printed = serde_json::to_value(card.printed()).unwrap_or_default();
    match unprintable(&printed, "client") {
        Some((field, letter)) => Err(Refusal::at(
            field,
            format!(
                "Le caractère « {letter} » ne peut pas être imprimé sur vos documents : écrivez-le en lettres latines sur la fiche du client."
            ),
        )),
        None => Ok(()),
    }
}

#[must_use]
pub fn unprintable_message(letter: char) -> String {
    format!("Le caractère « {letter} » ne peut pas être imprimé sur vos documents : remplacez-le.")
}

/// Fields that stand on no paper: a client's e-mail that says yes may well hold an emoji.
const UNPRINTED: [&str; 12] = [
    "base64",
    "confirmed",
    "backup_folder",
    "second_backup_folder",
    "words",
    "source",
    "need",
    "next_step",
    "budget",
    "tags",
    "why",
    "function",
];

/// The first unprintable letter of a payload, with its field.
#[must_use]
pub fn unprintable(payload: &Value, path: &str) -> Option<(String, char)> {
    match payload {
        Value::String(text) => documents::missing_glyph(text).map(|letter| (field_name(path), letter)),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(i, item)| unprintable(item, &format!("{path}[{i}]")))
        }
        Value::Object(map) => {
            map.iter().filter(|(key, _)| !UNPRINTED.contains(&key.as_str())).find_map(|(key, value)| {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                unprintable(value, &path)
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
