//! What must hold in the books of this trade, beside seals and rows.

use crate::projection;
use books::error::Result;
use books::findings::Findings;
use books::plan::Check;
use books::reading::text;
use journey::number::Series;
use rusqlite::{Connection, Row};
use std::collections::HashSet;

/// Everything that `verify` looks at.
pub const CHECKS: &[Check] = &[
    Check { needs_sound_rows: false, run: numbers },
    Check { needs_sound_rows: true, run: projections },
    Check { needs_sound_rows: true, run: stale_deals },
    Check { needs_sound_rows: true, run: findable },
];

/// Everything that can be found is in the search index, once and under its own name or number, and nothing else is.
fn findable(tx: &Connection, found: &mut Findings) -> Result<()> {
    let mut different = tx.prepare(
        "SELECT kind, id FROM (
           SELECT 'client' AS kind, id, 1 AS held, 0 AS indexed, name AS begins, '' AS words FROM client
           UNION ALL SELECT 'deal', id, 1, 0, title, '' FROM deal
           UNION ALL SELECT 'quote', id, 1, 0, number, '' FROM quote
           UNION ALL SELECT 'order', id, 1, 0, number, '' FROM signed_order
           UNION ALL SELECT 'invoice', id, 1, 0, number, '' FROM invoice
           UNION ALL SELECT kind, ref, 0, 1, '', words FROM search_index)
         GROUP BY kind, id HAVING sum(held) <> 1 OR sum(indexed) <> 1
           OR substr(max(words), 1, length(max(begins))) <> max(begins)",
    )?;
    let mut rows = different.query([])?;
    while let Some(r) = rows.next()? {
        let (kind, id) = (said(r, "kind")?, r.get::<_, Option<i64>>("id").unwrap_or(None));
        found.add("search_index", id, format!("la recherche ne correspond plus aux faits : {kind}"));
    }
    Ok(())
}

/// What is kept for speed is what the facts give.
fn projections(tx: &Connection, found: &mut Findings) -> Result<()> {
    for (table, row, message) in projection::differences(tx)? {
        found.add(table, row, message);
    }
    Ok(())
}

/// The day on which a deal last changed is that of its last line.
fn stale_deals(tx: &Connection, found: &mut Findings) -> Result<()> {
    let mut stale = tx.prepare(
        "SELECT deal FROM deal_state s
         WHERE changed_on IS NOT (SELECT day FROM journal j WHERE j.deal = s.deal ORDER BY seq DESC LIMIT 1) ORDER BY deal",
    )?;
    let deals: Vec<i64> = stale.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for deal in deals {
        found.add(
            "deal_state",
            Some(deal),
            "cette projection ne correspond plus aux faits : jour du dernier changement",
        );
    }
    Ok(())
}

/// Every series is gapless from its first number or from where it resumed, and dated in order.
fn numbers(tx: &Connection, found: &mut Findings) -> Result<()> {
    let floors: HashSet<(String, i64, i64)> = tx
        .prepare("SELECT series, year, n FROM series_floor")?
        .query_and_then([], |r| Ok((said(r, "series")?, r.get("year")?, r.get("n")?)))?
        .collect::<Result<_>>()?;
    // What was issued elsewhere bears its own number.
    for (table, sql) in [
        ("quote", "SELECT id, series, year, n, number, '' AS day FROM quote ORDER BY series, year, n"),
        (
            "signed_order",
            "SELECT id, series, year, n, number, ordered_on AS day FROM signed_order ORDER BY series, year, n",
        ),
        (
            "invoice",
            "SELECT id, series, year, n, number, issued_on AS day FROM invoice WHERE series <> 'X' ORDER BY series, year, n",
        ),
    ] {
        let mut statement = tx.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut last: Option<Numbered> = None;
        while let Some(r) = rows.next()? {
            let this = Numbered::read(r)?;
            let (id, number) = (Some(this.id), &this.number);
            let before = last.as_ref().filter(|last| last.series == this.series && last.year == this.year);
            let floor = (this.series.clone(), this.year, this.n.saturating_sub(1));
            if this.n != before.map_or(0, |b| b.n).saturating_add(1) && !floors.contains(&floor) {
                found.add(table, id, format!("il manque un numéro avant {number}"));
            }
            if this.day.as_str() < before.map_or("", |b| b.day.as_str()) {
                found.add(table, id, format!("{number} est daté avant le numéro qui le précède"));
            }
            let written = Series::from_prefix(&this.series)
                .zip(i32::try_from(this.year).ok())
                .map(|(series, year)| journey::number::written(series, year, this.n));
            if written.as_deref() != Some(number.as_str()) {
                found.add(table, id, format!("{number} ne correspond pas à sa série"));
            }
            last = Some(this);
        }
    }
    Ok(())
}

/// A paper of a series.
struct Numbered {
    id: i64,
    series: String,
    year: i64,
    n: i64,
    number: String,
    day: String,
}

impl Numbered {
    fn read(r: &Row) -> Result<Numbered> {
        Ok(Numbered {
            id: r.get("id")?,
            series: said(r, "series")?,
            year: r.get("year")?,
            n: r.get("n")?,
            number: said(r, "number")?,
            day: said(r, "day")?,
        })
    }
}

/// A text that may have been edited into anything.
fn said(r: &Row, column: &str) -> Result<String> {
    text(r, r.as_ref().column_index(column)?)
}
