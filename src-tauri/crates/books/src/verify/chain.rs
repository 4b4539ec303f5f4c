//! The chain of seals, from the first line to the last, and that each body is the one that was sealed.

use crate::error::Result;
use crate::findings::Findings;
use crate::reading::text;
use crate::seal::{Line, ORIGIN, hash, seal};
use crate::verify::absent::Absent;
use crate::verify::marks::Marks;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// Reads every line; answers the head and the lines whose bodies tell nothing, or none where it is stopped.
pub fn chain(
    tx: &Connection,
    found: &mut Findings,
    go_on: &dyn Fn(i64) -> bool,
) -> Result<Option<(String, Marks)>> {
    let (mut untold, mut absent) = (Marks::default(), Absent::default());
    let mut prev = ORIGIN.to_owned();
    let mut expected_seq = 1;
    let mut statement = tx.prepare(
        "SELECT j.seq, j.at, j.day, j.action, j.deal, j.body_hash, j.prev, j.seal, b.salt, b.body, j.client
         FROM journal j LEFT JOIN journal_body b ON b.seq = j.seq ORDER BY j.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get(0)?;
        if !go_on(seq) {
            return Ok(None);
        }
        if seq < expected_seq {
            found.add("journal", Some(seq), "cette ligne est de trop");
        } else {
            if seq > expected_seq {
                found.add("journal", Some(expected_seq), "cette ligne manque");
            }
            expected_seq = seq.saturating_add(1);
        }
        let line = Line {
            seq,
            at: text(r, 1)?,
            day: text(r, 2)?,
            action: text(r, 3)?,
            deal: r.get(4)?,
            client: r.get(10)?,
            body_hash: text(r, 5)?,
            prev: text(r, 6)?,
        };
        let stored = text(r, 7)?;
        if line.prev != prev {
            found.add("journal", Some(seq), "cette ligne ne suit pas la précédente");
        }
        if seal(&line) != stored {
            found.add("journal", Some(seq), "le sceau de cette ligne ne correspond pas à son contenu");
        }
        prev = stored;
        if r.get_ref(9)? == ValueRef::Null {
            absent.note(seq);
            continue;
        }
        let body = text(r, 9)?;
        if hash(&[&text(r, 8)?, &body]) == line.body_hash {
            absent.told(&body, found);
        } else {
            found.add("journal_body", Some(seq), "le corps de cette ligne a été modifié");
            untold.add(seq);
        }
    }
    absent.end(found);
    let mut loose =
        tx.prepare("SELECT seq FROM journal_body WHERE seq NOT IN (SELECT seq FROM journal) ORDER BY seq")?;
    for seq in loose.query_map([], |r| r.get(0))? {
        found.add("journal", Some(seq?), "cette ligne manque alors que son corps est là");
    }
    Ok(Some((prev, untold)))
}
