//! Charges worked by hand.

use super::*;
use crate::contact::ClientKind;
use crate::invoice::Instalment;
use crate::law::{AddLawRow, HalfYear, Law, LawKind, ReferenceRate};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use values::money::{BasisPoints, Cents};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn owed(cents: i64, due_on: NaiveDate, settled: &[(NaiveDate, i64, SettlementKind)]) -> Debt {
    let settlement = |(on, cents, kind): &(NaiveDate, i64, SettlementKind)| Settlement {
        on: *on,
        amount: Cents(*cents),
        kind: *kind,
    };
    Debt::new(vec![Instalment { due_on, amount: Cents(cents) }], settled.iter().map(settlement).collect())
}

fn professional() -> InterestTerms {
    InterestTerms::of(ChargesRegime::Professional)
}

/// Days, basis points and cents of each period.
fn told(debt: &Debt, terms: &InterestTerms, on: NaiveDate) -> Vec<(i64, i64, i64)> {
    let told = interest(debt, terms, &Law::default(), on, &[]);
    told.periods.iter().map(|one| (one.days(), one.rate.0, one.amount().0)).collect()
}

#[test]
fn each_half_year_has_its_rate() {
    // 21 to 30 June, 10 days at 2.15 + 10: 10 000 × 12.15 % × 10 / 365 = 33.2877.
    // 1 to 20 July, 20 days at 2.40 + 10: 10 000 × 12.40 % × 20 / 365 = 67.9452.
    let debt = owed(1_000_000, day(2026, 6, 20), &[]);
    assert_eq!(told(&debt, &professional(), day(2026, 7, 20)), [(10, 1_215, 3329), (20, 1_240, 6795)]);
}

#[test]
fn a_leap_year_has_365_days_and_a_29_february() {
    // 21 February to 1 March 2024 is 10 days at 4.50 + 10: 10 000 × 14.50 % × 10 / 365 = 39.7260.
    let debt = owed(1_000_000, day(2024, 2, 20), &[]);
    assert_eq!(told(&debt, &professional(), day(2024, 3, 1)), [(10, 1_450, 3973)]);
}

#[test]
fn a_part_payment_pays_interest_first_unless_the_contract_says_otherwise() {
    let debt = owed(120_000, day(2026, 10, 1), &[(day(2026, 10, 11), 50_000, SettlementKind::Payment)]);
    // 1 200 × 12.40 % × 10 / 365 = 4.0767, then 700 × 12.40 % × 20 / 365 = 4.7562.
    let principal = InterestTerms { imputation: Imputation::PrincipalFirst, ..professional() };
    assert_eq!(told(&debt, &principal, day(2026, 10, 31)), [(10, 1_240, 408), (20, 1_240, 476)]);
    // 500 pays 4.08 of interest, then 495.92: 704.08 × 12.40 % × 20 / 365 = 4.7839.
    assert_eq!(told(&debt, &professional(), day(2026, 10, 31)), [(10, 1_240, 408), (20, 1_240, 478)]);
    assert_eq!(debt.open(day(2026, 10, 31)), Cents(70_000), "the books know the principal alone");
}

#[test]
fn credit_notes_and_what_is_given_up_lower_the_principal_from_their_day() {
    for kind in [SettlementKind::CreditNote, SettlementKind::GivenUp] {
        // 1 200 × 12.40 % × 10 / 365 = 4.0767, then 1 000 × 12.40 % × 20 / 365 = 6.7945.
        let debt = owed(120_000, day(2026, 10, 1), &[(day(2026, 10, 11), 20_000, kind)]);
        assert_eq!(told(&debt, &professional(), day(2026, 10, 31)), [(10, 1_240, 408), (20, 1_240, 679)]);
    }
    // Money that a credit note freed was owed no more either: 1 000 paid in time, 200 credited later.
    let debt = owed(
        100_000,
        day(2026, 10, 1),
        &[
            (day(2026, 10, 1), 100_000, SettlementKind::Payment),
            (day(2026, 10, 20), 20_000, SettlementKind::CreditNote),
            (day(2026, 10, 20), -20_000, SettlementKind::Payment),
        ],
    );
    assert_eq!(told(&debt, &professional(), day(2026, 11, 30)), []);
}

