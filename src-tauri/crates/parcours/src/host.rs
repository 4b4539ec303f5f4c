//! The house with its door open: one process's hold on the books, through which window and command line do
//! everything.
//!
//! Invariant: one action = one immediate transaction = one journal line, or nothing at all.

use crate::act::{Act, Ask, Clock};
use crate::backup;
use crate::books::{self, Lock, Topic};
use crate::error::{Error, Result};
use crate::projection;
use crate::surface::{self, Run};
use chrono::NaiveDate;
use journey::refusal::{Code, Refusal};
use rusqlite::{Connection, TransactionBehavior};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use ts_rs::TS;

/// How a process enters the house.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The data folder; the user's own by default.
    pub data: Option<PathBuf>,
    /// A fixed civil day, for tests and demonstrations.
    pub today: Option<NaiveDate>,
}

impl Opening {
    /// The data folder, whether it exists or not.
    pub fn folder(&self) -> Result<PathBuf> {
        match &self.data {
            Some(folder) => Ok(folder.clone()),
            None => directories::ProjectDirs::from("fr", "", "Parcours")
                .map(|dirs| dirs.data_dir().to_path_buf())
                .ok_or_else(|| Error::Broken("no home folder".to_owned())),
        }
    }
}

/// What a caller gets instead of an answer.
#[derive(Clone, Debug, Serialize)]
pub enum Failure {
    #[serde(rename = "refusal")]
    Refused(Refusal),
    /// A calm sentence; the details are in the log.
    #[serde(rename = "internal")]
    Internal(String),
}

/// What an action did: the thing it made or changed, and what screens should ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Done {
    pub id: i64,
    pub touched: Vec<Topic>,
}

/// Told (done, of) while a job works; answers whether to go on.
pub type Watch<'a> = &'a dyn Fn(i64, i64) -> bool;

/// One process's hold on the books.
pub struct House {
    opening: Opening,
    /// Other books that are looked at for now, and their folder.
    away: Mutex<Option<PathBuf>>,
    clock: Clock,
    cancelled: AtomicBool,
    state: RwLock<State>,
}

enum State {
    Open(Box<Open>),
    /// Why the books could not be opened; restoring is still possible.
    Shut(Failure),
}

struct Open {
    folder: PathBuf,
    lock: Lock,
    writer: Mutex<Writer>,
    reader: Mutex<Connection>,
    /// `data_version` last seen by the window's poll.
    seen: AtomicI64,
}

struct Writer {
    connection: Connection,
    /// Rows written since the transaction began, told by SQLite itself: no code path can forget one.
    written: Arc<Mutex<BTreeSet<(String, i64)>>>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic under the lock rolled its transaction back: what is behind the lock is sound.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Open {
    fn new(opening: &Opening) -> Result<Open> {
        let folder = opening.folder()?;
        let lock = Lock::shared(&folder)?;
        let copy = |path: &Path| backup::before_migration(&folder, path);
        let writer = Writer::new(books::open(&folder, &lock, books::history(), &copy)?)?;
        let reader = books::open_reading(&books::path(&folder))?;
        let seen = AtomicI64::new(data_version(&writer.connection)?);
        Ok(Open { folder, lock, writer: Mutex::new(writer), reader: Mutex::new(reader), seen })
    }
}

impl Writer {
    fn new(mut connection: Connection) -> Result<Writer> {
        let written: Arc<Mutex<BTreeSet<(String, i64)>>> = Arc::default();
        let noted = Arc::clone(&written);
        connection.update_hook(Some(move |_: rusqlite::hooks::Action, _: &str, table: &str, row: i64| {
            held(&noted).insert((table.to_owned(), row));
        }))?;
        connection.set_prepared_statement_cache_capacity(256);
        Ok(Writer { connection, written })
    }
}

impl House {
    /// Enters, and keeps the backup of the day before anything else.
    #[must_use]
    pub fn open(opening: Opening) -> House {
        let house = House::enter(opening);
        house.backup_if_old();
        house
    }

    /// Enters without the backup of the day, for whoever calls [`House::backup_if_old`] while people already read.
    /// If the books cannot be opened the house stands all the same, and every call answers why.
    #[must_use]
    pub fn enter(opening: Opening) -> House {
        let state = match guard(|| Open::new(&opening)) {
            Ok(open) => State::Open(Box::new(open)),
            Err(failure) => State::Shut(failure),
        };
        let clock = Clock { fixed: opening.today };
        House {
            opening,
            away: Mutex::default(),
            clock,
            cancelled: AtomicBool::new(false),
            state: RwLock::new(state),
        }
    }

