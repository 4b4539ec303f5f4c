//! The rehearsal: what the policies will send, day by day, when nothing else happens.

use crate::dunning::debtor::{Debtor, Reached};
use crate::dunning::plan::{Plan, PlannedMessage, Rules};
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
            done(debtor, &waiting.gathered, today);
        }
    }
    for day in today.iter_days().take_while(|day| last.is_none_or(|last| *day < last)) {
        let plan = Plan::of(&debtors, rules, day);
        for message in plan.due.iter().filter(|message| message.complete) {
            for debtor in debtors.iter_mut().filter(|debtor| debtor.client.id == message.client.id) {
                done(debtor, &message.gathered, day);
            }
        }
        if day >= from {
            told.push(RehearsedDay { day, messages: plan.due });
        }
    }
    told
}

/// The client as they stand once that message left.
fn done(debtor: &mut Debtor, gathered: &[(i64, i64)], day: NaiveDate) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::PaymentRuns;
    use crate::contact::card::ClientProfile;
    use crate::dunning::debtor::{Hold, Insolvency, Owed};
    use crate::dunning::guard::kept;
    use crate::dunning::payment_plan::{PaymentPlan, monthly};
    use crate::dunning::policy::Policy;
    use crate::invoice::Instalment;
    use crate::today::proposal::ClientName;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};
    use values::calendar::{Region, is_working_day};
    use values::money::Cents;

    const RULES: Rules = Rules { pace: 7, least: Cents(100), region: Region::Metropolis };

    /// The clocks change and the year turns within the ninety days that follow.
    fn start() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
    }

    fn after(days: i64) -> NaiveDate {
        start() + chrono::TimeDelta::days(days)
    }

    prop_compose! {
        fn owed(id: i64)(
            due in -60_i64..60,
            age in 0_i64..40,
            sent in prop::option::weighted(0.9, 0_i64..20),
            cents in 50_i64..500_000,
            second in prop::option::weighted(0.2, 20_i64..60),
            promised in prop::option::weighted(0.15, -10_i64..40),
            paid in prop::option::weighted(0.1, -10_i64..0),
            disputed in prop::bool::weighted(0.1),
            ceded in prop::bool::weighted(0.05),
            reached in prop::option::weighted(0.3, 0_i64..15),
            agreed in -90_i64..0,
            plan in prop::option::weighted(0.1, (2_i64..6, -20_i64..40, 1_i64..3)),
        ) -> Owed {
            let mut parts = vec![Instalment { due_on: after(due), amount: Cents(cents) }];
            parts.extend(second.map(|days| Instalment { due_on: after(due + days), amount: Cents(cents) }));
            let mut owed = Owed {
                id,
                number: format!("F-2026-{id:04}"),
                deal: id,
                title: String::new(),
                parts,
                sent_on: sent.map(|days| after((due - age + days).min(0))),
                reached: None,
                promised_on: promised.map(after),
                part_paid_on: paid.map(after),
                dispute: disputed.then(|| "prix".to_owned()),
                contested: Cents(0),
                checked: false,
                ceded: ceded.then(|| "affactureur".to_owned()),
                agreed_on: after(agreed),
                plan: plan.and_then(|(count, first, breaks_at)| {
                    let parts = monthly(Cents(cents), count, after(first)).ok()?;
                    Some(PaymentPlan { parts, paid: Vec::new(), breaks_at })
                }),
            };
            owed.reached = reached.map(|days| Reached {
                since: owed.counts_from(), days, written: true, spoken: false, on: after(-1),
            });
            owed
        }
    }

    prop_compose! {
        fn debtor(id: i64)(
            profile in prop::sample::select(vec![
                ClientProfile::Regular, ClientProfile::KeyAccount, ClientProfile::PublicBody,
                ClientProfile::PrivatePerson, ClientProfile::BadPayer,
            ]),
            owed in prop::collection::vec(any::<prop::sample::Index>(), 1..5)
                .prop_flat_map(|all| all.iter().enumerate().map(|(n, _)| owed(n as i64 + 1)).collect::<Vec<_>>()),
            has_email in prop::bool::weighted(0.9),
            has_address in prop::bool::weighted(0.9),
            reminded in prop::option::weighted(0.3, -20_i64..0),
            hold in prop::option::weighted(0.15, -5_i64..60),
            insolvent in prop::bool::weighted(0.05),
            runs in prop::sample::select(vec!["", "10, 25", "fin de mois"]),
        ) -> Debtor {
            Debtor {
                client: ClientName { id, name: format!("Client {id}") },
                policy: Policy::shipped(profile),
                has_email,
                has_address,
                runs: PaymentRuns::kept(runs),
                reminded_on: reminded.map(after),
                waiting: None,
                hold: hold.map(|days| Hold { until: after(days), reason: "vu avec Anne".to_owned() }),
                insolvency: insolvent.then(|| Insolvency { published_on: after(-30) }),
                owed,
            }
        }
    }

    fn books() -> impl Strategy<Value = Vec<Debtor>> {
        (debtor(1), debtor(2), debtor(3)).prop_map(|(one, two, three)| vec![one, two, three])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn what_is_rehearsed_harms_no_one(all in books()) {
            let told = rehearse(all.clone(), &RULES, start(), start(), 90);
            prop_assert_eq!(told.len(), 90);
            let mut last: BTreeMap<i64, NaiveDate> = BTreeMap::new();
            let mut steps: BTreeSet<(i64, i64, i64)> = BTreeSet::new();
            for RehearsedDay { day, messages } in &told {
                let mut today: BTreeSet<i64> = BTreeSet::new();
                for message in messages {
                    let debtor = all.iter().find(|one| one.client.id == message.client.id).unwrap();
                    prop_assert!(is_working_day(*day, Region::Metropolis));
                    for (id, days) in &message.gathered {
                        let owed = debtor.owed.iter().find(|one| one.id == *id).unwrap();
                        prop_assert_eq!(kept(debtor, owed, *day), None, "{} on {}", owed.number, day);
                        if message.complete {
                            let lead = message.gathered[0].0 == *id;
                            let first = steps.insert((debtor.client.id, *id, *days));
                            prop_assert!(first || !lead, "step {} of {} twice", days, owed.number);
                        }
                    }
                    if message.complete {
                        prop_assert!(today.insert(debtor.client.id), "two messages on {}", day);
                        let before = last.insert(debtor.client.id, *day).or(debtor.reminded_on);
                        if let Some(before) = before {
                            prop_assert!((*day - before).num_days() >= RULES.pace, "{} then {}", before, day);
                        }
                    }
                }
            }
        }

        #[test]
        fn a_rehearsal_of_later_days_is_the_end_of_one_from_today(all in books(), from in 1_i64..60) {
            let whole = rehearse(all.clone(), &RULES, start(), start(), 90);
            let end = rehearse(all, &RULES, start(), after(from), 90 - usize::try_from(from).unwrap());
            prop_assert_eq!(&whole[usize::try_from(from).unwrap()..], &end[..]);
        }

        #[test]
        fn what_is_paid_is_asked_about_no_more(all in books(), when in 0_i64..60) {
            let mut all = all;
            // The books on that day, had everything been done until then.
            for days in 0..when {
                let plan = Plan::of(&all, &RULES, after(days));
                for message in plan.due.iter().filter(|message| message.complete) {
                    let debtor = all.iter_mut().find(|one| one.client.id == message.client.id).unwrap();
                    done(debtor, &message.gathered, after(days));
                }
            }
            let paid = all[0].owed.remove(0).number;
            for RehearsedDay { messages, .. } in rehearse(all, &RULES, after(when), after(when), 90) {
                for message in messages.iter().filter(|message| message.client.id == 1) {
                    prop_assert!(!message.invoices.contains(&paid));
                }
            }
        }
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
                ceded: None,
                plan: None,
                agreed_on: after(days - 60),
            }
        });
        Debtor {
            client: ClientName { id: 1, name: "Boulangerie Le Goff".to_owned() },
            policy: Policy::shipped(ClientProfile::Regular),
            has_email: true,
            has_address: true,
            runs: PaymentRuns::default(),
            reminded_on: None,
            waiting: None,
            hold: None,
            insolvency: None,
            owed: owed.collect(),
        }
    }

    /// Each message that can be done: days from the start, step, how, in what tone, about how many.
    fn walked(debtor: Debtor) -> Vec<(i64, i64, &'static str, &'static str, usize)> {
        let told = rehearse(vec![debtor], &RULES, start(), start(), 90);
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
        let plan = Plan::of(&[simple(&[-10])], &RULES, start());
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
        let plan = Plan::of(&[debtor.clone()], &RULES, start());
        assert!(plan.due.is_empty());
        let told: Vec<(&str, Option<&str>)> =
            plan.held.iter().map(|held| (held.invoices[0].as_str(), held.until.as_deref())).collect();
        assert_eq!(told, [("F-2026-0001", Some("2026-10-16")), ("F-2026-0002", None)]);
        debtor.insolvency = Some(Insolvency { published_on: after(-10) });
        let text = Plan::of(&[debtor], &RULES, start()).held.pop().unwrap().text;
        assert!(text.contains("jamais été envoyée"), "{text}");
    }

    #[test]
    fn what_is_contested_waits_and_the_rest_is_asked_for() {
        let mut one = simple(&[0]);
        one.owed[0].contest("Deux pages manquent".to_owned(), Cents(4_000));
        let told = rehearse(vec![one.clone()], &RULES, start(), start(), 20);
        let first = told.iter().flat_map(|one| &one.messages).next().unwrap();
        assert_eq!(first.amount, Cents(6_000));
        assert!(first.reasons.iter().any(|why| why.contains("contestés")), "{:?}", first.reasons);
        one.owed[0].contest("Tout".to_owned(), Cents(6_000));
        let told = rehearse(vec![one], &RULES, start(), start(), 20);
        assert!(told.iter().all(|one| one.messages.is_empty()), "all of it is contested");
    }

    #[test]
    fn a_payment_run_soon_after_the_due_date_is_waited_for() {
        // Due on 12 October: the 15th is three days later, and the neutral step of three days waits for the 16th.
        let first = |runs: &str| {
            let debtor = Debtor { runs: PaymentRuns::kept(runs), ..simple(&[0]) };
            let told = rehearse(vec![debtor], &RULES, start(), start(), 30);
            told.into_iter().find(|one| !one.messages.is_empty()).unwrap().day
        };
        assert_eq!((first(""), first("15")), (after(3), after(4)));
        assert_eq!(first("30"), after(3), "a run that comes late is not waited for");
    }
}