#[test]
fn interest_runs_until_the_payment_that_settles_the_invoice() {
    // 1 000 × 12.40 % × 10 / 365 = 3.3973.
    let debt = owed(100_000, day(2026, 10, 1), &[(day(2026, 10, 11), 100_000, SettlementKind::Payment)]);
    for imputation in [Imputation::InterestFirst, Imputation::PrincipalFirst] {
        let terms = InterestTerms { imputation, ..professional() };
        assert_eq!(told(&debt, &terms, day(2026, 12, 31)), [(10, 1_240, 340)]);
    }
}

#[test]
fn who_pays_in_time_owes_nothing_more() {
    let debt = owed(100_000, day(2026, 10, 1), &[(day(2026, 10, 1), 100_000, SettlementKind::Payment)]);
    assert_eq!(interest(&debt, &professional(), &Law::default(), day(2027, 6, 1), &[]), Interest::default());
    let open = owed(100_000, day(2026, 10, 1), &[]);
    assert_eq!(told(&open, &professional(), day(2026, 10, 1)), []);
    assert_eq!(
        told(&open, &professional(), day(2026, 10, 2)).len(),
        1,
        "the day after the due date bears it"
    );
}

#[test]
fn each_part_is_late_from_its_own_day() {
    // 600 × 12.40 % × 15 / 365 = 3.0575, then 1 200 × 12.40 % × 15 / 365 = 6.1151.
    let parts =
        [day(2026, 10, 1), day(2026, 10, 16)].map(|due_on| Instalment { due_on, amount: Cents(60_000) });
    let debt = Debt::new(parts.to_vec(), Vec::new());
    assert_eq!(told(&debt, &professional(), day(2026, 10, 31)), [(15, 1_240, 306), (15, 1_240, 612)]);
}

#[test]
fn a_public_body_keeps_the_rate_of_the_half_year_in_which_interest_began() {
    // 21 June to 20 July 2025, 30 days at 3.15 + 8: 10 000 × 11.15 % × 30 / 365 = 91.6438.
    let terms = InterestTerms::of(ChargesRegime::PublicBody);
    let debt = owed(1_000_000, day(2025, 6, 20), &[]);
    assert_eq!(told(&debt, &terms, day(2025, 7, 20)), [(30, 1_115, 9164)]);
    // Begun in 2026, it needs no rate of 2027.
    let debt = owed(1_000_000, day(2026, 12, 1), &[]);
    assert_eq!(interest(&debt, &terms, &Law::default(), day(2027, 3, 1), &[]).unknown, []);
    assert_eq!(ChargesRegime::PublicBody.indemnity(), Cents(4_000));
}

#[test]
fn a_private_person_owes_the_legal_rate_from_a_formal_notice() {
    let debt = owed(100_000, day(2026, 9, 1), &[]);
    let terms = InterestTerms::of(ChargesRegime::of(ClientKind::Person));
    assert_eq!(told(&debt, &terms, day(2026, 10, 31)), []);
    // 2 to 31 October, 30 days at 2.75: 1 000 × 2.75 % × 30 / 365 = 2.2603.
    let noticed = InterestTerms { notice_on: Some(day(2026, 10, 1)), ..terms };
    assert_eq!(told(&debt, &noticed, day(2026, 10, 31)), [(30, 275, 226)]);
    assert_eq!(terms.regime.indemnity(), Cents::ZERO);
    assert_eq!(ChargesRegime::of(ClientKind::Association), ChargesRegime::Professional);
}

