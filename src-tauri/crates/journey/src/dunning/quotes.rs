//! Which quotes without an answer are asked about on a day: one message, and never in the way of what the client owes.

use crate::dunning::debtor::Debtor;
use crate::dunning::guard::{Guard, Kept, calendar, in_outbox, on_hold, paced};
use crate::dunning::planned::{Held, PlannedMessage};
use crate::dunning::quote_policy::{OpenQuote, QuoteStep};
use crate::dunning::rules::Rules;
use crate::message::ReminderTone;
use crate::sending::Channel;
use crate::today::proposal::{ago, proposal};
use chrono::{Days, NaiveDate};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use values::calendar::{is_working_day, next_working_day};
use values::words::{count, long_date, short_date};

#[derive(Default)]
pub struct AskedQuotes {
    pub due: Vec<PlannedMessage>,
    pub held: Vec<Held>,
    /// The day on which each is asked about next, by id.
    pub next: BTreeMap<i64, NaiveDate>,
}

/// The quotes of a client that are asked about on that day; `coming`: when they are asked for money next.
#[must_use]
pub fn asked(debtor: &Debtor, rules: &Rules, day: NaiveDate, coming: Option<NaiveDate>) -> AskedQuotes {
    let mut told = AskedQuotes::default();
    let mut due: Vec<(QuoteStep, &OpenQuote)> = Vec::new();
    for quote in &debtor.quotes {
        if let Some(next) = quote.next_step_on(&rules.quotes, day) {
            let works = is_working_day(next, rules.region);
            told.next.insert(quote.id, if works { next } else { next_working_day(next, rules.region) });
        }
        due.extend(quote.due_step(&rules.quotes, day).map(|step| (reaching(step, debtor), quote)));
    }
    due.sort_by_key(|(step, quote)| (Reverse(step.days), quote.left_on, quote.id));
    let why = kept(debtor, rules, day, coming);
    let mut written = false;
    for (step, quote) in due {
        // A call reminds nobody until it was made: it holds no other back.
        let after = (written && !step.channel.is_spoken()).then(|| another(rules, day));
        match why.clone().or(after) {
            Some(why) => {
                let until = why.until.filter(|until| *until <= quote.valid_until);
                told.next.extend(until.map(|until| (quote.id, until)));
                told.held.push(Held {
                    client: debtor.client.clone(),
                    invoices: Vec::new(),
                    quote: Some(quote.number.clone()),
                    guard: why.guard,
                    until: why.until.map(|day| day.to_string()),
                    text: why.text,
                });
            }
            None => {
                written = written || !step.channel.is_spoken();
                told.due.push(message(debtor, step, quote, rules, day));
            }
        }
    }
    told
}

/// Who has no e-mail address is called.
fn reaching(step: QuoteStep, debtor: &Debtor) -> QuoteStep {
    if step.channel == Channel::Email && !debtor.has_email {
        QuoteStep { channel: Channel::Phone, by_itself: false, ..step }
    } else {
        step
    }
}

/// What keeps every quote of the client from being asked about on that day.
fn kept(debtor: &Debtor, rules: &Rules, day: NaiveDate, coming: Option<NaiveDate>) -> Option<Kept> {
    insolvent(debtor)
        .or_else(|| on_hold(debtor, day))
        .or_else(|| debtor.waiting.as_ref().map(in_outbox))
        .or_else(|| {
            let rests = !is_working_day(day, rules.region);
            rests.then(|| calendar(next_working_day(day, rules.region)))
        })
        .or_else(|| paced(debtor, rules, day))
        .or_else(|| payment_first(rules, day, coming?))
}

fn insolvent(debtor: &Debtor) -> Option<Kept> {
    let proceedings = debtor.insolvency?;
    Some(Kept {
        guard: Guard::Insolvency,
        until: None,
        text: format!(
            "Procédure collective publiée le {} : ce devis n’est plus relancé.",
            short_date(proceedings.published_on)
        ),
    })
}

/// What is owed is asked for first: a quote waits where such a message comes within the pace.
fn payment_first(rules: &Rules, day: NaiveDate, coming: NaiveDate) -> Option<Kept> {
    let until = day.checked_add_days(Days::new(rules.pace.unsigned_abs()))?;
    (coming < until).then(|| Kept {
        guard: Guard::Pace,
        until: None,
        text: if coming <= day {
            "Une facture est à relancer d’abord.".to_owned()
        } else {
            format!("Une facture est à relancer le {} : le devis attend.", long_date(coming))
        },
    })
}

fn another(rules: &Rules, day: NaiveDate) -> Kept {
    Kept {
        guard: Guard::Pace,
        until: day.checked_add_days(Days::new(rules.pace.unsigned_abs())),
        text: format!(
            "Un autre devis est relancé d’abord : au plus un message tous les {}.",
            count(rules.pace, "jour", "jours")
        ),
    }
}

fn message(
    debtor: &Debtor,
    step: QuoteStep,
    quote: &OpenQuote,
    rules: &Rules,
    day: NaiveDate,
) -> PlannedMessage {
    let days: Vec<String> = rules.quotes.steps.iter().map(|step| step.days.to_string()).collect();
    PlannedMessage {
        client: debtor.client.clone(),
        step: step.days,
        tone: ReminderTone::Friendly,
        channel: step.channel,
        invoices: Vec::new(),
        quote: Some(quote.number.clone()),
        amount: quote.amount,
        currency: "EUR".to_owned(),
        reasons: vec![
            format!("Devis envoyé {}, sans réponse.", ago(quote.left_on, day)),
            format!("Vos relances de devis : {} jours après l’envoi.", days.join(", ")),
            match quote.followed_on {
                Some(on) => format!("Dernière relance {}.", ago(on, day)),
                None => "Jamais relancé.".to_owned(),
            },
        ],
        action: proposal("follow_up_quote", json!({"quote": quote.id, "method": step.channel})),
        complete: !step.channel.is_spoken(),
        by_itself: step.by_itself,
        deal: quote.deal,
        title: quote.title.clone(),
        late_days: 0,
        gathered: Vec::new(),
        quote_id: Some(quote.id),
    }
}
