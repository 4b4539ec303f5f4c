//! Stored words, read and written: a word that is not on its list is an error, never a default.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use values::stored::Stored;

/// A value of a closed list, in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: Stored> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0.word().as_bytes())))
    }
}

impl<T: Stored> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Word<T>> {
        let word = value.as_str()?;
        T::of_word(word)
            .map(Word)
            .ok_or_else(|| FromSqlError::Other(format!("{} « {word} » is not on the list", T::WHAT).into()))
    }
}
