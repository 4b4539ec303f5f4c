//! The four doors of the page onto the books, and their life: opened with the window, restored, left.
//! Books that cannot be opened do not keep the window shut: every door then answers why.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager};

use crate::files::Known;
use crate::host::{self, Failure, House, Opening};

/// What a door answers: a value, or a failure as the page reads it (`{refusal}` or `{internal}`).
pub type Answer = Result<Value, Value>;

type Door = fn(&House, &str, Value) -> Result<Value, Failure>;

/// The event that tells the page to ask again.
const BOOKS_CHANGED: &str = "books-changed";

pub struct Bridge {
    opening: Opening,
    house: OnceLock<RwLock<Result<Arc<House>, Value>>>,
    busy: AtomicUsize,
}

#[tauri::command]
pub async fn act(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| app.state::<Bridge>().through(House::act, &name, payload)).await
}

#[tauri::command]
pub async fn draft(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| app.state::<Bridge>().through(House::draft, &name, payload)).await
}

#[tauri::command]
pub async fn ask(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| app.state::<Bridge>().through(House::ask, &name, payload)).await
}

#[tauri::command]
pub async fn job(app: AppHandle, name: String, payload: Value) -> Answer {
    aside(app, move |app| {
        let answer = app.state::<Bridge>().job(&name, payload)?;
        app.state::<Known>().note(&answer);
        Ok(answer)
    })
    .await
}

/// Opens the books while the page is loading; the first question waits for it if need be.
pub fn begin(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || app.state::<Bridge>().house().is_ok());
}

/// Tells the page when another process wrote to the books since last asked.
pub fn tell_changes(app: &AppHandle) {
    if app.state::<Bridge>().changed_elsewhere() {
        // Nobody listens while the page is loading, and it asks everything then.
        drop(app.emit(BOOKS_CHANGED, ()));
    }
}

/// Runs work off the window's own thread; a panic becomes a calm sentence.
pub async fn aside<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&AppHandle) -> Result<T, Value> + Send + 'static,
) -> Result<T, Value> {
    let task = tauri::async_runtime::spawn_blocking(move || {
        let bridge = app.state::<Bridge>();
        bridge.busy.fetch_add(1, Ordering::SeqCst);
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&app)));
        bridge.busy.fetch_sub(1, Ordering::SeqCst);
        outcome.unwrap_or_else(|panic| Err(internal(&said(panic.as_ref()))))
    });
    task.await.unwrap_or_else(|error| Err(internal(&error.to_string())))
}

impl Bridge {
    pub fn new(opening: Opening) -> Bridge {
        Bridge { opening, house: OnceLock::new(), busy: AtomicUsize::new(0) }
    }

    pub fn job(&self, name: &str, payload: Value) -> Answer {
        if name == "restore" && self.house().is_err() {
            return self.restore(payload);
        }
        self.through(House::job, name, payload)
    }

    /// Whether something asked by the page is still under way.
    pub fn is_busy(&self) -> bool {
        self.busy.load(Ordering::SeqCst) > 0
    }

    /// What must be done before leaving: the backup on quitting.
    pub fn quit(&self) {
        if let Ok(house) = self.house() {
            house.quit();
        }
    }

    fn through(&self, door: Door, name: &str, payload: Value) -> Answer {
        let house = self.house()?;
        door(&house, name, payload).map_err(|failure| readable(&failure))
    }

    /// Books that cannot be opened can still be replaced by a backup; they are then opened.
    fn restore(&self, payload: Value) -> Answer {
        let answer = host::restore_into(&self.opening, payload).map_err(|failure| readable(&failure))?;
        let house = self.open();
        *self.kept().write().unwrap_or_else(PoisonError::into_inner) = house;
        Ok(answer)
    }

    fn changed_elsewhere(&self) -> bool {
        // While the books are being opened there is nothing to compare with.
        self.house.get().is_some() && self.house().is_ok_and(|house| house.changed_elsewhere())
    }

    fn house(&self) -> Result<Arc<House>, Value> {
        self.kept().read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn kept(&self) -> &RwLock<Result<Arc<House>, Value>> {
        self.house.get_or_init(|| RwLock::new(self.open()))
    }

    fn open(&self) -> Result<Arc<House>, Value> {
        let opened = catch_unwind(AssertUnwindSafe(|| House::open(self.opening.clone())));
        match opened {
            Ok(Ok(house)) => Ok(Arc::new(house)),
            Ok(Err(failure)) => Err(readable(&failure)),
            Err(panic) => Err(internal(&said(panic.as_ref()))),
        }
    }
}

fn readable(failure: &Failure) -> Value {
    serde_json::to_value(failure).unwrap_or_else(|error| internal(&error.to_string()))
}

fn internal(detail: &str) -> Value {
    eprintln!("parcours: {detail}");
    json!({ "internal": "Une erreur inattendue s’est produite. Vos livres sont intacts ; réessayez." })
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic").to_owned()
}
