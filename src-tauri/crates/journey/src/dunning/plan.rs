//! The plan of a day: which messages are due, and which are kept back, why and until when.

use crate::dunning::debtor::{Debtor, Over, Owed};
use crate::dunning::guard::{Guard, Kept, calendar, in_outbox, kept, paced, run, unstated};
use crate::dunning::planned::{Held, PlannedMessage};
use crate::dunning::quotes;
use crate::dunning::reception::{ReceptionCheck, reception_check};
use crate::dunning::rules::Rules;
use crate::dunning::step::ReminderStep;
use crate::message::ReminderTone;
use crate::sending::Channel;
use crate::today::proposal::{ago, proposal};
use chrono::{Days, NaiveDate};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use values::calendar::{is_working_day, next_working_day};
use values::money::Cents;
use values::words::{count, euros, long_date};

/// What is due and what is kept back on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub due: Vec<PlannedMessage>,
    pub held: Vec<Held>,
    /// Invoices of which one asks whether they came.
    pub checks: Vec<ReceptionCheck>,
    /// The day on which the next step of each open invoice comes, by id.
    pub next: BTreeMap<i64, NaiveDate>,
    /// Late invoices that the policy says nothing more of, by id: what comes next is the user's choice.
    pub over: BTreeMap<i64, Over>,
    /// The day on which each quote without an answer is asked about next, by id.
    pub next_quote: BTreeMap<i64, NaiveDate>,
}

impl Plan {
    /// That guard keeps back what would be asked of it.
    #[must_use]
    pub fn is_held(&self, guard: Guard, number: &String) -> bool {
        self.held.iter().any(|held| held.guard == guard && held.invoices.contains(number))
    }

    /// The plan of that day for all of them, what is asked for first the most.
    #[must_use]
    pub fn of(debtors: &[Debtor], rules: &Rules, day: NaiveDate) -> Plan {
        let mut all = Plan::default();
        for debtor in debtors {
            let one = Plan::of_client(debtor, rules, day);
            all.due.extend(one.due);
            all.held.extend(one.held);
            all.checks.extend(one.checks);
            all.next.extend(one.next);
            all.over.extend(one.over);
            all.next_quote.extend(one.next_quote);
        }
        all.due.sort_by_key(|message| (-message.step, -message.amount.0, message.client.id));
        all
    }

    /// The plan of that day for one client: what they owe comes before what they were offered.
    #[must_use]
    pub fn of_client(debtor: &Debtor, rules: &Rules, day: NaiveDate) -> Plan {
        let mut plan = Plan::default();
        let coming = plan.ask_for_payment(debtor, rules, day);
        let asked = quotes::asked(debtor, rules, day, coming);
        plan.due.extend(asked.due);
        plan.held.extend(asked.held);
        plan.next_quote = asked.next;
        plan
    }

    /// What is due of what the client owes; answers the day on which they will be asked for it next, today included.
    fn ask_for_payment(&mut self, debtor: &Debtor, rules: &Rules, day: NaiveDate) -> Option<NaiveDate> {
        let plan = self;
        let mut free: Vec<Asked> = Vec::new();
        let mut coming: Option<NaiveDate> = None;
        for owed in &debtor.owed {
            plan.checks.extend(reception_check(debtor, owed, day));
            let next = owed.next_step_on(&debtor.policy, day).map(|next| {
                let works = is_working_day(next, rules.region);
                if works { next } else { next_working_day(next, rules.region) }
            });
            plan.next.extend(next.map(|next| (owed.id, next)));
            let steps: Vec<ReminderStep> =
                owed.due_steps(&debtor.policy, day).into_iter().map(|step| reaching(step, debtor)).collect();
            match kept(debtor, owed, day)
                .or_else(|| paying(owed, rules, day))
                .or_else(|| run(debtor, owed, day))
                .or_else(|| unstated(rules, day))
            {
                Some(why) if !steps.is_empty() => plan.hold(debtor, &[owed], why),
                Some(_) => {}
                None => {
                    let silent = steps.is_empty() && next.is_none() && owed.overdue(day).0 > 0;
                    if let Some(over) = Over::of(owed, day).filter(|_| silent) {
                        plan.over.insert(owed.id, over);
                    }
                    coming = coming.into_iter().chain(next).min();
                    free.push(Asked { owed, steps });
                }
            }
        }
        if free.iter().all(|asked| asked.steps.is_empty()) {
            return coming;
        }
        let asking: Vec<&Owed> =
            free.iter().filter(|asked| !asked.steps.is_empty()).map(|asked| asked.owed).collect();
        if let Some(waiting) = &debtor.waiting {
            plan.hold(debtor, &asking, in_outbox(waiting));
            return Some(day);
        }
        if !is_working_day(day, rules.region) {
            let until = next_working_day(day, rules.region);
            plan.hold(debtor, &asking, calendar(until));
            return Some(day);
        }
        let before = plan.due.len();
        plan.ask(debtor, rules, day, &free);
        // A call reminds nobody until it was made.
        let written = plan.due.iter().skip(before).any(|message| message.complete);
        if written { Some(day) } else { coming }
    }

