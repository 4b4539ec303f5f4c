//! Which reminders leave by themselves: those whose step came today, at working hours; what came while nobody was there is
//! shown first.

use crate::dunning::{Debtor, Plan, PlannedMessage, Rules};
use crate::outbox::account::MailAccount;
use crate::sending::Channel;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};
use values::calendar::{Region, is_working_day};

/// What is due by itself: what leaves, and what came due before today and is shown first.
#[derive(Clone, Debug, Default)]
pub struct ByItself {
    pub leaves: Vec<PlannedMessage>,
    pub late: Vec<PlannedMessage>,
}

/// What is due by itself today. A message that was due on the day of work before today was not sent then: one was away, or
/// chose not to; it leaves by the user's own word alone.
#[must_use]
pub fn by_itself(debtors: &[Debtor], rules: &Rules, today: NaiveDate) -> ByItself {
    let alone =
        |message: &PlannedMessage| message.by_itself && message.complete && message.channel == Channel::Email;
    let before = Plan::of(debtors, rules, day_before(today, rules.region)).due;
    let (late, leaves) =
        Plan::of(debtors, rules, today).due.into_iter().filter(alone).partition(|one| {
            before.iter().any(|past| alone(past) && past.step == one.step && leads(past, one))
        });
    ByItself { leaves, late }
}

fn leads(past: &PlannedMessage, one: &PlannedMessage) -> bool {
    past.client.id == one.client.id
        && past.quote_id == one.quote_id
        && past.gathered.first() == one.gathered.first()
}

/// The last day of work before that one, Saturdays apart: few people are at work then.
fn day_before(today: NaiveDate, region: Region) -> NaiveDate {
    let works = |day: &NaiveDate| day.weekday() != Weekday::Sat && is_working_day(*day, region);
    std::iter::successors(today.pred_opt(), NaiveDate::pred_opt).find(works).unwrap_or(today)
}

/// Is it an hour at which people are written to?
#[must_use]
pub fn is_the_hour(account: &MailAccount, now: NaiveDateTime) -> bool {
    (account.from_hour..account.to_hour).contains(&now.hour())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::PaymentRuns;
    use crate::contact::card::ClientProfile;
    use crate::dunning::insolvency::{WorkDay, WorkDayBasis};
    use crate::dunning::{Owed, Policy, QuotePolicy};
    use crate::invoice::Instalment;
    use crate::today::ClientName;
    use values::money::Cents;
    use values::server::{Security, Server};

    const RULES: Rules = Rules {
        pace: 7,
        least: Cents(100),
        region: Region::Metropolis,
        quotes: QuotePolicy { steps: Vec::new() },
        statements: None,
    };

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    /// Somebody whose invoice was due that day, and whose steps go by themselves.
    fn debtor(due_on: NaiveDate) -> Debtor {
        let mut policy = Policy::shipped(ClientProfile::Regular);
        for step in &mut policy.steps {
            step.by_itself = true;
        }
        Debtor {
            client: ClientName { id: 1, name: "Boulangerie Le Goff".to_owned() },
            policy,
            has_email: true,
            has_address: true,
            runs: PaymentRuns::default(),
            reminded_on: None,
            followed_on: None,
            waiting: None,
            hold: None,
            insolvency: None,
            owed: vec![Owed {
                id: 1,
                number: "F-2026-0001".to_owned(),
                deal: 1,
                title: String::new(),
                parts: vec![Instalment { due_on, amount: Cents(10_000) }],
                sent_on: Some(due_on),
                reached: None,
                part_paid_on: None,
                promised_on: None,
                dispute: None,
                contested: Cents(0),
                checked: false,
                misdirected: None,
                notice_on: None,
                ceded: None,
                plan: None,
                received_on: None,
                platform: None,
                work: WorkDay { on: due_on, basis: WorkDayBasis::Issue },
            }],
            quotes: Vec::new(),
        }
    }

    fn told(due_on: NaiveDate, today: NaiveDate) -> (usize, usize) {
        let told = by_itself(&[debtor(due_on)], &RULES, today);
        (told.leaves.len(), told.late.len())
    }

    #[test]
    fn a_step_leaves_on_its_day_and_is_shown_first_after_it() {
        // Three days after the 16th is Thursday the 19th.
        assert_eq!(told(on(16), on(18)), (0, 0));
        assert_eq!(told(on(16), on(19)), (1, 0));
        assert_eq!(told(on(16), on(20)), (0, 1), "one was away on the 19th");
        assert_eq!(told(on(1), on(19)), (0, 1), "the latest step alone, and not by itself");
    }

    #[test]
    fn nobody_is_away_because_of_a_weekend() {
        // Due on Wednesday the 18th: the step comes on Saturday the 21st.
        assert_eq!(told(on(18), on(21)), (1, 0));
        assert_eq!(told(on(18), on(22)), (0, 0), "never on a Sunday");
        assert_eq!(told(on(18), on(23)), (1, 0), "on Monday");
        assert_eq!(told(on(18), on(24)), (0, 1));
    }

    #[test]
    fn what_needs_a_hand_never_leaves_by_itself() {
        let mut client = debtor(on(16));
        client.has_email = false;
        let told = by_itself(&[client], &RULES, on(19));
        assert!(told.leaves.is_empty() && told.late.is_empty(), "a call");
        let mut asked = debtor(on(16));
        for step in &mut asked.policy.steps {
            step.by_itself = false;
        }
        assert!(by_itself(&[asked], &RULES, on(19)).leaves.is_empty());
    }

    #[test]
    fn people_are_written_to_at_working_hours() {
        let server = Server {
            host: "smtp.exemple.fr".to_owned(),
            port: 465,
            security: Security::Tls,
            user: None,
            authority: None,
        };
        let account = MailAccount { server, copy_to_self: false, from_hour: 9, to_hour: 18 };
        let at = |hour, minute| is_the_hour(&account, on(19).and_hms_opt(hour, minute, 0).unwrap());
        assert_eq!([at(8, 59), at(9, 0), at(17, 59), at(18, 0)], [false, true, true, false]);
    }
}
