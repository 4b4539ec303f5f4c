//! Books whose messages leave by the mail server of tests, and deaths while they do.

use crate::smtp::{PASSWORD, Smtp};
use crate::{Books, Door, bakery, camille, day, website};
use chrono::NaiveDate;
use post::Server;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server as its user types it.
#[must_use]
pub fn typed(server: &Server) -> Value {
    json!({"host": server.host, "port": server.port.to_string(), "security": server.security,
        "user": server.user.clone().unwrap_or_default(), "authority": server.authority.clone().unwrap_or_default()})
}

/// Camille's books, her mail server set.
#[must_use]
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
    card["electronic_address"] = json!("");
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

/// Some days after the invoices were written.
#[must_use]
pub fn later(days: i64) -> NaiveDate {
    day(9, 2) + chrono::TimeDelta::days(days)
}

/// What a run of deaths came to.
pub struct Deaths {
    pub sent: usize,
    /// Messages of which nobody knows whether they left: they say so.
    pub doubts: usize,
    pub faults: Vec<String>,
}

/// Queues so many messages and hands them over by processes that are killed so many times, then by one that is not: none is
/// lost, and none leaves twice.
#[must_use]
pub fn deaths(program: &Path, smtp: &Smtp, messages: usize, kills: u64) -> Deaths {
    let books = books(smtp);
    let house = books.on(later(0));
    let queued: BTreeMap<i64, String> = (0..messages)
        .map(|rank| {
            let address = format!("client{rank}@exemple.fr");
            (queue(&house, invoice(&house, rank), &address), address)
        })
        .collect();
    drop(house);
    let holds = [Some("before_post"), Some("after_post"), Some("before_commit"), None];
    let places = holds.iter().cycle();
    for (kill, hold) in (0..kills).zip(places) {
        let mut child = send(program, books.folder(), *hold);
        // Sooner or later: from before the books are open until several messages have left.
        wait_at_most(&mut child, Duration::from_millis(50 + kill * 7_919 % 900));
        drop(child.kill());
        drop(child.wait());
    }
    let last = send(program, books.folder(), None).wait().expect("it ends").code();
    let mut told = Deaths { sent: 0, doubts: 0, faults: Vec::new() };
    if !matches!(last, Some(0 | 3)) {
        told.faults.push(format!("the last run ended by {last:?}"));
    }
    let states = states(&books);
    let taken = smtp.taken();
    for (message, address) in &queued {
        let times = taken.iter().filter(|one| one.to.contains(address)).count();
        match (states.get(message).map(String::as_str), times) {
            (Some("sent"), 1) => told.sent += 1,
            (Some("unknown"), 0 | 1) => told.doubts += 1,
            (state, times) => {
                told.faults.push(format!("message {message} is {state:?}, taken {times} times"))
            }
        }
    }
    books.on(later(0)).verified();
    told
}

/// The latest state of each message, past the door.
fn states(books: &Books) -> BTreeMap<i64, String> {
    let sql = "SELECT message, state FROM outbox_event WHERE id IN (SELECT max(id) FROM outbox_event GROUP BY message)";
    let raw = books.raw();
    let mut statement = raw.prepare(sql).expect("the events");
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).expect("the events");
    rows.map(|row| row.expect("an event")).collect()
}

fn send(program: &Path, folder: &Path, hold: Option<&str>) -> Child {
    let mut command = Command::new(program);
    command.arg("--data").arg(folder).args(["--today", &later(0).to_string(), "outbox", "send"]);
    command.env("PARCOURS_SMTP_PASSWORD", PASSWORD).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(place) = hold {
        command.env("PARCOURS_HOLD", place);
    }
    command.spawn().expect("the command runs")
}

/// Waits for its end, or that long.
fn wait_at_most(child: &mut Child, most: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < most && matches!(child.try_wait(), Ok(None)) {
        std::thread::sleep(Duration::from_millis(5));
    }
}
