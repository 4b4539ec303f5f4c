//! Books that are open: the connections, the lock they are held by, and the files they were found in.

use crate::act::Latest;
use crate::cipher::{Key, Keys};
use crate::error::Result;
use crate::held::held;
use crate::lock::Lock;
use crate::plan::Plan;
use crate::reading::Reading;
use crate::standing::Standing;
use crate::transact::Writer;
use crate::{backup, file, leftovers, private};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// Closed in this order: the writer last, so that it folds the log into the file, and the lock after it.
pub(crate) struct Open {
    pub folder: PathBuf,
    /// What the file is locked with, known also when it is gone.
    pub key: Option<Key>,
    pub reader: Mutex<Connection>,
    /// For questions: the writer keeps its own.
    pub latest: Latest,
    pub writer: Mutex<Writer>,
    pub lock: Lock,
    pub standing: Standing,
    /// `data_version` last seen by the window's poll.
    seen: AtomicI64,
    /// Whether that poll last found the files at their place.
    seen_lost: AtomicBool,
}

impl Open {
    pub fn new(folder: &Path, plan: &Plan, keys: &Keys) -> Result<Open> {
        let lock = Lock::shared(folder)?;
        // Before anything is open: the hold on the books is let go of for an instant.
        leftovers::clear(folder, &lock)?;
        let copy = |path: &Path| backup::before_migration(folder, path, keys);
        let writer = Writer::new(file::open(folder, &lock, plan, keys, &copy)?, &file::path(folder), keys)?;
        writer.wipe_if_due()?;
        let reader = file::open_reading(&file::path(folder), keys)?;
        let standing = Standing::note(folder, &lock)?;
        private::everything(folder, &backup::place("", folder));
        let chosen = (plan.backup_folder)(Reading::of(&writer.connection))?;
        leftovers::clear_elsewhere(folder, &backup::place(&chosen, folder));
        let second = (plan.second_folder)(Reading::of(&writer.connection))?;
        if !second.is_empty() {
            leftovers::clear_elsewhere(folder, Path::new(&second));
        }
        let seen = AtomicI64::new(data_version(&writer.connection)?);
        Ok(Open {
            folder: folder.to_path_buf(),
            key: keys.of(&file::path(folder))?,
            lock,
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            latest: Latest::default(),
            standing,
            seen,
            seen_lost: AtomicBool::new(false),
        })
    }

    /// Where another file stands in the place of this one, its log is put aside, and is not touched when this one closes.
    pub fn let_go(&self) -> Result<Vec<(PathBuf, PathBuf)>> {
        if self.standing.lost().is_none() {
            return Ok(Vec::new());
        }
        let writer = held(&self.writer);
        writer.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        Ok(self.standing.put_log_aside())
    }

    /// The connection that writes, as long as what it writes stays.
    pub fn writing(&self) -> Result<std::sync::MutexGuard<'_, Writer>> {
        let writer = held(&self.writer);
        self.standing.check()?;
        Ok(writer)
    }

    /// Whether another process changed the books, or their place, since the last call.
    pub fn changed_elsewhere(&self) -> Result<bool> {
        let lost = self.standing.lost().is_some();
        let moved = self.seen_lost.swap(lost, Ordering::SeqCst) != lost;
        // The writer's own commits leave its version as it was: what moves it came from elsewhere.
        let version = data_version(&held(&self.writer).connection)?;
        Ok(self.seen.swap(version, Ordering::SeqCst) != version || moved)
    }
}

fn data_version(db: &Connection) -> Result<i64> {
    Ok(db.query_row("PRAGMA data_version", [], |r| r.get(0))?)
}
