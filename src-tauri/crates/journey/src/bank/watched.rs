//! The folder that is looked at for statements, and the files of it that one does not want to be asked about.
//!
//! Invariant: a file is known by what it holds, never by its name.

use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use values::refusal::Refusal;

/// Most files that are remembered so: the oldest are asked about again.
const MOST: usize = 2_000;

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WatchedFolder {
    /// By its whole path; empty where none is looked at.
    pub folder: String,
    /// The SHA-256 of files that are not proposed any more, the latest last.
    pub passed: Vec<String>,
}

impl WatchedFolder {
    /// The same without asking about those files again.
    ///
    /// # Errors
    /// A sentence where nothing is told, or what is told is no SHA-256.
    pub fn passing(mut self, files: &[String]) -> Result<WatchedFolder, Refusal> {
        digests(files, "Dites quels fichiers ne plus proposer.")?;
        for told in files {
            self.passed.retain(|known| known != told);
            self.passed.push(told.clone());
        }
        let before = self.passed.len().saturating_sub(MOST);
        self.passed.drain(..before);
        Ok(self)
    }

    /// The same asking about those files again.
    ///
    /// # Errors
    /// A sentence where nothing is told, what is told is no SHA-256, or it is asked about already.
    pub fn asking_again(mut self, files: &[String]) -> Result<WatchedFolder, Refusal> {
        digests(files, "Dites quels fichiers proposer à nouveau.")?;
        for (at, told) in files.iter().enumerate() {
            let before = self.passed.len();
            self.passed.retain(|known| known != told);
            if self.passed.len() == before {
                return Err(Refusal::at(format!("files[{at}]"), "Ce fichier est déjà proposé."));
            }
        }
        Ok(self)
    }
}

/// Some are told, each as a SHA-256.
fn digests(files: &[String], wanted: &str) -> Result<(), Refusal> {
    if files.is_empty() || files.len() > MOST {
        return Err(Refusal::at("files", wanted));
    }
    for (at, told) in files.iter().enumerate() {
        let is_digest =
            told.len() == 64 && told.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_digest {
            return Err(Refusal::at(format!("files[{at}]"), "Ce n’est pas l’empreinte d’un fichier."));
        }
    }
    Ok(())
}

/// Why a folder cannot be read, in people's words.
#[must_use]
pub fn unread(kind: ErrorKind) -> &'static str {
    if kind == ErrorKind::NotFound {
        "Ce dossier n’existe pas ou n’existe plus : branchez son disque, ou choisissez-en un autre."
    } else if kind == ErrorKind::PermissionDenied {
        "Ce dossier ne peut pas être lu : autorisez sa lecture, ou choisissez-en un autre."
    } else if kind == ErrorKind::NotADirectory {
        "Ce n’est pas un dossier : choisissez celui où arrivent vos relevés."
    } else {
        "Ce dossier ne répond pas : vérifiez son disque, ou choisissez-en un autre."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_passed_over_by_what_it_holds() {
        let digest = |letter: &str| letter.repeat(64);
        let one = WatchedFolder::default().passing(&[digest("a"), digest("b"), digest("a")]).unwrap();
        assert_eq!(one.passed, [digest("b"), digest("a")]);
        for wrong in [String::new(), digest("A"), "releve.ofx".to_owned()] {
            let field = one.clone().passing(&[digest("c"), wrong]).unwrap_err().field;
            assert_eq!(field.as_deref(), Some("files[1]"));
        }
        assert!(one.clone().passing(&[]).is_err());
        let again = one.asking_again(&[digest("b")]).unwrap();
        assert_eq!(again.passed, [digest("a")]);
        for wrong in
            [vec![], vec![digest("b")], vec![digest("a"), digest("a")], vec!["releve.ofx".to_owned()]]
        {
            assert!(again.clone().asking_again(&wrong).is_err(), "{wrong:?}");
        }
        let many: Vec<String> = (0..MOST).map(|at| format!("{at:064x}")).collect();
        let full = WatchedFolder::default().passing(&many).unwrap().passing(&[digest("f")]).unwrap();
        assert_eq!((full.passed.len(), full.passed[0].clone()), (MOST, many[1].clone()));
    }
}
