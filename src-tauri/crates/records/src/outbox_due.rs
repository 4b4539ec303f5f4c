//! Reminders due by themselves, as the plan and the outbox tell them.

use crate::dunning::{debtors, rules};
use crate::outbox::account;
use books::act::Ask;
use books::error::Result;
use chrono::TimeDelta;
use journey::dunning::{Debtor, PlannedMessage};
use journey::outbox::by_itself::{ByItself, by_itself, is_the_hour};
use rusqlite::params;

/// Reminders due by themselves that nothing was written for: those that leave today, and those that wait for a word.
pub fn due_by_itself(ask: &Ask) -> Result<ByItself> {
    let mut debtors = debtors(ask, None)?;
    let rules = rules(ask)?;
    let quotes = rules.quotes.steps.iter().any(|step| step.by_itself);
    debtors.retain(|debtor| {
        quotes && !debtor.quotes.is_empty() || debtor.policy.steps.iter().any(|step| step.by_itself)
    });
    let told = by_itself(&debtors, &rules, ask.today);
    let unwritten = |all: Vec<PlannedMessage>| -> Result<Vec<PlannedMessage>> {
        let mut kept = Vec::new();
        for message in all {
            if !was_written(ask, &debtors, &message)? {
                kept.push(message);
            }
        }
        Ok(kept)
    };
    Ok(ByItself { leaves: unwritten(told.leaves)?, late: unwritten(told.late)? })
}

/// Those that leave by themselves now; none out of working hours, or without a server.
pub fn leaving_now(ask: &Ask) -> Result<Vec<PlannedMessage>> {
    match account(ask)? {
        Some(account) if is_the_hour(&account, ask.now) => Ok(due_by_itself(ask)?.leaves),
        Some(_) | None => Ok(Vec::new()),
    }
}

/// Was a message written for the step of its first invoice, whatever became of it?
fn was_written(ask: &Ask, debtors: &[Debtor], message: &PlannedMessage) -> Result<bool> {
    if let Some(quote) = message.quote_id {
        return quote_was_written(ask, debtors, quote, message.step);
    }
    let Some((id, days)) = message.gathered.first() else { return Ok(false) };
    let mut owed = debtors.iter().flat_map(|debtor| &debtor.owed);
    let since = owed.find(|owed| owed.id == *id).map(|owed| owed.counts_from().to_string());
    Ok(ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM outbox_message m, json_each(m.asked) a WHERE m.invoice = ?1
               AND a.value ->> '$.invoice' = ?1 AND a.value ->> '$.since' = ?2 AND a.value ->> '$.days' = ?3)",
        )?
        .query_row(params![id, since, days], |r| r.get(0))?)
}

/// Was a message written for that step of a quote, whatever became of it?
fn quote_was_written(ask: &Ask, debtors: &[Debtor], quote: i64, days: i64) -> Result<bool> {
    let mut open = debtors.iter().flat_map(|debtor| &debtor.quotes);
    let left_on = open.find(|open| open.id == quote).map(|open| open.left_on);
    let since = left_on.and_then(|left| left.checked_add_signed(TimeDelta::try_days(days)?));
    let Some(since) = since else { return Ok(false) };
    Ok(ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM outbox_message m JOIN quote_version v ON v.id = m.quote_version
             WHERE m.kind = 'quote_follow_up' AND v.quote = ?1 AND date(m.made_at) >= ?2)",
        )?
        .query_row(params![quote, since.to_string()], |r| r.get(0))?)
}
