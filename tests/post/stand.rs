//! The outbox at work in tests: handing over, and where each message stands.

use parcours::jobs::outbox::{OutboxRun, run};
use post::{Limits, Passwords, Secret};
use serde_json::{Value, json};
use std::time::Duration;
use tests::Door;
use tests::smtp::{PASSWORD, Smtp};

/// A reminder of it in the outbox; answers the message.
pub fn remind(house: &Door, invoice: i64) -> i64 {
    house.done("remind_client", json!({"invoice": invoice, "method": "email", "queue": true}))
}

/// Patience of a test that waits for what never comes.
pub fn short() -> Limits {
    let short = Duration::from_secs(2);
    Limits { connect: short, answer: short, last_word: short }
}

/// Hands over what waits, as somebody who knows the password.
pub fn hand_over(house: &Door, smtp: &Smtp) -> OutboxRun {
    hand_over_with(house, smtp, PASSWORD)
}

pub fn hand_over_with(house: &Door, smtp: &Smtp, password: &str) -> OutboxRun {
    let passwords = Passwords::default();
    passwords.hold(&smtp.server(), Secret::new(password));
    run(&house.0, &passwords, &short(), &|_, _| true).expect("the outbox is worked on")
}

/// Where each message of the outbox stands, by its id; what left too.
pub fn states(house: &Door) -> Vec<(i64, String)> {
    let view = house.ask("outbox", json!({}));
    let rows = ["waiting", "settled"].into_iter().flat_map(|list| view[list].as_array().unwrap().clone());
    let mut all: Vec<(i64, String)> =
        rows.map(|row| (row["id"].as_i64().unwrap(), row["state"].as_str().unwrap().to_owned())).collect();
    all.sort();
    all
}

/// The row of that message.
pub fn row(house: &Door, message: i64) -> Value {
    let view = house.ask("outbox", json!({}));
    let mut rows = ["waiting", "settled"].into_iter().flat_map(|list| view[list].as_array().unwrap().clone());
    rows.find(|row| row["id"] == message).unwrap_or_else(|| panic!("message {message} in {view:#}"))
}

/// Does it say so, whatever its spaces?
pub fn says(words: &Value, what: &str) {
    let words = words.as_str().unwrap().replace('\u{a0}', " ");
    assert!(words.contains(what), "{words}");
}

/// What is to be done about a deal: today, or once somebody else has moved.
pub fn kinds(house: &Door, deal: i64, when: &str) -> Vec<String> {
    let tasks = tests::all_tasks(&house.ask("today", json!({})));
    let tasks = tasks.as_array().unwrap().iter();
    let about = tasks.filter(|task| task["deal"] == deal && task["when"] == when);
    about.map(|task| task["kind"].as_str().unwrap().to_owned()).collect()
}
