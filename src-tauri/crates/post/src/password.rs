//! Where the password of a server comes from: kept in the system's keyring, or asked and kept in the memory of this process
//! alone; and for the command line, where nobody is asked, from its environment or a file.
//!
//! Invariant: it stands in no book, no backup and no log.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

use values::refusal::Refusal;

use crate::account::Secret;
use crate::ring::{Ring, Unavailable};
use values::server::Server;

/// The passwords that this process knows.
#[derive(Debug)]
pub struct Passwords {
    ring: Ring,
    /// Those that were typed and are to be forgotten with the process.
    typed: Mutex<BTreeMap<String, Secret>>,
}

impl Default for Passwords {
    fn default() -> Passwords {
        Passwords { ring: Ring::MAIL, typed: Mutex::default() }
    }
}

impl Passwords {
    /// Those of this process: what was typed in one place is known in all.
    #[must_use]
    pub fn of_process() -> &'static Passwords {
        static KNOWN: LazyLock<Passwords> = LazyLock::new(Passwords::default);
        &KNOWN
    }

    /// What opens this server, if it is known; else it is asked, and told by `hold` or `keep`.
    #[must_use]
    pub fn find(&self, server: &Server) -> Option<Secret> {
        let account = account(server)?;
        let typed = self.typed.lock().unwrap_or_else(PoisonError::into_inner).get(&account).cloned();
        typed.or_else(|| self.ring.kept(&account).ok().flatten())
    }

    /// Keeps it until this process ends.
    pub fn hold(&self, server: &Server, secret: Secret) {
        if let Some(account) = account(server) {
            self.typed.lock().unwrap_or_else(PoisonError::into_inner).insert(account, secret);
        }
    }

    /// Keeps it in the system's keyring. Where none answers, it is held until this process ends, and that is said.
    pub fn keep(&self, server: &Server, secret: Secret) -> Result<(), Unavailable> {
        let Some(account) = account(server) else { return Ok(()) };
        let kept = self.ring.keep(&account, &secret);
        let mut typed = self.typed.lock().unwrap_or_else(PoisonError::into_inner);
        match kept {
            // What an earlier typing left would stand before it.
            Ok(()) => typed.remove(&account),
            Err(_) => typed.insert(account, secret),
        };
        kept
    }

    /// Forgets it everywhere.
    pub fn forget(&self, server: &Server) -> Result<(), Unavailable> {
        let Some(account) = account(server) else { return Ok(()) };
        self.typed.lock().unwrap_or_else(PoisonError::into_inner).remove(&account);
        self.ring.forget(&account)
    }

    /// Whether the keyring answers, and keeps that of this server.
    pub fn is_kept(&self, server: &Server) -> Result<bool, Unavailable> {
        self.ring.kept(&account(server).unwrap_or_default()).map(|kept| kept.is_some())
    }
}

/// As the keyring's own window shows it.
fn account(server: &Server) -> Option<String> {
    let user = server.user.as_deref().map(str::trim).filter(|user| !user.is_empty())?;
    Some(format!("{user} ({})", server.host.trim().to_lowercase()))
}

/// What the command line was told: a file that nobody else may read, else the variable `PARCOURS_SMTP_PASSWORD`.
pub fn from_command_line(file: Option<&Path>) -> Result<Option<Secret>, Refusal> {
    match file {
        Some(file) => of_file(file).map(Some),
        None => {
            Ok(std::env::var("PARCOURS_SMTP_PASSWORD").ok().filter(|told| !told.is_empty()).map(Secret::new))
        }
    }
}

/// The first line of a file.
fn of_file(path: &Path) -> Result<Secret, Refusal> {
    /// Longer than any password.
    const MOST: u64 = 64 * 1024;
    let shown = path.display();
    let unread = |_| {
        Refusal::at(
            FIELD,
            format!("Le fichier {shown} est illisible : vérifiez son nom et vos droits sur lui."),
        )
    };
    let file = File::open(path).map_err(unread)?;
    if !is_private(&file).map_err(unread)? {
        return Err(Refusal::at(
            FIELD,
            format!(
                "D’autres que vous peuvent lire {shown} : fermez-le par « chmod 600 {shown} », puis recommencez."
            ),
        ));
    }
    let mut text = zeroize::Zeroizing::new(String::new());
    file.take(MOST).read_to_string(&mut text).map_err(unread)?;
    // What some editors put first is no letter of it.
    let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Refusal::at(FIELD, format!("Le fichier {shown} est vide : écrivez-y le mot de passe.")));
    }
    Ok(Secret::new(line))
}

