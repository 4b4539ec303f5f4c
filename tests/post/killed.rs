//! Killed at any moment while it hands messages over: none is lost, and none is sent twice without a doubt being told.

use crate::stand::{books, invoice, later, queue};
use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tests::smtp::{PASSWORD, Setup, Smtp};

const MESSAGES: usize = 60;
const KILLS: u64 = 20;

fn send(folder: &std::path::Path, hold: Option<&str>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parcours-cli"));
    command.arg("--data").arg(folder).args(["--today", &later(0).to_string(), "outbox", "send"]);
    command.env("PARCOURS_SMTP_PASSWORD", PASSWORD).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(place) = hold {
        command.env("PARCOURS_HOLD", place);
    }
    command.spawn().expect("the command runs")
}

#[test]
fn a_death_at_any_moment_loses_nothing_and_sends_nothing_twice() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let books = books(&smtp);
    let house = books.on(later(0));
    let messages: BTreeMap<i64, String> = (0..MESSAGES)
        .map(|rank| {
            let address = format!("client{rank}@exemple.fr");
            (queue(&house, invoice(&house, rank), &address), address)
        })
        .collect();
    drop(house);
    let holds = [Some("before_post"), Some("after_post"), Some("before_commit"), None];
    for kill in 0..KILLS {
        let mut child = send(books.folder(), holds[usize::try_from(kill).unwrap() % holds.len()]);
        // Sooner or later: from before the books are open until several messages have left.
        let moment = Duration::from_millis(50 + kill * 7_919 % 900);
        wait_at_most(&mut child, moment);
        child.kill().expect("killed");
        child.wait().expect("gone");
    }
    assert!(send(books.folder(), None).wait().unwrap().code().is_some_and(|code| code == 0 || code == 3));

    let states: BTreeMap<i64, String> = books
        .raw()
        .prepare("SELECT message, state FROM outbox_event WHERE id IN (SELECT max(id) FROM outbox_event GROUP BY message)")
        .unwrap()
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(states.len(), messages.len(), "none is lost");
    let taken = smtp.taken();
    let (mut sent, mut doubts) = (0, 0);
    for (message, address) in &messages {
        let times = taken.iter().filter(|one| one.to.contains(address)).count();
        match (states[message].as_str(), times) {
            ("sent", 1) => sent += 1,
            ("unknown", 0 | 1) => doubts += 1,
            (state, times) => panic!("message {message} is {state} and was taken {times} times"),
        }
    }
    assert!(sent > 0 && doubts > 0, "{sent} sent, {doubts} in doubt: deaths came at no moment that matters");
    books.on(later(0)).verified();
}

/// Waits for its end, or that long.
fn wait_at_most(child: &mut Child, most: Duration) {
    let begun = std::time::Instant::now();
    while begun.elapsed() < most {
        if child.try_wait().expect("asked").is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
