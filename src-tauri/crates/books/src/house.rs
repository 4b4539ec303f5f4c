//! The house with its door open: one process's hold on the books, through which window and command line do
//! everything.
//!
//! Invariant: one action = one immediate transaction = one journal line, or nothing at all.

use crate::act::{Ask, Clock, Latest};
use crate::entry::{Entry, Run, Watch};
use crate::error::{Error, Result};
use crate::failure::{Failure, guard};
use crate::lock::Lock;
use crate::plan::Plan;
use crate::reading::Reading;
use crate::seal::Head;
use crate::transact::{Done, Writer, held};
use crate::{backup, file, journal, leftovers, private};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use values::refusal::{Code, Refusal};

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

/// One process's hold on the books.
pub struct House {
    opening: Opening,
    plan: &'static Plan,
    list: &'static [Entry<House>],
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

/// Closed in this order: the writer last, so that it folds the log into the file, and the lock after it.
struct Open {
    folder: PathBuf,
    reader: Mutex<Connection>,
    /// For questions: the writer keeps its own.
    latest: Latest,
    writer: Mutex<Writer>,
    lock: Lock,
    /// `data_version` last seen by the window's poll.
    seen: AtomicI64,
}

impl Open {
    fn new(opening: &Opening, plan: &Plan) -> Result<Open> {
        let folder = opening.folder()?;
        let lock = Lock::shared(&folder)?;
        // Before anything is open: the hold on the books is let go of for an instant.
        leftovers::clear(&folder, &lock)?;
        let copy = |path: &Path| backup::before_migration(&folder, path);
        let writer = Writer::new(file::open(&folder, &lock, plan, &copy)?)?;
        let reader = file::open_reading(&file::path(&folder))?;
        private::everything(&folder, &backup::place("", &folder));
        let chosen = (plan.backup_folder)(Reading::of(&writer.connection))?;
        leftovers::clear_elsewhere(&folder, &backup::place(&chosen, &folder));
        let seen = AtomicI64::new(data_version(&writer.connection)?);
        Ok(Open {
            folder,
            lock,
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            latest: Latest::default(),
            seen,
        })
    }
}

impl House {
    /// Enters, and keeps the backup of the day before anything else.
    #[must_use]
    pub fn open(opening: Opening, plan: &'static Plan, list: &'static [Entry<House>]) -> House {
        let house = House::enter(opening, plan, list);
        house.backup_if_old();
        house
    }

    /// Enters without the backup of the day, for whoever calls [`House::backup_if_old`] while people already read.
    /// If the books cannot be opened the house stands all the same, and every call answers why.
    #[must_use]
    pub fn enter(opening: Opening, plan: &'static Plan, list: &'static [Entry<House>]) -> House {
        let state = match guard(|| Open::new(&opening, plan)) {
            Ok(open) => State::Open(Box::new(open)),
            Err(failure) => State::Shut(failure),
        };
        let clock = Clock { fixed: opening.today };
        House {
            opening,
            plan,
            list,
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
    pub fn act_on(&self, day: NaiveDate, name: &str, payload: Value) -> Result<Value, Failure> {
        self.perform(Clock { fixed: Some(day) }, name, payload)
    }

    /// The journal's last line.
    pub fn head(&self) -> Result<Head> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(failure.again()),
            State::Open(open) => journal::head(Reading::of(&held(&open.reader))),
        }
    }

    fn perform(&self, clock: Clock, name: &str, payload: Value) -> Result<Value, Failure> {
        self.with(|open| {
            let Some(Run::Action(run, _)) = self.run(name) else { return Err(unknown(name)) };
            if self.is_away() && (self.plan.about_oneself)(name, &payload) {
                return Err(Refusal::not_now(
                    "Vous regardez la démonstration : revenez à vos livres pour régler ce qui vous concerne.",
                )
                .into());
            }
            Ok(told(&held(&open.writer).transact(self.plan, clock, name, &payload, *run)?))
        })
    }

    /// Saves or discards work in progress.
    pub fn draft(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.with(|open| {
            let Some(Run::Draft(run)) = self.run(name) else { return Err(unknown(name)) };
            Ok(told(&held(&open.writer).draft(self.plan, self.clock, payload, *run)?))
        })
    }

