//! What one was at last: where nothing is typed, that is where one most often goes.

use super::Found;
use books::act::Ask;
use books::error::Result;
use records::index::HitKind;

/// Things told.
const TOLD: usize = 8;

/// The latest of a kind, or of deals and clients together, from the journal; of invoices, those to be paid first.
pub(super) fn latest(ask: &Ask, found: &mut Found) -> Result<()> {
    let (kind, sql) = match found.kind {
        None | Some(HitKind::Client) => return of_journal(ask, found),
        Some(HitKind::Deal) => (
            HitKind::Deal,
            "SELECT deal FROM deal_state WHERE active = 1 ORDER BY changed_on DESC, deal DESC LIMIT 8",
        ),
        Some(HitKind::Quote) => (HitKind::Quote, "SELECT quote FROM quote_state ORDER BY quote DESC LIMIT 8"),
        Some(HitKind::Order) => (HitKind::Order, "SELECT id FROM signed_order ORDER BY id DESC LIMIT 8"),
        Some(HitKind::Invoice) => (
            HitKind::Invoice,
            "SELECT invoice FROM invoice_state WHERE open > 0 ORDER BY due_on, invoice LIMIT 8",
        ),
    };
    let mut statement = ask.db.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        found.add(kind, r.get(0)?);
    }
    Ok(())
}

/// The deals, and the clients beside them, of the latest lines of the journal.
fn of_journal(ask: &Ask, found: &mut Found) -> Result<()> {
    let clients = found.kind == Some(HitKind::Client);
    let mut statement = ask.db.prepare_cached(
        "SELECT j.deal, coalesce(c.merged_into, c.id) AS client
         FROM (SELECT seq, deal, client FROM journal ORDER BY seq DESC LIMIT 200) j LEFT JOIN deal d ON d.id = j.deal
         LEFT JOIN client c ON c.id = coalesce(j.client, d.client)
         ORDER BY j.seq DESC",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        if found.keys.len() >= TOLD {
            break;
        }
        let (deal, client): (Option<i64>, Option<i64>) = (r.get("deal")?, r.get("client")?);
        match (deal.filter(|_| !clients), client) {
            (Some(deal), _) => found.add(HitKind::Deal, deal),
            (None, Some(client)) => found.add(HitKind::Client, client),
            (None, None) => {}
        }
    }
    Ok(())
}
