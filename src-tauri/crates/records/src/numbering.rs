//! What must hold of the numbers of papers, asked of every one by `verify` and of each new one before it is kept.

use crate::row::said;
use books::act::Rows;
use books::error::{Error, Result};
use books::findings::Findings;
use journey::number::{Numbered, faults};
use rusqlite::{Connection, Row, params};
use std::collections::HashSet;

/// The tables that hold numbered papers, and the day of each. What was issued elsewhere bears its own number.
const PAPERS: [(&str, &str, &str); 3] = [
    ("quote", "(SELECT sent_on FROM quote_version v WHERE v.quote = p.id AND v.version = 1)", "1"),
    ("signed_order", "ordered_on", "1"),
    ("invoice", "issued_on", "series <> 'X'"),
];

/// Every number of the books.
pub fn all(db: &Connection, found: &mut Findings) -> Result<()> {
    let floors: HashSet<(String, i64, i64)> = db
        .prepare("SELECT series, year, n FROM series_floor")?
        .query_and_then([], |r| Ok((said(r, "series")?, r.get("year")?, r.get("n")?)))?
        .collect::<Result<_>>()?;
    for (table, day, own) in PAPERS {
        let mut statement = db.prepare(&format!(
            "SELECT id, series, year, n, number, ifnull({day}, '') AS day FROM {table} p WHERE {own} ORDER BY series, year, n"
        ))?;
        let mut rows = statement.query([])?;
        let mut last: Option<Paper> = None;
        while let Some(r) = rows.next()? {
            let this = Paper::read(r)?;
            let before = last.as_ref().filter(|last| last.series == this.series && last.year == this.year);
            let resumed = floors.contains(&(this.series.clone(), this.year, this.n.saturating_sub(1)));
            for fault in faults(before.map(Paper::numbered), this.numbered(), resumed) {
                found.add(table, Some(this.id), fault);
            }
            last = Some(this);
        }
    }
    Ok(())
}

/// The numbers among these rows, each beside the one before it.
///
/// # Errors
/// `Broken`, with what does not hold: whoever wrote them must not commit.
pub fn of(db: &Connection, written: &Rows) -> Result<()> {
    for (table, day, own) in PAPERS {
        for (_, id) in written.iter().filter(|(name, _)| name == table) {
            let columns = format!("id, series, year, n, number, ifnull({day}, '') AS day");
            let paper = |filter: &str, given: &[&dyn rusqlite::ToSql]| -> Result<Option<Paper>> {
                let sql = format!("SELECT {columns} FROM {table} p WHERE {own} AND {filter}");
                let mut statement = db.prepare_cached(&sql)?;
                let mut rows = statement.query(given)?;
                rows.next()?.map(Paper::read).transpose()
            };
            let Some(this) = paper("id = ?1", params![id])? else { continue };
            let before = paper(
                "series = ?1 AND year = ?2 AND n < ?3 ORDER BY n DESC LIMIT 1",
                params![this.series, this.year, this.n],
            )?;
            let resumed = db
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM series_floor WHERE series = ?1 AND year = ?2 AND n = ?3)",
                )?
                .query_row(params![this.series, this.year, this.n.saturating_sub(1)], |r| r.get(0))?;
            let wrong = faults(before.as_ref().map(Paper::numbered), this.numbered(), resumed);
            if !wrong.is_empty() {
                return Err(Error::Broken(wrong.join(" ; ")));
            }
        }
    }
    Ok(())
}

/// A paper of a series.
struct Paper {
    id: i64,
    series: String,
    year: i64,
    n: i64,
    number: String,
    day: String,
}

impl Paper {
    fn read(r: &Row) -> Result<Paper> {
        Ok(Paper {
            id: r.get("id")?,
            series: said(r, "series")?,
            year: r.get("year")?,
            n: r.get("n")?,
            number: said(r, "number")?,
            day: said(r, "day")?,
        })
    }

    fn numbered(&self) -> Numbered<'_> {
        Numbered { series: &self.series, year: self.year, n: self.n, number: &self.number, day: &self.day }
    }
}
