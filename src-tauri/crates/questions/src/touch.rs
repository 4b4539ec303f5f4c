//! Deals that are over and have something planned or on its way all the same.

use books::act::Ask;
use books::error::Result;
use chrono::Days;
use journey::payment::cheque::FORGOTTEN_AFTER;
use journey::today::follow_up::ASKED_UNTIL;
use rusqlite::params;

/// Deals whose journey is over while a cheque of theirs is on its way or a credit note has to leave, both of late.
pub fn restless(ask: &Ask) -> Result<Vec<i64>> {
    let since = ask
        .today
        .checked_sub_days(Days::new(u64::try_from(FORGOTTEN_AFTER).unwrap_or(0)))
        .unwrap_or(ask.today);
    let mut statement = ask.db.prepare_cached(
        "SELECT deal FROM deal_state WHERE active = 0 AND deal IN (
           SELECT i.deal FROM payment p CROSS JOIN allocation a ON a.payment = p.id CROSS JOIN invoice i ON i.id = a.invoice
           WHERE p.method = 'cheque' AND p.kind = 'received' AND p.received_on >= ?1
             AND NOT EXISTS (SELECT 1 FROM payment_event WHERE payment = p.id AND kind IN ('cleared', 'bounced'))
           UNION ALL
           SELECT n.deal FROM invoice n WHERE n.credits IS NOT NULL AND n.issued_on >= ?1
             AND EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = n.credits AND kind = 'invoice')
             AND NOT EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = n.id AND kind = 'invoice'))
         ORDER BY deal",
    )?;
    let found =
        statement.query_map(params![since.to_string()], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Of those who are happy, the latest may be asked for a word; nobody asks hundreds at once.
const HAPPY: i64 = 30;

/// Deals that are over and have something planned all the same: an unhappy client to call, a word to ask for, a
/// contact.
pub fn kept_in_touch(ask: &Ask) -> Result<Vec<i64>> {
    let window = Days::new(u64::try_from(ASKED_UNTIL).unwrap_or_default());
    let since = ask.today.checked_sub_days(window).unwrap_or(ask.today).to_string();
    let found = ask
        .db
        .prepare_cached(
            "SELECT f.deal FROM follow_up f JOIN deal_state s ON s.deal = f.deal
             WHERE f.kind = 'satisfaction' AND f.day >= ?1 AND f.score <= 6 AND s.active = 0
             UNION
             SELECT deal FROM (SELECT f.deal FROM follow_up f JOIN deal_state s ON s.deal = f.deal
               WHERE f.kind = 'satisfaction' AND f.day >= ?1 AND f.score >= 9 AND s.active = 0
               ORDER BY f.day DESC, f.id DESC LIMIT ?2)
             UNION
             SELECT f.deal FROM follow_up f JOIN deal_state s ON s.deal = f.deal
             WHERE f.kind = 'contact_planned' AND s.active = 0
               AND NOT EXISTS (SELECT 1 FROM follow_up c WHERE c.deal = f.deal AND c.kind = 'contact' AND c.id > f.id
                                AND (c.sending IS NULL OR c.sending NOT IN (SELECT sending FROM sending_withdrawal)))
             LIMIT 500",
        )?
        .query_map(params![since, HAPPY], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
