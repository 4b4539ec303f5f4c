//! Locked files: SQLCipher's format, with a key worked out from a passphrase or told by a recovery sheet.
//!
//! Invariant: passphrases and keys are held in memory alone, and a connection has its key before anything else.

use crate::error::{Error, Result};
use crate::held::held;
use crate::path::reached;
use crate::seal::hex;
use pbkdf2::pbkdf2_hmac;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};
use sha2::{Digest, Sha256, Sha512};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use unicode_normalization::UnicodeNormalization as _;
use values::letters::is_hidden;
use values::refusal::{Code, Refusal};
use zeroize::Zeroizing;

/// Rounds of PBKDF2-HMAC-SHA512, as SQLCipher 4 works a key out: any tool for its files opens ours with the passphrase.
const ROUNDS: u32 = 256_000;

/// Bytes of the salt: the first of a locked file.
const SALT: usize = 16;

/// Bytes of a page, and of what is looked at to tell a locked file from others.
const PAGE: usize = 4096;

/// The fewest characters of a passphrase.
pub const FEWEST: usize = 12;

/// What was typed to open a file.
#[derive(Clone)]
pub enum Secret {
    Passphrase(Zeroizing<String>),
    /// The code of a recovery sheet: the key itself.
    Key(Zeroizing<[u8; 32]>),
}

/// What opens one file: a key and the salt that the file begins with.
#[derive(Clone)]
pub struct Key {
    key: Zeroizing<[u8; 32]>,
    salt: [u8; SALT],
}

/// What this process was told, and the keys it led to.
#[derive(Clone, Default)]
pub struct Keys(Arc<Mutex<Ring>>);

#[derive(Clone, Default)]
struct Ring {
    secrets: Vec<Secret>,
    found: BTreeMap<[u8; SALT], Key>,
}

impl Secret {
    /// Reads what was typed: a recovery code by its shape, anything else is a passphrase.
    ///
    /// # Errors
    /// A recovery code of which a group was mistyped, at `secret`.
    pub fn typed(text: &str) -> Result<Secret, Refusal> {
        let text = Zeroizing::new(text.trim().nfkc().collect::<String>());
        let signs: String = text
            .chars()
            .filter(|c| *c != '-' && !c.is_whitespace() && !is_hidden(*c))
            .collect::<String>()
            .to_lowercase();
        if signs.len() != GROUPS * GROUP || !signs.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(Secret::Passphrase(text));
        }
        let mut key = Zeroizing::new([0; 32]);
        for (rank, bytes) in key.chunks_exact_mut(4).enumerate() {
            let (told, check) = signs[rank * GROUP..(rank + 1) * GROUP].split_at(8);
            if check != check_of(rank, told) {
                let message =
                    format!("Le {} groupe de ce code de secours est mal recopié.", ordinal(rank + 1));
                return Err(Refusal::at("secret", message));
            }
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = u8::from_str_radix(&told[2 * at..2 * at + 2], 16).unwrap_or_default();
            }
        }
        Ok(Secret::Key(key))
    }
}

/// Groups of a recovery code, and hexadecimal digits of each: four bytes and their check.
const GROUPS: usize = 8;
const GROUP: usize = 10;

fn ordinal(n: usize) -> String {
    if n == 1 { "1ᵉʳ".to_owned() } else { format!("{n}ᵉ") }
}

fn check_of(rank: usize, told: &str) -> String {
    let digest = Sha256::digest(format!("{rank} {told}"));
    hex(digest.get(..1).unwrap_or_default())
}

impl Key {
    /// A key for a new file.
    ///
    /// # Errors
    /// `invalid` at `passphrase` where it is too short; a system without randomness.
    pub fn chosen(passphrase: &str) -> Result<Key> {
        let text = passphrase.trim();
        if text.chars().count() < FEWEST {
            let message = format!(
                "Au moins {FEWEST} caractères : quelques mots sans lien entre eux se retiennent mieux qu’un mot compliqué."
            );
            return Err(Refusal::at("passphrase", message).into());
        }
        if text.chars().count() > 1000 {
            return Err(Refusal::at("passphrase", "Au plus 1 000 caractères.").into());
        }
        let Ok(secret @ Secret::Passphrase(_)) = Secret::typed(text) else {
            let message = "Cette phrase a la forme d’un code de secours : choisissez-en une autre.";
            return Err(Refusal::at("passphrase", message).into());
        };
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|e| Error::Broken(e.to_string()))?;
        Ok(Key::made(&secret, salt))
    }

    fn made(secret: &Secret, salt: [u8; SALT]) -> Key {
        let key = match secret {
            Secret::Key(key) => key.clone(),
            Secret::Passphrase(text) => {
                let mut key = Zeroizing::new([0; 32]);
                pbkdf2_hmac::<Sha512>(text.as_bytes(), &salt, ROUNDS, &mut *key);
                key
            }
        };
        Key { key, salt }
    }

    /// The recovery code: eight groups of eight hexadecimal digits and a check of two.
    #[must_use]
    pub fn recovery_code(&self) -> String {
        let groups = self.key.chunks_exact(4).enumerate().map(|(rank, bytes)| {
            let told = hex(bytes);
            format!("{}-{}-{}", &told[..4], &told[4..], check_of(rank, &told))
        });
        groups.collect::<Vec<_>>().join(" ")
    }

    /// Is it the same, for the same files?
    #[must_use]
    pub fn is(&self, other: &Key) -> bool {
        self.salt == other.salt && *self.key == *other.key
    }

    fn spelt(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}{}'", hex(&*self.key), hex(&self.salt)))
    }
}

