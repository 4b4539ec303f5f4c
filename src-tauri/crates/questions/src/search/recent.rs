//! What one was at last: where nothing is typed, that is where one most often goes.

use books::act::Ask;
use books::error::Result;
use records::index::HitKind;

/// Things told.
const TOLD: usize = 8;

/// The latest of a kind, or of deals and clients together, from the journal; of quotes, those that wait first; of invoices,
/// those to be paid first.
pub(super) fn latest(ask: &Ask, kind: Option<HitKind>) -> Result<Vec<(HitKind, i64)>> {
    let (kind, sql) = match kind {
        None => return of_journal(ask, false),
        Some(HitKind::Client) => return of_journal(ask, true),
        Some(HitKind::Deal) => (
            HitKind::Deal,
            "SELECT deal FROM deal_state WHERE active = 1 ORDER BY changed_on DESC, deal DESC LIMIT 8",
        ),
        Some(HitKind::Quote) => {
            (HitKind::Quote, "SELECT quote FROM (SELECT quote FROM quote_state WHERE ended = '' ORDER BY quote DESC LIMIT 8)
             UNION ALL
             SELECT quote FROM (SELECT quote FROM quote_state WHERE ended <> '' ORDER BY quote DESC LIMIT 8) LIMIT 8")
        }
        Some(HitKind::Order) => (HitKind::Order, "SELECT id FROM signed_order ORDER BY id DESC LIMIT 8"),
        Some(HitKind::Invoice) => (
            HitKind::Invoice,
            "SELECT invoice FROM invoice_state WHERE open > 0 ORDER BY due_on, invoice LIMIT 8",
        ),
    };
    let mut statement = ask.db.prepare_cached(sql)?;
    let found = statement.query_map([], |r| Ok((kind, r.get(0)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// The deals, and the clients beside them, of the latest lines of the journal.
fn of_journal(ask: &Ask, clients_alone: bool) -> Result<Vec<(HitKind, i64)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.deal, coalesce(c.merged_into, c.id) AS client
         FROM (SELECT seq, deal, client FROM journal ORDER BY seq DESC LIMIT 200) j LEFT JOIN deal d ON d.id = j.deal
         LEFT JOIN client c ON c.id = coalesce(j.client, d.client) ORDER BY j.seq DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let (deal, client): (Option<i64>, Option<i64>) = (r.get("deal")?, r.get("client")?);
        let touched = match (deal.filter(|_| !clients_alone), client) {
            (Some(deal), _) => (HitKind::Deal, deal),
            (None, Some(client)) => (HitKind::Client, client),
            (None, None) => continue,
        };
        if found.len() < TOLD && !found.contains(&touched) {
            found.push(touched);
        }
    }
    Ok(found)
}
