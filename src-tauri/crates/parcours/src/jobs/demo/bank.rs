//! What Camille’s bank tells: a year of statements of what the story paid and received, brought in and explained.
//!
//! Invariant: a payment of the story stands on one statement, once; what is told last is left to explain.

use crate::jobs::demo::story::{BankStory, Event, StandingLine, Story, before, workday};
use crate::jobs::demo::written::{DemoFormat, DemoMovement, DemoPeriod, file};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::error::{Error, Result};
use books::failure::Failure;
use books::house::House;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use values::letters::folded;
use values::money::Cents;

/// The action by which a statement comes in.
pub const IMPORT: &str = "import_statement";

/// How many statements there are, and how many days each tells of: a year less a few days.
const STATEMENTS: i64 = 12;
const LONG: i64 = 30;

/// When statements come in, the first one first.
pub fn events(today: NaiveDate) -> Vec<Event> {
    let of = |rank: i64| {
        let day = if rank + 1 == STATEMENTS { today } else { workday(before(today, ago(rank + 1))) };
        Event { day, action: IMPORT.to_owned(), payload: json!(rank), keep: None }
    };
    (0..STATEMENTS).map(of).collect()
}

/// Days from the first of a statement to the last day.
const fn ago(rank: i64) -> i64 {
    (STATEMENTS - rank) * LONG - 1
}

/// What was told so far.
pub struct DemoBank<'a> {
    story: &'a BankStory,
    iban: &'a str,
    today: NaiveDate,
    told: BTreeSet<i64>,
    balance: Cents,
}

