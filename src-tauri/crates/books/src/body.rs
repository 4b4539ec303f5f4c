//! A journal line's body, read again: what was typed and the rows it wrote; and how it reads to people.

use crate::error::{Error, Result};
use serde_json::Value;
use values::money::Cents;
use values::stored::Stored;
use values::words::long_date;

/// A journal line's body, read by table.
#[derive(Clone, Debug, Default)]
pub struct Body(Value);

impl Body {
    /// From the text that is stored.
    pub fn read(stored: &str) -> serde_json::Result<Body> {
        Ok(Body(serde_json::from_str(stored)?))
    }

    pub(crate) fn of(body: Value) -> Body {
        Body(body)
    }

    pub(crate) fn stored(&self) -> String {
        self.0.to_string()
    }

    /// The line that it took back, if that is what it did.
    #[must_use]
    pub fn undoes(&self) -> Option<i64> {
        self.0["undoes"].as_i64()
    }

    /// Did it erase what others told?
    #[must_use]
    pub fn erases(&self) -> bool {
        self.0["erased"].as_array().is_some()
    }

    /// The first row of that table that it wrote.
    #[must_use]
    pub fn row(&self, table: &str) -> &Value {
        self.0["rows"]
            .as_array()
            .and_then(|rows| rows.iter().find(|r| r["table"] == table))
            .map_or(&Value::Null, |r| &r["row"])
    }

    /// Every row of that table that it wrote, in order.
    pub fn every<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a Value> {
        self.rows().filter(move |(name, ..)| *name == table).map(|(.., row)| row)
    }

    /// Every row that it wrote, with its table: its state then, or null where it went.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = (&str, i64, &Value)> {
        self.0["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| Some((row["table"].as_str()?, row["id"].as_i64()?, &row["row"])))
    }

    /// How many rows of that table it wrote.
    #[must_use]
    pub fn count(&self, table: &str) -> usize {
        self.0["rows"].as_array().map_or(0, |rows| rows.iter().filter(|r| r["table"] == table).count())
    }

    #[must_use]
    pub fn text(&self, table: &str, column: &str) -> &str {
        self.row(table)[column].as_str().unwrap_or_default()
    }

    /// The word of a closed list in that column; none where the column is empty or was not written.
    ///
    /// # Errors
    /// A word that is not on its list: the line was changed by another hand.
    pub fn word<T: Stored>(&self, table: &str, column: &str) -> Result<Option<T>> {
        match self.text(table, column) {
            "" => Ok(None),
            word => match T::of_word(word) {
                Some(known) => Ok(Some(known)),
                None => Err(Error::Broken(format!("{} « {word} » is not on the list", T::WHAT))),
            },
        }
    }

    #[must_use]
    pub fn cents(&self, table: &str, column: &str) -> Cents {
        Cents(self.row(table)[column].as_i64().unwrap_or_default())
    }

    /// « 23 novembre 2026 »
    #[must_use]
    pub fn day(&self, table: &str, column: &str) -> String {
        self.text(table, column).parse().map(long_date).unwrap_or_default()
    }

    /// What was typed in that field.
    #[must_use]
    pub fn payload(&self, field: &str) -> &Value {
        &self.0["payload"][field]
    }
}

/// How a deed reads on a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub title: String,
    pub text: String,
}

impl Told {
    /// Its title says all.
    #[must_use]
    pub fn titled(title: impl Into<String>) -> Told {
        Told { title: title.into(), text: String::new() }
    }

    /// Sentences one after the other; empty ones are left out.
    #[must_use]
    pub fn new(title: impl Into<String>, sentences: &[&str]) -> Told {
        Told { title: title.into(), text: joined(sentences, " ") }
    }

    /// The same, each on a line of its own.
    #[must_use]
    pub fn lines(title: impl Into<String>, lines: &[&str]) -> Told {
        Told { title: title.into(), text: joined(lines, "\n").trim().to_owned() }
    }
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(between)
}
