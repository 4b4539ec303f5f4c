//! Papers found by an amount: what they ask, what is left of it, what was paid with it.

use books::act::Ask;
use books::error::Result;
use records::index::HitKind;
use rusqlite::params;
use values::money::Cents;

/// Most papers told of each kind for one amount.
const MOST: i64 = 6;

/// Each kind of paper by its amounts, the greatest first, then the latest; what is still to be paid before the rest.
const PAPERS: [(HitKind, &str); 7] = [
    (
        HitKind::Invoice,
        "SELECT invoice FROM invoice_state WHERE open BETWEEN ?1 AND ?2 ORDER BY open DESC, invoice DESC LIMIT ?3",
    ),
    (
        HitKind::Invoice,
        "SELECT invoice FROM invoice_state WHERE amount BETWEEN ?1 AND ?2 ORDER BY amount DESC, invoice DESC LIMIT ?3",
    ),
    (
        HitKind::Invoice,
        "SELECT invoice FROM invoice_state WHERE amount BETWEEN -?2 AND -?1 ORDER BY amount DESC, invoice DESC LIMIT ?3",
    ),
    // What is left of a part; few are open at a time.
    (
        HitKind::Invoice,
        "SELECT DISTINCT invoice FROM open_invoice WHERE open BETWEEN ?1 AND ?2 ORDER BY invoice DESC LIMIT ?3",
    ),
    (
        HitKind::Quote,
        "SELECT quote FROM quote_state WHERE amount BETWEEN ?1 AND ?2 ORDER BY amount DESC, quote DESC LIMIT ?3",
    ),
    (
        HitKind::Invoice,
        "SELECT DISTINCT a.invoice
         FROM (SELECT id FROM payment WHERE CASE kind WHEN 'received' THEN amount ELSE -amount END BETWEEN ?1 AND ?2
               ORDER BY CASE kind WHEN 'received' THEN amount ELSE -amount END DESC, id DESC LIMIT ?3) p
         JOIN allocation a ON a.payment = p.id ORDER BY a.invoice DESC LIMIT ?3",
    ),
    (
        HitKind::Deal,
        "SELECT deal FROM deal_state WHERE active = 1 AND amount BETWEEN ?1 AND ?2
         ORDER BY amount DESC, deal DESC LIMIT ?3",
    ),
];

/// What has an amount between two, both included; a thing may be told twice.
pub(super) fn between(ask: &Ask, (from, to): (Cents, Cents)) -> Result<Vec<(HitKind, i64)>> {
    let mut found = Vec::new();
    for (kind, sql) in PAPERS {
        let mut statement = ask.db.prepare_cached(sql)?;
        let mut rows = statement.query(params![from.0, to.0, MOST])?;
        while let Some(r) = rows.next()? {
            found.push((kind, r.get(0)?));
        }
    }
    Ok(found)
}