    /// Why the books could not be opened, if so.
    #[must_use]
    pub fn shut(&self) -> Option<Failure> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Open(_) => None,
            State::Shut(failure) => Some(failure.clone()),
        }
    }

    /// Performs an action of the list.
    pub fn act(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.perform(self.clock, name, payload)
    }

    /// Performs an action as of a past day: how the demo's months are written.
    pub(crate) fn act_on(&self, day: NaiveDate, name: &str, payload: Value) -> Result<Value, Failure> {
        self.perform(Clock { fixed: Some(day) }, name, payload)
    }

    /// The journal's last line.
    pub(crate) fn head(&self) -> Result<books::Head> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(shut(failure)),
            State::Open(open) => books::head(&held(&open.reader)),
        }
    }

    fn perform(&self, clock: Clock, name: &str, payload: Value) -> Result<Value, Failure> {
        self.with(|open| {
            let Some(entry) = surface::find(name) else { return Err(unknown(name)) };
            let Run::Action { run, printed } = entry.run else { return Err(unknown(name)) };
            if printed {
                surface::printable(&payload)?;
            }
            let mut writer = held(&open.writer);
            let done = transact(&mut writer, clock, name, payload, run)?;
            Ok(serde_json::to_value(done)?)
        })
    }

    /// Saves or discards work in progress.
    pub fn draft(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.with(|open| {
            let Some(entry) = surface::find(name) else { return Err(unknown(name)) };
            let Run::Draft(run) = entry.run else { return Err(unknown(name)) };
            let mut writer = held(&open.writer);
            let Writer { connection, written } = &mut *writer;
            held(written).clear();
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let head = books::head(&tx)?;
            let now = self.clock.now(&time_zone(&tx)?, head.seq);
            run(&Act::new(&tx, now, head), payload)?;
            tx.commit()?;
            Ok(serde_json::to_value(Done { id: 0, touched: books::topics(std::iter::once("draft")) })?)
        })
    }

    /// Answers a question of the list, on a connection that cannot write.
    pub fn ask(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.with(|open| {
            let Some(entry) = surface::find(name) else { return Err(unknown(name)) };
            let Run::Question(run) = entry.run else { return Err(unknown(name)) };
            let reader = held(&open.reader);
            // One snapshot for the whole question.
            let tx = reader.unchecked_transaction()?;
            let head = books::head(&tx)?;
            let today = self.clock.now(&time_zone(&tx)?, head.seq).date();
            run(&Ask { db: &tx, today, folder: &open.folder }, payload)
        })
    }

    /// Does a job of the list, which may be long.
    pub fn job(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.job_watched(name, payload, &|_, _| true)
    }

    /// Like [`House::job`], telling how far it is; stopped by the job `cancel_job` or when `watch` answers false.
    pub fn job_watched(&self, name: &str, payload: Value, watch: Watch) -> Result<Value, Failure> {
        guard(|| {
            let Some(entry) = surface::find(name) else { return Err(unknown(name)) };
            let Run::Job(run) = entry.run else { return Err(unknown(name)) };
            if name != "cancel_job" {
                self.cancelled.store(false, Ordering::SeqCst);
            }
            run(self, payload, &|done, of| watch(done, of) && !self.cancelled.load(Ordering::SeqCst))
        })
    }

    /// Asks the job at work to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Whether another process changed the books since the last call.
    pub fn changed_elsewhere(&self) -> bool {
        self.with(|open| {
            // The writer's own commits leave its version as it was: what moves it came from elsewhere.
            let version = data_version(&held(&open.writer).connection)?;
            Ok(open.seen.swap(version, Ordering::SeqCst) != version)
        })
        .unwrap_or(false)
    }

    /// Keeps a backup before leaving, unless nothing changed since the last one.
    pub fn quit(&self) {
        let done = self
            .with(|open| backup::run(&open.folder, self.clock, &|_, _| true).map(drop))
            .and_then(|()| self.fold());
        if let Err(failure) = done {
            tracing::error!(?failure, "backup on quitting");
        }
    }

    /// Leaves one file behind, without its log beside it.
    pub(crate) fn fold(&self) -> Result<(), Failure> {
        self.with(|open| {
            held(&open.writer).connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
    }

    /// Keeps a backup when the last one is older than a day, and answers whether it did; what goes wrong is for the log.
    pub fn backup_if_old(&self) -> bool {
        match self.with(|open| backup::if_old(&open.folder, self.clock)) {
            Ok(kept) => kept,
            Err(failure) => {
                if self.shut().is_none() {
                    tracing::error!(?failure, "backup at start");
                }
                false
            }
        }
    }

    /// The folder of the books in use.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        match &*held(&self.away) {
            Some(folder) => Ok(folder.clone()),
            None => self.opening.folder(),
        }
    }

    /// The user's own folder, whatever books are in use.
    pub(crate) fn own_folder(&self) -> Result<PathBuf> {
        self.opening.folder()
    }

    /// Goes over to other books, or back to one's own; where they do not open, nothing moves.
    pub(crate) fn go_to(&self, away: Option<PathBuf>) -> Result<()> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let open = Open::new(&match &away {
            Some(folder) => Opening { data: Some(folder.clone()), ..self.opening.clone() },
            None => self.opening.clone(),
        })?;
        *state = State::Open(Box::new(open));
        *held(&self.away) = away;
        Ok(())
    }

    /// The present moment's day, in the user's time zone.
    pub(crate) fn today(&self) -> Result<NaiveDate> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(shut(failure)),
            State::Open(open) => {
                let reader = held(&open.reader);
                Ok(self.clock.now(&time_zone(&reader)?, books::head(&reader)?.seq).date())
            }
        }
    }

    pub(crate) fn clock(&self) -> Clock {
        self.clock
    }

    /// Lets go of the books, runs `replace` with the only hold on them, and enters again whatever happened.
    pub(crate) fn alone<T>(&self, replace: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let folder = self.folder()?;
        // Taken before anything is let go of: whoever cannot have it stays as they were.
        let taken = match &*state {
            State::Open(_) => None,
            State::Shut(_) => Some(Lock::shared(&folder)?),
        };
        let previous = std::mem::replace(
            &mut *state,
            State::Shut(Failure::Internal("restauration en cours".to_owned())),
        );
        let lock = match previous {
            State::Open(open) => {
                let Open { lock, writer, reader, .. } = *open;
                drop(reader);
                // Closing the last connection folds the log into the file.
                drop(writer);
                lock
            }
            State::Shut(failure) => match taken {
                Some(lock) => lock,
                None => return Err(shut(&failure)),
            },
        };
        let done = lock.alone().and_then(|()| replace(&folder));
        drop(lock);
        let opening = Opening { data: Some(folder), ..self.opening.clone() };
        *state = match guard(|| Open::new(&opening)) {
            Ok(open) => State::Open(Box::new(open)),
            Err(failure) => State::Shut(failure),
        };
        done
    }

    fn with<T>(&self, work: impl FnOnce(&Open) -> Result<T>) -> Result<T, Failure> {
        guard(|| match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(shut(failure)),
            State::Open(open) => work(open),
        })
    }
}

