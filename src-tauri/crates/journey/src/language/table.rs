//! The texts of the house in another language: a row for each French one, `assets/papers/english.tsv`.
//!
//! Invariant: it is read while one compiles; a text that has no row fails the build.

/// A table of `ROWS` texts, each after the French one that it stands for.
pub struct Table<const ROWS: usize> {
    text: &'static str,
    /// Said by a build that finds no row in it.
    missing: &'static str,
    /// Where each French text begins and ends, and where its row ends.
    index: [(usize, usize, usize); ROWS],
}

/// How many texts such a table has, its head apart.
#[must_use]
pub const fn rows(text: &str) -> usize {
    count(text.as_bytes(), b'\n') - 1
}

impl<const ROWS: usize> Table<ROWS> {
    #[must_use]
    pub const fn of(text: &'static str, missing: &'static str) -> Table<ROWS> {
        let bytes = text.as_bytes();
        let mut index = [(0, 0, 0); ROWS];
        let (mut row, mut begin, mut middle, mut at) = (0, 0, 0, 0);
        let mut header = true;
        while at < bytes.len() {
            if bytes[at] == b'\t' {
                middle = at;
            } else if bytes[at] == b'\n' {
                if !header {
                    assert!(
                        middle > begin && at > middle + 1,
                        "a row of a table of assets/papers lacks a text"
                    );
                    index[row] = (begin, middle, at);
                    row += 1;
                }
                header = false;
                begin = at + 1;
            }
            at += 1;
        }
        Table { text, missing, index }
    }

    /// The text that stands for that French one.
    ///
    /// # Panics
    /// Where it has no row: a build fails by it.
    #[must_use]
    pub const fn said(&self, french: &str) -> &'static str {
        let table = self.text.as_bytes();
        let mut at = 0;
        while at < ROWS {
            let (begin, middle, end) = self.index[at];
            if same(part(table, begin, middle), french.as_bytes())
                && let Ok(text) = std::str::from_utf8(part(table, middle + 1, end))
            {
                return text;
            }
            at += 1;
        }
        panic!("{}", self.missing)
    }

    /// Each French text and the one that stands for it.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.text.lines().skip(1).filter_map(|row| row.split_once('\t'))
    }
}

/// Are these, with their braces, all the named places of that text?
#[must_use]
pub const fn takes(text: &str, places: &[&str]) -> bool {
    let text = text.as_bytes();
    let mut named = 0;
    while named < places.len() {
        if !holds(text, places[named].as_bytes()) {
            return false;
        }
        named += 1;
    }
    count(text, b'{') == places.len()
}

const fn count(bytes: &[u8], byte: u8) -> usize {
    let (mut found, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == byte {
            found += 1;
        }
        at += 1;
    }
    found
}

const fn part(bytes: &[u8], begin: usize, end: usize) -> &[u8] {
    bytes.split_at(end).0.split_at(begin).1
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn holds(text: &[u8], piece: &[u8]) -> bool {
    let mut at = 0;
    while at + piece.len() <= text.len() {
        if same(part(text, at, at + piece.len()), piece) {
            return true;
        }
        at += 1;
    }
    false
}
