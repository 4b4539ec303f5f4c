//! The house with its door open: one process's hold on the books, through which window and command line do
//! everything.
//!
//! Invariant: one action = one immediate transaction = one journal line, or nothing at all.

use crate::act::{Ask, Clock};
use crate::cipher::Keys;
use crate::entry::{Entry, Run, Watch, unknown};
use crate::error::Result;
use crate::failure::{Failure, guard};
use crate::held::held;
use crate::limits::{self, Most};
use crate::opened::Open;
use crate::opening::Opening;
use crate::plan::Plan;
use crate::reading::Reading;
use crate::seal::Head;
use crate::way::First;
use crate::{draft, elsewhere, file, journal};
use chrono::NaiveDate;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};
use values::refusal::Refusal;

/// One process's hold on the books.
pub struct House {
    pub(crate) opening: Opening,
    pub(crate) plan: &'static Plan,
    pub(crate) list: &'static [Entry<House>],
    /// Other books that are looked at for now, and their folder.
    pub(crate) away: Mutex<Option<PathBuf>>,
    pub(crate) keys: Keys,
    /// Held by what reads the file through a connection of its own; whoever replaces the file waits for it.
    pub(crate) aside: RwLock<()>,
    pub(crate) clock: Clock,
    pub(crate) cancelled: AtomicBool,
    pub(crate) state: RwLock<State>,
}

pub(crate) enum State {
    Open(Box<Open>),
    /// Why the books could not be opened; restoring is still possible.
    Shut(Failure),
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
        let keys = Keys::default();
        let state = match guard(|| Open::new(&opening.folder()?, plan, &keys)) {
            Ok(open) => State::Open(Box::new(open)),
            Err(failure) => State::Shut(failure),
        };
        let clock = Clock { fixed: opening.today };
        House {
            opening,
            plan,
            list,
            away: Mutex::default(),
            keys,
            aside: RwLock::default(),
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
        self.perform(self.clock, name, payload, &|_, _| true)
    }

    /// The same, telling how far one is that may take long; stopped as a job is, with nothing written.
    pub fn act_watched(&self, name: &str, payload: Value, watch: Watch) -> Result<Value, Failure> {
        if !(self.plan.takes_long_file)(name) {
            return self.act(name, payload);
        }
        self.at_work(name, watch, |watch| {
            self.perform(self.clock, name, payload, watch).map_err(|failure| failure.again())
        })
    }

    /// Performs an action as of a past day: how the demo's months are written.
    pub fn act_on(&self, day: NaiveDate, name: &str, payload: Value) -> Result<Value, Failure> {
        self.perform(Clock { fixed: Some(day) }, name, payload, &|_, _| true)
    }