    fn hold(&mut self, debtor: &Debtor, owed: &[&Owed], why: Kept) {
        let until = why.until.map(|day| day.to_string());
        self.held.push(Held {
            client: debtor.client.clone(),
            invoices: owed.iter().map(|owed| owed.number.clone()).collect(),
            quote: None,
            guard: why.guard,
            until,
            text: why.text,
        });
    }

    /// One message for all that may be asked, and a call beside it where the same step has one.
    fn ask(&mut self, debtor: &Debtor, rules: &Rules, day: NaiveDate, free: &[Asked]) {
        let steps = |asked: &Asked, spoken: bool| {
            asked.steps.iter().copied().find(|step| step.channel.is_spoken() == spoken)
        };
        let furthest = |spoken: bool| {
            let each = free.iter().filter_map(|asked| Some((steps(asked, spoken)?, asked.owed)));
            each.max_by_key(|(step, owed)| (step.days, Reverse(owed.due_on()), Reverse(owed.id)))
        };
        let mut written_at = None;
        if let Some((step, lead)) = furthest(false) {
            let gathered = gathered(debtor, free, lead, step, day);
            let amount: Cents = gathered.iter().map(|one| one.owed.asked(day)).sum();
            let all: Vec<&Owed> = gathered.iter().map(|one| one.owed).collect();
            if let Some(why) = no_address(debtor, step)
                .or_else(|| small(rules, amount))
                .or_else(|| paced(debtor, rules, day))
            {
                self.hold(debtor, &all, why);
            } else {
                written_at = Some(step.days);
                self.due.push(message(debtor, step, &gathered, day));
            }
        }
        let Some((step, lead)) = furthest(true) else { return };
        let called: Vec<Gathered> = free
            .iter()
            .filter(|asked| asked.steps.iter().any(|one| one.channel.is_spoken()))
            .map(|asked| Gathered { owed: asked.owed, days: reached(asked, step.days), tone: step.tone })
            .collect();
        // A call goes with what was written at the same step.
        let goes_along = written_at == Some(step.days)
            || lead.done().is_some_and(|done| done.days == step.days && done.written);
        let amount: Cents = called.iter().map(|one| one.owed.asked(day)).sum();
        let kept = small(rules, amount).or_else(|| paced(debtor, rules, day).filter(|_| !goes_along));
        match kept {
            Some(why) => {
                self.hold(debtor, &called.iter().map(|one| one.owed).collect::<Vec<_>>(), why);
            }
            None => self.due.push(message(debtor, step, &called, day)),
        }
    }
}

/// An invoice that may be asked about, and the steps that are due of it.
struct Asked<'a> {
    owed: &'a Owed,
    steps: Vec<ReminderStep>,
}

/// An invoice in a message, and the step that the message is for it.
struct Gathered<'a> {
    owed: &'a Owed,
    days: i64,
    tone: ReminderTone,
}

/// Who has no e-mail address is called.
fn reaching(step: ReminderStep, debtor: &Debtor) -> ReminderStep {
    let written_on_screen = matches!(step.channel, Channel::Email);
    if written_on_screen && !debtor.has_email {
        ReminderStep { channel: Channel::Phone, by_itself: false, ..step }
    } else {
        step
    }
}

fn reached(asked: &Asked, otherwise: i64) -> i64 {
    asked.steps.iter().map(|step| step.days).max().unwrap_or(otherwise)
}

/// All that is late of a client; before the due date, what falls due alone.
fn gathered<'a>(
    debtor: &Debtor,
    free: &[Asked<'a>],
    lead: &'a Owed,
    step: ReminderStep,
    day: NaiveDate,
) -> Vec<Gathered<'a>> {
    let belongs = |asked: &&Asked| {
        if step.days < 0 {
            asked.steps.iter().any(|one| one.days < 0 && !one.channel.is_spoken())
        } else {
            asked.owed.due_on() < day
        }
    };
    let mut all: Vec<Gathered> = free
        .iter()
        .filter(belongs)
        .map(|asked| {
            let late = (day - asked.owed.counts_from()).num_days();
            let done = asked.owed.done().map(|done| done.days);
            let days = match asked.steps.first() {
                Some(step) => step.days,
                None => done.or_else(|| debtor.policy.reached(late)).unwrap_or(late),
            };
            let tone = debtor.policy.steps.iter().filter(|one| one.days <= days && !one.channel.is_spoken());
            Gathered { owed: asked.owed, days, tone: tone.map(|one| one.tone).max().unwrap_or(step.tone) }
        })
        .collect();
    all.sort_by_key(|one| (one.owed.id != lead.id, one.owed.due_on(), one.owed.id));
    all
}

