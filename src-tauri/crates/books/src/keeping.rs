//! What is kept of open books: backups, their second place, and the drill that shows they can be restored.

use crate::backup::BackupDone;
use crate::drill::Drill;
use crate::entry::Watch;
use crate::error::Result;
use crate::failure::{Failure, guard};
use crate::house::House;
use crate::opened::Open;
use crate::reading::Reading;
use crate::{backup, drill, file, second};

impl House {
    /// Keeps a verified copy, unless nothing changed since the last one, and takes the latest to the second place.
    ///
    /// # Errors
    /// What kept the copy from being made; the second place says its trouble apart.
    pub fn backup(&self, watch: Watch) -> Result<BackupDone, Failure> {
        self.with(|open| self.kept(open, watch))
    }

    fn kept(&self, open: &Open, watch: Watch) -> Result<BackupDone> {
        let done = backup::run(&open.folder, self.plan, &self.keys, self.clock, watch)?;
        self.follow(open)?;
        Ok(done)
    }

    /// The latest backup is taken to the second place, where there is one.
    fn follow(&self, open: &Open) -> Result<()> {
        let books = file::open_reading(&file::path(&open.folder), &self.keys)?;
        let chosen = (self.plan.second_folder)(Reading::of(&books))?;
        let chain = backup::origin(&books)?;
        if chosen.is_empty() || chain.is_none() {
            return Ok(());
        }
        let place = backup::place(&(self.plan.backup_folder)(Reading::of(&books))?, &open.folder);
        let own = |path: &std::path::PathBuf| backup::chain_of(path, &self.keys) == chain;
        if let Some(latest) = backup::list(&place).into_iter().map(|(.., path)| path).find(own) {
            let zone = (self.plan.zone)(Reading::of(&books))?;
            let today = self.clock.now(&zone, 0).date();
            second::follow(&open.folder, &chosen, &latest, &self.keys, today);
        }
        Ok(())
    }

    /// Restores the latest backup aside, to see whether it can be.
    ///
    /// # Errors
    /// As [`drill::run`].
    pub fn drill(&self, watch: Watch) -> Result<Drill> {
        let _aside = self.reading_aside();
        let today = self.today()?;
        let folder = self.folder()?;
        drill::run(&folder, self.plan, &self.keys, today, watch)
    }

    /// Keeps a backup before leaving, unless nothing changed since the last one.
    pub fn quit(&self) {
        let done = self
            .with(|open| {
                open.standing.check()?;
                self.kept(open, &|_, _| true).map(drop)
            })
            .and_then(|()| self.fold());
        if let Err(failure) = done {
            tracing::error!(?failure, "backup on quitting");
        }
    }

    /// Keeps a backup when the last one is older than a day, takes it to the second place, and answers whether it did; what
    /// goes wrong is for the log.
    pub fn backup_if_old(&self) -> bool {
        let kept = self.with(|open| {
            let kept = backup::if_old(&open.folder, self.plan, &self.keys, self.clock)?;
            self.follow(open)?;
            Ok(kept)
        });
        match kept {
            Ok(kept) => kept,
            Err(failure) => {
                if self.shut().is_none() {
                    tracing::error!(?failure, "backup at start");
                }
                false
            }
        }
    }

    /// A drill where the last is a week old; answers whether there was one. What goes wrong is for the log.
    pub fn drill_if_due(&self) -> bool {
        let (Ok(today), Ok(folder), Ok(head)) = (self.today(), self.folder(), self.head()) else {
            return false;
        };
        if self.is_away() || head.seq == 0 || !drill::is_due(&folder, today) {
            return false;
        }
        let done = guard(|| self.drill(&|_, _| true));
        if let Err(failure) = &done {
            tracing::error!(?failure, "the drill of the week");
        }
        done.is_ok()
    }
}
