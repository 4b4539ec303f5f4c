//! The schema that a file must have: built afresh in memory, and compared word for word before a file is trusted.
//!
//! Invariant: a name or a text of a file never becomes SQL; what is run comes from this build alone.

use crate::error::Result;
use crate::journal::column;
use crate::migrate;
use crate::plan::Plan;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Every object of a schema by kind and name: the table that it is about, and its SQL (empty for what SQLite makes
/// itself).
type Objects = BTreeMap<(String, String), (String, String)>;

/// What each column of a table holds where nothing was written.
pub type Defaults = BTreeMap<String, Value>;

/// What a fresh build of a version is made of.
struct Built {
    objects: Objects,
    /// By table.
    defaults: BTreeMap<String, Defaults>,
}

/// Something of a file's schema that is not as this build makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A table or a view: nothing can be read by its name.
    pub is_read: bool,
    /// « la table note manque ».
    pub message: String,
}

/// What the columns of a table hold where nothing was written: what this build says, never a file.
pub fn defaults(plan: &Plan, table: &str) -> Result<Defaults> {
    Ok(built(plan, plan.latest())?.defaults.get(table).cloned().unwrap_or_default())
}

/// An empty file of that version, in memory.
fn fresh(plan: &Plan, version: i64) -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    migrate::steps(&connection, plan, 0, version)?;
    Ok(connection)
}

/// What of the file's schema is not as a fresh build of that version makes it.
pub fn differences(file: &Connection, plan: &Plan, version: i64) -> Result<Vec<Difference>> {
    let built = built(plan, version)?;
    let expected = &built.objects;
    let stored = objects(file)?;
    let mut found = Vec::new();
    for (object, made) in expected {
        match stored.get(object) {
            Some(kept) if kept == made => {}
            Some(_) => found.push(differs(object, "a été modifié")),
            None => found.push(differs(object, "manque")),
        }
    }
    for object in stored.keys().filter(|object| !expected.contains_key(*object)) {
        found.push(differs(object, "a été ajouté"));
    }
    Ok(found)
}

fn differs((kind, name): &(String, String), what: &str) -> Difference {
    // A name of a foreign file may be anything, and of any length.
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    let (named, feminine) = match kind.as_str() {
        "trigger" => ("la protection", true),
        "table" => ("la table", true),
        "view" => ("la vue", true),
        _ => ("l’index", false),
    };
    let ending = if feminine && what != "manque" { "e" } else { "" };
    Difference {
        is_read: matches!(kind.as_str(), "table" | "view"),
        message: format!("{named} {name} {what}{ending}"),
    }
}

fn objects(connection: &Connection) -> Result<Objects> {
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    let mut found = Objects::new();
    while let Some(r) = rows.next()? {
        let text = |column: usize| -> rusqlite::Result<String> {
            Ok(String::from_utf8_lossy(r.get_ref(column)?.as_bytes().unwrap_or_default()).into_owned())
        };
        found.insert((text(0)?, text(1)?), (text(2)?, text(3)?));
    }
    Ok(found)
}

/// A fresh build, worked out once in a process.
fn built(plan: &Plan, version: i64) -> Result<Arc<Built>> {
    /// By where a plan's history and tables stand, and by version.
    type Known = BTreeMap<(usize, usize, i64), Arc<Built>>;
    static BUILT: OnceLock<Mutex<Known>> = OnceLock::new();
    // Both lists live as long as the program: where they stand says which plan it is.
    let key = (plan.history.as_ptr() as usize, plan.tables.as_ptr() as usize, version);
    let mut known = BUILT.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(built) = known.get(&key) {
        return Ok(Arc::clone(built));
    }
    let fresh = fresh(plan, version)?;
    let objects = objects(&fresh)?;
    let mut defaults = BTreeMap::new();
    for table in plan.tables {
        defaults.insert(table.name.to_owned(), held_by_default(&fresh, table.name)?);
    }
    let made = Arc::new(Built { objects, defaults });
    known.insert(key, Arc::clone(&made));
    Ok(made)
}

fn held_by_default(fresh: &Connection, table: &str) -> Result<Defaults> {
    let mut columns =
        fresh.prepare_cached("SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?1)")?;
    let told: Vec<(String, String)> =
        columns.query_map([table], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    let worked_out = told.into_iter().map(|(name, default)| {
        let value = fresh.query_row(&format!("SELECT {default}"), [], |r| r.get_ref(0).map(column))?;
        Ok((name, value))
    });
    worked_out.collect()
}
