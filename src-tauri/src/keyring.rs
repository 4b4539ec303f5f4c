//! The system's keyring: the passphrase of one's books, for who does not want to type it at each start. Where there is
//! no keyring, it is asked each time.

use std::path::{Path, PathBuf};

use keyring::{Entry, Error};
use parcours::{Failure, House};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};

use crate::bridge::{Answer, Bridge, aside};

const SERVICE: &str = "fr.parcours.livres";

/// Whether this system keeps passphrases, and keeps that of these books.
#[tauri::command]
pub async fn remembered(app: AppHandle) -> Answer {
    aside(app, |app| {
        let kept = kept(&app.state::<Bridge>().own_folder()?);
        Ok(json!({ "available": kept.is_ok(), "kept": kept.is_ok_and(|kept| kept.is_some()) }))
    })
    .await
}

/// Keeps what opens these books, or forgets it.
#[tauri::command]
pub async fn remember(app: AppHandle, secret: Option<String>) -> Answer {
    aside(app, move |app| {
        let folder = app.state::<Bridge>().own_folder()?;
        let done = match secret.as_deref() {
            Some(secret) => keep(&folder, secret),
            None => forget(&folder),
        };
        done.map_err(|error| {
            tracing::warn!(%error, "the keyring");
            Failure::Internal(
                "Le trousseau du système n’a pas répondu : la phrase vous sera demandée au prochain démarrage."
                    .to_owned(),
            )
        })?;
        Ok(Value::Null)
    })
    .await
}

/// Opens locked books with what the keyring holds, if it does; they stay shut otherwise, and the page asks.
pub fn unlock(house: &House) {
    if !house.shut().is_some_and(|failure| parcours::is_locked(&failure)) {
        return;
    }
    let Ok(folder) = house.own_folder() else { return };
    if let Ok(Some(secret)) = kept(&folder) {
        // A phrase that was changed elsewhere does not open them: it is asked.
        drop(house.job("unlock", json!({ "secret": secret })));
    }
}

/// For tests, a file in the place of the system's keyring.
fn driven() -> Option<PathBuf> {
    std::env::var_os("PARCOURS_KEYRING").filter(|_| cfg!(debug_assertions)).map(PathBuf::from)
}

fn entry(folder: &Path) -> Result<Entry, Error> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    Entry::new(SERVICE, &folder.to_string_lossy())
}

fn kept(folder: &Path) -> Result<Option<String>, Error> {
    if let Some(file) = driven() {
        return Ok(std::fs::read_to_string(file).ok().filter(|text| !text.is_empty()));
    }
    match entry(folder)?.get_password() {
        Ok(secret) => Ok(Some(secret)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

fn keep(folder: &Path, secret: &str) -> Result<(), Error> {
    match driven() {
        Some(file) => std::fs::write(file, secret).map_err(|e| Error::PlatformFailure(e.into())),
        None => entry(folder)?.set_password(secret),
    }
}

fn forget(folder: &Path) -> Result<(), Error> {
    if let Some(file) = driven() {
        return std::fs::write(file, "").map_err(|e| Error::PlatformFailure(e.into()));
    }
    match entry(folder)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    }
}
