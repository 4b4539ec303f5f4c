//! Procedures under way: the act that is due, the day to wait for, and debts whose time runs out.

use crate::contact::card::ClientKind;
use crate::court::clock::CourtDeadline;
use crate::court::prescribed_on;
use crate::dunning::Insolvency;
use crate::today::client::about;
use crate::today::proposal::{ClientName, proposal};
use crate::today::task::{Aim, Task, Tone, When, identified};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words::{euros, long_date, plain};

/// A procedure that is not over.
#[derive(Clone, Debug)]
pub struct Pending {
    pub claim: i64,
    pub client: ClientName,
    /// « Injonction de payer »
    pub route: String,
    /// « demande déposée », and its day.
    pub last: (&'static str, NaiveDate),
    pub next: Option<CourtDeadline>,
}

/// An old invoice that is still to be paid, and for which nothing was brought to its debtor by a bailiff.
#[derive(Clone, Debug)]
pub struct OldDebt {
    pub client: ClientName,
    pub kind: ClientKind,
    pub number: String,
    /// The day of the work, or of the invoice.
    pub since: NaiveDate,
    /// The day of a payment plan that was signed since: the time begins anew (C. civ. 2240).
    pub planned_on: Option<NaiveDate>,
    pub open: Cents,
}

/// Proceedings against a client who owes something from before them, and in which nothing was declared yet.
#[derive(Clone, Debug)]
pub struct Undeclared {
    pub stop: i64,
    pub client: ClientName,
    pub proceedings: Insolvency,
    /// Numbers of what they hold, and what is open of it.
    pub numbers: Vec<String>,
    pub open: Cents,
}

/// Days ahead in which an act that is due is told, and a debt whose time runs out.
const ACT_AHEAD: i64 = 30;
const TIME_AHEAD: i64 = 180;

/// The task of a procedure.
#[must_use]
pub fn pending(one: &Pending, today: NaiveDate) -> Vec<Task> {
    let last = format!("{} : {} le {}.", one.route, one.last.0, long_date(one.last.1));
    let action = proposal("note_court_step", json!({"claim": one.claim}));
    let Some(next) = &one.next else {
        let mut task =
            about(&one.client, "court_pending", "Procédure en cours", last, action, "Noter la suite");
        task.aim = Aim::BePaid;
        task.waits("le tribunal ou le client", None);
        return identified(vec![task]);
    };
    let when = if next.wait { "Jusqu’au" } else { "Avant le" };
    let text = format!("{when} {} : {}", long_date(next.by), next.text);
    let mut task = about(&one.client, "court_deadline", &text, last, action, "Noter la suite");
    let ahead = (next.by - today).num_days();
    task.aim = Aim::BePaid;
    task.because(next.source.clone());
    if next.wait && ahead >= 0 || ahead > ACT_AHEAD {
        task.waits("", next.by.succ_opt());
    } else {
        task.when = When::Today;
        task.tone = if ahead <= 7 { Tone::Late } else { Tone::Soon };
        task.late_days = (-ahead).max(0);
    }
    identified(vec![task])
}

/// The claim to declare; once its time is over, the judge may still be asked to lift that, for a while.
#[must_use]
pub fn undeclared(one: &Undeclared, today: NaiveDate) -> Vec<Task> {
    let proceedings = one.proceedings;
    let (by, relieved_by) = (proceedings.declare_by(), proceedings.relieved_by());
    if one.open.0 <= 0 || today > relieved_by {
        return Vec::new();
    }
    let owed = format!("{} nés avant le jugement : {}.", euros(one.open), one.numbers.join(", "));
    let (text, how) = if today <= by {
        (
            format!("Déclarer votre créance au plus tard le {}", long_date(by)),
            "À qui représente les créanciers, par lettre recommandée ; non déclarée, elle ne sera pas payée (C. com. L622-24).",
        )
    } else {
        (
            format!("Demander un relevé de forclusion avant le {}", long_date(relieved_by)),
            "Le délai pour déclarer est passé : seul le juge-commissaire peut encore l’admettre (C. com. L622-26).",
        )
    };
    let action =
        proposal("declare_claim", json!({"stop": one.stop, "declared_on": today, "amount": plain(one.open)}));
    let mut task = about(&one.client, "declare_claim", &text, owed, action, "Noter la déclaration");
    task.because(format!("Procédure publiée le {}.", long_date(proceedings.published_on)));
    task.because(how.to_owned());
    task.aim = Aim::BePaid;
    task.amount = one.open;
    task.when = When::Today;
    let ahead = (by - today).num_days();
    task.tone = if ahead <= 14 { Tone::Late } else { Tone::Soon };
    task.late_days = (-ahead).max(0);
    identified(vec![task])
}

/// Debts whose time runs out soon: one task for each client, for the first of theirs.
#[must_use]
pub fn run_out(debts: &[OldDebt], today: NaiveDate) -> Vec<Task> {
    let mut near: Vec<(NaiveDate, &'static str, &OldDebt)> = debts
        .iter()
        .map(|debt| {
            let (last_day, text) =
                prescribed_on(debt.kind, debt.planned_on.map_or(debt.since, |on| on.max(debt.since)));
            (last_day, text, debt)
        })
        .filter(|(last_day, ..)| (0..=TIME_AHEAD).contains(&(*last_day - today).num_days()))
        .collect();
    near.sort_by_key(|(last_day, _, debt)| (debt.client.id, *last_day));
    let of_clients = near.chunk_by(|(_, _, one), (_, _, other)| one.client.id == other.client.id);
    identified(of_clients.filter_map(|all| runs_out(all, today)).collect())
}

/// The debts of one client, the first to run out first.
fn runs_out(all: &[(NaiveDate, &'static str, &OldDebt)], today: NaiveDate) -> Option<Task> {
    let (last_day, text, first) = all.first()?;
    let mut task = about(
        &first.client,
        "debt_runs_out",
        &format!("{} se prescrit le {}", first.number, long_date(*last_day)),
        format!(
            "Sans action en justice ni reconnaissance de dette d’ici là, elle ne se réclame plus devant un juge : {text}."
        ),
        proposal("file_claim", json!({"client": first.client.id})),
        "Noter un dépôt",
    );
    task.because(task.detail.clone());
    for (last_day, _, later) in &all[1..] {
        task.because(format!("{} se prescrit le {}.", later.number, long_date(*last_day)));
    }
    task.aim = Aim::BePaid;
    task.amount = all.iter().map(|(.., debt)| debt.open).sum();
    task.when = When::Today;
    task.tone = if (*last_day - today).num_days() <= ACT_AHEAD { Tone::Late } else { Tone::Soon };
    Some(task)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::court::clock::{CourtStep, deadline};

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn lumen() -> ClientName {
        ClientName { id: 7, name: "Lumen".into() }
    }

    #[test]
    fn an_act_is_told_a_month_ahead_and_a_wait_when_it_is_over() {
        let at = |step: CourtStep, on| Pending {
            claim: 1,
            client: lumen(),
            route: "Injonction de payer".into(),
            last: (step.french(), on),
            next: deadline(&[], "order", (step, on)),
        };
        let when = |one: &Pending, today| pending(one, today)[0].when;
        let granted = at(CourtStep::Granted, day(2026, 9, 1));
        assert_eq!(when(&granted, day(2026, 10, 1)), When::Waiting);
        assert_eq!(when(&granted, day(2026, 11, 5)), When::Today);
        let served = at(CourtStep::Served, day(2026, 11, 10));
        assert_eq!(when(&served, day(2026, 12, 10)), When::Waiting);
        assert_eq!(when(&served, day(2026, 12, 11)), When::Today);
        assert_eq!(when(&at(CourtStep::Filed, day(2026, 9, 1)), day(2026, 12, 1)), When::Waiting);
    }

    #[test]
    fn a_claim_is_to_be_declared_from_the_first_day_and_lifted_for_a_while() {
        let one = |open| Undeclared {
            stop: 3,
            client: lumen(),
            proceedings: Insolvency {
                published_on: day(2026, 11, 20),
                judged_on: Some(day(2026, 11, 10)),
                declared_on: None,
            },
            numbers: vec!["F-1".into()],
            open,
        };
        let told = |today| undeclared(&one(Cents(405_360)), today);
        let first = &told(day(2026, 11, 27))[0];
        assert_eq!(
            (first.text.as_str(), first.when, first.tone, first.amount),
            (
                "Déclarer votre créance au plus tard le 20 janvier 2027",
                When::Today,
                Tone::Soon,
                Cents(405_360)
            )
        );
        assert_eq!(told(day(2027, 1, 20))[0].tone, Tone::Late);
        let over = &told(day(2027, 1, 21))[0];
        assert_eq!(
            (over.text.as_str(), over.late_days),
            ("Demander un relevé de forclusion avant le 20 mai 2027", 1)
        );
        assert!(told(day(2027, 5, 21)).is_empty());
        assert!(undeclared(&one(Cents(0)), day(2026, 11, 27)).is_empty());
    }

    #[test]
    fn a_debt_whose_time_runs_out_is_told_half_a_year_ahead() {
        let debt = |number: &str, since| OldDebt {
            client: lumen(),
            kind: ClientKind::Person,
            number: number.into(),
            since,
            planned_on: None,
            open: Cents(10_000),
        };
        let told = |debts: &[OldDebt]| run_out(debts, day(2026, 11, 1));
        assert!(told(&[debt("F-1", day(2025, 11, 1))]).is_empty());
        assert!(told(&[debt("F-1", day(2024, 3, 1))]).is_empty(), "it is too late");
        let planned = OldDebt { planned_on: Some(day(2026, 1, 1)), ..debt("F-1", day(2025, 3, 1)) };
        assert!(told(&[planned]).is_empty(), "a plan that was signed begins the time anew");
        // Several of one client are one thing to do, the first of them first.
        let all = told(&[debt("F-2", day(2025, 4, 1)), debt("F-1", day(2025, 3, 1))]);
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].text.as_str(), all[0].amount),
            ("F-1 se prescrit le 1er mars 2027", Cents(20_000))
        );
        assert!(all[0].why.iter().any(|fact| fact.contains("F-2")), "{:?}", all[0].why);
    }
}
