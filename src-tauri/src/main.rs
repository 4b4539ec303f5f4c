//! The window: shows the page of `ui/` over the books of one data folder, and nothing else.
//! All that it can do passes through `bridge` (the books), `files` (the user's own folders) or `keyring`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bridge;
mod drafts;
mod files;
mod keyring;
mod known;

use std::ffi::OsString;
use std::fs::{self, File};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use parcours::Opening;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use bridge::Bridge;

const USAGE: &str = "Usage : parcours-window [--data DOSSIER] [--today AAAA-MM-JJ]";
/// Touched by a second launch over the same folder; the window that is open comes forward.
const RAISE: &str = "window.raise";

fn main() -> ExitCode {
    let opening = match arguments(std::env::args_os().skip(1)) {
        Ok(opening) => opening,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let folder = match opening.folder() {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!(
                "Le dossier de vos données est introuvable ({error}) : indiquez-le avec « --data ».\n{USAGE}"
            );
            return ExitCode::from(2);
        }
    };
    parcours::log::start(&folder);
    let claim = match claim(&folder) {
        Claim::Taken(lock) => lock,
        Claim::Busy => {
            // The window that is open takes the sign within half a second.
            drop(File::create(folder.join(RAISE)));
            eprintln!("Parcours est déjà ouvert sur ce dossier : {}", folder.display());
            return ExitCode::SUCCESS;
        }
    };
    // A panic is for the log; whoever asked for something reads a calm sentence instead.
    panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    let outcome =
        panic::catch_unwind(AssertUnwindSafe(|| open(Bridge::new(opening, keyring::unlock), folder.clone())));
    drop(claim);
    let reason = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "aucun écran n’est accessible, ou le système de fenêtres ne répond pas".to_owned(),
    };
    eprintln!(
        "La fenêtre n’a pas pu s’ouvrir : {reason}. Le détail est dans {}.",
        parcours::log::place(&folder).display()
    );
    ExitCode::FAILURE
}

fn open(bridge: Bridge, folder: PathBuf) -> tauri::Result<()> {
    let remembered = StateFlags::SIZE | StateFlags::MAXIMIZED;
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(remembered).build())
        .manage(bridge)
        .manage(known::Known::default())
        .manage(drafts::Drafts::default())
        .invoke_handler(tauri::generate_handler![
            bridge::act,
            bridge::draft,
            bridge::ask,
            bridge::job,
            files::save_made,
            files::choose_folder,
            files::reveal,
            files::open_mail,
            files::open_made,
            files::note_failure,
            keyring::remembered,
            keyring::remember,
        ])
        .setup(move |app| {
            bridge::begin(app.handle());
            std::thread::spawn(drafts::clear);
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Parcours")
                .inner_size(1280.0, 800.0)
                .min_inner_size(900.0, 600.0)
                // A dropped file reaches the page as bytes; the window never sees its path.
                .disable_drag_drop_handler()
                .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
                .build()?;
            let sender = app.handle().clone();
            std::thread::spawn(move || keep_sending(&sender));
            let app = app.handle().clone();
            std::thread::spawn(move || keep_watch(&app, &folder));
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                close(window);
            }
        })
        .run(tauri::generate_context!())
}

/// Hides the window at once, lets the page's last drafts arrive, makes the backup, and ends.
fn close(window: &Window) {
    // Hiding is a courtesy: whether it worked or not, what follows must happen.
    drop(window.hide());
    let app = window.app_handle().clone();
    std::thread::spawn(move || {
        let bridge = app.state::<Bridge>();
        bridge.close();
        let asked = Instant::now();
        let settled = Duration::from_millis(300);
        let patience = Duration::from_secs(15);
        while asked.elapsed() < settled || (bridge.is_busy() && asked.elapsed() < patience) {
            std::thread::sleep(Duration::from_millis(20));
        }
        bridge.quit();
        app.state::<drafts::Drafts>().forget();
        app.exit(0);
    });
}

/// Tells the page when another process changed the books, and comes forward when launched again.
fn keep_watch(app: &AppHandle, folder: &Path) {
    let raise = folder.join(RAISE);
    for turn in 1_u64.. {
        std::thread::sleep(Duration::from_millis(500));
        if fs::remove_file(&raise).is_ok()
            && let Some(window) = app.get_webview_window("main")
        {
            drop(window.unminimize());
            drop(window.set_focus());
        }
        if turn % 4 == 0 {
            bridge::tell_changes(app);
        }
    }
}

/// Hands over what waits in the outbox, from the opening on and each minute: what is queued from the page leaves at once by
/// the page's own word.
fn keep_sending(app: &AppHandle) {
    while !app.state::<Bridge>().is_closing() {
        bridge::send_outbox(app);
        std::thread::sleep(Duration::from_secs(60));
    }
}

enum Claim {
    /// Held until the window ends; none where the folder cannot hold a lock (the books say why).
    Taken(Option<File>),
    Busy,
}

/// One window per data folder: two would show each other's work late.
fn claim(folder: &Path) -> Claim {
    let lock = fs::create_dir_all(folder).and_then(|()| File::create(folder.join("window.lock")));
    let Ok(lock) = lock else { return Claim::Taken(None) };
    match lock.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Claim::Busy,
        Ok(()) | Err(fs::TryLockError::Error(_)) => {
            // A sign left for a window that had just ended concerns nobody.
            drop(fs::remove_file(folder.join(RAISE)));
            Claim::Taken(Some(lock))
        }
    }
}

fn arguments(mut given: impl Iterator<Item = OsString>) -> Result<Opening, String> {
    let mut opening = Opening::default();
    while let Some(argument) = given.next() {
        let name = argument.to_string_lossy().into_owned();
        let value = given.next();
        match (name.as_str(), value) {
            ("--data", Some(folder)) if !folder.is_empty() => opening.data = Some(PathBuf::from(folder)),
            ("--today", Some(day)) => opening.today = Some(civil_day(&day.to_string_lossy())?),
            ("--data", _) => return Err(format!("« --data » demande un dossier.\n{USAGE}")),
            ("--today", None) => return Err(format!("« --today » demande une date.\n{USAGE}")),
            _ => return Err(format!("« {name} » n’est pas un argument connu.\n{USAGE}")),
        }
    }
    Ok(opening)
}

fn civil_day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| format!("« {text} » n’est pas une date : écrivez par exemple 2026-03-03.\n{USAGE}"))
}
