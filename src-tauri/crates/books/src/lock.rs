//! The lock that every process on the books holds; restoring and migrating need it alone.

use crate::error::{Error, Result};
use crate::private;
use std::fs::{File, Metadata, TryLockError};
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;
use values::refusal::{Code, Refusal};

pub const LOCK: &str = "books.lock";

/// What the lock holds once there were books beside it.
const MARK: &[u8] = b"parcours\n";

/// Held by every process that works on the books; restoring and migrating need it alone.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// A shared hold on the books of `folder`, which is created if missing.
    pub fn shared(folder: &Path) -> Result<Lock> {
        std::fs::create_dir_all(folder).map_err(|e| Error::folder(folder, &e))?;
        private::folder(folder);
        let path = folder.join(LOCK);
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|e| Error::folder(folder, &e))?;
        private::file(&path);
        match patiently(|| file.try_lock_shared()) {
            Ok(()) => Ok(Lock { file }),
            Err(TryLockError::WouldBlock) => Err(busy().into()),
            Err(TryLockError::Error(e)) if knows_no_lock(&e) => Err(without_locks(folder).into()),
            Err(TryLockError::Error(e)) => Err(Error::folder(folder, &e)),
        }
    }

    /// What tells the file that is held from another of its name.
    pub fn metadata(&self) -> std::io::Result<Metadata> {
        self.file.metadata()
    }

    /// Turns a shared hold into the only one, or says that another process works on the books.
    pub fn alone(&self) -> Result<()> {
        // Locking again through the same handle converts the lock.
        match patiently(|| self.file.try_lock()) {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                self.back_to_shared()?;
                Err(Refusal::new(
                    Code::TryAgain,
                    "Vos données sont ouvertes ailleurs (autre fenêtre ou ligne de commande) : fermez-la, puis recommencez.",
                )
                .into())
            }
            Err(TryLockError::Error(e)) => Err(e.into()),
        }
    }

    /// Turns a shared hold into the only one, if nobody else keeps one; answers whether it did.
    ///
    /// # Errors
    /// `try_again` where the shared hold went with the attempt and could not be had again.
    pub fn alone_if_nobody_else(&self) -> Result<bool> {
        let alone = patiently(|| self.file.try_lock()).is_ok();
        if !alone {
            self.back_to_shared()?;
        }
        Ok(alone)
    }

    /// Lets go of the hold, to take it again with `back_to_shared`.
    pub fn release(&self) -> Result<()> {
        Ok(self.file.unlock()?)
    }

    /// Notes that there are books here: their absence is then a loss, and not a beginning.
    pub fn mark(&self) -> Result<()> {
        if self.file.metadata()?.len() == 0 {
            (&self.file).write_all(MARK)?;
            self.file.sync_all()?;
        }
        Ok(())
    }

    pub fn back_to_shared(&self) -> Result<()> {
        match patiently(|| self.file.try_lock_shared()) {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => Err(busy().into()),
            Err(TryLockError::Error(e)) => Err(e.into()),
        }
    }
}

/// Tries for half a second: a program that another one starts holds its locks for an instant, until it is itself.
fn patiently(lock: impl Fn() -> Result<(), TryLockError>) -> Result<(), TryLockError> {
    const TRIES: u32 = 25;
    for _ in 1..TRIES {
        match lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            done @ (Ok(()) | Err(TryLockError::Error(_))) => return done,
        }
    }
    lock()
}

/// Does the file system itself refuse to lock anything, as some that come over a network do?
fn knows_no_lock(error: &std::io::Error) -> bool {
    // « No locks available », which std has no word for.
    const ENOLCK: i32 = if cfg!(target_os = "linux") { 37 } else { 77 };
    error.kind() == std::io::ErrorKind::Unsupported || (cfg!(unix) && error.raw_os_error() == Some(ENOLCK))
}

fn without_locks(folder: &Path) -> Refusal {
    Refusal::new(
        Code::TryAgain,
        format!(
            "Vos données ne peuvent pas être gardées dans {} : cet emplacement (disque réseau ou dossier partagé) ne sait pas réserver un fichier, et deux programmes pourraient y écrire en même temps. Choisissez un dossier de cet ordinateur.",
            folder.display()
        ),
    )
}

fn busy() -> Refusal {
    Refusal::new(
        Code::TryAgain,
        "Vos données sont en cours de restauration ou de mise à niveau dans un autre programme : réessayez dans un instant.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_place_that_cannot_lock_is_told_from_one_that_is_busy() {
        let told = |code| knows_no_lock(&std::io::Error::from_raw_os_error(code));
        // ENOLCK, ENOSYS, EOPNOTSUPP; EAGAIN, EIO, EACCES.
        assert!([37, 38, 95].into_iter().all(told));
        assert!(![11, 5, 13].into_iter().any(told));
    }
}