impl<'a> DemoBank<'a> {
    pub fn of(story: &'a Story, today: NaiveDate) -> DemoBank<'a> {
        DemoBank {
            story: &story.bank,
            iban: story.identity["iban"].as_str().unwrap_or_default(),
            today,
            told: BTreeSet::new(),
            balance: Cents(story.bank.began_with),
        }
    }

    /// A statement comes in; what is certain of it is confirmed, and what Camille knows is explained.
    pub fn tell(&mut self, house: &House, ids: &BTreeMap<String, i64>, event: &Event) -> Result<()> {
        let rank = event.payload.as_i64().unwrap_or_default();
        let last = rank + 1 == STATEMENTS;
        let first_day = before(self.today, ago(rank));
        let days = (first_day, before(first_day, 1 - LONG));
        let mut movements = self.received(house, days)?;
        movements.extend(self.standing(rank, days));
        let left = if last { self.left(house, ids)? } else { Vec::new() };
        let kept: Vec<(Value, Value)> =
            left.iter().map(|one| (json!(one.label), json!(one.amount))).collect();
        movements.extend(left);
        movements.sort_by_key(|one| one.day);
        let opening = self.balance;
        self.balance += movements.iter().map(|one| one.amount).sum();
        let format = match rank * 3 / STATEMENTS {
            0 => DemoFormat::Csv,
            1 => DemoFormat::Ofx,
            _ => DemoFormat::Camt,
        };
        let period = DemoPeriod { first: days.0, last: days.1, opening, closing: self.balance };
        let (name, text) = file(format, self.iban, &period, &movements);
        let named = if format == DemoFormat::Csv { &self.iban[14..25] } else { self.iban };
        let does = |action: &str, payload: Value| {
            house.act_on(event.day, action, payload).map_err(|failure| event.refused(failure))
        };
        does(
            IMPORT,
            json!({"file": {"name": name, "base64": STANDARD.encode(text)},
                "accounts": [{"named": named, "account": self.story.account}]}),
        )?;
        for row in asked_of(house, "matches", json!({}))?["rows"].as_array().into_iter().flatten() {
            if kept.iter().any(|(label, amount)| row["label"] == *label && row["amount"] == *amount) {
                continue;
            }
            let ways = row["proposals"].as_array().into_iter().flatten();
            for way in ways.filter(|way| way["certain"] == true) {
                does(way["action"]["name"].as_str().unwrap_or_default(), way["action"]["payload"].clone())?;
            }
        }
        for (line, one) in self.known(house)? {
            does("explain_line", json!({"line": line, "kind": one.kind, "words": one.words}))?;
        }
        Ok(())
    }

    /// Payments that no statement told of yet; a cheque when its money came.
    fn received(
        &mut self,
        house: &House,
        (first, last): (NaiveDate, NaiveDate),
    ) -> Result<Vec<DemoMovement>> {
        let since = before(self.today, ago(0));
        let asked = json!({"kind": "received", "from": since.to_string(), "most": 1000, "sort": "day", "direction": "up"});
        let payments = asked_of(house, "payments", asked)?;
        let mut found = Vec::new();
        for payment in payments["rows"].as_array().into_iter().flatten() {
            let text = |at: &str| payment.pointer(at).and_then(Value::as_str).unwrap_or_default();
            let id = payment["id"].as_i64().unwrap_or_default();
            let waits = text("/cheque/state") == "received";
            if waits || text("/reversed") == "true" || !self.told.insert(id) {
                continue;
            }
            let on = if payment["cheque"].is_null() { text("/received_on") } else { text("/cheque/since") };
            let day = on.parse::<NaiveDate>().map_or(last, |day| day.clamp(first, last));
            let (client, number) = (text("/client/name"), text("/number"));
            let by_cheque = !payment["cheque"].is_null();
            found.push(DemoMovement {
                day,
                amount: Cents(payment["amount"].as_i64().unwrap_or_default()),
                label: if by_cheque { "REMISE DE CHEQUE".to_owned() } else { label(id, client, number) },
                payer: if by_cheque { String::new() } else { client.to_owned() },
                id: format!("P{id}"),
            });
        }
        Ok(found)
    }

    fn standing(&self, rank: i64, (first, last): (NaiveDate, NaiveDate)) -> Vec<DemoMovement> {
        let due = self.story.standing.iter().enumerate().filter(|(_, one)| rank % one.every.max(1) == 0);
        due.map(|(i, one)| DemoMovement {
            day: workday(before(first, -one.day)).min(last),
            amount: Cents(one.amount),
            label: one.label.clone(),
            payer: String::new(),
            id: format!("S{rank}-{i}"),
        })
        .collect()
    }

    fn left(&self, house: &House, ids: &BTreeMap<String, i64>) -> Result<Vec<DemoMovement>> {
        let mut found = Vec::new();
        for (i, one) in self.story.left.iter().enumerate() {
            let (mut amount, mut label) = (one.amount, one.label.clone());
            if let Some(invoice) = ids.get(&one.invoice) {
                let invoice = asked_of(house, "invoice", json!({"id": invoice}))?;
                amount += invoice["row"]["open"].as_i64().unwrap_or_default();
                if one.says_number {
                    label = format!("{label} {}", invoice["row"]["number"].as_str().unwrap_or_default());
                }
            }
            found.push(DemoMovement {
                day: workday(before(self.today, one.before)).min(self.today),
                amount: Cents(amount),
                label,
                payer: String::new(),
                id: format!("L{i}"),
            });
        }
        Ok(found)
    }

    /// Lines of money that goes out again and again, each with what it is.
    fn known(&self, house: &House) -> Result<Vec<(i64, &StandingLine)>> {
        let lines = asked_of(house, "bank_lines", json!({"list": "paid"}))?;
        let rows = lines["rows"].as_array().into_iter().flatten();
        Ok(rows
            .filter_map(|row| {
                let one = self.story.standing.iter().find(|one| row["label"] == one.label.as_str())?;
                Some((row["id"].as_i64()?, one))
            })
            .collect())
    }
}

fn asked_of(house: &House, question: &str, asked: Value) -> Result<Value> {
    house.ask(question, asked).map_err(|failure: Failure| -> Error { failure.again() })
}

/// What a bank makes of a transfer: the payer in capitals, and what they wrote, one as the other forgets it.
fn label(id: i64, client: &str, number: &str) -> String {
    let name: String = folded(client).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    match id % 4 {
        0 => format!("VIR SEPA {name}"),
        1 => format!("VIR INST {name} {number}"),
        2 => format!("VIR SEPA {name} FACTURE {}", number.replace('-', " ")),
        _ => format!("VIR SEPA {name} REF {number}"),
    }
}
