//! Seals: what makes one line follow from the one before.
//!
//! Invariant: seal = SHA-256 over previous seal, line, time, day, action, deal, SHA-256(salt and body) and, where a line
//! is about a client without a deal, that client; each prefixed by its length.

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

/// The seal before the first line.
pub const ORIGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The last line: its rank (0 for none), its seal, its time and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: i64,
    pub seal: String,
    pub at: Option<String>,
    pub day: Option<NaiveDate>,
}

/// One line, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub seq: i64,
    pub at: String,
    pub day: String,
    pub action: String,
    pub deal: Option<i64>,
    /// Whom it is about, where no deal is.
    pub client: Option<i64>,
    pub body_hash: String,
    pub prev: String,
}

/// SHA-256 over parts, each prefixed by its length in bytes (8 bytes, big-endian), in lower-case hexadecimal.
#[must_use]
pub fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hex(&hasher.finalize())
}

/// SHA-256 of bytes, in lower-case hexadecimal.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Two digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The seal of a line.
#[must_use]
pub fn seal(line: &Line) -> String {
    let (seq, deal) = (line.seq.to_string(), line.deal.map(|d| d.to_string()).unwrap_or_default());
    let client = line.client.map(|c| c.to_string());
    let mut parts = vec![&*line.prev, &seq, &line.at, &line.day, &line.action, &deal, &line.body_hash];
    // Lines older than this part were sealed without it.
    parts.extend(client.as_deref());
    hash(&parts)
}
