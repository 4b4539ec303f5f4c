//! Policies walked day by day.

use crate::contact::PaymentRuns;
use crate::contact::card::ClientProfile;
use crate::dunning::debtor::{Debtor, Reached};
use crate::dunning::debtor::{Hold, Owed};
use crate::dunning::insolvency::{Insolvency, WorkDay, WorkDayBasis};
use crate::dunning::plan::Plan;
use crate::dunning::policy::Policy;
use crate::dunning::quote_policy::OpenQuote;
use crate::dunning::rehearsal::rehearse;
use crate::dunning::rehearsals::days::{after, start};
use crate::dunning::rules::Rules;
use crate::invoice::Instalment;
use crate::today::proposal::ClientName;
use values::money::Cents;

#[test]
fn a_quote_is_asked_about_at_its_intervals_within_the_pace_and_after_what_is_owed() {
    let mut prospect = simple(&[]);
    prospect.quotes.push(OpenQuote {
        id: 7,
        number: "D-2026-0007".to_owned(),
        deal: 9,
        title: String::new(),
        amount: Cents(300_000),
        left_on: after(0),
        valid_until: after(30),
        followed_on: None,
    });
    // Three days later; eight would be five days after that; fifteen would be five days after the tenth.
    let days = |debtor: Debtor| walked(debtor).into_iter().map(|one| (one.0, one.1)).collect::<Vec<_>>();
    assert_eq!(days(prospect.clone()), [(3, 3), (10, 8), (17, 15)]);
    // Where an invoice is asked about within a week, the quote comes after it.
    let mut client = Debtor { quotes: prospect.quotes.clone(), ..simple(&[3]) };
    client.owed[0].sent_on = Some(after(0));
    let plan = Plan::of(&[client.clone()], &Rules::usual(), after(3));
    assert!(plan.due.is_empty());
    assert_eq!(plan.held[0].quote.as_deref(), Some("D-2026-0007"));
    assert!(plan.held[0].text.contains("19 octobre 2026"), "{}", plan.held[0].text);
    client.owed[0].dispute = Some("prix".to_owned());
    assert_eq!(days(client), [(3, 3), (10, 8), (17, 15)], "nobody asks for what is contested");
    prospect.quotes[0].valid_until = after(9);
    assert_eq!(days(prospect.clone()), [(3, 3)], "never after it expired");
    prospect.hold = Some(Hold { until: after(60), reason: "vu avec Anne".to_owned() });
    assert_eq!(days(prospect), []);
}

/// One client, invoices due on those days, sent a month before.
fn simple(due: &[i64]) -> Debtor {
    let owed = due.iter().enumerate().map(|(rank, days)| {
        let id = i64::try_from(rank).unwrap() + 1;
        Owed {
            id,
            number: format!("F-2026-{id:04}"),
            deal: id,
            title: String::new(),
            parts: vec![Instalment { due_on: after(*days), amount: Cents(10_000) }],
            sent_on: Some(after(days - 30)),
            reached: None,
            promised_on: None,
            part_paid_on: None,
            dispute: None,
            contested: Cents(0),
            checked: false,
            misdirected: None,
            notice_on: None,
            ceded: None,
            plan: None,
            received_on: None,
            platform: None,
            work: WorkDay { on: after(days - 60), basis: WorkDayBasis::Order },
        }
    });
    Debtor {
        client: ClientName { id: 1, name: "Boulangerie Le Goff".to_owned() },
        policy: Policy::shipped(ClientProfile::Regular),
        has_email: true,
        has_address: true,
        runs: PaymentRuns::default(),
        reminded_on: None,
        followed_on: None,
        waiting: None,
        hold: None,
        insolvency: None,
        owed: owed.collect(),
        quotes: Vec::new(),
    }
}

/// Each message that can be done: days from the start, step, how, in what tone, about how many.
fn walked(debtor: Debtor) -> Vec<(i64, i64, &'static str, &'static str, usize)> {
    let told = rehearse(vec![debtor], &Rules::usual(), start(), start(), 90);
    let each = told.iter().flat_map(|one| one.messages.iter().map(|message| (one.day, message)));
    each.filter(|(_, message)| message.complete)
        .map(|(day, message)| {
            let (channel, tone) = (message.channel.stored(), message.tone.stored());
            ((day - start()).num_days(), message.step, channel, tone, message.invoices.len())
        })
        .collect()
}

#[test]
fn one_invoice_walks_its_policy() {
    // Due on Thursday 22 October; three days later is a Sunday, ten are All Saints’ Day.
    assert_eq!(
        walked(simple(&[10])),
        [
            (5, -5, "email", "friendly", 1),
            (14, 3, "email", "neutral", 1),
            (21, 10, "email", "firm", 1),
            (31, 20, "post", "firm", 1),
            (45, 35, "registered", "formal", 1),
        ]
    );
}

