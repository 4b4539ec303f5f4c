//! What prudence with a client sets a day for: work to take up again, securities that end, insurers to be told,
//! decisions to look at again.

use crate::contact::decision::RiskDecision;
use crate::contact::security::{SecurityKind, declare_by, is_near};
use crate::delivery::Suspension;
use crate::today::client::about;
use crate::today::proposal::{ClientName, proposal};
use crate::today::task::{Aim, Task, Tone, When, identified};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words::{capital, euros, long_date};

/// What was decided and agreed about one client.
#[derive(Clone, Debug)]
pub struct Caution {
    pub client: ClientName,
    pub late: Cents,
    pub suspension: Option<Suspension>,
    pub securities: Vec<Secured>,
    pub decision: Option<RiskDecision>,
}

/// A security in force.
#[derive(Clone, Debug)]
pub struct Secured {
    pub id: i64,
    pub kind: SecurityKind,
    pub who: String,
    pub until: Option<NaiveDate>,
    /// Days after the due date within which an insurer is told.
    pub days: Option<i64>,
    /// Late invoices of which it was not told.
    pub untold: Vec<LateDebt>,
}

/// An invoice that is late, and what of it is held against its client.
#[derive(Clone, Debug)]
pub struct LateDebt {
    pub invoice: i64,
    pub number: String,
    pub due_on: NaiveDate,
    pub amount: Cents,
}

/// The tasks about one client.
#[must_use]
pub fn tasks(caution: &Caution, today: NaiveDate) -> Vec<Task> {
    let mut all: Vec<Task> = caution.suspension.iter().map(|stopped| suspended(caution, stopped)).collect();
    for secured in &caution.securities {
        all.extend(
            secured.until.filter(|day| is_near(*day, today)).map(|day| ends(caution, secured, day, today)),
        );
        all.extend(secured.untold.iter().filter_map(|owed| tell(caution, secured, owed, today)));
    }
    all.extend(
        caution.decision.iter().filter(|one| one.again_on <= today).map(|one| again(caution, one, today)),
    );
    identified(all)
}

/// A decided day, told in the days before and pressing once it came.
fn dated(mut task: Task, day: NaiveDate, today: NaiveDate) -> Task {
    task.aim = Aim::BePaid;
    task.when = if day > today { When::Week } else { When::Today };
    task.tone = if day < today { Tone::Late } else { Tone::Soon };
    task.until = (day > today).then(|| day.to_string());
    task.late_days = (today - day).num_days().max(0);
    task
}

fn suspended(caution: &Caution, stopped: &Suspension) -> Task {
    let client = &caution.client;
    let action = proposal("resume_work", json!({"client": client.id}));
    let since = format!("Suspendu depuis le {} : {}.", long_date(stopped.since), stopped.reason);
    if stopped.cleared {
        let mut task =
            about(client, "resume_work", "Reprendre le travail suspendu", since, action, "Reprendre");
        (task.complete, task.aim, task.tone, task.when) = (true, Aim::Advance, Tone::Ready, When::Today);
        task.because("Plus rien n’est en retard chez ce client.".to_owned());
        return task;
    }
    let mut task = about(client, "resume_work", "Travail suspendu", since, action, "Reprendre");
    (task.aim, task.amount) = (Aim::BePaid, caution.late);
    task.waits("le paiement", None);
    task
}

fn ends(caution: &Caution, secured: &Secured, day: NaiveDate, today: NaiveDate) -> Task {
    let text = if day < today { "Une sûreté a pris fin" } else { "Une sûreté prend bientôt fin" };
    let what = capital(&secured.kind.of(&secured.who));
    let detail = format!("{what} vaut jusqu’au {} : demandez-la de nouveau.", long_date(day));
    let action = proposal("end_security", json!({"security": secured.id}));
    let mut task = about(&caution.client, "security_ends", text, detail, action, "Noter la fin");
    task.complete = true;
    dated(task, day, today)
}

fn tell(
    caution: &Caution,
    secured: &Secured,
    LateDebt { invoice, number, due_on, amount }: &LateDebt,
    today: NaiveDate,
) -> Option<Task> {
    let by = declare_by(*due_on, secured.days?);
    if !is_near(by, today) {
        return None;
    }
    let text = format!("Déclarer {number} à l’assureur");
    let detail = format!(
        "{} en retard : {} doit le savoir avant le {}.",
        euros(*amount),
        if secured.who.is_empty() { "l’assureur" } else { &secured.who },
        long_date(by)
    );
    let payload = json!({"security": secured.id, "invoice": invoice, "declared_on": today});
    let action = proposal("declare_to_insurer", payload);
    let mut task =
        about(&caution.client, "declare_to_insurer", &text, detail, action, "Noter la déclaration");
    (task.complete, task.amount) = (true, *amount);
    Some(dated(task, by, today))
}

fn again(caution: &Caution, decision: &RiskDecision, today: NaiveDate) -> Task {
    let detail = format!("Décidé le {} : {} ({}).", long_date(decision.on), decision.said(), decision.reason);
    let action = proposal("decide_risk", json!({"client": caution.client.id}));
    let task = about(
        &caution.client,
        "decide_risk",
        "Revoir ce qui est décidé de ce client",
        detail,
        action,
        "Décider…",
    );
    dated(task, decision.again_on, today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::decision::RiskChoice;
    use values::money::BasisPoints;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn lumen() -> Caution {
        let stopped = Suspension {
            id: 1,
            since: day(11, 2),
            reason: "F-1 impayée".into(),
            cleared: false,
            told_on: None,
        };
        let guarantor = Secured {
            id: 1,
            kind: SecurityKind::Guarantor,
            who: "Zoé".into(),
            until: Some(day(12, 31)),
            days: None,
            untold: Vec::new(),
        };
        let insurer = Secured {
            id: 2,
            kind: SecurityKind::Insurance,
            who: "Coface".into(),
            until: None,
            days: Some(60),
            untold: vec![LateDebt {
                invoice: 4,
                number: "F-1".into(),
                due_on: day(10, 20),
                amount: Cents(50_000),
            }],
        };
        Caution {
            client: ClientName { id: 7, name: "Lumen".into() },
            late: Cents(50_000),
            suspension: Some(stopped),
            securities: vec![guarantor, insurer],
            decision: Some(RiskDecision {
                choice: RiskChoice::Deposit,
                share: BasisPoints(4_000),
                reason: "Trésorerie tendue".into(),
                on: day(11, 2),
                again_on: day(12, 20),
            }),
        }
    }

    fn told(caution: &Caution, today: NaiveDate) -> Vec<(String, When)> {
        tasks(caution, today).into_iter().map(|task| (task.kind, task.when)).collect()
    }

    #[test]
    fn what_prudence_set_a_day_for_comes_on_its_day() {
        let mut lumen = lumen();
        assert_eq!(told(&lumen, day(11, 10)), [("resume_work".into(), When::Waiting)]);
        // 20 October and 60 days: 19 December; told a month ahead.
        assert_eq!(told(&lumen, day(11, 19))[1], ("declare_to_insurer".into(), When::Week));
        assert_eq!(
            told(&lumen, day(12, 20)),
            [
                ("resume_work".into(), When::Waiting),
                ("security_ends".into(), When::Week),
                ("declare_to_insurer".into(), When::Today),
                ("decide_risk".into(), When::Today)
            ]
        );
        lumen.suspension.as_mut().unwrap().cleared = true;
        let resume = tasks(&lumen, day(11, 10)).remove(0);
        assert_eq!((resume.when, resume.complete), (When::Today, true), "proposed once they paid");
    }
}
