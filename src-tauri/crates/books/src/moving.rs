//! Going from one file to another: books unlocked, looked at beside one's own, or replaced while nobody has them open.

use crate::cipher::Secret;
use crate::error::Result;
use crate::failure::{Failure, guard};
use crate::file;
use crate::held::held;
use crate::house::{House, State};
use crate::lock::Lock;
use crate::opened::Open;
use crate::opening::Opening;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

impl House {
    /// Opens books that are locked; nothing happens where they are open.
    ///
    /// # Errors
    /// `locked` at `secret` where that does not open them.
    pub fn unlock(&self, secret: Secret) -> Result<()> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let State::Shut(_) = &*state else { return Ok(()) };
        let keys = self.keys.and(secret.clone());
        let open = Open::new(&self.opening.folder()?, self.plan, &keys)?;
        self.keys.learn(secret);
        *state = State::Open(Box::new(open));
        Ok(())
    }

    /// Goes over to other books, or back to one's own; where they do not open, nothing moves.
    pub fn go_to(&self, away: Option<PathBuf>) -> Result<()> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let folder = match &away {
            Some(folder) => folder.clone(),
            None => self.opening.folder()?,
        };
        // There were books: if they are gone, none are begun in their place.
        file::must_exist(&folder)?;
        let aside = match &*state {
            State::Open(open) => {
                let aside = open.let_go()?;
                // What stands there now may have to be brought to this version, with the only hold on it.
                open.lock.release()?;
                aside
            }
            State::Shut(_) => Vec::new(),
        };
        match Open::new(&folder, self.plan, &self.keys) {
            Ok(open) => *state = State::Open(Box::new(open)),
            Err(error) => {
                for (was, is) in aside {
                    drop(std::fs::rename(is, was));
                }
                if let State::Open(open) = &*state {
                    open.lock.back_to_shared()?;
                }
                return Err(error);
            }
        }
        *held(&self.away) = away;
        Ok(())
    }

    /// Other books, with the same plan and list.
    #[must_use]
    pub fn beside(&self, opening: Opening) -> House {
        House::open(opening, self.plan, self.list)
    }

    /// Lets go of the books, runs `replace` with the only hold on them, and enters again whatever happened.
    pub fn alone<T>(&self, replace: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
        let _nobody = self.aside.write().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let folder = self.folder()?;
        if let State::Open(open) = &*state {
            open.standing.check()?;
        }
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
        *state = match guard(|| Open::new(&folder, self.plan, &self.keys)) {
            Ok(open) => State::Open(Box::new(open)),
            Err(failure) => State::Shut(failure),
        };
        done
    }
}