const FIELD: &str = "smtp_password_file";

#[cfg(unix)]
fn is_private(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.metadata()?.permissions().mode() & 0o077 == 0)
}

/// Elsewhere rights are lists, and a folder of one's own is private by itself.
#[cfg(not(unix))]
fn is_private(_: &File) -> std::io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::{Passwords, of_file};
    use crate::account::Secret;
    use keyring_core::mock::{Cred, Store};
    use keyring_core::{Entry, Error};
    use values::server::{Security, Server};

    fn server(user: &str, host: &str) -> Server {
        let user = Some(user.to_owned());
        Server { host: host.to_owned(), port: 465, security: Security::Tls, user, authority: None }
    }

    /// One test: the store of a process is one for all its threads.
    #[test]
    fn a_password_is_kept_in_the_keyring_or_held_until_the_end() {
        keyring_core::set_default_store(Store::new().unwrap());
        let orange = server("camille@orange.fr", "smtp.orange.fr");
        let passwords = Passwords::default();
        assert_eq!(passwords.find(&orange), None);
        assert_eq!(passwords.is_kept(&orange), Ok(false));

        passwords.hold(&orange, Secret::new("typed"));
        assert_eq!(passwords.find(&orange), Some(Secret::new("typed")));
        assert_eq!(Passwords::default().find(&orange), None, "another process knows nothing of it");

        passwords.keep(&orange, Secret::new("kept")).unwrap();
        assert_eq!(passwords.find(&orange), Some(Secret::new("kept")), "the newest stands first");
        assert_eq!(Passwords::default().find(&orange), Some(Secret::new("kept")));
        let same = server(" camille@orange.fr ", "SMTP.orange.fr");
        assert_eq!(
            passwords.find(&same),
            Some(Secret::new("kept")),
            "typed otherwise, it is the same account"
        );
        for other in [server("anne@orange.fr", "smtp.orange.fr"), server("camille@orange.fr", "smtp.free.fr")]
        {
            assert_eq!(passwords.find(&other), None, "each account has its own");
        }

        // The keyring stays shut: it is held, and that is said.
        let entry = Entry::new("fr.parcours.courrier", "camille@orange.fr (smtp.orange.fr)").unwrap();
        let shut = || {
            let cred: &Cred = entry.as_any().downcast_ref().unwrap();
            cred.set_error(Error::NoStorageAccess("shut".into()));
        };
        shut();
        assert!(passwords.keep(&orange, Secret::new("new")).is_err());
        assert_eq!(passwords.find(&orange), Some(Secret::new("new")));
        shut();
        assert!(passwords.is_kept(&orange).is_err());

        passwords.forget(&orange).unwrap();
        assert_eq!(passwords.find(&orange), None);
        assert_eq!(Passwords::default().find(&orange), None);
        let nobody = Server { user: None, ..orange };
        passwords.hold(&nobody, Secret::new("x"));
        assert_eq!(passwords.find(&nobody), None, "a server that asks nobody who they are has no password");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "\u{feff}mot de passe \nrien\n").unwrap();
        let rights = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        for open in [0o644, 0o640, 0o604, 0o620] {
            rights(open);
            let refusal = of_file(&path).unwrap_err();
            assert!(refusal.message.contains("chmod 600"), "{refusal}");
        }
        rights(0o600);
        assert_eq!(of_file(&path), Ok(Secret::new("mot de passe ")));
        std::fs::write(&path, "").unwrap();
        assert!(of_file(&path).unwrap_err().message.contains("vide"));
        assert!(of_file(&folder.path().join("none")).unwrap_err().message.contains("illisible"));
    }

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(format!("{:?}", Secret::new("mot de passe")), "Secret");
    }
}
