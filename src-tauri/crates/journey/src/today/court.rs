//! Procedures under way: the act that is due, the day to wait for, and debts whose time runs out.

use crate::contact::card::ClientKind;
use crate::court::clock::CourtDeadline;
use crate::court::prescribed_on;
use crate::today::client::about;
use crate::today::proposal::{ClientName, proposal};
use crate::today::task::{Aim, Task, Tone, When, identified};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words::long_date;

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
    pub invoice: i64,
    pub number: String,
    /// The day of the work, or of the invoice.
    pub since: NaiveDate,
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

/// A debt whose time runs out soon.
#[must_use]
pub fn runs_out(debt: &OldDebt, today: NaiveDate) -> Option<Task> {
    let (last_day, text) = prescribed_on(debt.kind, debt.since);
    let ahead = (last_day - today).num_days();
    (0..=TIME_AHEAD).contains(&ahead).then(|| {
        let mut task = about(
            &debt.client,
            "debt_runs_out",
            &format!("{} se prescrit le {}", debt.number, long_date(last_day)),
            format!("Après ce jour, elle ne se réclame plus en justice : {text}."),
            proposal("file_claim", json!({"client": debt.client.id})),
            "Noter un dépôt",
        );
        (task.aim, task.amount, task.when) = (Aim::BePaid, debt.open, When::Today);
        task.tone = if ahead <= ACT_AHEAD { Tone::Late } else { Tone::Soon };
        let mut task = identified(vec![task]).remove(0);
        // Its action is about the client, who may owe several.
        task.key.push_str(&format!("-invoice{}", debt.invoice));
        task
    })
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
            next: deadline("order", (step, on)),
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
    fn a_debt_whose_time_runs_out_is_told_half_a_year_ahead() {
        let debt = |since| OldDebt {
            client: lumen(),
            kind: ClientKind::Person,
            invoice: 1,
            number: "F-1".into(),
            since,
            open: Cents(10_000),
        };
        assert!(runs_out(&debt(day(2025, 11, 1)), day(2026, 11, 1)).is_none());
        assert!(runs_out(&debt(day(2025, 3, 1)), day(2026, 11, 1)).unwrap().text.contains("1er mars 2027"));
        assert!(runs_out(&debt(day(2024, 3, 1)), day(2026, 11, 1)).is_none(), "it is too late");
    }
}
