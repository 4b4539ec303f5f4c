//! Books whose messages leave by the mail server of tests.

use chrono::NaiveDate;
use parcours::jobs::outbox::{OutboxRun, run};
use post::{Limits, Passwords, Secret, Server};
use serde_json::{Value, json};
use std::time::Duration;
use tests::smtp::{PASSWORD, Smtp};
use tests::{Books, Door, bakery, camille, day, website};

/// A server as its user types it.
pub fn typed(server: &Server) -> Value {
    json!({"host": server.host, "port": server.port.to_string(), "security": server.security,
        "user": server.user.clone().unwrap_or_default(), "authority": server.authority.clone().unwrap_or_default()})
}

/// Camille's books, her mail server set.
pub fn books(smtp: &Smtp) -> Books {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    house.done("set_identity", camille());
    house.done("set_mail_server", typed(&smtp.server()));
    books
}

/// An invoice of a client of its own, due on 21 September; answers it.
pub fn invoice(house: &Door, rank: usize) -> i64 {
    let mut card = bakery();
    card["name"] = json!(format!("Client {rank}"));
    card["email"] = json!(format!("client{rank}@exemple.fr"));
    card["profile"] = json!("regular");
    card["siret"] = json!(siren(rank));
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": format!("Site {rank}")}));
    let content = json!({"subject": "Site", "due_on": "2026-09-21", "lines": website()["lines"]});
    house.done("issue_invoice", json!({"deal": deal, "content": content}))
}

/// A number of its own that passes its key (Luhn).
fn siren(rank: usize) -> String {
    let first = format!("{:08}", 55_210_000 + rank);
    let weighed = first.bytes().rev().enumerate().map(|(at, digit)| {
        let digit = u32::from(digit - b'0');
        if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
    });
    format!("{first}{}", (10 - weighed.sum::<u32>() % 10) % 10)
}

/// The invoice in the outbox, for that address; answers the message.
pub fn queue(house: &Door, invoice: i64, recipient: &str) -> i64 {
    let send = json!({"invoice": invoice, "method": "email", "recipient": recipient, "queue": true});
    house.done("send_invoice", send)
}

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

/// Some days after the invoices were written.
pub fn later(days: i64) -> NaiveDate {
    day(9, 2) + chrono::TimeDelta::days(days)
}
