//! The system's keyring: what opens the books or the mail server, for who does not want to type it each time. Not every
//! system has one, or has it open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use keyring_core::{Entry, Error};

use crate::account::Secret;

/// No keyring answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unavailable(
    /// Why, for the log.
    pub String,
);

/// What the system's keyring keeps under one name of ours.
#[derive(Clone, Copy, Debug)]
pub struct Ring {
    service: &'static str,
}

impl Ring {
    /// Passphrases of books.
    pub const BOOKS: Ring = Ring { service: "fr.parcours.livres" };
    /// Passwords of mail servers.
    pub const MAIL: Ring = Ring { service: "fr.parcours.courrier" };

    /// What is kept for this account, if anything is.
    pub fn kept(self, account: &str) -> Result<Option<Secret>, Unavailable> {
        if let Some(file) = driven() {
            return Ok(self.lines(&file).remove(account).map(Secret::new));
        }
        match self.entry(account)?.get_password() {
            Ok(password) => Ok(Some(Secret::new(password))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(unavailable(&error)),
        }
    }

    pub fn keep(self, account: &str, secret: &Secret) -> Result<(), Unavailable> {
        if let Some(file) = driven() {
            let mut lines = self.lines(&file);
            lines.insert(account.to_owned(), secret.text().to_owned());
            return self.write(&file, &lines);
        }
        self.entry(account)?.set_password(secret.text()).map_err(|error| unavailable(&error))
    }

    pub fn forget(self, account: &str) -> Result<(), Unavailable> {
        if let Some(file) = driven() {
            let mut lines = self.lines(&file);
            lines.remove(account);
            return self.write(&file, &lines);
        }
        match self.entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(unavailable(&error)),
        }
    }

    fn entry(self, account: &str) -> Result<Entry, Unavailable> {
        // Where a store was chosen before, as tests do, it stays; the system's own otherwise.
        if keyring_core::get_default_store().is_none()
            && let Err(error) = keyring::Entry::store_status()
        {
            return Err(unavailable(error));
        }
        Entry::new(self.service, account).map_err(|error| unavailable(&error))
    }

    fn place(self, file: &Path) -> PathBuf {
        let mut place = file.as_os_str().to_owned();
        place.push(".");
        place.push(self.service);
        PathBuf::from(place)
    }

    fn lines(self, file: &Path) -> BTreeMap<String, String> {
        let text = std::fs::read_to_string(self.place(file)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    fn write(self, file: &Path, lines: &BTreeMap<String, String>) -> Result<(), Unavailable> {
        let text = serde_json::to_string(lines).map_err(|error| Unavailable(error.to_string()))?;
        std::fs::write(self.place(file), text).map_err(|error| Unavailable(error.to_string()))
    }
}

/// For tests, files in the place of the system's keyring, whose names begin so.
fn driven() -> Option<PathBuf> {
    std::env::var_os("PARCOURS_KEYRING").filter(|_| cfg!(debug_assertions)).map(PathBuf::from)
}

fn unavailable(error: &Error) -> Unavailable {
    Unavailable(error.to_string())
}
