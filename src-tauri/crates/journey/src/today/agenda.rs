//! The list of the day: what is for today in at most nine lines, then what waits, what the week brings, what was put
//! off and what was left.
//!
//! Invariant: each task stands in one place and one only, and a pure function of tasks, choices and day says which.

use crate::today::own;
use crate::today::task::{Aim, Task, Tone, When};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use ts_rs::TS;
use values::words;

/// Lines that one sees without asking for more.
const SEEN: usize = 9;

/// What goes in one sitting: kind, and what several of it are called.
const BATCHES: [(&str, &str); 6] = [
    ("deposit_cheque", "chèques à déposer"),
    ("confirm_client", "fiches à confirmer"),
    ("thank_client", "clients à remercier"),
    ("ask_testimonial", "témoignages à demander"),
    ("ask_referral", "recommandations à demander"),
    ("ask_satisfaction", "clients à qui demander s’ils sont satisfaits"),
];

/// What one chose about a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: i64,
    /// Its key, or that of all tasks of its kind for its client.
    pub task: String,
    /// None: left for good.
    pub until: Option<NaiveDate>,
    pub reason: String,
}

/// One line: a deal by its next task, or several tasks of one kind that go in one sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AgendaLine {
    /// Its own among all lines, and the same as long as its first task is to be done.
    pub key: String,
    /// « 5 fiches à confirmer »; empty for the line of a deal.
    pub batch: String,
    pub task: Task,
    /// The others, folded under it.
    pub more: Vec<Task>,
}

/// A task that one put off or left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Laid {
    pub task: Task,
    /// What takes it back.
    pub choice: i64,
    /// The day until which it was put off; none where it was left for good.
    pub until: Option<String>,
    pub reason: String,
}

/// Everything to do, each task once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Agenda {
    /// For today, the most valuable first: what one sees.
    pub first: Vec<AgendaLine>,
    /// For today too, once one asks for more.
    pub others: Vec<AgendaLine>,
    /// Waits for somebody or for a day.
    pub waiting: Vec<AgendaLine>,
    /// Belongs to this week.
    pub week: Vec<AgendaLine>,
    /// Put off or left by choice.
    pub laid: Vec<Laid>,
    /// Lines of today that are late or due.
    pub due: i64,
}

/// The key under which all tasks of a kind are left for one client.
#[must_use]
pub fn of_client(kind: &str, client: i64) -> String {
    format!("{kind}-c{client}-all")
}

/// The tasks of the books in their places.
#[must_use]
pub fn agenda(tasks: Vec<Task>, choices: &[Choice], today: NaiveDate) -> Agenda {
    let chosen: BTreeMap<&str, &Choice> =
        choices.iter().map(|choice| (choice.task.as_str(), choice)).collect();
    let mut agenda = Agenda::default();
    let mut places: BTreeMap<When, Vec<Task>> = BTreeMap::new();
    for task in tasks {
        match choice_of(&task, &chosen, today) {
            Some(choice) => agenda.laid.push(Laid {
                task,
                choice: choice.id,
                until: choice.until.map(|day| day.to_string()),
                reason: choice.reason.clone(),
            }),
            None => places.entry(task.when).or_default().push(task),
        }
    }
    let mut lines = |when: When| lines(places.remove(&when).unwrap_or_default());
    agenda.first = lines(When::Today);
    agenda.week = lines(When::Week);
    agenda.waiting = lines(When::Waiting);
    for dated in [&mut agenda.week, &mut agenda.waiting] {
        dated.sort_by_key(|line| (line.task.until.is_none(), line.task.until.clone()));
    }
    agenda.laid.sort_by_key(|laid| (laid.until.is_none(), laid.until.clone()));
    let due = agenda.first.iter().filter(|line| matches!(line.task.tone, Tone::Late | Tone::Soon)).count();
    agenda.due = i64::try_from(due).unwrap_or(i64::MAX);
    agenda.others = agenda.first.split_off(agenda.first.len().min(SEEN));
    agenda
}

/// What was chosen about it that still holds; what is offered only is on no list and cannot be put off.
fn choice_of<'a>(task: &Task, chosen: &BTreeMap<&str, &'a Choice>, today: NaiveDate) -> Option<&'a Choice> {
    if task.when == When::Offered {
        return None;
    }
    let own = chosen.get(task.key.as_str()).filter(|choice| choice.until.is_none_or(|day| day > today));
    let whole = task.client.as_ref().and_then(|client| chosen.get(of_client(&task.kind, client.id).as_str()));
    own.or(whole).copied()
}

