//! What must hold in the books of this trade, beside seals and rows.

use crate::projection;
use books::error::Result;
use books::findings::Findings;
use books::plan::Check;
use books::verify::text;
use journey::number::Series;
use rusqlite::Connection;
use std::collections::HashSet;

/// Everything that `verify` looks at.
pub const CHECKS: &[Check] = &[
    Check { needs_sound_rows: false, run: numbers },
    Check { needs_sound_rows: true, run: projections },
    Check { needs_sound_rows: true, run: stale_deals },
];

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
        .query_and_then([], |r| Ok((text(r, 0)?, r.get(1)?, r.get(2)?)))?
        .collect::<Result<_>>()?;
    // What was issued elsewhere bears its own number.
    for (table, sql) in [
        ("quote", "SELECT id, series, year, n, number, '' FROM quote ORDER BY series, year, n"),
        (
            "signed_order",
            "SELECT id, series, year, n, number, ordered_on FROM signed_order ORDER BY series, year, n",
        ),
        (
            "invoice",
            "SELECT id, series, year, n, number, issued_on FROM invoice WHERE series <> 'X' ORDER BY series, year, n",
        ),
    ] {
        let mut statement = tx.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut last: Option<(String, i64, i64, String)> = None;
        while let Some(r) = rows.next()? {
            let (id, series, year, n): (i64, String, i64, i64) =
                (r.get(0)?, text(r, 1)?, r.get(2)?, r.get(3)?);
            let (number, day) = (text(r, 4)?, text(r, 5)?);
            let (before, before_day) = match &last {
                Some((s, y, n, d)) if *s == series && *y == year => (*n, d.as_str()),
                Some(_) | None => (0, ""),
            };
            if n != before.saturating_add(1) && !floors.contains(&(series.clone(), year, n.saturating_sub(1)))
            {
                found.add(table, Some(id), format!("il manque un numéro avant {number}"));
            }
            if day.as_str() < before_day {
                found.add(table, Some(id), format!("{number} est daté avant le numéro qui le précède"));
            }
            let written = Series::from_prefix(&series)
                .zip(i32::try_from(year).ok())
                .map(|(series, year)| journey::number::written(series, year, n));
            if written.as_deref() != Some(number.as_str()) {
                found.add(table, Some(id), format!("{number} ne correspond pas à sa série"));
            }
            last = Some((series, year, n, day));
        }
    }
    Ok(())
}
