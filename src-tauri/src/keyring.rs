//! The system's keyring: the passphrase of one's books, for who does not want to type it at each start. Where there is
//! no keyring, it is asked each time.

use std::path::Path;

use parcours::{Failure, House};
use post::{Ring, Secret};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};

use crate::bridge::{Answer, Bridge, aside};

/// Whether this system keeps passphrases, and keeps that of these books.
#[tauri::command]
pub async fn remembered(app: AppHandle) -> Answer {
    aside(app, |app| {
        let kept = Ring::BOOKS.kept(&account(&app.state::<Bridge>().own_folder()?));
        Ok(json!({ "available": kept.is_ok(), "kept": kept.is_ok_and(|kept| kept.is_some()) }))
    })
    .await
}

/// Keeps what opens these books, or forgets it.
#[tauri::command]
pub async fn remember(app: AppHandle, secret: Option<String>) -> Answer {
    aside(app, move |app| {
        let account = account(&app.state::<Bridge>().own_folder()?);
        let done = match secret {
            Some(secret) => Ring::BOOKS.keep(&account, &Secret::new(secret)),
            None => Ring::BOOKS.forget(&account),
        };
        done.map_err(|unavailable| {
            tracing::warn!(error = unavailable.0, "the keyring");
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
    if let Ok(Some(secret)) = Ring::BOOKS.kept(&account(&folder)) {
        // A phrase that was changed elsewhere does not open them: it is asked.
        drop(house.job("unlock", json!({ "secret": secret.text() })));
    }
}

/// Books are known by where they are.
fn account(folder: &Path) -> String {
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()).to_string_lossy().into_owned()
}
