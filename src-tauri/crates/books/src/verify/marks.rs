//! Which rows were met: one bit for each, in pieces that stand only where there are rows.
//!
//! Invariant: what it takes does not grow with what rows hold, and numbers that are far apart cost no more than near ones.

use std::collections::HashMap;

/// Rows of one piece: a power of two.
const PIECE: i64 = 4096;

/// A set of row ids.
#[derive(Debug, Default)]
pub struct Marks(HashMap<i64, Box<[u64; 64]>>);

impl Marks {
    /// Answers whether it was not marked yet.
    pub fn add(&mut self, id: i64) -> bool {
        let (piece, word, bit) = place(id);
        let word = &mut self.0.entry(piece).or_insert_with(|| Box::new([0; 64]))[word];
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        let (piece, word, bit) = place(id);
        self.0.get(&piece).is_some_and(|words| words[word] & bit != 0)
    }
}

fn place(id: i64) -> (i64, usize, u64) {
    let within = id.rem_euclid(PIECE);
    (id.div_euclid(PIECE), usize::try_from(within / 64).unwrap_or_default(), 1 << (within % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_met_once_also_at_the_ends() {
        let mut marks = Marks::default();
        let ids = [0, 1, 63, 64, 4095, 4096, -1, -4096, -4097, i64::MAX, i64::MIN];
        for id in ids {
            assert!(!marks.has(id), "{id}");
            assert!(marks.add(id), "{id}");
            assert!(marks.has(id) && !marks.add(id), "{id}");
        }
        assert!(![2, 65, 4097, -2, -4098, i64::MAX - 1, i64::MIN + 1].iter().any(|id| marks.has(*id)));
    }
}
