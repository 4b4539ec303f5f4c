//! The demo's story: Camille, her clients and her deals, and the days on which things happen.

use books::error::Error;
use books::failure::Failure;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;
use serde_json::Value;
use values::calendar::{Region, is_public_holiday};
use values::refusal::Code;

/// Camille, her clients and her deals, as `assets/demo/camille.json` tells them.
#[derive(Deserialize)]
pub struct Story {
    pub identity: Value,
    pub terms: String,
    /// What Camille sells.
    pub catalogue: Vec<Value>,
    pub clients: Vec<Named>,
    pub deals: Vec<Deal>,
    pub extras: Vec<Extra>,
    pub bank: BankStory,
}

#[derive(Deserialize)]
pub struct Named {
    pub key: String,
    pub card: Value,
}

/// The first day from there on which people work.
pub fn workday(day: NaiveDate) -> NaiveDate {
    let rests = |day: &NaiveDate| {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || is_public_holiday(*day, Region::Metropolis)
    };
    day.iter_days().take(10).find(|day| !rests(day)).unwrap_or(day)
}

pub fn before(day: NaiveDate, days: i64) -> NaiveDate {
    day - chrono::TimeDelta::days(days)
}

pub fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// One action, on its day.
pub struct Event {
    pub day: NaiveDate,
    pub action: String,
    pub payload: Value,
    /// The name under which later events find what it made.
    pub keep: Option<String>,
}

impl Event {
    /// What passes (a full disk, a busy one) is said as it is. Any other refusal is a fault of the story, since nobody typed
    /// anything here: the event is named.
    pub fn refused(&self, failure: Failure) -> Error {
        let refusal = match failure {
            Failure::Refused(refusal) if refusal.code != Code::TryAgain => refusal,
            passing @ (Failure::Refused(_) | Failure::Internal(_)) => return passing.again(),
        };
        Error::Broken(format!("démonstration, {} {} : {}", self.day, self.action, refusal.message))
    }
}

/// Something that happens beside the road: a person met, a reminder, a cheque on its way.
#[derive(Deserialize)]
pub struct Extra {
    /// Days before the last day.
    pub before: i64,
    pub action: String,
    pub payload: Value,
    /// The field that holds the day.
    #[serde(default)]
    pub on: String,
    pub keep: Option<String>,
}

/// One deal of the story.
#[derive(Deserialize)]
pub struct Deal {
    /// By which extras name what it makes: « $invoice.charte ».
    #[serde(default)]
    pub name: String,
    pub client: String,
    pub title: String,
    /// Days before the last day.
    pub begins: i64,
    #[serde(default = "three_weeks")]
    pub duration: String,
    /// (label, detail, quantity, unit, net unit price in euros)
    pub lines: Vec<Priced>,
    /// Lines that the client may tick, and does where they sign.
    #[serde(default)]
    pub options: Vec<Priced>,
    /// Paid in the client's name, to the cent.
    #[serde(default)]
    pub disbursements: Vec<Priced>,
    /// Lines that an amendment adds while the work goes on.
    #[serde(default)]
    pub amendment: Vec<Priced>,
    /// How the last invoice is paid: by transfer if nothing is said.
    #[serde(default)]
    pub pays: String,
    #[serde(default)]
    pub until: Until,
    /// Days before the last day of its last step; as it comes if none.
    pub ends: Option<i64>,
    /// Days since the last invoice was due; negative when it still has time.
    pub due_ago: Option<i64>,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub deposit: u32,
    pub score: Option<u32>,
    #[serde(default)]
    pub engagement: String,
    #[serde(default)]
    pub supplies: Vec<String>,
    /// (label, days from the last day)
    #[serde(default)]
    pub stages: Vec<(String, i64)>,
    /// How many of the stages are reached; the last of them not yet announced.
    #[serde(default)]
    pub reached: usize,
    /// Reserves that the client wrote on the acceptance report, one by line.
    #[serde(default)]
    pub reserves: String,
    /// Percent invoiced while the work goes on.
    pub progress: Option<u32>,
    /// Part of the last invoice already paid, in euros.
    pub part: Option<String>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub done: String,
    #[serde(default)]
    pub draft: bool,
    #[serde(default)]
    pub paid: bool,
    #[serde(default)]
    pub next_step: String,
    pub next_in: Option<i64>,
}

fn three_weeks() -> String {
    "trois semaines".to_owned()
}

/// (label, detail, quantity, unit, net unit price in euros)
pub type Priced = (String, String, String, String, f64);

/// How far a deal has come.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    Contact,
    Qualified,
    Quoted,
    Lost,
    Standalone,
    Signed,
    DepositIssued,
    DepositPaid,
    Begun,
    Cancelled,
    Delivered,
    Invoiced,
    Paid,
    Thanked,
    Satisfied,
    #[default]
    Done,
}

/// Camille’s account, as `assets/demo/camille.json` tells it.
#[derive(Deserialize)]
pub struct BankStory {
    /// What Camille calls it.
    pub account: String,
    /// Before the first statement, in cents.
    pub began_with: i64,
    pub standing: Vec<StandingLine>,
    pub left: Vec<LeftLine>,
}

/// Money that goes out again and again.
#[derive(Deserialize)]
pub struct StandingLine {
    /// On one statement of so many, on which of its days.
    pub every: i64,
    pub day: i64,
    pub label: String,
    /// Signed, in cents.
    pub amount: i64,
    /// What Camille says it is.
    pub kind: String,
    pub words: String,
}

/// A line that nobody explained yet.
#[derive(Deserialize)]
pub struct LeftLine {
    /// Days before the last day.
    pub before: i64,
    pub label: String,
    /// What is open of it; the amount comes on top.
    #[serde(default)]
    pub invoice: String,
    #[serde(default)]
    pub says_number: bool,
    /// Signed, in cents.
    #[serde(default)]
    pub amount: i64,
}
