//! Declares every command of the window: Tauri would allow an undeclared one to any page.

use std::error::Error;

const COMMANDS: &[&str] = &[
    "act",
    "draft",
    "ask",
    "job",
    "save_made",
    "choose_folder",
    "reveal",
    "open_mail",
    "open_made",
    "note_failure",
    "remembered",
    "remember",
];

fn main() -> Result<(), Box<dyn Error>> {
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
