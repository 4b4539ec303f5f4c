//! The four doors of the page onto the books.
//! The window opens even where the books do not: the house then answers why at every door, and can still restore.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use parcours::{Failure, House, Opening};
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager};

use crate::known::Known;

pub type Answer = Result<Value, Failure>;

/// Tells the page to ask again: another process wrote to the books.
const BOOKS_CHANGED: &str = "books-changed";
/// Tells the page how far a job is: `{ job, done, of }`.
const JOB_PROGRESS: &str = "job-progress";

pub struct Bridge {
    opening: Opening,
    /// What is tried on books that are locked.
    unlock: fn(&House),
    house: Mutex<Option<Arc<House>>>,
    busy: AtomicUsize,
    /// The window is closing: no other message is begun.
    closing: AtomicBool,
}

#[tauri::command]
pub async fn act(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| {
        app.state::<Bridge>().house().act_watched(&name, payload, &telling(app, &name, || true))
    })
    .await
}

#[tauri::command]
pub async fn draft(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| app.state::<Bridge>().house().draft(&name, payload)).await
}

#[tauri::command]
pub async fn ask(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| {
        let answer = answer(app, &name, payload)?;
        if name == "books" {
            app.state::<Known>().note(&answer);
        }
        Ok(answer)
    })
    .await
}

#[tauri::command]
pub async fn job(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| {
        let answer = work(app, &name, payload)?;
        app.state::<Known>().note(&answer);
        if name == "unlock" {
            begin(app);
        }
        Ok(answer)
    })
    .await
}

/// Does a job, and tells the page how far it is.
pub fn work(app: &AppHandle, name: &str, payload: Value) -> Answer {
    let goes_on = || name != "send_outbox" || !app.state::<Bridge>().is_closing();
    app.state::<Bridge>().house().job_watched(name, payload, &telling(app, name, goes_on))
}

/// Tells the page how far long work is, ten times a second at most.
fn telling(app: &AppHandle, name: &str, goes_on: impl Fn() -> bool) -> impl Fn(i64, i64) -> bool {
    let told = std::cell::Cell::new(Instant::now());
    move |done, of| {
        if told.get().elapsed() > Duration::from_millis(100) {
            told.set(Instant::now());
            // A page that is gone needs no news, and the work goes on.
            drop(app.emit(JOB_PROGRESS, json!({ "job": name, "done": done, "of": of })));
        }
        goes_on()
    }
}

/// Opens the books while the page is loading; the first question waits for it if need be, but not for the backup of
/// the day, which comes after.
pub fn begin(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        let bridge = app.state::<Bridge>();
        let house = bridge.house();
        let _busy = Busy::begin(&bridge.busy);
        // Two things, each told once done.
        for done in [House::backup_if_old, House::drill_if_due] {
            if done(&house) {
                drop(app.emit(BOOKS_CHANGED, ()));
            }
        }
    });
}

/// Hands over what waits in the outbox; the page asks again where something left.
pub fn send_outbox(app: &AppHandle) {
    let bridge = app.state::<Bridge>();
    let house = bridge.house();
    if house.shut().is_some() {
        return;
    }
    let _busy = Busy::begin(&bridge.busy);
    match parcours::jobs::outbox::send(&house, Default::default(), &|_, _| !bridge.is_closing()) {
        Ok(run) if run.did_something() => drop(app.emit(BOOKS_CHANGED, ())),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the outbox"),
    }
}

/// What the house answers to a question.
pub fn answer(app: &AppHandle, name: &str, payload: Value) -> Answer {
    app.state::<Bridge>().house_tried_again().ask(name, payload)
}

/// Tells the page when another process wrote to the books since last asked.
pub fn tell_changes(app: &AppHandle) {
    let house = app.state::<Bridge>().kept().clone();
    if house.is_some_and(|house| house.changed_elsewhere()) {
        // Nobody listens while the page is loading, and it asks everything then.
        drop(app.emit(BOOKS_CHANGED, ()));
    }
}

/// Runs work off the window's own thread; a panic becomes a calm sentence.
pub async fn aside(app: AppHandle, work: impl FnOnce(&AppHandle) -> Answer + Send + 'static) -> Answer {
    let task = tauri::async_runtime::spawn_blocking(move || {
        let bridge = app.state::<Bridge>();
        let _busy = Busy::begin(&bridge.busy);
        work(&app)
    });
    task.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a command of the window");
        Err(Failure::Internal(
            "Une erreur inattendue s’est produite. Vos données sont intactes ; réessayez.".to_owned(),
        ))
    })
}

impl Bridge {
    pub fn new(opening: Opening, unlock: fn(&House)) -> Bridge {
        Bridge {
            opening,
            unlock,
            house: Mutex::new(None),
            busy: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
        }
    }

    /// Whether something that the page asked is still under way.
    pub fn is_busy(&self) -> bool {
        self.busy.load(Ordering::SeqCst) > 0
    }

    /// The message that is being handed over is the last one.
    pub fn close(&self) {
        self.closing.store(true, Ordering::SeqCst);
    }

    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// What must be done before leaving: the backup on quitting.
    pub fn quit(&self) {
        let house = self.kept().clone();
        if let Some(house) = house {
            house.quit();
        }
    }

    fn house(&self) -> Arc<House> {
        Arc::clone(self.kept().get_or_insert_with(|| self.opened()))
    }

    /// The house; where its books could not be opened, it is entered again: what kept them shut may have passed.
    fn house_tried_again(&self) -> Arc<House> {
        let house = self.house();
        // What a passphrase alone opens does not open by being asked again.
        if house.shut().is_none_or(|failure| parcours::is_locked(&failure)) {
            return house;
        }
        let mut kept = self.kept();
        if kept.as_ref().is_none_or(|house| house.shut().is_some()) {
            *kept = Some(self.opened());
        }
        Arc::clone(kept.get_or_insert(house))
    }

    fn opened(&self) -> Arc<House> {
        let house = parcours::enter(self.opening.clone());
        (self.unlock)(&house);
        Arc::new(house)
    }

    /// The user's own folder.
    pub fn own_folder(&self) -> Result<std::path::PathBuf, Failure> {
        self.opening.folder().map_err(|error| Failure::Internal(error.to_string()))
    }

    fn kept(&self) -> MutexGuard<'_, Option<Arc<House>>> {
        self.house.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts a command as under way until it ends, however it ends.
struct Busy<'a>(&'a AtomicUsize);

impl Busy<'_> {
    fn begin(count: &AtomicUsize) -> Busy<'_> {
        count.fetch_add(1, Ordering::SeqCst);
        Busy(count)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
