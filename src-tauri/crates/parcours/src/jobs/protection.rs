//! A passphrase on the books and their copies: put on, changed, taken off, told to open them.
//!
//! Invariant: nothing here writes a passphrase down; the sheet that opens the books is made on demand, for who knows it.

use books::cipher::{Key, Keys, Secret, is_locked};
use books::entry::{Empty, Paper, Watch, paper};
use books::error::{Error, Result};
use books::house::House;
use books::reading::Reading;
use books::{backup, file, protect};
use documents::paper::recovery::{RecoverySheet, recovery_letter};
use journey::contact::Identity;
use records::document::print_letter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;
use values::refusal::{Code, Refusal};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// The passphrase, or the code of a recovery sheet.
    pub secret: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Protect {
    pub passphrase: String,
    /// The one in force, where there is one.
    #[serde(default)]
    pub current: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// The passphrase in force, or its recovery code.
    pub current: String,
}

/// How the books in use and their copies stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Protection {
    pub locked: bool,
    /// Copies of these books that do not follow the passphrase in force: open, locked with another, or damaged.
    pub behind: Vec<String>,
    pub message: String,
}

/// Opens locked books with what is told.
pub fn unlock(house: &House, payload: Unlock, _: Watch) -> Result<Protection> {
    house.unlock(Secret::typed(&payload.secret)?)?;
    protection(house, Empty {}, &|_, _| true)
}

pub fn protection(house: &House, _: Empty, _: Watch) -> Result<Protection> {
    let key = house.keys().of(&file::path(&house.folder()?))?;
    let behind = match &key {
        Some(key) => behind(house, key)?,
        None => Vec::new(),
    };
    let behind = behind.iter().map(|path| path.display().to_string()).collect();
    Ok(Protection { locked: key.is_some(), behind, message: String::new() })
}

/// Locks the books, or changes their passphrase; their copies follow.
pub fn protect(house: &House, payload: Protect, watch: Watch) -> Result<Protection> {
    at_home(house)?;
    knows(house, &payload.current)?;
    let key = Key::chosen(&payload.passphrase)?;
    if payload.passphrase.trim().chars().collect::<std::collections::BTreeSet<_>>().len() < 5 {
        return Err(
            Refusal::at("passphrase", "Trop simple : choisissez quelques mots sans lien entre eux.").into()
        );
    }
    house.alone(|folder| protect::books(folder, house.plan(), house.keys(), Some(&key), watch))?;
    let mut told = Protection {
        message: "Vos données et leurs sauvegardes sont protégées par votre phrase secrète.".to_owned(),
        ..protect_copies(house, Empty {}, watch).or_else(|_| protection(house, Empty {}, &|_, _| true))?
    };
    if !told.behind.is_empty() {
        told.message = format!(
            "Vos données sont protégées par votre phrase secrète. {} n’ont pas pu l’être : leur état est dans Réglages, Données.",
            values::words::count(
                i64::try_from(told.behind.len()).unwrap_or(i64::MAX),
                "copie plus ancienne",
                "copies plus anciennes"
            )
        );
    }
    Ok(told)
}

/// Locks the copies that are still open, or locked with a passphrase of before.
pub fn protect_copies(house: &House, _: Empty, watch: Watch) -> Result<Protection> {
    at_home(house)?;
    if let Some(key) = house.keys().of(&file::path(&house.folder()?))? {
        let copies = behind(house, &key)?;
        protect::copies_of(&copies, house.plan(), house.keys(), &key, watch)?;
    }
    protection(house, Empty {}, watch)
}

/// Takes the passphrase off the books; the copies keep theirs.
pub fn unprotect(house: &House, payload: InForce, watch: Watch) -> Result<Protection> {
    at_home(house)?;
    if !is_locked(&file::path(&house.folder()?)) {
        return Err(Refusal::not_now("Vos données ne sont pas protégées.").into());
    }
    knows(house, &payload.current)?;
    house.alone(|folder| protect::books(folder, house.plan(), house.keys(), None, watch))?;
    Ok(Protection {
        message: "Vos données s’ouvrent sans phrase secrète. Les sauvegardes déjà faites gardent la leur."
            .to_owned(),
        ..protection(house, Empty {}, watch)?
    })
}

/// The sheet that opens the books without the passphrase, for who tells it.
pub fn recovery_sheet(house: &House, payload: InForce, _: Watch) -> Result<Paper> {
    let bytes = sheet(house, &payload.current)?;
    Ok(paper("Feuille de secours Parcours.pdf".to_owned(), "application/pdf", &bytes))
}

/// The bytes of that sheet.
///
/// # Errors
/// `not_now` where the books are not locked; `invalid` at `current` where that does not open them.
pub fn sheet(house: &House, current: &str) -> Result<Vec<u8>> {
    at_home(house)?;
    knows(house, current)?;
    let path = file::path(&house.folder()?);
    let Some(key) = house.keys().of(&path)? else {
        return Err(Refusal::not_now(
            "Vos données ne sont pas protégées : aucune feuille de secours n’est utile.",
        )
        .into());
    };
    let reader = file::open_reading(&path, house.keys())?;
    let seller: Option<Identity> = books::setting::setting(Reading::of(&reader), "identity")?;
    let Some(seller) = seller else {
        return Err(Refusal::not_now("Dites d’abord qui vous êtes, dans les réglages.").into());
    };
    let code = key.recovery_code();
    let path = path.display().to_string();
    let letter = recovery_letter(&RecoverySheet {
        made_on: house.today()?,
        seller: &seller,
        path: &path,
        groups: code.split(' ').collect(),
    });
    print_letter(&letter, None)
}

/// The books are open, and one's own.
fn at_home(house: &House) -> Result<()> {
    if house.is_away() {
        return Err(Refusal::not_now(
            "Vous regardez la démonstration : revenez à vos données pour les protéger.",
        )
        .into());
    }
    house.shut().map_or(Ok(()), |failure| Err(failure.again()))
}

/// Whoever changes the lock of locked books knows how they are opened.
fn knows(house: &House, current: &str) -> Result<()> {
    let path = file::path(&house.folder()?);
    if !is_locked(&path) {
        return Ok(());
    }
    if current.trim().is_empty() {
        return Err(Refusal::at("current", "Donnez la phrase secrète en vigueur.").into());
    }
    let secret = Secret::typed(current).map_err(|refusal| Refusal::at("current", refusal.message))?;
    match Keys::default().and(secret).of(&path) {
        Ok(_) => Ok(()),
        Err(Error::Refused(refusal)) if refusal.code == Code::Locked => {
            Err(Refusal::at("current", "Ce n’est pas la phrase secrète en vigueur.").into())
        }
        Err(error) => Err(error),
    }
}

fn behind(house: &House, key: &Key) -> Result<Vec<PathBuf>> {
    let folder = house.folder()?;
    let reader = file::open_reading(&file::path(&folder), house.keys())?;
    let chosen = (house.plan().backup_folder)(Reading::of(&reader))?;
    let second = (house.plan().second_folder)(Reading::of(&reader))?;
    let chain = backup::origin(&reader)?;
    let places: Vec<PathBuf> =
        [chosen, second].into_iter().filter(|place| !place.is_empty()).map(PathBuf::from).collect();
    Ok(protect::behind(&folder, &places, house.keys(), &chain, key))
}
