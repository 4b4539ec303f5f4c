//! Where one stands in a text: lines and columns, counted from 1 as editors count them.

/// A line and a column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: i64,
    pub column: i64,
}

impl Place {
    #[must_use]
    pub fn new(line: i64, column: usize) -> Place {
        Place { line, column: i64::try_from(column).unwrap_or(i64::MAX) }
    }

    /// Where an offset in bytes stands.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Place {
        let before = text.get(..floor(text, offset)).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place::new(i64::try_from(line).unwrap_or(i64::MAX), column)
    }
}

/// The start of the letter in which an offset falls.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Lines of places that come one after another, each counted once.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: i64,
}

impl<'a> Lines<'a> {
    #[must_use]
    pub fn new(text: &'a str) -> Lines<'a> {
        Lines { text, at: 0, line: 1 }
    }

    /// The line of an offset in bytes, no earlier than the last that was asked.
    pub fn line(&mut self, offset: usize) -> i64 {
        let offset = offset.clamp(self.at, self.text.len());
        let passed = self.text.as_bytes().get(self.at..offset).unwrap_or_default();
        self.line += i64::try_from(passed.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        self.at = offset;
        self.line
    }
}