impl Keys {
    /// Keeps what was told, for every file that it opens.
    pub fn learn(&self, secret: Secret) {
        held(&self.0).secrets.push(secret);
    }

    /// Keeps a key that was just made.
    pub fn hold(&self, key: &Key) {
        held(&self.0).found.insert(key.salt, key.clone());
    }

    /// These and one more, the ones at hand left as they are.
    #[must_use]
    pub fn and(&self, secret: Secret) -> Keys {
        let more = Keys(Arc::new(Mutex::new(held(&self.0).clone())));
        more.learn(secret);
        more
    }

    /// Was anything told?
    fn is_empty(&self) -> bool {
        held(&self.0).secrets.is_empty()
    }

    /// What opens that file; none where it is not locked.
    ///
    /// # Errors
    /// `locked` where nothing at hand opens it.
    pub fn of(&self, path: &Path) -> Result<Option<Key>> {
        let Some(salt) = salt(path) else { return Ok(None) };
        let ring = held(&self.0).clone();
        if let Some(key) = ring.found.get(&salt) {
            return Ok(Some(key.clone()));
        }
        for secret in ring.secrets.iter().rev() {
            let key = Key::made(secret, salt);
            if opens(path, &key)? {
                self.hold(&key);
                return Ok(Some(key));
            }
        }
        Err(locked(self.is_empty()).into())
    }

    /// A connection that can be used at once, whether the file is locked or not.
    pub(crate) fn connect(&self, path: &Path, flags: OpenFlags) -> Result<Connection> {
        let key = self.of(path)?;
        reached(path, keyed(path, flags, key.as_ref()))
    }
}

fn locked(nothing_told: bool) -> Refusal {
    let message = if nothing_told {
        "Vos données sont protégées par une phrase secrète : donnez-la pour les ouvrir."
    } else {
        "Cette phrase n’ouvre pas vos données : vérifiez majuscules, espaces et langue du clavier. Si vous en êtes sûr, le fichier est peut-être endommagé : restaurez une sauvegarde."
    };
    Refusal { field: Some("secret".to_owned()), ..Refusal::new(Code::Locked, message) }
}

/// Is that file locked? Whoever only wants to know needs no key.
#[must_use]
pub fn is_locked(path: &Path) -> bool {
    salt(path).is_some()
}

/// The salt of a locked file. Such a file holds no word that says what it is: it is whole pages of which the first is
/// as even as chance makes it.
fn salt(path: &Path) -> Option<[u8; SALT]> {
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
    if length == 0 || length % (PAGE as u64) != 0 {
        return None;
    }
    let mut page = [0; PAGE];
    file.read_exact(&mut page).ok()?;
    let mut counts = [0_u32; 256];
    for byte in page {
        counts[usize::from(byte)] += 1;
    }
    // Sixteen of each on average: by chance, one in millions of millions has sixty of one, or thirty values of none.
    let is_even = counts.iter().all(|n| *n < 60) && counts.iter().filter(|n| **n == 0).count() < 30;
    if page.starts_with(b"SQLite format 3\0") || !is_even {
        return None;
    }
    page.get(..SALT)?.try_into().ok()
}

fn keyed(path: &Path, flags: OpenFlags, key: Option<&Key>) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    if let Some(key) = key {
        // What it has to say is answered, not printed.
        connection.pragma_update(None, "cipher_log_level", "NONE")?;
        connection.pragma_update(None, "key", &*key.spelt())?;
    }
    Ok(connection)
}

fn opens(path: &Path, key: &Key) -> Result<bool> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let read = keyed(path, flags, Some(key)).and_then(|connection| {
        use rusqlite::config::DbConfig;
        // What stands in the log beside stays there.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    });
    match read {
        Ok(()) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A new file, locked with that key, or not.
pub(crate) fn create(path: &Path, key: Option<&Key>) -> Result<Connection> {
    reached(path, keyed(path, OpenFlags::default(), key))
}

/// Writes what a file holds into a new one, locked with `key`, or not locked at all. `from` was looked at before: its
/// schema is known to be ours.
///
/// # Errors
/// `locked` where `from` is and nothing at hand opens it.
pub fn rewrite(keys: &Keys, from: &Path, to: &Path, key: Option<&Key>) -> Result<()> {
    let connection = keys.connect(from, OpenFlags::default())?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    let spelt = key.map(Key::spelt).unwrap_or_default();
    connection.execute("ATTACH DATABASE ?1 AS other KEY ?2", (Named(to), &*spelt))?;
    connection.query_row("SELECT sqlcipher_export('other')", [], |_| Ok(()))?;
    for mark in ["application_id", "user_version"] {
        let held: i64 = connection.query_row(&format!("PRAGMA main.{mark}"), [], |r| r.get(0))?;
        connection.pragma_update(Some("other"), mark, held)?;
    }
    connection.execute("DETACH DATABASE other", [])?;
    Ok(())
}

/// A path as SQLite takes it, whatever bytes it is made of.
struct Named<'a>(&'a Path);

impl ToSql for Named<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0.as_os_str().as_bytes())))
        }
        #[cfg(not(unix))]
        {
            let path = self.0.to_str().unwrap_or_default();
            Ok(ToSqlOutput::Borrowed(ValueRef::Text(path.as_bytes())))
        }
    }
}