#[test]
fn an_agreed_rate_holds_down_to_three_times_the_legal_one() {
    let agreed = |rate| InterestTerms { contract: Some(BasisPoints(rate)), ..professional() };
    let debt = owed(500_000, day(2026, 9, 30), &[]);
    // 5 000 × 10 % × 30 / 365 = 41.0959; at 6 % the floor is 3 × 2.75 %: 5 000 × 8.25 % × 30 / 365 = 33.9041.
    assert_eq!(told(&debt, &agreed(1_000), day(2026, 10, 30)), [(30, 1_000, 4110)]);
    assert_eq!(told(&debt, &agreed(600), day(2026, 10, 30)), [(30, 825, 3390)]);
    // In the first half of 2024 the floor was 3 × 5.07 %.
    let debt = owed(500_000, day(2024, 4, 1), &[]);
    assert_eq!(told(&debt, &agreed(1_000), day(2024, 4, 2))[0].1, 1_521);
    let read = |typed| contract_rate(typed, &Law::default(), day(2026, 11, 26));
    assert_eq!(read(" ").unwrap(), None);
    assert_eq!(read("12").unwrap(), Some(BasisPoints(1_200)));
    for typed in ["8,24", "0", "beaucoup", "100"] {
        assert_eq!(read(typed).unwrap_err().field.as_deref(), Some("late_rate"), "{typed}");
    }
}

#[test]
fn a_rate_that_nobody_said_bears_nothing_and_is_named() {
    // 23 to 31 December, 9 days: 10 000 × 12.40 % × 9 / 365 = 30.5753.
    let debt = owed(1_000_000, day(2026, 12, 22), &[]);
    let told = interest(&debt, &professional(), &Law::default(), day(2027, 1, 10), &[]);
    assert_eq!(told.total(), Cents(3058));
    let half = HalfYear::of(day(2027, 1, 1));
    assert_eq!(half.to_string(), "2027-S1");
    assert_eq!(told.unknown, [UnknownRate { half, rate: ReferenceRate::EcbRefinancing }]);
    // Once it is written down: 10 days at 2.65 + 10, 10 000 × 12.65 % × 10 / 365 = 34.6575.
    let typed = |rate: &str, from: &str, code: &str| AddLawRow {
        kind: LawKind::InterestRate,
        code: code.into(),
        text: String::new(),
        translations: Vec::new(),
        rate: rate.into(),
        replaces: String::new(),
        months: String::new(),
        days: String::new(),
        valid_from: from.into(),
        source: "BCE".into(),
    };
    let today = day(2027, 1, 10);
    let law = Law::default().with(&typed("2,65", "01/01/2027", "ecb_refinancing"), today).unwrap();
    let told = interest(&debt, &professional(), &law, today, &[]);
    assert_eq!((told.total(), told.unknown.len()), (Cents(3058 + 3466), 0));
    for (wrong, field) in [
        (typed("2,65", "02/01/2027", "ecb_refinancing"), "valid_from"),
        (typed("", "01/01/2027", "ecb_refinancing"), "rate"),
        (typed("2,4", "01/07/2026", "ecb_refinancing"), "rate"),
        (typed("2,65", "01/01/2027", "metropolis"), "code"),
    ] {
        let refusal = Law::default().with(&wrong, today).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some(field), "{}", refusal.message);
    }
    // What is written down for a half-year that ships corrects it.
    let law = law.with(&typed("2,5", "01/07/2026", "ecb_refinancing"), today).unwrap();
    assert_eq!(
        law.interest_rate(ReferenceRate::EcbRefinancing, HalfYear::of(day(2026, 9, 1))),
        Some(BasisPoints(250))
    );
}

#[test]
fn proceedings_stop_interest() {
    let debt = owed(1_000_000, day(2026, 10, 1), &[]);
    let stopped = InterestTerms { stopped_on: Some(day(2026, 10, 11)), ..professional() };
    // 10 000 × 12.40 % × 10 / 365 = 33.9726.
    assert_eq!(told(&debt, &stopped, day(2026, 12, 31)), [(10, 1_240, 3397)]);
}

#[test]
fn what_was_claimed_is_not_claimed_again() {
    let debt = owed(1_000_000, day(2026, 10, 1), &[]);
    let (first, later) = (day(2026, 10, 11), day(2026, 10, 31));
    let until = |on, closed: &[ChargesClosed]| {
        let days: Vec<NaiveDate> = closed.iter().filter_map(|one| one.until).collect();
        left(&interest(&debt, &professional(), &Law::default(), on, &days), INDEMNITY, closed)
    };
    let claimed = until(first, &[]);
    assert_eq!((claimed.interest, claimed.indemnity), (Cents(3397), Cents(4000)));
    let closed =
        [ChargesClosed { until: Some(first), interest: claimed.interest, indemnity: claimed.indemnity }];
    assert_eq!(until(first, &closed), LeftCharges::default());
    // 20 more days: 10 000 × 12.40 % × 20 / 365 = 67.9452, and no second compensation.
    assert_eq!(until(later, &closed), LeftCharges { interest: Cents(6795), indemnity: Cents::ZERO });
}

