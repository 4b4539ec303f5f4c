//! The vault: the bytes of every paper and every file that came in, each once, by their SHA-256.

use crate::act::Act;
use crate::error::{Error, Result};
use crate::reading::Reading;
use crate::seal::hash_bytes;
use rusqlite::{OptionalExtension, params};

/// Keeps bytes once, by their hash; answers the hash.
pub fn keep(act: &Act, bytes: &[u8]) -> Result<String> {
    let sha256 = hash_bytes(bytes);
    let known: bool = act
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM vault WHERE sha256 = ?1)")?
        .query_row([&sha256], |r| r.get(0))?;
    if !known {
        act.db
            .prepare_cached("INSERT INTO vault (sha256, size, bytes) VALUES (?1, ?2, ?3)")?
            .execute(params![sha256, i64::try_from(bytes.len()).unwrap_or(i64::MAX), bytes])?;
    }
    Ok(sha256)
}

/// Bytes kept in the vault.
pub fn kept(db: Reading, sha256: &str) -> Result<Vec<u8>> {
    db.prepare_cached("SELECT bytes FROM vault WHERE sha256 = ?1")?
        .query_row([sha256], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Error::Broken(format!("the vault lacks {sha256}")))
}
