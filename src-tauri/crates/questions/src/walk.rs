//! One way of asking for lists: what rows must be, in which order, from which one on.
//!
//! Invariant: a page costs the same in long books as in short ones. Where few rows pass a test that has its own index,
//! those are read and put in order; otherwise the order's own index is walked until the page is full.

use books::act::Ask;
use books::error::Result;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// Rows that are read and put in order at a time; beyond, the order's index leads.
const FEW: i64 = 500;

/// What rows must be: said so that its index is found, and so that none is.
#[derive(Clone, Debug)]
pub struct Test {
    leading: String,
    checking: String,
    values: Vec<Value>,
    /// It has an index, and may lead.
    indexed: bool,
}

impl Test {
    /// A condition in which `~` stands before each column that has an index.
    pub fn new(condition: &str, values: Vec<Value>) -> Test {
        Test {
            leading: condition.replace('~', ""),
            checking: condition.replace('~', "+"),
            values,
            indexed: condition.contains('~'),
        }
    }

    /// Two ways of saying one condition: the first where it leads, the second where it is checked row by row.
    pub fn either(leading: &str, checking: &str, values: Vec<Value>) -> Test {
        Test { leading: leading.to_owned(), checking: checking.to_owned(), values, indexed: true }
    }
}

/// An order: the tables where it leads, those where a test does, and its columns, of which the last tells rows apart.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub led: &'static str,
    pub loose: &'static str,
    pub keys: &'static [&'static str],
}

/// A list, as it is asked.
#[derive(Clone, Debug)]
pub struct Walk {
    pub base: &'static str,
    pub id: &'static str,
    pub order: Order,
    pub descending: bool,
    pub tests: Vec<Test>,
}

impl Walk {
    /// The rows after that one, at most so many.
    pub fn ids(&self, ask: &Ask, before: Option<i64>, most: usize) -> Result<Vec<i64>> {
        let leading = self.leading(ask)?;
        let Order { led, loose, keys } = self.order;
        let (from, keys): (_, Vec<String>) = match leading {
            Some(_) => (loose, keys.iter().map(|key| format!("+({key})")).collect()),
            None => (led, keys.iter().map(|key| (*key).to_owned()).collect()),
        };
        let (mut conditions, mut values) = self.conditions(leading);
        if let Some(before) = before {
            let Some(place) = self.place(ask, before)? else { return Ok(Vec::new()) };
            let marks = vec!["?"; place.len()].join(", ");
            let side = if self.descending { '<' } else { '>' };
            conditions.push(format!("({}) {side} ({marks})", keys.join(", ")));
            values.extend(place);
        }
        let way = if self.descending { " DESC" } else { "" };
        let order: Vec<String> = keys.iter().map(|key| format!("{key}{way}")).collect();
        let sql = format!(
            "SELECT {} FROM {from} WHERE {} ORDER BY {} LIMIT ?",
            self.id,
            all(&conditions),
            order.join(", ")
        );
        values.push(Value::Integer(i64::try_from(most).unwrap_or(i64::MAX)));
        let mut statement = ask.db.prepare_cached(&sql)?;
        let ids =
            statement.query_map(params_from_iter(values), |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// A count and sums over every row of the list, in one reading of narrow rows.
    pub fn sums<const N: usize>(&self, ask: &Ask, what: [&'static str; N]) -> Result<[i64; N]> {
        let (conditions, values) = self.conditions(self.leading(ask)?);
        let what: Vec<String> = what.iter().map(|sum| format!("coalesce({sum}, 0)")).collect();
        let sql = format!("SELECT {} FROM {} WHERE {}", what.join(", "), self.base, all(&conditions));
        let sums = ask.db.prepare_cached(&sql)?.query_row(params_from_iter(values), |r| {
            let mut sums = [0; N];
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum = r.get(at)?;
            }
            Ok(sums)
        })?;
        Ok(sums)
    }

    /// The test that few rows pass, if one is such.
    fn leading(&self, ask: &Ask) -> Result<Option<usize>> {
        let mut fewest: Option<(i64, usize)> = None;
        for (at, test) in self.tests.iter().enumerate().filter(|(_, test)| test.indexed) {
            let sql =
                format!("SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT ?)", self.base, test.leading);
            let values = test.values.iter().cloned().chain([Value::Integer(FEW + 1)]);
            let found: i64 =
                ask.db.prepare_cached(&sql)?.query_row(params_from_iter(values), |r| r.get(0))?;
            if found <= FEW && fewest.is_none_or(|(known, _)| found < known) {
                fewest = Some((found, at));
            }
        }
        Ok(fewest.map(|(_, at)| at))
    }

    fn conditions(&self, leading: Option<usize>) -> (Vec<String>, Vec<Value>) {
        let said = |(at, test): (usize, &Test)| {
            if leading == Some(at) { test.leading.clone() } else { test.checking.clone() }
        };
        let values = self.tests.iter().flat_map(|test| test.values.clone()).collect();
        (self.tests.iter().enumerate().map(said).collect(), values)
    }

    /// Where a row stands in the order.
    fn place(&self, ask: &Ask, row: i64) -> Result<Option<Vec<Value>>> {
        let Order { loose, keys, .. } = self.order;
        let sql = format!("SELECT {} FROM {loose} WHERE {} = ?", keys.join(", "), self.id);
        let place = ask
            .db
            .prepare_cached(&sql)?
            .query_row([row], |r| (0..keys.len()).map(|at| r.get(at)).collect())
            .optional()?;
        Ok(place)
    }
}

fn all(conditions: &[String]) -> String {
    if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") }
}