fn debts() -> impl Strategy<Value = Debt> {
    let kind = prop::sample::select(vec![
        SettlementKind::Payment,
        SettlementKind::CreditNote,
        SettlementKind::GivenUp,
    ]);
    let parts = prop::collection::vec((0_i64..400, 1_i64..2_000_000), 1..4);
    let settled = prop::collection::vec((0_i64..900, 1_i64..900_000, kind), 0..5);
    (parts, settled).prop_map(|(parts, settled)| {
        let on = |days: i64| day(2025, 1, 1) + TimeDelta::days(days);
        let part = |(days, cents): (i64, i64)| Instalment { due_on: on(days), amount: Cents(cents) };
        let mut left: i64 = parts.iter().map(|(_, cents)| cents).sum();
        let mut settlements: Vec<Settlement> = Vec::new();
        for (days, cents, kind) in settled {
            let amount = cents.min(left);
            left -= amount;
            settlements.push(Settlement { on: on(days), amount: Cents(amount), kind });
        }
        Debt::new(parts.into_iter().map(part).collect(), settlements)
    })
}

fn terms() -> impl Strategy<Value = InterestTerms> {
    let regime = prop::sample::select(vec![
        ChargesRegime::Professional,
        ChargesRegime::PublicBody,
        ChargesRegime::Person,
    ]);
    (regime, prop::option::of(100_i64..2_000), any::<bool>()).prop_map(|(regime, contract, first)| {
        InterestTerms {
            contract: contract.map(BasisPoints),
            imputation: if first { Imputation::InterestFirst } else { Imputation::PrincipalFirst },
            notice_on: Some(day(2025, 6, 1)),
            ..InterestTerms::of(regime)
        }
    })
}

proptest! {
    #[test]
    fn interest_never_falls_from_one_day_to_the_next(debt in debts(), terms in terms(), days in 0_i64..1_000) {
        let on = day(2025, 1, 1) + TimeDelta::days(days);
        let law = Law::default();
        let (now, then) = (interest(&debt, &terms, &law, on, &[]), interest(&debt, &terms, &law, on + TimeDelta::days(1), &[]));
        prop_assert!(now.total() <= then.total());
        prop_assert_eq!(now.periods.iter().map(InterestPeriod::amount).sum::<Cents>(), now.total());
        for period in &now.periods {
            prop_assert!(period.from <= period.to && period.to <= on && period.base.0 > 0);
            prop_assert!(period.base <= debt.gross());
        }
    }

    #[test]
    fn claims_day_by_day_come_to_the_whole_and_one_compensation(
        debt in debts(), terms in terms(), mut days in prop::collection::vec(0_i64..1_000, 1..6),
    ) {
        days.sort_unstable();
        let law = Law::default();
        let mut closed: Vec<ChargesClosed> = Vec::new();
        for days in days {
            let on = day(2025, 1, 1) + TimeDelta::days(days);
            for again in [false, true] {
                let known: Vec<NaiveDate> = closed.iter().filter_map(|one| one.until).collect();
                let told = interest(&debt, &terms, &law, on, &known);
                let claim = left(&told, if told.from.is_some() { terms.regime.indemnity() } else { Cents::ZERO }, &closed);
                if again {
                    prop_assert_eq!(claim.total(), Cents::ZERO);
                    let claimed: Cents = closed.iter().map(|one| one.interest).sum();
                    prop_assert_eq!(claimed, told.total());
                } else if claim.total().0 > 0 {
                    closed.push(ChargesClosed { until: Some(on), interest: claim.interest, indemnity: claim.indemnity });
                }
            }
        }
        prop_assert!(closed.iter().map(|one| one.indemnity).sum::<Cents>() <= INDEMNITY);
    }
}
