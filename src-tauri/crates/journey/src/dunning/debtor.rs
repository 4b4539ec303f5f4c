//! What the plan is made from: who owes what, what was asked already, and what keeps one from asking.

use crate::contact::runs::PaymentRuns;
use crate::dunning::insolvency::{Insolvency, WorkDay};
use crate::dunning::payment_plan::PaymentPlan;
use crate::dunning::policy::Policy;
use crate::dunning::quote_policy::OpenQuote;
use crate::dunning::step::ReminderStep;
use crate::invoice::{Instalment, take_latest};
use crate::message::ReminderTone;
use crate::platform::PlatformStatus;
use crate::today::proposal::ClientName;
use chrono::NaiveDate;
use values::money::Cents;

/// A client who owes something or has a quote to answer, and how they are reminded.
#[derive(Clone, Debug)]
pub struct Debtor {
    pub client: ClientName,
    pub policy: Policy,
    pub has_email: bool,
    /// A letter finds them.
    pub has_address: bool,
    /// The days on which they pay.
    pub runs: PaymentRuns,
    /// The last day on which they were reminded of an invoice, by whatever way.
    pub reminded_on: Option<NaiveDate>,
    /// The last day on which they were asked about a quote.
    pub followed_on: Option<NaiveDate>,
    /// A reminder that is written and has not left yet.
    pub waiting: Option<WaitingReminder>,
    pub hold: Option<Hold>,
    pub insolvency: Option<Insolvency>,
    /// By id.
    pub owed: Vec<Owed>,
    /// Those that left and have no answer.
    pub quotes: Vec<OpenQuote>,
}

impl Debtor {
    /// The last day on which they were asked about anything.
    #[must_use]
    pub fn contacted_on(&self) -> Option<NaiveDate> {
        self.reminded_on.max(self.followed_on)
    }
}

/// A reminder in the outbox.
#[derive(Clone, Debug)]
pub struct WaitingReminder {
    /// The day on which it was written.
    pub since: NaiveDate,
    /// Each invoice by its id, with the step that the message is for it.
    pub gathered: Vec<(i64, i64)>,
    /// The quote that it is about.
    pub quote: Option<i64>,
}

/// Reminders wait, from what was agreed or decided.
#[derive(Clone, Debug)]
pub struct Hold {
    /// The first day on which they may go again.
    pub until: NaiveDate,
    pub reason: String,
}

/// An invoice of which something is still to be paid.
#[derive(Clone, Debug)]
pub struct Owed {
    pub id: i64,
    pub number: String,
    pub deal: i64,
    /// Of the deal.
    pub title: String,
    /// What is open of each part, the oldest first; one part for an invoice paid in one go.
    pub parts: Vec<Instalment>,
    pub sent_on: Option<NaiveDate>,
    /// Somebody looked whether it came.
    pub checked: bool,
    /// An invoice of its deal that went to somebody whom it is not for and was not sent again, and the day it was said.
    pub misdirected: Option<(String, NaiveDate)>,
    /// The last day on which a part of it was paid: who pays is not pressed.
    pub part_paid_on: Option<NaiveDate>,
    /// The step that was reached of these parts.
    pub reached: Option<Reached>,
    /// The day of the last formal notice about what is due now, withdrawn ones left out.
    pub notice_on: Option<NaiveDate>,
    /// The day up to which its payment was promised last, if it stands.
    pub promised_on: Option<NaiveDate>,
    /// What is contested, in words, while all of it is.
    pub dispute: Option<String>,
    /// What is contested while the rest is due: it is not in the parts.
    pub contested: Cents,
    /// To whom it was ceded.
    pub ceded: Option<String>,
    /// The plan by which it is paid in parts, until it is ended.
    pub plan: Option<PaymentPlan>,
    /// The last day on which money came that is likely for it, and that nobody explained.
    pub received_on: Option<NaiveDate>,
    /// What the platform said of it last, and since when.
    pub platform: Option<(PlatformStatus, NaiveDate)>,
    /// The day on which what it is for was done.
    pub work: WorkDay,
}

/// What was asked last about an invoice, counted from the day from which its steps count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub since: NaiveDate,
    pub days: i64,
    /// Something was written at these days, and somebody called.
    pub written: bool,
    pub spoken: bool,
    pub on: NaiveDate,
}

/// What a late invoice was asked for with, once nothing more is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    pub last_on: NaiveDate,
    /// The day of the last formal notice.
    pub notice_on: Option<NaiveDate>,
    /// The day of a promise that was not kept.
    pub broken_on: Option<NaiveDate>,
}

impl Over {
    /// None where nobody was reminded since it is late.
    #[must_use]
    pub fn of(owed: &Owed, day: NaiveDate) -> Option<Over> {
        let done = owed.done().filter(|done| done.days >= 0)?;
        Some(Over {
            last_on: done.on,
            notice_on: owed.notice_on,
            broken_on: owed.promised_on.filter(|promised| *promised < day),
        })
    }
}

