//! Every journaled row against the last body that names it, both ways.
//!
//! Invariant: bodies are read from the last line to the first, so that the first one met that names a row tells its
//! state: nothing of what rows hold is kept meanwhile, whatever the size of the books.

use crate::error::Result;
use crate::findings::Findings;
use crate::journal::column;
use crate::plan::Plan;
use crate::reading::text;
use crate::schema::{self, Defaults};
use crate::seal::hash_bytes;
use crate::verify::marks::Marks;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Statement};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Answers how many rows were read, or none where it is stopped. Lines of `untold` say nothing of theirs.
pub fn rows(
    tx: &Connection,
    plan: &Plan,
    untold: &Marks,
    found: &mut Findings,
    go_on: &dyn Fn(i64) -> bool,
) -> Result<Option<i64>> {
    let mut tables = BTreeMap::new();
    for (rank, name) in plan.journaled().enumerate() {
        tables.insert(name, Table::new(tx, plan, rank, name)?);
    }
    let mut wrong = Wrong::default();
    let mut statement = tx.prepare(
        "SELECT j.seq, b.body FROM journal j CROSS JOIN journal_body b ON b.seq = j.seq ORDER BY j.seq DESC",
    )?;
    let mut lines = statement.query([])?;
    while let Some(r) = lines.next()? {
        let seq = r.get(0)?;
        if !go_on(seq) {
            return Ok(None);
        }
        if untold.has(seq) {
            continue;
        }
        let Ok(body) = serde_json::from_str::<Body>(&text(r, 1)?) else {
            found.add("journal_body", Some(seq), "le corps de cette ligne est illisible");
            continue;
        };
        // Of a row that a body names twice, the second tells.
        for item in body.rows.as_array().into_iter().flatten().rev() {
            let table = item["table"].as_str().and_then(|name| tables.get_mut(name));
            if let (Some(table), Some(id)) = (table, item["id"].as_i64())
                && table.named.add(id)
            {
                table.compare(id, seq, &item["row"], &mut wrong)?;
            }
        }
    }
    let mut count = 0;
    for table in tables.values() {
        count += table.strangers(tx, &mut wrong)?;
    }
    let names: Vec<&str> = plan.journaled().collect();
    for ((rank, _, id, _), message) in wrong.0 {
        found.add(names.get(rank).copied().unwrap_or_default(), Some(id), message);
    }
    Ok(Some(count))
}

/// A body, as far as rows go.
#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    rows: Value,
}

/// What is wrong with rows, by place of their table, whether they are gone, id, and whether it is about a file's bytes:
/// in this order they are told, as many as are told at all.
#[derive(Default)]
struct Wrong(BTreeMap<(usize, bool, i64, bool), String>);

impl Wrong {
    fn add(&mut self, place: (usize, bool, i64, bool), message: String) {
        self.0.insert(place, message);
        if self.0.len() > Findings::MOST {
            self.0.pop_last();
        }
    }
}

/// A table whose rows the journal names.
struct Table<'a> {
    rank: usize,
    name: &'static str,
    by_id: Statement<'a>,
    columns: Vec<String>,
    defaults: Defaults,
    /// Rows that were named by now.
    named: Marks,
}

impl<'a> Table<'a> {
    fn new(tx: &'a Connection, plan: &Plan, rank: usize, name: &'static str) -> Result<Table<'a>> {
        let by_id = tx.prepare(&format!("SELECT * FROM {name} WHERE id = ?1"))?;
        let columns = by_id.column_names().map(str::to_owned).collect();
        Ok(Table {
            rank,
            name,
            by_id,
            columns,
            defaults: schema::defaults(plan, name)?,
            named: Marks::default(),
        })
    }

    /// Compares a row with the state that a line tells: `null` for a row since deleted.
    fn compare(&mut self, id: i64, seq: i64, state: &Value, wrong: &mut Wrong) -> Result<()> {
        let mut stored = self.by_id.query([id])?;
        let Some(r) = stored.next()? else {
            if !state.is_null() {
                let gone = format!("cette ligne, inscrite à la ligne {seq} du journal, a disparu");
                wrong.add((self.rank, true, id, false), gone);
            }
            return Ok(());
        };
        // Files are large: their bytes are read once, for the line and for what the row itself says of them.
        let bytes = if self.name == "vault" { Some(digest(r)?) } else { None };
        let mut changed = Vec::new();
        for (i, name) in self.columns.iter().enumerate() {
            // A line older than a column says nothing of it: there it holds its default.
            let expected = state.get(name.as_str()).or_else(|| self.defaults.get(name.as_str()));
            let same = match &bytes {
                Some(Some(sha256)) if name == "bytes" => expected == Some(&json!({"sha256": sha256})),
                Some(_) | None => holds(r.get_ref(i)?, expected),
            };
            if !same {
                changed.push(name.as_str());
            }
        }
        if !changed.is_empty() {
            let differs = format!("diffère de la ligne {seq} du journal : {}", changed.join(", "));
            wrong.add((self.rank, false, id, false), differs);
        }
        if bytes.is_some_and(|sha256| sha256 != r.get::<_, String>("sha256").ok()) {
            let altered = "le contenu de cette pièce a été modifié".to_owned();
            wrong.add((self.rank, false, id, true), altered);
        }
        Ok(())
    }

    /// Rows that no line names; answers how many rows there are. They are counted in the table, not in an index of it.
    fn strangers(&self, tx: &Connection, wrong: &mut Wrong) -> Result<i64> {
        let mut count = 0;
        let mut statement = tx.prepare(&format!("SELECT id FROM {} NOT INDEXED ORDER BY id", self.name))?;
        let mut stored = statement.query([])?;
        while let Some(r) = stored.next()? {
            count += 1;
            let id = r.get(0)?;
            if !self.named.has(id) {
                let never = "cette ligne n’a jamais été inscrite au journal".to_owned();
                wrong.add((self.rank, false, id, false), never);
            }
        }
        Ok(count)
    }
}

/// The hash of a file kept; none where no bytes are.
fn digest(r: &Row) -> Result<Option<String>> {
    Ok(r.get_ref("bytes")?.as_blob().map(hash_bytes).ok())
}

/// Is that stored value exactly the one that a line tells? Texts and numbers are compared where they stand.
fn holds(stored: ValueRef<'_>, expected: Option<&Value>) -> bool {
    match (stored, expected) {
        (_, None) => false,
        (ValueRef::Text(bytes), Some(Value::String(text))) => bytes == text.as_bytes(),
        (ValueRef::Integer(n), Some(expected)) => expected.as_i64() == Some(n),
        (stored, Some(expected)) => column(stored) == *expected,
    }
}
