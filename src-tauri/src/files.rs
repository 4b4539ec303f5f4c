//! The user's own folders: save a document where they say, choose a folder, show a file where it lies, open a message
//! or a PDF in their program for it.
//! A path is chosen in a native dialog or answered by a job; the page can name no other.
//! Native dialogs cannot be driven, so tests answer them through the environment.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parcours::{Error, Failure};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::bridge::{Answer, Bridge, answer, aside, work};
use crate::drafts::Drafts;
use crate::known::Known;

/// Saves the file that a job makes under a path that the user chooses; answers the path, or null when they change their
/// mind.
#[tauri::command]
pub async fn save_made(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| {
        let export = work(app, &name, payload)?;
        let (name, bytes) =
            contents(&export).ok_or_else(|| calm("Ce document n’a pas de contenu à enregistrer."))?;
        let Some(path) = place_for(app, &name) else { return Ok(Value::Null) };
        write_whole(&path, &bytes).map_err(|error| not_written(&path, &error))?;
        app.state::<Known>().add(&path);
        Ok(Value::from(path.to_string_lossy()))
    })
    .await
}

/// Asks for a folder; answers its path, or null.
#[tauri::command]
pub async fn choose_folder(app: AppHandle) -> Answer {
    aside(app, |app| {
        let Some(folder) = folder_of(app) else { return Ok(Value::Null) };
        app.state::<Known>().add(&folder);
        Ok(Value::from(folder.to_string_lossy()))
    })
    .await
}

/// Shows a file in the system's file manager.
#[tauri::command]
pub async fn reveal(app: AppHandle, path: PathBuf) -> Answer {
    aside(app, move |app| {
        if !app.state::<Known>().holds(&path) {
            return Err(calm("Ce fichier n’a pas été enregistré par Parcours."));
        }
        tauri_plugin_opener::reveal_item_in_dir(&path).map_err(|error| {
            tracing::warn!(%error, "no file manager");
            calm(&format!("Le dossier n’a pas pu être ouvert. Le fichier est ici : {}", path.display()))
        })?;
        Ok(Value::Null)
    })
    .await
}

/// Opens a message in the user's mail program, as a draft that they send themselves; answers where it lies, and whether
/// a program took it.
#[tauri::command]
pub async fn open_mail(app: AppHandle, message: Value) -> Answer {
    aside(app, move |app| {
        let preview = answer(app, "preview_message", message)?;
        let message = preview
            .get("message")
            .and_then(contents)
            .ok_or_else(|| calm("Ce message n’a pas de contenu à ouvrir."))?;
        opened(app, message, "message/rfc822")
    })
    .await
}

/// Opens a PDF that a job makes in the system's program for it, where it is read or printed; answers where it lies, and
/// whether a program took it.
#[tauri::command]
pub async fn open_made(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| {
        let export = work(app, &name, payload)?;
        // What came from elsewhere may be a program by its name: only what is a PDF is opened.
        let paper = contents(&export).filter(|(name, bytes)| {
            bytes.starts_with(b"%PDF-") && Path::new(name).extension().is_some_and(|end| end == "pdf")
        });
        let paper =
            paper.ok_or_else(|| calm("Seul un PDF s’ouvre d’ici : enregistrez ce fichier pour l’ouvrir."))?;
        opened(app, paper, "application/pdf")
    })
    .await
}

/// Leaves a file of this kind to the system's program for it; answers where it lies, and whether a program took it.
fn opened(app: &AppHandle, (name, bytes): (String, Vec<u8>), kind: &str) -> Answer {
    let driven = driven("PARCOURS_MAIL");
    let folder = match &driven {
        Some(folder) => Ok(folder.clone()),
        None => app.state::<Drafts>().folder(),
    };
    let path = folder.map(|folder| folder.join(&name)).map_err(|error| {
        tracing::warn!(%error, "no temporary folder");
        calm("Le fichier n’a pas pu être préparé : le dossier temporaire n’est pas accessible.")
    })?;
    write_whole(&path, &bytes).map_err(|error| not_written(&path, &error))?;
    parcours::private_file(&path);
    app.state::<Known>().add(&path);
    let opened = match driven {
        Some(_) => std::env::var_os("PARCOURS_NO_MAIL").is_none(),
        None => is_taken(kind) && tauri_plugin_opener::open_path(&path, None::<&str>).is_ok(),
    };
    if !opened {
        tracing::warn!(kind, "no program for it");
    }
    Ok(json!({"opened": opened, "path": path.to_string_lossy()}))
}

/// Is there a program for this kind of file? Where the system opens files by their kind, it says when none is known;
/// otherwise one sees when opening.
fn is_taken(kind: &str) -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let asked = Command::new("xdg-mime").args(["query", "default", kind]).output();
    asked.map_or(true, |said| !said.status.success() || !said.stdout.trim_ascii().is_empty())
}

/// Keeps in the log what failed in the page, and answers where the log is.
#[tauri::command]
pub async fn note_failure(app: AppHandle, told: String) -> Answer {
    aside(app, move |app| {
        let told: String = told.chars().take(4000).collect();
        tracing::error!(%told, "the page failed");
        let log = parcours::log::place(&app.state::<Bridge>().own_folder()?);
        app.state::<Known>().add(&log);
        Ok(Value::from(log.to_string_lossy()))
    })
    .await
}

/// What a test answers in the place of a dialog; a program that people use asks them alone.
fn driven(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|_| cfg!(debug_assertions)).map(PathBuf::from)
}

fn place_for(app: &AppHandle, name: &str) -> Option<PathBuf> {
    if let Some(path) = driven("PARCOURS_SAVE_AS") {
        return Some(if path.is_dir() { path.join(name) } else { path });
    }
    let dialog = over_window(app).set_title("Enregistrer le document").set_file_name(name);
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    let dialog = match extension {
        Some(extension) => dialog.add_filter(extension.to_uppercase(), &[extension]),
        None => dialog,
    };
    chosen(dialog.blocking_save_file())
}

fn folder_of(app: &AppHandle) -> Option<PathBuf> {
    if let Some(path) = driven("PARCOURS_FOLDER") {
        return Some(path);
    }
    chosen(over_window(app).set_title("Choisir un dossier").blocking_pick_folder())
}

fn over_window(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file();
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn chosen(answer: Option<FilePath>) -> Option<PathBuf> {
    answer.and_then(|path| path.into_path().ok())
}

/// The name and the bytes of an exported document; a name is never a path.
fn contents(export: &Value) -> Option<(String, Vec<u8>)> {
    let name = Path::new(export.get("name")?.as_str()?).file_name()?.to_str()?.to_owned();
    let bytes = STANDARD.decode(export.get("base64")?.as_str()?).ok()?;
    Some((name, bytes))
}

/// The file is there whole under its name, or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let beside = folder.join(format!(".parcours-{}.part", std::process::id()));
    let written = write_beside(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        drop(fs::remove_file(&beside));
        return written;
    }
    // Makes the new name itself durable, where folders can be opened; the bytes already are.
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
    Ok(())
}

fn write_beside(beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(beside)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Why a file could not be written, and what to do.
fn not_written(path: &Path, error: &io::Error) -> Failure {
    let error = Error::folder(path.parent().unwrap_or(path), error);
    if let Error::Refused(refusal) = error { Failure::Refused(refusal) } else { calm(&error.to_string()) }
}

fn calm(sentence: &str) -> Failure {
    Failure::Internal(sentence.to_owned())
}