/// By deal and by batch, the most valuable first.
fn lines(mut tasks: Vec<Task>) -> Vec<AgendaLine> {
    tasks.sort_by(|a, b| rank(a).cmp(&rank(b)));
    let mut several: BTreeMap<String, usize> = BTreeMap::new();
    for task in &tasks {
        *several.entry(task.kind.clone()).or_default() += 1;
    }
    let mut lines: Vec<AgendaLine> = Vec::new();
    for task in tasks {
        let batch = BATCHES.iter().find(|(kind, _)| task.kind == *kind && several[&task.kind] > 1);
        let known = lines.iter_mut().find(|line| match batch {
            Some((kind, _)) => !line.batch.is_empty() && line.task.kind == *kind,
            None => line.batch.is_empty() && task.deal.is_some() && line.task.deal == task.deal,
        });
        match known {
            Some(line) => line.more.push(task),
            None => lines.push(AgendaLine {
                key: batch.map_or_else(|| task.key.clone(), |(kind, _)| format!("{kind}-batch")),
                batch: batch
                    .map(|(kind, many)| {
                        words::count(i64::try_from(several[*kind]).unwrap_or(i64::MAX), many, many)
                    })
                    .unwrap_or_default(),
                task,
                more: Vec::new(),
            }),
        }
    }
    lines
}

/// How a task stands among others.
type Rank<'a> = (u8, Aim, Tone, Reverse<i64>, Option<i64>, bool, &'a str, &'a str);

