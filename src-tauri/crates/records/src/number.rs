//! Numbers: the next one of each series, taken when a paper is issued, and the highest given out.

use crate::row::Day;
use books::act::Act;
use books::error::Result;
use books::reading::Reading;
use chrono::{Datelike, NaiveDate};
use journey::allowed::clock::chronological;
use journey::number::{Series, written};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The next number of a series, taken inside this action's transaction: (year, rank, written).
pub fn take(act: &Act, series: Series) -> Result<(i32, i64, String)> {
    act.may_issue()?;
    let year = act.today.year();
    chronological(series, last_day(act.reading(), series, year)?, act.today)?;
    let n = last_number(act.reading(), series, year)?.unwrap_or(0) + 1;
    Ok((year, n, written(series, year, n)))
}

/// The last number of a series and year, given here or elsewhere before.
pub fn last_number(db: Reading, series: Series, year: i32) -> Result<Option<i64>> {
    let used = match series {
        Series::Quote => "SELECT max(n) FROM quote WHERE series = ?1 AND year = ?2",
        Series::Order => "SELECT max(n) FROM signed_order WHERE series = ?1 AND year = ?2",
        Series::Invoice | Series::CreditNote => "SELECT max(n) FROM invoice WHERE series = ?1 AND year = ?2",
    };
    let highest = |sql: &str| -> Result<Option<i64>> {
        Ok(db.prepare_cached(sql)?.query_row(params![series.prefix(), year], |r| r.get(0))?)
    };
    Ok(highest(used)?.max(highest("SELECT max(n) FROM series_floor WHERE series = ?1 AND year = ?2")?))
}

/// The day of the last paper of a series and year.
fn last_day(db: Reading, series: Series, year: i32) -> Result<Option<NaiveDate>> {
    let sql = match series {
        Series::Quote => {
            "SELECT max(v.sent_on) AS day FROM quote q JOIN quote_version v ON v.quote = q.id AND v.version = 1
             WHERE q.series = ?1 AND q.year = ?2 AND q.n = (SELECT max(n) FROM quote WHERE series = ?1 AND year = ?2)"
        }
        Series::Order => {
            "SELECT max(ordered_on) AS day FROM signed_order WHERE series = ?1 AND year = ?2
             AND n = (SELECT max(n) FROM signed_order WHERE series = ?1 AND year = ?2)"
        }
        Series::Invoice | Series::CreditNote => {
            "SELECT max(issued_on) AS day FROM invoice WHERE series = ?1 AND year = ?2
             AND n = (SELECT max(n) FROM invoice WHERE series = ?1 AND year = ?2)"
        }
    };
    let day: Option<Day> =
        db.prepare_cached(sql)?.query_row(params![series.prefix(), year], |r| r.get("day"))?;
    Ok(day.map(|day| day.0))
}

/// Highest number given out per series and year.
pub type Numbers = BTreeMap<(String, i32), i64>;

/// What was given out in these books, or elsewhere before.
pub fn numbers(db: &Connection) -> Result<Numbers> {
    let mut found = Numbers::new();
    let mut statement = db.prepare(
        "SELECT series, year, max(n) AS highest FROM (
           SELECT series, year, n FROM quote UNION ALL SELECT series, year, n FROM signed_order
           UNION ALL SELECT series, year, n FROM invoice UNION ALL SELECT series, year, n FROM series_floor)
         GROUP BY series, year",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        found.insert((r.get("series")?, r.get("year")?), r.get("highest")?);
    }
    Ok(found)
}
