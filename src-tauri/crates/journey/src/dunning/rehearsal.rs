//! The rehearsal: what the policies will send, day by day, when nothing else happens.

use crate::dunning::debtor::{Debtor, Reached};
use crate::dunning::plan::Plan;
use crate::dunning::planned::PlannedMessage;
use crate::dunning::rules::Rules;
use chrono::NaiveDate;

/// What is due on a day to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RehearsedDay {
    pub day: NaiveDate,
    pub messages: Vec<PlannedMessage>,
}

/// The plan of each day from `from` on, `days` of them, as if everything that can be done as it is were done each day
/// from `today`.
#[must_use]
pub fn rehearse(
    mut debtors: Vec<Debtor>,
    rules: &Rules,
    today: NaiveDate,
    from: NaiveDate,
    days: usize,
) -> Vec<RehearsedDay> {
    let last = from.checked_add_signed(chrono::TimeDelta::days(i64::try_from(days).unwrap_or(0)));
    let mut told = Vec::new();
    // What is in the outbox leaves today.
    for debtor in &mut debtors {
        if let Some(waiting) = debtor.waiting.take() {
            done(debtor, &waiting.gathered, waiting.quote, today);
        }
    }
    for day in today.iter_days().take_while(|day| last.is_none_or(|last| *day < last)) {
        let plan = Plan::of(&debtors, rules, day);
        for message in plan.due.iter().filter(|message| message.complete) {
            for debtor in debtors.iter_mut().filter(|debtor| debtor.client.id == message.client.id) {
                done(debtor, &message.gathered, message.quote_id, day);
            }
        }
        if day >= from {
            told.push(RehearsedDay { day, messages: plan.due });
        }
    }
    told
}

/// The client as they stand once that message left.
pub fn done(debtor: &mut Debtor, gathered: &[(i64, i64)], quote: Option<i64>, day: NaiveDate) {
    if let Some(asked) = quote {
        debtor.followed_on = Some(day);
        for open in debtor.quotes.iter_mut().filter(|open| open.id == asked) {
            open.followed_on = Some(day);
        }
        return;
    }
    debtor.reminded_on = Some(day);
    for (id, days) in gathered {
        for owed in debtor.owed.iter_mut().filter(|owed| owed.id == *id) {
            let before = owed.done().filter(|done| done.days == *days);
            owed.reached = Some(Reached {
                since: owed.counts_from(),
                days: *days,
                written: true,
                spoken: before.is_some_and(|done| done.spoken),
                on: day,
            });
        }
    }
}
