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
    /// A refusal, said at that field; any other failure as it is.
    #[must_use]
    pub fn at(self, field: &str) -> Error {
        match self {
            Error::Refused(refusal) => Refusal::at(field, refusal.message).into(),
            error @ (Error::Books(_)
            | Error::File(_)
            | Error::Json(_)
            | Error::Broken(_)
            | Error::Told(_)) => error,
        }
    }

    /// A folder or file that cannot be used, in people's words.
    #[must_use]
    #[allow(clippy::wildcard_enum_match_arm, reason = "systems have forty kinds of errors, and gain others")]
    pub fn folder(path: &Path, error: &std::io::Error) -> Error {
        use std::io::ErrorKind;
        let why = match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "l’écriture y est interdite",
            ErrorKind::NotFound => "il n’existe pas",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "le disque est plein",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "ce n’est pas un dossier",
            ErrorKind::InvalidFilename => "son nom est trop long ou interdit",
            _ => "le système l’a refusé",
        };
        tracing::warn!(%error, folder = %path.display(), "a folder cannot be used");
        // The end of a long path says which folder it is.
        let path = path.display().to_string();
        let path = match path.chars().count() {
            long @ 121.. => format!("…{}", path.chars().skip(long - 120).collect::<String>()),
            _ => path,
        };
        Refusal::new(Code::TryAgain, format!("Impossible d’utiliser {} : {why}. Choisissez un autre dossier, ou corrigez cela puis recommencez.", path)).into()
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        if matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded) {
            return disk_full().into();
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
                "Un autre programme écrit dans vos livres depuis plus de cinq secondes : réessayez dans un instant. Rien n’a été modifié.",
            )
            .into(),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Refusal::new(
                Code::TryAgain,
                "L’écriture dans le dossier de vos livres est interdite : vérifiez ses droits, puis recommencez. Rien n’a été modifié.",
            )
            .into(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Refusal::new(
                Code::BooksUnusable,
                "Vos livres sont endommagés : une partie du fichier est illisible. Rien n’a été modifié ; lancez « Vérifier », puis restaurez une sauvegarde.",
            )
            .into(),
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