    /// Answers a question of the list, on a connection that cannot write.
    pub fn ask(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.with(|open| {
            let Some(Run::Question(run)) = self.run(name) else { return Err(unknown(name)) };
            let reader = held(&open.reader);
            // One snapshot for the whole question.
            let tx = reader.unchecked_transaction()?;
            let head = journal::head(Reading::of(&tx))?;
            let today = self.clock.now(&(self.plan.zone)(Reading::of(&tx))?, head.seq).date();
            let stories = |action: &str| match self.run(action) {
                Some(Run::Action(_, story)) => Some(*story),
                Some(Run::Draft(_) | Run::Question(_) | Run::Job(_)) | None => None,
            };
            run(
                &Ask {
                    db: Reading::of(&tx),
                    today,
                    folder: &open.folder,
                    latest: Some(&open.latest),
                    stories: &stories,
                },
                payload,
            )
        })
    }

    /// Does a job of the list, which may be long.
    pub fn job(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.job_watched(name, payload, &|_, _| true)
    }

    /// Like [`House::job`], telling how far it is; stopped by the job `cancel_job` or when `watch` answers false.
    pub fn job_watched(&self, name: &str, payload: Value, watch: Watch) -> Result<Value, Failure> {
        guard(|| {
            let Some(Run::Job(run)) = self.run(name) else { return Err(unknown(name)) };
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
            .with(|open| backup::run(&open.folder, self.plan, self.clock, &|_, _| true).map(drop))
            .and_then(|()| self.fold());
        if let Err(failure) = done {
            tracing::error!(?failure, "backup on quitting");
        }
    }

    /// Leaves one file behind, without its log beside it.
    pub fn fold(&self) -> Result<(), Failure> {
        self.with(|open| {
            held(&open.writer).connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
    }

    /// Keeps a backup when the last one is older than a day, and answers whether it did; what goes wrong is for the log.
    pub fn backup_if_old(&self) -> bool {
        match self.with(|open| backup::if_old(&open.folder, self.plan, self.clock)) {
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
    pub fn folder(&self) -> Result<PathBuf> {
        match &*held(&self.away) {
            Some(folder) => Ok(folder.clone()),
            None => self.opening.folder(),
        }
    }

    /// Are other books looked at for now, which are not the user's own?
    #[must_use]
    pub fn is_away(&self) -> bool {
        held(&self.away).is_some()
    }

    /// The user's own folder, whatever books are in use.
    pub fn own_folder(&self) -> Result<PathBuf> {
        self.opening.folder()
    }

    /// Goes over to other books, or back to one's own; where they do not open, nothing moves.
    pub fn go_to(&self, away: Option<PathBuf>) -> Result<()> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let open = Open::new(
            &match &away {
                Some(folder) => Opening { data: Some(folder.clone()), ..self.opening.clone() },
                None => self.opening.clone(),
            },
            self.plan,
        )?;
        *state = State::Open(Box::new(open));
        *held(&self.away) = away;
        Ok(())
    }

    /// The present moment's day, in the user's time zone.
    pub fn today(&self) -> Result<NaiveDate> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(failure.again()),
            State::Open(open) => {
                let reader = held(&open.reader);
                Ok(self
                    .clock
                    .now(&(self.plan.zone)(Reading::of(&reader))?, journal::head(Reading::of(&reader))?.seq)
                    .date())
            }
        }
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// What these books are told of the trade.
    pub fn plan(&self) -> &'static Plan {
        self.plan
    }

    /// Other books, with the same plan and list.
    #[must_use]
    pub fn beside(&self, opening: Opening) -> House {
        House::open(opening, self.plan, self.list)
    }

    fn run(&self, name: &str) -> Option<&'static Run<House>> {
        self.list.iter().find(|entry| entry.name == name).map(|entry| &entry.run)
    }

    /// Lets go of the books, runs `replace` with the only hold on them, and enters again whatever happened.
    pub fn alone<T>(&self, replace: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
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
                None => return Err(failure.again()),
            },
        };
        let done = lock.alone().and_then(|()| replace(&folder));
        drop(lock);
        let opening = Opening { data: Some(folder), ..self.opening.clone() };
        *state = match guard(|| Open::new(&opening, self.plan)) {
            Ok(open) => State::Open(Box::new(open)),
            Err(failure) => State::Shut(failure),
        };
        done
    }

    fn with<T>(&self, work: impl FnOnce(&Open) -> Result<T>) -> Result<T, Failure> {
        guard(|| match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(failure.again()),
            State::Open(open) => work(open),
        })
    }
}

fn told(done: &Done) -> Value {
    json!({"id": done.id, "touched": done.touched})
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
