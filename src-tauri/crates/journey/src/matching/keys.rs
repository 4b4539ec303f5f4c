//! What is found by pieces of text, of which there are many: each is a number worked out of the piece, and what is found
//! is looked at again by who asks.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Pairs of a piece and what holds it, sorted once all are there.
#[derive(Debug, Default)]
pub struct Pieces {
    pairs: Vec<(u64, usize)>,
    /// Where the pairs of a piece begin and end.
    runs: HashMap<u64, (usize, usize), BuildHasherDefault<Mixed>>,
}

/// A number that is mixed already stands for itself.
#[derive(Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Pieces {
    pub fn add(&mut self, key: u64, at: usize) {
        self.pairs.push((key, at));
    }

    pub fn sort(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let mut from = 0;
        for run in self.pairs.chunk_by(|one, other| one.0 == other.0) {
            let to = from + run.len();
            self.runs.insert(run[0].0, (from, to));
            from = to;
        }
    }

    /// What holds the piece, in order.
    pub fn of(&self, key: u64) -> &[(u64, usize)] {
        let run = self.runs.get(&key).and_then(|(from, to)| self.pairs.get(*from..*to));
        run.unwrap_or_default()
    }
}

/// The number of the text that these parts make, among those of one kind (FNV-1a).
#[must_use]
pub fn key(kind: u8, parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    std::iter::once(kind)
        .chain(bytes)
        .fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A text without each of its letters: what stands before it, and after.
pub fn shortened(text: &str) -> impl Iterator<Item = [&str; 2]> {
    text.char_indices().map(|(at, letter)| [&text[..at], &text[at + letter.len_utf8()..]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_and_the_same_in_parts_are_found_alike() {
        let mut keys = Pieces::default();
        keys.add(key(b'~', &["legoff"]), 7);
        keys.add(key(b'~', &["goff"]), 3);
        keys.add(key(b'^', &["legoff"]), 1);
        keys.sort();
        let found: Vec<usize> = keys.of(key(b'~', &["le", "goff"])).iter().map(|pair| pair.1).collect();
        assert_eq!(found, [7]);
        let short: Vec<String> = shortened("été").map(|parts| parts.concat()).collect();
        assert_eq!(short, ["té", "éé", "ét"]);
    }
}