/// What a message asks for of an invoice: what is late of it, or else what falls due next.
fn message(debtor: &Debtor, step: ReminderStep, gathered: &[Gathered], day: NaiveDate) -> PlannedMessage {
    // As firm as the most advanced of them; a formal notice is a letter of its own.
    let firmest = gathered.iter().map(|one| one.tone).chain([step.tone]).max().unwrap_or(step.tone);
    let tone = if step.tone == ReminderTone::Formal { step.tone } else { firmest.min(ReminderTone::Firm) };
    let lead = gathered.first().map(|one| one.owed);
    let late = |owed: &Owed| (day - owed.due_on()).num_days();
    let mut reasons: Vec<String> = gathered
        .iter()
        .map(|one| match late(one.owed) {
            ..=0 => format!("{} : à payer le {}.", one.owed.number, long_date(one.owed.due_on())),
            days => format!(
                "{} : {} depuis {}.",
                one.owed.number,
                euros(one.owed.overdue(day)),
                count(days, "jour", "jours")
            ),
        })
        .collect();
    reasons.extend(
        gathered.iter().filter(|one| one.owed.contested.0 > 0).map(|one| {
            format!("{} : {} contestés restent à part.", one.owed.number, euros(one.owed.contested))
        }),
    );
    if gathered.iter().any(|one| one.owed.broken_on(day).is_some()) {
        reasons.push("Une promesse de paiement n’a pas été tenue : l’étape suivante est avancée.".to_owned());
    }
    if let Some(proceedings) = debtor.insolvency {
        reasons.extend(gathered.iter().map(|one| proceedings.told(&one.owed.number, one.owed.work)));
    }
    reasons.push(format!("Étape : {}.", step.named()));
    reasons.push(match debtor.reminded_on {
        Some(on) => format!("Dernière relance {}.", ago(on, day)),
        None => "Jamais relancé.".to_owned(),
    });
    let id = lead.map_or(0, |owed| owed.id);
    let also: Vec<i64> = gathered.iter().map(|one| one.owed.id).filter(|other| *other != id).collect();
    PlannedMessage {
        client: debtor.client.clone(),
        step: step.days,
        tone,
        channel: step.channel,
        invoices: gathered.iter().map(|one| one.owed.number.clone()).collect(),
        quote: None,
        amount: gathered.iter().map(|one| one.owed.asked(day)).sum(),
        currency: "EUR".to_owned(),
        reasons,
        action: proposal(
            "remind_client",
            json!({"invoice": id, "also": also, "method": step.channel, "tone": tone, "step": step.days}),
        ),
        // What was said in a call is still to be told; one that nobody answered reminded nobody, and is to be made again.
        complete: !step.channel.is_spoken(),
        by_itself: step.by_itself,
        deal: lead.map_or(0, |owed| owed.deal),
        title: lead.map(|owed| owed.title.clone()).unwrap_or_default(),
        late_days: lead.map_or(0, late).max(0),
        gathered: gathered.iter().map(|one| (one.owed.id, one.days)).collect(),
        quote_id: None,
    }
}

/// Who has just paid a part is left alone as long as who was reminded.
fn paying(owed: &Owed, rules: &Rules, day: NaiveDate) -> Option<Kept> {
    let last = owed.part_paid_on?;
    let until = last.checked_add_days(Days::new(rules.pace.unsigned_abs()))?;
    (last <= day && day < until).then(|| Kept {
        guard: Guard::Pace,
        until: Some(until),
        text: format!(
            "Une partie de {} payée {} : pas de relance avant {}.",
            owed.number,
            ago(last, day),
            count(rules.pace, "jour", "jours")
        ),
    })
}

fn no_address(debtor: &Debtor, step: ReminderStep) -> Option<Kept> {
    let posted = matches!(step.channel, Channel::Post | Channel::Registered);
    (posted && !debtor.has_address).then(|| Kept {
        guard: Guard::NoAddress,
        until: None,
        text: "L’adresse postale du client est à compléter.".to_owned(),
    })
}

fn small(rules: &Rules, amount: Cents) -> Option<Kept> {
    (amount < rules.least).then(|| Kept {
        guard: Guard::Small,
        until: None,
        text: format!("{} en tout : vous relancez à partir de {}.", euros(amount), euros(rules.least)),
    })
}

/// Invoices that some message is about, by id.
#[must_use]
pub fn asked_about(plan: &Plan) -> BTreeSet<i64> {
    plan.due.iter().flat_map(|message| message.gathered.iter().map(|(id, _)| *id)).collect()
}
