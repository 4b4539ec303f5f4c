//! What is to be restored, copied beside the books, upgraded if needed and verified, before anything is put aside.

use books::backup::stopped;
use books::cipher::Keys;
use books::entry::{FileBytes, Watch};
use books::error::{Error, Result};
use books::path::beside;
use books::plan::Plan;
use books::{file, migrate, verify};
use std::fs::File;
use std::path::Path;
use values::refusal::{Code, Refusal};

/// What somebody brings: a file, or its bytes.
pub struct Brought<'a> {
    pub path: Option<&'a Path>,
    pub bytes: Option<&'a FileBytes>,
    /// A passphrase was told for it.
    pub passphrase: bool,
}

/// A copy of what is brought that can take the place of books.
pub fn stage((plan, keys): (&Plan, &Keys), brought: &Brought, staged: &Path, watch: Watch) -> Result<()> {
    match (brought.path, brought.bytes) {
        (Some(path), None) => {
            copied(path, staged)?;
            // Books that were left in use hold their last lines in the log beside them.
            let log = beside(path, "-wal");
            if log.exists() {
                copied(&log, &beside(staged, "-wal"))?;
            }
        }
        (None, Some(file)) => {
            use base64::Engine;
            let bytes = base64::engine::general_purpose::STANDARD.decode(&file.base64).map_err(|_| {
                Refusal::at("file", "Ce fichier n’a pas pu être lu : choisissez-le de nouveau.")
            })?;
            let folder = staged.parent().unwrap_or(staged);
            std::fs::write(staged, bytes).map_err(|e| beside_the_books(folder, e))?;
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err(Refusal::at("path", "Choisissez la sauvegarde à restaurer.").into());
        }
    }
    let wrong = |why: &str| {
        Refusal::new(
            Code::BooksUnusable,
            format!(
                "Cette sauvegarde ne peut pas être restaurée : {why} Vos données n’ont pas été modifiées."
            ),
        )
    };
    match file::recognise(staged, plan, keys) {
        Ok(Some(_)) => {}
        Ok(None) => return Err(wrong("le fichier est vide.").into()),
        Err(Error::Refused(refusal)) if refusal.code == Code::Locked => {
            return Err(locked(brought.passphrase).into());
        }
        Err(Error::Refused(refusal)) if refusal.message.contains("version plus récente") => {
            return Err(wrong("elle vient d’une version plus récente de Parcours.").into());
        }
        Err(Error::Refused(_)) => {
            return Err(wrong("ce n’est pas une sauvegarde de Parcours, ou elle est endommagée.").into());
        }
        Err(other) => return Err(other),
    }
    let copied = file::open_aside(staged, keys)?;
    migrate::upgrade(&copied, plan)?;
    let Some(report) = verify::verify(&copied, plan, watch)? else { return Err(stopped()) };
    if let Some(finding) = report.findings.first() {
        return Err(wrong(&format!("{finding}.")).into());
    }
    Ok(())
}

fn locked(told: bool) -> Refusal {
    let message = if told {
        "Cette phrase n’ouvre pas cette sauvegarde : donnez celle qui valait quand elle a été faite. Vos données n’ont pas été modifiées."
    } else {
        "Cette sauvegarde est protégée : donnez la phrase secrète qui valait quand elle a été faite."
    };
    Refusal { field: Some("passphrase".to_owned()), ..Refusal::new(Code::Locked, message) }
}

/// Copies a file of the user's choice beside the books; what fails is said of the one or of the other.
fn copied(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().unwrap_or(to);
    let read = |e: std::io::Error| match Error::from(e) {
        Error::File(e) => Error::folder_at("path", from, &e),
        // Where it is the disk that fails, it may be the one of the books as well.
        told @ (Error::Refused(_) | Error::Books(_) | Error::Json(_) | Error::Broken(_) | Error::Told(_)) => {
            told
        }
    };
    let mut source = File::open(from).map_err(read)?;
    if source.metadata().is_ok_and(|found| found.is_dir()) {
        return Err(
            Refusal::at("path", "Ceci est un dossier : choisissez le fichier de la sauvegarde.").into()
        );
    }
    let mut target = File::create(to).map_err(|e| beside_the_books(folder, e))?;
    std::io::copy(&mut source, &mut target).map_err(read)?;
    Ok(())
}

/// What stands in the way in the folder of the books themselves.
fn beside_the_books(folder: &Path, error: std::io::Error) -> Error {
    match Error::from(error) {
        Error::File(error) => Error::folder(folder, &error),
        told @ (Error::Refused(_) | Error::Books(_) | Error::Json(_) | Error::Broken(_) | Error::Told(_)) => {
            told
        }
    }
}