impl Owed {
    /// The client contests so much of it. What they do not contest is due still, the earliest parts first; all of it
    /// keeps the invoice back.
    pub fn contest(&mut self, words: String, amount: Cents) {
        if amount >= self.open() {
            self.dispute = Some(words);
            return;
        }
        take_latest(self.parts.iter_mut().map(|part| &mut part.amount), amount);
        self.parts.retain(|part| part.amount.0 > 0);
        self.contested = amount;
    }

    #[must_use]
    pub fn due_on(&self) -> NaiveDate {
        self.parts.first().map_or(NaiveDate::MAX, |part| part.due_on)
    }

    #[must_use]
    pub fn open(&self) -> Cents {
        self.parts.iter().map(|part| part.amount).sum()
    }

    /// What is late of it on that day.
    #[must_use]
    pub fn overdue(&self, day: NaiveDate) -> Cents {
        self.parts.iter().filter(|part| part.due_on < day).map(|part| part.amount).sum()
    }

    /// What of it is late and speaks against the client: not what they contest, pay by a plan that they keep, or owe to
    /// somebody else by now.
    #[must_use]
    pub fn held_against(&self, day: NaiveDate) -> Cents {
        let planned = self.plan.as_ref().is_some_and(|plan| plan.stands(day));
        if planned || self.dispute.is_some() || self.ceded.is_some() {
            Cents::ZERO
        } else {
            self.overdue(day)
        }
    }

    /// The day from which steps count: its due date, or the day it left where that came later.
    #[must_use]
    pub fn counts_from(&self) -> NaiveDate {
        self.sent_on.map_or(self.due_on(), |sent| sent.max(self.due_on()))
    }

    /// What is asked for of it on that day: what is late, or else what falls due next.
    #[must_use]
    pub fn asked(&self, day: NaiveDate) -> Cents {
        match self.overdue(day) {
            Cents::ZERO => self.parts.first().map_or(Cents::ZERO, |part| part.amount),
            late => late,
        }
    }

    /// Steps done of what is due now: those of a part that was paid since count no more.
    #[must_use]
    pub fn done(&self) -> Option<Reached> {
        self.reached.filter(|reached| reached.since == self.counts_from())
    }

    /// The day of a promise that was not kept, where nobody was reminded since.
    #[must_use]
    pub fn broken_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let promised = self.promised_on.filter(|promised| *promised < day)?;
        self.reached.is_none_or(|reached| reached.on <= promised).then_some(promised)
    }

    /// The steps that are due on that day and were not done: of several intervals gone by, only the latest. A promise
    /// that was broken brings the step after the one that had been reached forward.
    #[must_use]
    pub fn due_steps(&self, policy: &Policy, day: NaiveDate) -> Vec<ReminderStep> {
        let from = self.counts_from();
        let late = (day - from).num_days();
        let done = self.done();
        let reach = match self.broken_on(day) {
            Some(promised) if late > 0 => {
                let base = done
                    .map(|done| done.days)
                    .or_else(|| policy.reached((promised - from).num_days()))
                    .unwrap_or(i64::MIN);
                let next = policy.steps.iter().map(|step| step.days).find(|days| *days > base);
                next.map_or(late, |days| days.max(late))
            }
            Some(_) | None => late,
        };
        // What announces the due date has nothing to say once it came.
        let applies = |step: &ReminderStep| {
            self.open() >= step.least && step.days <= reach && (step.days >= 0 || late < 0)
        };
        let mut all: Vec<ReminderStep> = policy.steps.iter().copied().filter(applies).collect();
        // Formal notice is given to who was asked before, unless the policy asks in no other way.
        if self.reached.is_none_or(|reached| reached.days < 0)
            && all.iter().any(|step| step.tone != ReminderTone::Formal && step.days >= 0)
        {
            all.retain(|step| step.tone != ReminderTone::Formal);
        }
        let Some(top) = all.iter().map(|step| step.days).max() else { return Vec::new() };
        let left = |step: &ReminderStep| match done {
            Some(done) if done.days > step.days => false,
            Some(done) if done.days == step.days => {
                if step.channel.is_spoken() {
                    !done.spoken
                } else {
                    !done.written
                }
            }
            Some(_) | None => true,
        };
        all.into_iter().filter(|step| step.days == top && left(step)).collect()
    }

    /// The day of the next step to come after that day, if nothing changes.
    #[must_use]
    pub fn next_step_on(&self, policy: &Policy, day: NaiveDate) -> Option<NaiveDate> {
        let from = self.counts_from();
        let late = (day - from).num_days();
        let days = policy
            .steps
            .iter()
            .map(|step| step.days)
            .find(|days| *days > late && (*days >= 0 || late < 0))?;
        from.checked_add_signed(chrono::TimeDelta::days(days))
    }
}