fn shut(failure: &Failure) -> Error {
    match failure {
        Failure::Refused(refusal) => refusal.clone().into(),
        Failure::Internal(sentence) => Error::Broken(sentence.clone()),
    }
}

fn unknown(name: &str) -> Error {
    Refusal::new(
        Code::NotFound,
        format!("« {} » n’est pas sur la liste.", name.chars().take(60).collect::<String>()),
    )
    .into()
}

fn data_version(db: &Connection) -> Result<i64> {
    Ok(db.query_row("PRAGMA data_version", [], |r| r.get(0))?)
}

fn time_zone(db: &Connection) -> Result<String> {
    Ok(crate::act::setting::<crate::contact::Preferences>(db, "preferences")?
        .map(|p| p.time_zone)
        .unwrap_or_default())
}

/// Writes a line to a file that nobody else has open, such as a copy about to be put in place.
pub(crate) fn transact_in(
    path: &Path,
    clock: Clock,
    name: &str,
    payload: Value,
    run: surface::Action,
) -> Result<Done> {
    let mut writer = Writer::new(Connection::open(path)?)?;
    transact(&mut writer, clock, name, payload, run)
}

/// One transaction: the action, its projections, its journal line; all of it or nothing.
fn transact(
    writer: &mut Writer,
    clock: Clock,
    name: &str,
    payload: Value,
    run: surface::Action,
) -> Result<Done> {
    let Writer { connection, written } = writer;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    held(written).clear();
    let head = books::head(&tx)?;
    let now = clock.now(&time_zone(&tx)?, head.seq);
    let act = Act::new(&tx, now, head.clone());
    let id = run(&act, &payload)?;
    let deals = act.deals();
    for deal in &deals {
        projection::refresh(&act, *deal)?;
    }
    let salt = clock.salt(&head)?;
    let rows = held(written).clone();
    books::write(
        &tx,
        &head,
        books::Entry {
            at: &act.at,
            day: act.today,
            action: name,
            payload: &payload,
            deal: deals.first().copied(),
            client: act.client().filter(|_| deals.is_empty()),
            salt: &salt,
            written: &rows,
        },
    )?;
    crash_point("before_commit");
    tx.commit()?;
    Ok(Done { id, touched: books::topics(rows.iter().map(|(table, _)| table.as_str())) })
}

/// A place where the crash test may hold the process: inside an open transaction, or between two steps of a restore.
pub(crate) fn crash_point(place: &str) {
    if cfg!(debug_assertions) && std::env::var("PARCOURS_HOLD").as_deref() == Ok(place) {
        use std::io::Write;
        // Announced on stderr, so that the test kills at a moment it knows to be inside.
        let _ = writeln!(std::io::stderr(), "holding {place}");
        std::thread::park_timeout(std::time::Duration::from_millis(20));
    }
}

/// Runs work, turning errors and panics into what people may read; details go to the log.
fn guard<T>(work: impl FnOnce() -> Result<T>) -> Result<T, Failure> {
    let outcome = catch_unwind(AssertUnwindSafe(work));
    let internal = |details: String| {
        tracing::error!(%details, "internal error");
        Failure::Internal(format!(
            "Parcours n’a pas pu terminer ({details}). Vos livres n’ont pas été modifiés ; réessayez, et si cela se répète, le détail est dans le fichier parcours.log du dossier de vos livres."
        ))
    };
    match outcome {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Error::Refused(refusal))) => Err(Failure::Refused(refusal)),
        Ok(Err(error)) => Err(internal(error.to_string())),
        Err(panic) => {
            let text = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()))
                .unwrap_or_default();
            Err(internal(text))
        }
    }
}
