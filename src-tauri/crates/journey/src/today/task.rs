//! One thing to do: its words, its action, when it is for, and the facts that put it there.

use crate::deal::Facts;
use crate::today::proposal::{ClientName, Proposal, proposal};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;
use values::money::Cents;

/// The three aims under which tasks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// « Être payé »
    BePaid,
    /// « Avancer »
    Advance,
    /// « Fidéliser »
    KeepLoyal,
}

/// How much it presses, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Late,
    Soon,
    Ready,
    Calm,
}

/// When it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Late, due, or ready to be done.
    Today,
    /// Planned within a week, or of no day in particular.
    Week,
    /// Somebody else is to move first, or a day to come.
    Waiting,
    /// Nothing asks for it: offered with its deal, on no list.
    Offered,
}

/// One line of Aujourd’hui.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Task {
    /// Its own among all tasks of the books, and the same as long as it is to be done: made of rows, not of words.
    pub key: String,
    pub kind: String,
    /// One sentence without the client's name.
    pub text: String,
    /// Smaller, under it.
    pub detail: String,
    /// Cents.
    pub amount: Cents,
    pub currency: String,
    /// None for one's own task about nobody.
    pub client: Option<ClientName>,
    /// None for what is about no deal; the title is then empty.
    pub deal: Option<i64>,
    pub title: String,
    /// The word on the button.
    pub label: String,
    pub action: Proposal,
    /// True when the payload is complete and no paper is sealed: one press does it.
    pub complete: bool,
    pub aim: Aim,
    pub tone: Tone,
    pub when: When,
    /// Whom or what it waits for; empty where it waits for nothing but its day.
    pub waits_for: String,
    /// The day on which it is looked at again.
    pub until: Option<String>,
    /// Days since it was due.
    pub late_days: i64,
    /// The facts that put it there, a sentence each.
    pub why: Vec<String>,
}

/// Days to come that belong to this week.
const WEEK: i64 = 7;

impl Task {
    #[must_use]
    pub fn is_for_today(&self) -> bool {
        self.when == When::Today
    }

    /// Waits for somebody or something, until a day where one is known.
    pub fn waits(&mut self, whom: &str, until: Option<NaiveDate>) {
        self.when = When::Waiting;
        whom.clone_into(&mut self.waits_for);
        self.until = until.map(|day| day.to_string());
    }

    /// Is for a day: that day and later it is to be done, the week before it is announced.
    pub fn planned(&mut self, day: NaiveDate, today: NaiveDate) {
        let ahead = (day - today).num_days();
        self.when = match ahead {
            ..=0 => When::Today,
            1..WEEK => When::Week,
            _ => When::Waiting,
        };
        self.until = (ahead > 0).then(|| day.to_string());
        self.late_days = (-ahead).max(0);
    }

    pub fn because(&mut self, fact: String) {
        if !fact.is_empty() {
            self.why.push(fact);
        }
    }
}

pub fn task(facts: &Facts, kind: &str, text: &str, detail: String, action: Proposal, label: &str) -> Task {
    Task {
        key: String::new(),
        kind: kind.to_owned(),
        text: text.to_owned(),
        detail,
        amount: facts.worth(),
        currency: "EUR".to_owned(),
        client: Some(ClientName { id: facts.client, name: facts.client_name.clone() }),
        deal: Some(facts.deal),
        title: facts.title.clone(),
        label: label.to_owned(),
        action,
        complete: false,
        aim: Aim::Advance,
        tone: Tone::Calm,
        when: When::Today,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: Vec::new(),
    }
}

/// Each with its key: what kind of thing, whose, and the rows that its action is about. What tells no fact of its own
/// is there for what stands under it.
pub fn identified(mut tasks: Vec<Task>) -> Vec<Task> {
    for task in &mut tasks {
        if task.why.is_empty() && !task.detail.is_empty() {
            task.why.push(task.detail.clone());
        }
        let of = match (task.deal, &task.client) {
            (Some(deal), _) => format!("d{deal}"),
            (None, Some(client)) => format!("c{}", client.id),
            (None, None) => "b0".to_owned(),
        };
        let mut key = format!("{}-{of}", task.kind);
        let fields = task.action.payload.as_object().into_iter().flatten();
        for (field, row) in fields.filter_map(|(field, value)| Some((field, value.as_i64()?))) {
            key.push_str(&format!("-{field}{row}"));
        }
        task.key = key;
    }
    tasks
}

pub fn order_action(name: &str, facts: &Facts, mut payload: Value) -> Proposal {
    if let (Some(map), Some(order)) = (payload.as_object_mut(), &facts.order) {
        map.insert("order".to_owned(), json!(order.id));
    }
    proposal(name, payload)
}

pub fn join(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