#[test]
fn one_message_gathers_all_as_firm_as_the_most_advanced() {
    // The second falls due as the first is ten days late.
    let walked = walked(simple(&[0, 8]));
    assert_eq!(walked[0], (3, 3, "email", "neutral", 1));
    assert_eq!(walked[1], (10, 10, "email", "firm", 2));
    assert_eq!(walked[2], (17, 3, "email", "firm", 2), "what is younger, once the pace allows");
    assert_eq!(walked[3], (24, 20, "post", "firm", 2));
}

#[test]
fn after_days_away_only_the_latest_step_goes() {
    let mut away = simple(&[-19]);
    assert_eq!(walked(away.clone())[0], (0, 10, "email", "firm", 1));
    away.owed[0].sent_on = Some(after(0));
    assert_eq!(walked(away)[0], (3, 3, "email", "neutral", 1), "what left late is asked about later");
}

#[test]
fn a_broken_promise_brings_the_next_step_forward() {
    let mut debtor = simple(&[-4]);
    let reached = Reached { since: after(-4), days: 3, written: true, spoken: false, on: after(-1) };
    debtor.owed[0].reached = Some(reached);
    debtor.reminded_on = Some(after(-1));
    assert_eq!(walked(debtor.clone())[0], (7, 10, "email", "firm", 1), "all in its time");
    debtor.reminded_on = Some(after(-9));
    debtor.owed[0].reached = Some(Reached { on: after(-9), ..reached });
    debtor.owed[0].promised_on = Some(after(1));
    assert_eq!(walked(debtor)[0], (2, 10, "email", "firm", 1));
}

#[test]
fn a_call_goes_with_what_is_written_at_the_same_step() {
    let plan = Plan::of(&[simple(&[-10])], &Rules::usual(), start());
    let told: Vec<(&str, bool)> =
        plan.due.iter().map(|message| (message.channel.stored(), message.complete)).collect();
    assert_eq!(told, [("email", true), ("phone", false)]);
    let asked = &plan.due[0];
    assert_eq!((asked.amount, asked.late_days), (Cents(10_000), 10));
    assert_eq!(asked.action.payload["invoice"], 1);
}

#[test]
fn what_is_kept_back_says_until_when() {
    let mut debtor = simple(&[-10, -10]);
    debtor.owed[0].promised_on = Some(after(3));
    debtor.owed[1].sent_on = None;
    let plan = Plan::of(&[debtor.clone()], &Rules::usual(), start());
    assert!(plan.due.is_empty());
    let told: Vec<(&str, Option<&str>)> =
        plan.held.iter().map(|held| (held.invoices[0].as_str(), held.until.as_deref())).collect();
    assert_eq!(told, [("F-2026-0001", Some("2026-10-16")), ("F-2026-0002", None)]);
    debtor.insolvency = Some(Insolvency { published_on: after(-10), judged_on: None, declared_on: None });
    let text = Plan::of(&[debtor], &Rules::usual(), start()).held.pop().unwrap().text;
    assert!(text.contains("jamais été envoyée"), "{text}");
}

#[test]
fn what_is_contested_waits_and_the_rest_is_asked_for() {
    let mut one = simple(&[0]);
    one.owed[0].contest("Deux pages manquent".to_owned(), Cents(4_000));
    let told = rehearse(vec![one.clone()], &Rules::usual(), start(), start(), 20);
    let first = told.iter().flat_map(|one| &one.messages).next().unwrap();
    assert_eq!(first.amount, Cents(6_000));
    assert!(first.reasons.iter().any(|why| why.contains("contestés")), "{:?}", first.reasons);
    one.owed[0].contest("Tout".to_owned(), Cents(6_000));
    let told = rehearse(vec![one], &Rules::usual(), start(), start(), 20);
    assert!(told.iter().all(|one| one.messages.is_empty()), "all of it is contested");
}

#[test]
fn a_payment_run_soon_after_the_due_date_is_waited_for() {
    // Due on 12 October: the 15th is three days later, and the neutral step of three days waits for the 16th.
    let first = |runs: &str| {
        let debtor = Debtor { runs: PaymentRuns::kept(runs), ..simple(&[0]) };
        let told = rehearse(vec![debtor], &Rules::usual(), start(), start(), 30);
        told.into_iter().find(|one| !one.messages.is_empty()).unwrap().day
    };
    assert_eq!((first(""), first("15")), (after(3), after(4)));
    assert_eq!(first("30"), after(3), "a run that comes late is not waited for");
}
