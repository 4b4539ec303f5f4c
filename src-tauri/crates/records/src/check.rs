//! What must hold in the books of this trade, beside seals and rows.

use crate::index::{HitKind, rank};
use crate::row::said;
use crate::{numbering, projection};
use books::error::Result;
use books::findings::Findings;
use books::plan::Check;
use books::reading::text;
use rusqlite::Connection;

/// Everything that `verify` looks at.
pub const CHECKS: &[Check] = &[
    Check { needs_sound_rows: false, run: numbering::all },
    Check { needs_sound_rows: false, run: nothing_open },
    Check { needs_sound_rows: true, run: projections },
    Check { needs_sound_rows: true, run: stale_deals },
    Check { needs_sound_rows: true, run: findable },
];

/// What can be found: all of it with the name or number that it is found by, and whether one is there.
const FINDABLE: [(HitKind, &str, &str); 5] = [
    (
        HitKind::Client,
        "SELECT id, name FROM client WHERE merged_into IS NULL",
        "SELECT EXISTS (SELECT 1 FROM client WHERE id = ?1 AND merged_into IS NULL)",
    ),
    (HitKind::Deal, "SELECT id, title FROM deal", "SELECT EXISTS (SELECT 1 FROM deal WHERE id = ?1)"),
    (HitKind::Quote, "SELECT id, number FROM quote", "SELECT EXISTS (SELECT 1 FROM quote WHERE id = ?1)"),
    (
        HitKind::Order,
        "SELECT id, number FROM signed_order",
        "SELECT EXISTS (SELECT 1 FROM signed_order WHERE id = ?1)",
    ),
    (
        HitKind::Invoice,
        "SELECT id, number FROM invoice",
        "SELECT EXISTS (SELECT 1 FROM invoice WHERE id = ?1)",
    ),
];

/// No sealed row is left open to be changed, as an erasure opens some while it is at work.
fn nothing_open(tx: &Connection, found: &mut Findings) -> Result<()> {
    let mut open = tx.prepare("SELECT ref FROM erasing WHERE name <> '' ORDER BY name, ref")?;
    for row in open.query_map([], |r| r.get(0))? {
        found.add("erasing", Some(row?), "une ligne définitive est laissée ouverte");
    }
    Ok(())
}

/// Everything that can be found is in the search index, once and under its own name or number, and nothing else is.
/// Each is looked up at its rank: to sort or join them would take memory that grows with the books.
fn findable(tx: &Connection, found: &mut Findings) -> Result<()> {
    let mut wrong = |kind: &str, id: Option<i64>| {
        found.add("search_index", id, format!("la recherche ne correspond plus aux faits : {kind}"));
    };
    let mut at = tx.prepare("SELECT kind, ref, words FROM search_index WHERE rowid = ?1")?;
    for (kind, all, _) in FINDABLE {
        let mut all = tx.prepare(all)?;
        let mut held = all.query([])?;
        while let Some(r) = held.next()? {
            let (id, name): (i64, String) = (r.get(0)?, text(r, 1)?);
            let mut indexed = at.query([rank(kind, id)])?;
            let same = match indexed.next()? {
                Some(i) => {
                    text(i, 0)? == kind.stored() && i.get(1) == Ok(id) && text(i, 2)?.starts_with(&name)
                }
                None => false,
            };
            if !same {
                wrong(kind.stored(), Some(id));
            }
        }
    }
    let mut index = tx.prepare("SELECT rowid AS place, kind, ref AS id FROM search_index")?;
    let mut rows = index.query([])?;
    while let Some(r) = rows.next()? {
        let (kind, id) = (said(r, "kind")?, r.get::<_, Option<i64>>("id").unwrap_or(None));
        let known = FINDABLE.iter().find(|(known, ..)| known.stored() == kind).zip(id);
        let same = match known {
            Some(((known, _, there), id)) => {
                r.get("place") == Ok(rank(*known, id))
                    && tx.prepare_cached(there)?.query_row([id], |found| found.get(0))?
            }
            None => false,
        };
        if !same {
            wrong(&kind, id);
        }
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
