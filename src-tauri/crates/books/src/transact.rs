//! One transaction: the action, what follows it, its journal line; all of it or nothing.

use crate::act::{Act, Clock, Latest, Rows};
use crate::cipher::Keys;
use crate::entry::Action;
use crate::erase;
use crate::error::Result;
use crate::file;
use crate::held::held;
use crate::journal::{self, Deed};
use crate::plan::Plan;
use crate::reading::Reading;
use crate::watch::Watch;
use rusqlite::{Connection, TransactionBehavior};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The one connection of a process that writes.
pub(crate) struct Writer {
    pub connection: Connection,
    /// Its file, whatever its name is made of.
    path: PathBuf,
    /// Rows written since the transaction began, told by SQLite itself: no code path can forget one.
    written: Arc<Mutex<Rows>>,
    latest: Latest,
    /// What opens its file once more.
    keys: Keys,
}

/// What an action did: the thing it made or changed, and what screens should ask again.
pub struct Done {
    pub id: i64,
    pub touched: Vec<&'static str>,
    /// Its line of the journal, where it can be taken back.
    pub undo: Option<i64>,
}

impl Done {
    /// As callers are told.
    #[must_use]
    pub fn told(&self) -> Value {
        json!({"id": self.id, "touched": self.touched, "undo": self.undo})
    }
}

impl Writer {
    pub fn new(mut connection: Connection, path: &Path, keys: &Keys) -> Result<Writer> {
        let written: Arc<Mutex<Rows>> = Arc::default();
        let noted = Arc::clone(&written);
        connection.update_hook(Some(move |_: rusqlite::hooks::Action, _: &str, table: &str, row: i64| {
            held(&noted).insert((table.to_owned(), row));
        }))?;
        connection.set_prepared_statement_cache_capacity(256);
        let path = path.to_path_buf();
        Ok(Writer { connection, path, written, latest: Latest::default(), keys: keys.clone() })
    }

    /// What an erasure left to be wiped from the file, where it could not be done at once.
    pub fn wipe_if_due(&self) -> Result<()> {
        if erase::is_due(&self.connection)?
            && let Err(error) = erase::wipe(&self.connection, &self.path)
        {
            tracing::warn!(%error, "wiping at opening");
        }
        Ok(())
    }

    pub fn transact(
        &mut self,
        plan: &Plan,
        clock: Clock,
        name: &str,
        payload: &Value,
        (run, watch): (Action, Watch),
    ) -> Result<Done> {
        let Writer { connection, path, written, latest, keys } = self;
        let sound = || erase::sound(path, plan, keys);
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        held(written).clear();
        let head = journal::head(Reading::of(&tx))?;
        let now = clock.now(&(plan.zone)(Reading::of(&tx))?, head.seq);
        let act = Act::new(&tx, clock, now, head.clone()).knowing(latest, &sound).watched(watch);
        let id = run(&act, payload)?;
        let wrote = held(written).clone();
        (plan.after)(&act, &wrote)?;
        let deals = act.deals();
        let salt = clock.salt(&head)?;
        let mut rows = held(written).clone();
        let erased = act.erased();
        let listed = match &erased {
            Some(erased) => erase::bodies(&tx, plan, erased, &mut rows)?,
            None => BTreeSet::new(),
        };
        let (head, body) = journal::write(
            &tx,
            plan,
            &head,
            Deed {
                at: &act.at,
                day: act.today,
                action: name,
                payload: erased.as_ref().map_or(payload, |erased| &erased.said),
                deal: deals.first().copied(),
                client: act.client().filter(|_| deals.is_empty()),
                salt: &salt,
                written: &rows,
                erased: &listed,
                undoes: act.undoes(),
            },
        )?;
        if erased.is_some() {
            erase::close(&tx)?;
        }
        crash_point("before_commit");
        tx.commit()?;
        if erased.is_some() {
            // The books are as they should be; what is left in free pages is wiped at the next opening if need be.
            if let Err(error) = erase::wipe(connection, path) {
                tracing::warn!(%error, "wiping after an erasure");
            }
        }
        let tables: Vec<&str> = rows.iter().map(|(table, _)| table.as_str()).collect();
        let undo = (plan.may_take_back)(&body).then_some(head.seq);
        Ok(Done { id, touched: plan.topics(&tables), undo })
    }

    /// Work in progress: written like the rest, without a line.
    pub fn draft(
        &mut self,
        plan: &Plan,
        clock: Clock,
        payload: Value,
        run: fn(&Act, Value) -> Result<()>,
    ) -> Result<Done> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let head = journal::head(Reading::of(&tx))?;
        let now = clock.now(&(plan.zone)(Reading::of(&tx))?, head.seq);
        run(&Act::new(&tx, clock, now, head), payload)?;
        tx.commit()?;
        Ok(Done { id: 0, touched: plan.topics(&["draft"]), undo: None })
    }
}

/// Writes a line to a file that nobody else has open, such as a copy about to be put in place.
pub fn transact_in(
    path: &Path,
    (plan, keys): (&Plan, &Keys),
    clock: Clock,
    name: &str,
    payload: &Value,
    run: Action,
) -> Result<Done> {
    Writer::new(file::open_aside(path, keys)?, path, keys)?.transact(
        plan,
        clock,
        name,
        payload,
        (run, &|_, _| true),
    )
}

/// A place where the crash test may hold the process: inside an open transaction, or between two steps of a restore.
pub fn crash_point(place: &str) {
    if cfg!(debug_assertions) && std::env::var("PARCOURS_HOLD").as_deref() == Ok(place) {
        use std::io::Write;
        // Announced on stderr, so that the test kills at a moment it knows to be inside.
        let _ = writeln!(std::io::stderr(), "holding {place}");
        std::thread::park_timeout(std::time::Duration::from_millis(20));
    }
}
