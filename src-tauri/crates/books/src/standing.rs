//! The files behind what is open: do they still stand at their paths?
//!
//! Invariant: nothing is written into books that were deleted, moved or replaced meanwhile, nor under a lock that is no
//! longer at its place: the first would be lost, the second keeps nobody out.

use crate::error::{Error, Result};
use crate::file;
use crate::held::held;
use crate::lock::{LOCK, Lock};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use values::refusal::{Code, Refusal};

/// The books and the lock of a folder as they were opened.
#[derive(Debug)]
pub struct Standing {
    folder: PathBuf,
    books: Mark,
    lock: Mark,
    /// The log beside the books, as last seen while they stood at their place.
    log: Mutex<Option<Mark>>,
}

impl Standing {
    /// Notes which files are open, under that lock.
    pub fn note(folder: &Path, lock: &Lock) -> Result<Standing> {
        let told = |e: std::io::Error| Error::folder(folder, &e);
        let books = std::fs::metadata(file::path(folder)).map_err(told)?;
        let lock = lock.metadata().map_err(told)?;
        Ok(Standing {
            folder: folder.to_path_buf(),
            books: Mark::of(&books),
            lock: Mark::of(&lock),
            log: Mutex::new(Mark::at(&log_of(folder))),
        })
    }

    /// What became of them, if they are no longer where they were opened. Three looks at the folder, nothing read.
    #[must_use]
    pub fn lost(&self) -> Option<Refusal> {
        let (path, lock) = (file::path(&self.folder), self.folder.join(LOCK));
        let what = match (Mark::at(&path), Mark::at(&lock)) {
            (Some(books), Some(lock)) if books == self.books && lock == self.lock => {
                *held(&self.log) = Mark::at(&log_of(&self.folder));
                return None;
            }
            (Some(books), _) if books != self.books => {
                format!("un autre fichier a pris la place de vos données ({})", path.display())
            }
            (Some(_), _) => format!(
                "le verrou de vos données ({}) a été supprimé ou remplacé, et un autre programme pourrait y écrire en même temps",
                lock.display()
            ),
            (None, _) if self.folder.is_dir() => format!(
                "le fichier de vos données n’est plus à sa place ({}) : il a été supprimé ou déplacé",
                path.display()
            ),
            (None, _) => format!(
                "le dossier de vos données n’est plus à sa place ({}) : il a été supprimé, déplacé ou renommé",
                self.folder.display()
            ),
        };
        Some(Refusal::new(
            Code::BooksUnusable,
            format!(
                "Plus rien n’est écrit : {what}. Ce qui était ouvert reste lisible. Enregistrez une copie de vos données, puis rouvrez celles qui se trouvent à leur place."
            ),
        ))
    }

    /// Puts aside the log of books in whose place another file stands: it belongs to what is open here, and SQLite would
    /// write it into the other. Answers where it was and where it is.
    pub fn put_log_aside(&self) -> Vec<(PathBuf, PathBuf)> {
        let (path, log) = (file::path(&self.folder), log_of(&self.folder));
        let ours = Mark::at(&log).is_some_and(|there| Some(there) == *held(&self.log));
        if !ours || Mark::at(&path) == Some(self.books) {
            return Vec::new();
        }
        let named = |suffix: &str| PathBuf::from(path.as_os_str().to_owned()).with_extension(suffix);
        let index = self.folder.join(format!("{}-shm", file::FILE));
        let process = std::process::id();
        [(log, named(&format!("lost-{process}-wal"))), (index, named(&format!("lost-{process}-shm")))]
            .into_iter()
            .filter(|(from, to)| std::fs::rename(from, to).is_ok())
            .collect()
    }

    /// Refuses to go on over files that are no longer at their place.
    ///
    /// # Errors
    /// `books_unusable`, with what happened to them.
    pub fn check(&self) -> Result<()> {
        self.lost().map_or(Ok(()), |lost| Err(lost.into()))
    }
}

fn log_of(folder: &Path) -> PathBuf {
    folder.join(format!("{}-wal", file::FILE))
}

/// What tells one file from another, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    #[cfg(unix)]
    device: u64,
    #[cfg(unix)]
    inode: u64,
    /// Where files have no number that one may ask for.
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl Mark {
    #[cfg(unix)]
    fn of(found: &Metadata) -> Mark {
        use std::os::unix::fs::MetadataExt as _;
        Mark { device: found.dev(), inode: found.ino() }
    }

    #[cfg(not(unix))]
    fn of(found: &Metadata) -> Mark {
        Mark { created: found.created().ok() }
    }

    fn at(path: &Path) -> Option<Mark> {
        std::fs::metadata(path).ok().map(|found| Mark::of(&found))
    }
}
