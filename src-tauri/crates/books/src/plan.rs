//! What the books are told of the trade that is kept in them, in one value.
//!
//! Invariant: nothing else in this crate knows what a table holds.

use crate::act::{Act, Rows};
use crate::body::Body;
use crate::error::Result;
use crate::findings::Findings;
use crate::reading::Reading;
use rusqlite::Connection;

/// One step of the schema: the version it leads to, and its SQL.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub version: i64,
    pub sql: &'static str,
}

/// The trade, as far as the books must know it.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Every step of the schema, oldest first.
    pub history: &'static [Migration],
    /// Every table of the latest schema, in the order in which their topics are told.
    pub tables: &'static [Table],
    /// The user's time zone: an IANA name, empty for the system's.
    pub zone: fn(Reading) -> Result<String>,
    /// Where the user wants backups; empty for a folder beside the books.
    pub backup_folder: fn(Reading) -> Result<String>,
    /// A second place for backups; empty for none.
    pub second_folder: fn(Reading) -> Result<String>,
    /// What follows every action, inside its transaction, and what must hold of the rows that it wrote.
    pub after: fn(&Act, &Rows) -> Result<()>,
    /// Is that action, so given, about the user's own affairs? It is refused while other books are looked at.
    pub about_oneself: fn(&str, &serde_json::Value) -> bool,
    /// May the file that is given at that door be a long one, which is read and not kept?
    pub takes_long_file: fn(&str) -> bool,
    /// May what a line wrote be taken back? It can when it left no paper.
    pub may_take_back: fn(&Body) -> bool,
    /// What `verify` looks at beside seals and rows.
    pub checks: &'static [Check],
}

/// A table, what becomes of its rows, and what screens call it.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    pub role: Role,
    /// What is asked again when it was written; empty where no screen shows it.
    pub topic: &'static str,
}

/// What becomes of a table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Insert-only: triggers refuse UPDATE and DELETE; every row is named in the journal.
    Sealed,
    /// The journal itself: insert-only, and what all else is compared with.
    Journal,
    /// Rows may change; each change is named in the journal.
    Changing,
    /// Worked out from the others, and compared with them by `verify`.
    Projected,
    /// Work in progress, and what is made again from the rest: no evidence.
    Loose,
}

/// Something that must hold, said as findings.
#[derive(Clone, Copy)]
pub struct Check {
    /// Worked out from facts: where a fact was altered there is nothing to compare with.
    pub needs_sound_rows: bool,
    pub run: fn(&Connection, &mut Findings) -> Result<()>,
}

impl Plan {
    /// The version that this build writes.
    #[must_use]
    pub fn latest(&self) -> i64 {
        self.history.last().map_or(0, |step| step.version)
    }

    /// Is every row of this table named in the journal's bodies?
    #[must_use]
    pub fn is_journaled(&self, table: &str) -> bool {
        self.journaled().any(|known| known == table)
    }

    /// All journaled tables.
    pub fn journaled(&self) -> impl Iterator<Item = &'static str> {
        self.with(&[Role::Sealed, Role::Changing])
    }

    /// Insert-only tables, the journal's own included.
    pub fn sealed(&self) -> impl Iterator<Item = &'static str> {
        self.with(&[Role::Sealed, Role::Journal])
    }

    fn with(&self, roles: &'static [Role]) -> impl Iterator<Item = &'static str> {
        self.tables.iter().filter(|table| roles.contains(&table.role)).map(|table| table.name)
    }

    /// The topics of these tables, each once.
    #[must_use]
    pub fn topics(&self, written: &[&str]) -> Vec<&'static str> {
        let mut found = Vec::new();
        for table in self.tables {
            if !table.topic.is_empty() && written.contains(&table.name) && !found.contains(&table.topic) {
                found.push(table.topic);
            }
        }
        found
    }
}
