//! What a command is told: payloads and passphrases.

use crate::cli::stop::Stop;
use crate::describe::takes_nothing;
use books::error::Error;
use serde_json::{Value, json};
use std::io::{IsTerminal as _, Read as _};
use std::path::Path;
use values::refusal::Refusal;

/// What an entry is given: JSON, `@` and the file that holds it, or the standard input (`-`, or what comes through a pipe
/// to an entry that takes something).
pub fn given(entry: &str, payload: Option<String>) -> Result<Value, Stop> {
    match payload.as_deref() {
        None if takes_nothing(entry) || std::io::stdin().is_terminal() => Ok(json!({})),
        None => {
            let text = all(std::io::stdin(), || unread().into())?;
            if text.trim().is_empty() { Ok(json!({})) } else { read(&text) }
        }
        Some("-") => read(&all(std::io::stdin(), || unread().into())?),
        Some(text) => match text.strip_prefix('@') {
            Some(path) => {
                let path = Path::new(path);
                let file = std::fs::File::open(path).map_err(|e| Error::folder_at("payload", path, &e))?;
                read(&all(file, || Refusal::at("payload", "Ce fichier n’est pas un texte en UTF-8.").into())?)
            }
            None => read(text),
        },
    }
}

fn all(from: impl std::io::Read, unread: impl Fn() -> Stop) -> Result<String, Stop> {
    let mut text = String::new();
    from.take(MOST_GIVEN + 1).read_to_string(&mut text).map_err(|_| unread())?;
    if u64::try_from(text.len()).is_ok_and(|length| length > MOST_GIVEN) {
        return Err(Refusal::at("payload", "Cette demande dépasse 64 Mo.").into());
    }
    Ok(text)
}

fn read(text: &str) -> Result<Value, Stop> {
    // What some editors put first is no letter of it.
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
        let place = format!("ligne {}, colonne {}", e.line(), e.column());
        Refusal::at("payload", format!("Ce n’est pas du JSON : vérifiez {place}.")).into()
    })
}

/// Most bytes that come by the standard input, or of a PDF to compare with.
pub const MOST_GIVEN: u64 = 64 * 1024 * 1024;

fn unread() -> Refusal {
    Refusal::at("payload", "L’entrée standard n’est pas un texte en UTF-8.")
}

/// What opens locked books, where it was told.
pub fn passphrase(file: Option<&Path>) -> Result<Option<String>, Stop> {
    match file {
        Some(file) => Ok(Some(line_of("passphrase_file", file)?)),
        None => Ok(std::env::var("PARCOURS_PASSPHRASE").ok().filter(|told| !told.is_empty())),
    }
}

/// The first line of a file.
pub fn line_of(field: &str, file: &Path) -> Result<String, Stop> {
    const MOST: u64 = 64 * 1024;
    let mut text = String::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(MOST).read_to_string(&mut text));
    read.map_err(|e| {
        if e.kind() == std::io::ErrorKind::InvalidData {
            Stop::from(Refusal::at(field, "Ce fichier n’est pas un texte en UTF-8."))
        } else {
            Error::folder_at(field, file, &e).into()
        }
    })?;
    // What some editors put first is no letter of it.
    Ok(text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_owned())
}
