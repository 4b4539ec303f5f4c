//! Two kinds of failure: a refusal, which people read, and an internal error, which is logged.

use std::path::Path;
use values::refusal::{Code, Refusal};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("books: {0}")]
    Books(rusqlite::Error),
    #[error("file: {0}")]
    File(std::io::Error),
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}")]
    Broken(String),
    /// What was already said as people read it: it is said again as it is.
    #[error("{0}")]
    Told(String),
}

impl Error {
    /// What is not there was to be chosen at that field; any other failure stays what it is.
    #[must_use]
    pub fn chosen_at(self, field: &str, sentence: &str) -> Error {
        match self {
            Error::Refused(refusal) if refusal.code == Code::NotFound => Refusal::at(field, sentence).into(),
            other @ (Error::Refused(_)
            | Error::Books(_)
            | Error::File(_)
            | Error::Json(_)
            | Error::Broken(_)
            | Error::Told(_)) => other,
        }
    }

    /// Work that somebody stopped.
    #[must_use]
    pub fn stopped() -> Error {
        Refusal::new(Code::TryAgain, "Interrompu à votre demande. Rien n’a été modifié.").into()
    }

    /// A disk that did not do what it was asked.
    #[must_use]
    pub fn disk() -> Error {
        disk_trouble().into()
    }

    /// A folder or file that cannot be used, in people's words.
    #[must_use]
    pub fn folder(path: &Path, error: &std::io::Error) -> Error {
        Error::unusable(path, error, None)
    }

    /// The same, where somebody typed or chose it: another one is asked for at that field, unless it is a disk that
    /// has no room or does not answer.
    #[must_use]
    pub fn folder_at(field: &str, path: &Path, error: &std::io::Error) -> Error {
        Error::unusable(path, error, Some(field))
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "systems have forty kinds of errors, and gain others")]
    fn unusable(path: &Path, error: &std::io::Error, field: Option<&str>) -> Error {
        use std::io::ErrorKind;
        let (why, passes) = match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                ("l’écriture y est interdite", false)
            }
            ErrorKind::NotFound => ("il n’existe pas", false),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("le disque est plein", true),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => ("ce n’est pas un dossier", false),
            ErrorKind::InvalidFilename => ("son nom est trop long ou interdit", false),
            _ if is_disk_trouble(error) => ("le disque ne répond pas comme il devrait", true),
            _ => ("le système l’a refusé", false),
        };
        tracing::warn!(%error, folder = %path.display(), "a folder cannot be used");
        // The end of a long path says which folder it is.
        let path = path.display().to_string();
        let path = match path.chars().count() {
            long @ 121.. => format!("…{}", path.chars().skip(long - 120).collect::<String>()),
            _ => path,
        };
        Refusal {
            field: field.map(str::to_owned),
            ..Refusal::new(
                if passes || field.is_none() { Code::TryAgain } else { Code::Invalid },
                format!("Impossible d’utiliser {path} : {why}. Choisissez un autre dossier, ou corrigez cela puis recommencez."),
            )
        }
        .into()
    }
}

/// Did the disk itself answer with an error?
fn is_disk_trouble(error: &std::io::Error) -> bool {
    // EIO; on Windows a bad checksum, a device that fails or is gone.
    const CODES: &[i32] = if cfg!(windows) { &[23, 31, 55, 433, 1117, 1167] } else { &[5] };
    error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        if matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded) {
            return disk_full().into();
        }
        if is_disk_trouble(&error) {
            tracing::error!(%error, "the disk");
            return disk_trouble().into();
        }
        Error::File(error)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        // The index of the log could not be given its size: what is missing is place.
        if error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return disk_full().into();
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => disk_full().into(),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Refusal::new(
                Code::TryAgain,
                "Un autre programme écrit dans vos données depuis plus de cinq secondes : réessayez dans un instant. Rien n’a été modifié.",
            )
            .into(),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Refusal::new(
                Code::TryAgain,
                "L’écriture dans le dossier de vos données est interdite : vérifiez ses droits, puis recommencez. Rien n’a été modifié.",
            )
            .into(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Refusal::new(
                Code::BooksUnusable,
                "Vos données sont endommagées : une partie du fichier est illisible. Rien n’a été modifié ; lancez « Vérifier », puis restaurez une sauvegarde.",
            )
            .into(),
            Some(ErrorCode::SystemIoFailure) => {
                tracing::error!(%error, "the disk");
                disk_trouble().into()
            }
            Some(_) | None => Error::Books(error),
        }
    }
}

fn disk_full() -> Refusal {
    Refusal::new(
        Code::TryAgain,
        "Le disque est plein : libérez de la place, puis recommencez. Rien n’a été modifié.",
    )
}

fn disk_trouble() -> Refusal {
    Refusal::new(
        Code::TryAgain,
        "Le disque n’a pas pu lire ou écrire une partie de vos données : vérifiez qu’il est bien branché, puis recommencez. Rien n’a été modifié.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    fn told(error: Error) -> Refusal {
        let Error::Refused(refusal) = error else { panic!("no refusal: {error}") };
        refusal
    }

    #[cfg(unix)]
    #[test]
    fn a_disk_that_answers_with_an_error_is_told_and_tried_again() {
        let broken = || std::io::Error::from_raw_os_error(5);
        let place = Path::new("/media/stick");
        for refusal in [
            told(Error::from(broken())),
            told(Error::from(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_FSYNC), None))),
            told(Error::folder(place, &broken())),
            told(Error::folder_at("path", place, &broken())),
        ] {
            assert_eq!(refusal.code, Code::TryAgain, "{}", refusal.message);
            assert!(refusal.message.contains("disque"), "{}", refusal.message);
        }
    }

    /// What was typed is wrong where there is no such folder, and right where its disk is full.
    #[test]
    fn a_full_disk_is_nothing_that_somebody_mistyped() {
        let at = |kind: std::io::ErrorKind| {
            let refusal = told(Error::folder_at("path", Path::new("/media/stick"), &kind.into()));
            assert_eq!(refusal.field.as_deref(), Some("path"));
            refusal.code
        };
        assert_eq!(at(std::io::ErrorKind::StorageFull), Code::TryAgain);
        assert_eq!(at(std::io::ErrorKind::NotFound), Code::Invalid);
    }
}
