//! What must always hold of a rehearsal.

use crate::contact::PaymentRuns;
use crate::contact::card::ClientProfile;
use crate::dunning::debtor::{Debtor, Reached};
use crate::dunning::debtor::{Hold, Owed};
use crate::dunning::guard::kept;
use crate::dunning::insolvency::{Insolvency, WorkDay, WorkDayBasis};
use crate::dunning::payment_plan::{PaymentPlan, monthly};
use crate::dunning::plan::Plan;
use crate::dunning::policy::Policy;
use crate::dunning::quote_policy::OpenQuote;
use crate::dunning::rehearsal::{RehearsedDay, done, rehearse};
use crate::dunning::rehearsals::days::{after, start};
use crate::dunning::rules::{Rules, StatementWatch};
use crate::invoice::Instalment;
use crate::platform::PlatformStatus;
use crate::today::proposal::ClientName;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use values::calendar::{Region, is_working_day};
use values::money::Cents;

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
        received in prop::option::weighted(0.1, -60_i64..1),
        platform in prop::option::weighted(0.1, (prop::sample::select(vec![
            PlatformStatus::Approved, PlatformStatus::InDispute, PlatformStatus::Suspended,
            PlatformStatus::Refused, PlatformStatus::PaymentSent,
        ]), -20_i64..1)),
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
            misdirected: None,
 notice_on: None,
            ceded: ceded.then(|| "affactureur".to_owned()),
            work: WorkDay { on: after(agreed), basis: WorkDayBasis::Order },
            received_on: received.map(after),
            platform: platform.map(|(status, days)| (status, after(days))),
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
    fn quote(id: i64)(
        left in -30_i64..1,
        valid in 5_i64..60,
        followed in prop::option::weighted(0.3, -10_i64..0),
    ) -> OpenQuote {
        OpenQuote {
            id,
            number: format!("D-2026-{id:04}"),
            deal: 100 + id,
            title: String::new(),
            amount: Cents(100_000),
            left_on: after(left),
            valid_until: after(left + valid),
            followed_on: followed.map(|days| after(days.max(left))),
        }
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
        quotes in prop_oneof![Just(0_i64), 0_i64..3]
            .prop_flat_map(|count| (1..=count).map(quote).collect::<Vec<_>>()),
    ) -> Debtor {
        Debtor {
            client: ClientName { id, name: format!("Client {id}") },
            policy: Policy::shipped(profile),
            has_email,
            has_address,
            runs: PaymentRuns::kept(runs),
            reminded_on: reminded.map(after),
            followed_on: quotes.iter().filter_map(|quote| quote.followed_on).max(),
            waiting: None,
            hold: hold.map(|days| Hold { until: after(days), reason: "vu avec Anne".to_owned() }),
            insolvency: insolvent.then(|| Insolvency { published_on: after(-30), judged_on: None, declared_on: None }),
            owed,
            quotes,
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
        let told = rehearse(all.clone(), &Rules::usual(), start(), start(), 90);
        prop_assert_eq!(told.len(), 90);
        let mut last: BTreeMap<i64, NaiveDate> = BTreeMap::new();
        let mut steps: BTreeSet<(i64, i64, i64)> = BTreeSet::new();
        for RehearsedDay { day, messages } in &told {
            let mut today: BTreeSet<i64> = BTreeSet::new();
            for message in messages {
                let debtor = all.iter().find(|one| one.client.id == message.client.id).unwrap();
                prop_assert!(is_working_day(*day, Region::Metropolis));
                if let Some(id) = message.quote_id {
                    let quote = debtor.quotes.iter().find(|one| one.id == id).unwrap();
                    prop_assert!(quote.left_on < *day && *day <= quote.valid_until);
                    prop_assert!(debtor.insolvency.is_none());
                    prop_assert!(debtor.hold.as_ref().is_none_or(|hold| hold.until <= *day));
                    let first = steps.insert((debtor.client.id, -id, message.step));
                    prop_assert!(first || !message.complete, "step {} of {} twice", message.step, quote.number);
                }
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
                    let before = last.insert(debtor.client.id, *day).or(debtor.contacted_on());
                    if let Some(before) = before {
                        prop_assert!((*day - before).num_days() >= Rules::usual().pace, "{} then {}", before, day);
                    }
                }
            }
        }
    }

    #[test]
    fn a_rehearsal_of_later_days_is_the_end_of_one_from_today(all in books(), from in 1_i64..60) {
        let whole = rehearse(all.clone(), &Rules::usual(), start(), start(), 90);
        let end = rehearse(all, &Rules::usual(), start(), after(from), 90 - usize::try_from(from).unwrap());
        prop_assert_eq!(&whole[usize::try_from(from).unwrap()..], &end[..]);
    }

    #[test]
    fn an_old_statement_changes_nothing_until_it_is_too_old_and_then_nobody_is_reminded(
        all in books(), last in -10_i64..10, days in 1_i64..20,
    ) {
        let watch = StatementWatch { last_on: after(last), days };
        let watched = rehearse(all.clone(), &Rules { statements: Some(watch), ..Rules::usual() }, start(), start(), 90);
        let free = rehearse(all, &Rules::usual(), start(), start(), 90);
        let turns = (0..90).find(|day| watch.is_stale(after(*day))).unwrap();
        prop_assert_eq!(turns, (last + days + 1).max(0));
        let turn = usize::try_from(turns).unwrap();
        prop_assert_eq!(&watched[..turn], &free[..turn]);
        prop_assert!(watched[turn..].iter().flat_map(|day| &day.messages).all(|message| message.quote_id.is_some()));
    }

    #[test]
    fn what_is_paid_is_asked_about_no_more(all in books(), when in 0_i64..60) {
        let mut all = all;
        // The books on that day, had everything been done until then.
        for days in 0..when {
            let plan = Plan::of(&all, &Rules::usual(), after(days));
            for message in plan.due.iter().filter(|message| message.complete) {
                let debtor = all.iter_mut().find(|one| one.client.id == message.client.id).unwrap();
                done(debtor, &message.gathered, message.quote_id, after(days));
            }
        }
        let paid = all[0].owed.remove(0).number;
        for RehearsedDay { messages, .. } in rehearse(all, &Rules::usual(), after(when), after(when), 90) {
            for message in messages.iter().filter(|message| message.client.id == 1) {
                prop_assert!(!message.invoices.contains(&paid));
            }
        }
    }
}
