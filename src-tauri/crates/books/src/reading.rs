//! The books, to be read: what a question is given has no method that writes.

use crate::error::Result;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, MappedRows, Params, Row, Rows};

/// Books of which one can only ask.
#[derive(Clone, Copy)]
pub struct Reading<'a>(&'a Connection);

impl<'a> Reading<'a> {
    #[must_use]
    pub fn of(connection: &'a Connection) -> Reading<'a> {
        Reading(connection)
    }

    /// A statement that is prepared once and kept.
    pub fn prepare_cached(&self, sql: &str) -> rusqlite::Result<Query<'a>> {
        Ok(Query(self.0.prepare_cached(sql)?))
    }
}

/// A prepared question to the books.
pub struct Query<'a>(CachedStatement<'a>);

impl Query<'_> {
    /// The first row; an error when there is none.
    pub fn query_row<T, P, F>(&mut self, params: P, read: F) -> rusqlite::Result<T>
    where
        P: Params,
        F: FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    {
        self.0.query_row(params, read)
    }

    /// Each row, read as it comes.
    pub fn query_map<T, P, F>(&mut self, params: P, read: F) -> rusqlite::Result<MappedRows<'_, F>>
    where
        P: Params,
        F: FnMut(&Row<'_>) -> rusqlite::Result<T>,
    {
        self.0.query_map(params, read)
    }

    /// The rows themselves.
    pub fn query<P: Params>(&mut self, params: P) -> rusqlite::Result<Rows<'_>> {
        self.0.query(params)
    }
}

/// A stored text, whatever its bytes: those that are no text cannot match what was sealed.
pub fn text(row: &Row, column: usize) -> Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => String::new(),
    })
}