/// Late first, then what one wrote down, then by aim and how much it presses; among equals what is worth
/// most: its amount by its days.
fn rank(task: &Task) -> Rank<'_> {
    let value = task.amount.0.saturating_mul(task.late_days.saturating_add(1));
    let first = match task.tone {
        Tone::Late => 0,
        Tone::Soon | Tone::Ready | Tone::Calm if task.kind == own::KIND => 1,
        Tone::Soon | Tone::Ready | Tone::Calm => 2,
    };
    // One writes before one calls.
    let spoken = task.kind == "call_debtor";
    (first, task.aim, task.tone, Reverse(value), task.deal, spoken, &task.kind, &task.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::today::proposal::{ClientName, proposal};
    use proptest::prelude::*;
    use serde_json::json;
    use std::collections::BTreeSet;
    use values::money::Cents;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

    fn made(
        key: usize,
        kind: &str,
        when: When,
        tone: Tone,
        amount: i64,
        late_days: i64,
        deal: Option<i64>,
    ) -> Task {
        Task {
            key: format!("{kind}-{key}"),
            kind: kind.to_owned(),
            text: String::new(),
            detail: String::new(),
            amount: Cents(amount),
            currency: "EUR".to_owned(),
            client: Some(ClientName { id: deal.unwrap_or(1), name: "Atelier".to_owned() }),
            deal,
            title: String::new(),
            label: String::new(),
            action: proposal("x", json!({})),
            complete: false,
            aim: Aim::BePaid,
            tone,
            when,
            waits_for: String::new(),
            until: None,
            late_days,
            why: Vec::new(),
        }
    }

    fn late(key: usize, amount: i64, days: i64) -> Task {
        made(key, "remind_client", When::Today, Tone::Late, amount, days, Some(i64::try_from(key).unwrap()))
    }

    fn leads(lines: &[AgendaLine]) -> Vec<&str> {
        lines.iter().map(|line| line.task.key.as_str()).collect()
    }

    fn put_off(task: &str, until: Option<NaiveDate>) -> Choice {
        Choice { id: 7, task: task.to_owned(), until, reason: String::new() }
    }

    #[test]
    fn what_is_worth_most_by_its_delay_comes_first() {
        let ready = made(4, "issue_balance_invoice", When::Today, Tone::Ready, 900_000, 0, Some(4));
        let agenda =
            agenda(vec![ready, late(1, 100_000, 2), late(2, 50_000, 47), late(3, 40_000, 3)], &[], TODAY);
        assert_eq!(
            leads(&agenda.first),
            ["remind_client-2", "remind_client-1", "remind_client-3", "issue_balance_invoice-4"]
        );
        assert_eq!(agenda.due, 3, "what is only ready is not owed");
    }

    #[test]
    fn one_line_for_a_deal_and_one_for_a_batch() {
        let of = |key, kind, when, deal| made(key, kind, when, Tone::Calm, 0, 0, deal);
        let tasks = vec![
            late(1, 100_000, 2),
            of(2, "ask_supply", When::Today, Some(1)),
            of(3, "thank_client", When::Today, Some(1)),
            of(4, "thank_client", When::Today, Some(5)),
            of(5, "ask_testimonial", When::Today, Some(6)),
            of(6, "confirm_client", When::Week, None),
            of(7, "confirm_client", When::Week, None),
            of(8, "issue_welcome_page", When::Offered, Some(1)),
        ];
        let agenda = agenda(tasks, &[], TODAY);
        let told: Vec<(&str, &str, usize)> =
            agenda.first.iter().map(|l| (l.task.kind.as_str(), l.batch.as_str(), l.more.len())).collect();
        assert_eq!(
            told,
            [
                ("remind_client", "", 1),
                ("thank_client", "2\u{a0}clients à remercier", 1),
                ("ask_testimonial", "", 0),
            ]
        );
        assert_eq!(agenda.week[0].batch, "2\u{a0}fiches à confirmer");
    }

    #[test]
    fn what_was_put_off_comes_back_on_its_day_and_what_was_left_does_not() {
        let tasks = || {
            vec![
                late(1, 100, 1),
                late(2, 100, 1),
                made(3, "thank_client", When::Today, Tone::Calm, 0, 0, Some(3)),
            ]
        };
        let choices = [
            put_off("remind_client-1", NaiveDate::from_ymd_opt(2026, 11, 24)),
            put_off("remind_client-2", None),
            put_off("thank_client-c3-all", None),
        ];
        let now = agenda(tasks(), &choices, TODAY);
        assert!(now.first.is_empty() && now.laid.len() == 3);
        assert_eq!(now.laid[0].until.as_deref(), Some("2026-11-24"), "what comes back stands first");
        let next = agenda(tasks(), &choices, TODAY.succ_opt().unwrap());
        assert_eq!(leads(&next.first), ["remind_client-1"]);
    }

    proptest! {
        /// No task is lost or told twice, lines have keys of their own, and nine are seen at most.
        #[test]
        fn each_task_stands_in_one_place(
            drawn in prop::collection::vec((0_usize..7, 0_usize..4, 0_usize..4, 0_i64..500_000, 0_i64..90, 0_i64..9, 0_usize..6), 0..60)
        ) {
            let kinds = ["remind_client", "thank_client", "confirm_client", "ask_testimonial", "own_task", "ask_supply", "x"];
            let whens = [When::Today, When::Week, When::Waiting, When::Offered];
            let tones = [Tone::Late, Tone::Soon, Tone::Ready, Tone::Calm];
            let mut tasks = Vec::new();
            let mut choices = Vec::new();
            for (n, (kind, when, tone, amount, days, deal, chosen)) in drawn.into_iter().enumerate() {
                let task = made(n, kinds[kind], whens[when], tones[tone], amount, days, (deal > 0).then_some(deal));
                match chosen {
                    0 => choices.push(put_off(&task.key, TODAY.succ_opt())),
                    1 => choices.push(put_off(&task.key, None)),
                    2 => choices.push(put_off(&of_client(kinds[kind], deal.max(1)), None)),
                    _ => {}
                }
                tasks.push(task);
            }
            let offered = tasks.iter().filter(|task| task.when == When::Offered).count();
            let wanted: BTreeSet<String> =
                tasks.iter().filter(|task| task.when != When::Offered).map(|task| task.key.clone()).collect();
            let agenda = agenda(tasks.clone(), &choices, TODAY);
            prop_assert!(agenda.first.len() <= SEEN);
            prop_assert!(agenda.others.is_empty() || agenda.first.len() == SEEN);
            let all: Vec<&AgendaLine> =
                [&agenda.first, &agenda.others, &agenda.week, &agenda.waiting].into_iter().flatten().collect();
            let mut told: Vec<String> =
                all.iter().flat_map(|line| std::iter::once(&line.task).chain(&line.more)).map(|t| t.key.clone()).collect();
            told.extend(agenda.laid.iter().map(|laid| laid.task.key.clone()));
            prop_assert_eq!(told.len() + offered, tasks.len());
            prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), wanted);
            let of_today: Vec<AgendaLine> = agenda.first.into_iter().chain(agenda.others).collect();
            for lines in [of_today, agenda.week, agenda.waiting] {
                let keys: BTreeSet<&str> = lines.iter().map(|line| line.key.as_str()).collect();
                prop_assert_eq!(keys.len(), lines.len());
            }
        }
    }
}