    /// The journal's last line.
    pub fn head(&self) -> Result<Head> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(failure.again()),
            State::Open(open) => journal::head(Reading::of(&held(&open.reader))),
        }
    }

    fn perform(&self, clock: Clock, name: &str, payload: Value, watch: Watch) -> Result<Value, Failure> {
        let _first = First::come();
        self.with(|open| {
            limits::check(&payload, self.most(name))?;
            let Some(Run::Action(run, _)) = self.run(name) else { return Err(unknown(name)) };
            if self.is_away() && (self.plan.about_oneself)(name, &payload) {
                return Err(Refusal::not_now(
                    "Vous regardez la démonstration : revenez à vos données pour régler ce qui vous concerne.",
                )
                .into());
            }
            Ok(open.writing()?.transact(self.plan, clock, name, &payload, (*run, watch))?.told())
        })
    }

    fn most(&self, name: &str) -> Most {
        let file = if (self.plan.takes_long_file)(name) { limits::LONG_FILE } else { limits::FILE };
        Most { text: limits::TEXT, file }
    }

    /// Saves or discards work in progress.
    pub fn draft(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        let _first = First::come();
        self.with(|open| {
            let Some(Run::Draft(run)) = self.run(name) else { return Err(unknown(name)) };
            limits::check(&payload, Most { text: draft::MOST, file: draft::MOST })?;
            Ok(open.writing()?.draft(self.plan, self.clock, payload, *run)?.told())
        })
    }

    /// Answers a question of the list, on a connection that cannot write.
    pub fn ask(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        let _first = First::come();
        self.with(|open| {
            let Some(Run::Question(run)) = self.run(name) else { return Err(unknown(name)) };
            limits::check(&payload, self.most(name))?;
            let reader = held(&open.reader);
            // One snapshot for the whole question.
            let tx = reader.unchecked_transaction()?;
            let head = journal::head(Reading::of(&tx))?;
            let now = self.clock.now(&(self.plan.zone)(Reading::of(&tx))?, head.seq);
            let stories = |action: &str| match self.run(action) {
                Some(Run::Action(_, story)) => Some(*story),
                Some(Run::Draft(_) | Run::Question(_) | Run::Job(_)) | None => None,
            };
            run(
                &Ask {
                    db: Reading::of(&tx),
                    today: now.date(),
                    now,
                    folder: &open.folder,
                    latest: Some(&open.latest),
                    lost: &|| open.standing.lost().map(|lost| lost.message),
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
        self.at_work(name, watch, |watch| {
            let Some(Run::Job(run)) = self.run(name) else { return Err(unknown(name)) };
            // A backup may come as a file of any size.
            limits::check(&payload, Most { text: limits::TEXT, file: usize::MAX })?;
            run(self, payload, watch)
        })
    }

    /// Does the work of that job, however it was asked for.
    pub fn at_work<T>(
        &self,
        name: &str,
        watch: Watch,
        work: impl FnOnce(Watch) -> Result<T>,
    ) -> Result<T, Failure> {
        /// What one may still do with books that are no longer at their place.
        const OF_WHAT_IS_OPEN: &[&str] =
            &["cancel_job", "export_document", "leave_demo", "reopen_books", "save_copy"];
        /// Done aside, again and again: it neither stops another job nor is stopped with it.
        const ASIDE: &[&str] = &["cancel_job", "look_for_statements"];
        guard(|| {
            if !OF_WHAT_IS_OPEN.contains(&name)
                && let Some(lost) = self.lost()
            {
                return Err(lost.into());
            }
            if ASIDE.contains(&name) {
                return work(watch);
            }
            self.cancelled.store(false, Ordering::SeqCst);
            work(&|done, of| watch(done, of) && !self.cancelled.load(Ordering::SeqCst))
        })
    }

    /// What became of the files of the books in use, if they are no longer where they were opened.
    #[must_use]
    pub fn lost(&self) -> Option<Refusal> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Open(open) => open.standing.lost(),
            State::Shut(_) => None,
        }
    }

    /// Asks the job at work to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Whether another process changed the books, or their place, since the last call.
    pub fn changed_elsewhere(&self) -> bool {
        self.with(Open::changed_elsewhere).unwrap_or(false)
    }

    /// A verified copy of the books that are open, also where their own file is gone: at that path, where nothing may
    /// stand yet, or in that folder.
    pub fn copy_to(&self, place: &Path, watch: Watch) -> Result<PathBuf> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(failure.again()),
            State::Open(open) if open.standing.lost().is_some() => {
                elsewhere::copy((&held(&open.reader), open.key.as_ref()), self.plan, self.clock, place, watch)
            }
            // Questions go on meanwhile.
            State::Open(open) => {
                let source = file::open_reading(&file::path(&open.folder), &self.keys)?;
                elsewhere::copy((&source, open.key.as_ref()), self.plan, self.clock, place, watch)
            }
        }
    }

    /// Leaves one file behind, without its log beside it.
    pub fn fold(&self) -> Result<(), Failure> {
        self.with(|open| {
            held(&open.writer).connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
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

    /// Opens the books that stand at their place now, in place of those that were open.
    pub fn reopen(&self) -> Result<()> {
        let away = held(&self.away).clone();
        self.go_to(away)
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

    /// What opens locked files, as far as this process was told.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Held while the file is read through a connection of one's own: nobody replaces it meanwhile.
    pub fn reading_aside(&self) -> RwLockReadGuard<'_, ()> {
        self.aside.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// What these books are told of the trade.
    pub fn plan(&self) -> &'static Plan {
        self.plan
    }

    fn run(&self, name: &str) -> Option<&'static Run<House>> {
        self.list.iter().find(|entry| entry.name == name).map(|entry| &entry.run)
    }

    pub(crate) fn with<T>(&self, work: impl FnOnce(&Open) -> Result<T>) -> Result<T, Failure> {
        guard(|| match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Shut(failure) => Err(failure.again()),
            State::Open(open) => work(open),
        })
    }
}
