//! Processes killed at any moment: what was said to be done is there, the rest wholly there or not at all.

use crate::dice::Dice;
use crate::stand::{crash_loop, lines};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::time::{Duration, Instant};
use tests::{Books, day};

const LANES: usize = 4;
const KILLS_PER_LANE: usize = 50;
/// Kills of one folder, so that its books stay small.
const KILLS_PER_FOLDER: usize = 10;
/// Kills that must have struck inside an action, over all lanes.
const INSIDE: usize = 100;

/// What the kills of one lane came upon.
#[derive(Default, Debug)]
struct Tally {
    kills: usize,
    inside: usize,
    in_transaction: usize,
    wholly_there: usize,
    absent: usize,
    lines: usize,
}

#[test]
fn two_hundred_kills_leave_every_action_done_or_undone() {
    let began = Instant::now();
    let lanes: Vec<Tally> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|lane| scope.spawn(move || walk(lane))).collect();
        lanes.into_iter().map(|lane| lane.join().expect("a lane holds")).collect()
    });
    let sum = |part: fn(&Tally) -> usize| lanes.iter().map(part).sum::<usize>();
    let (kills, inside) = (sum(|t| t.kills), sum(|t| t.inside));
    println!(
        "{kills} kills, {inside} inside an action ({} of them held in the open transaction): {} wholly there, {} absent; {} lines, {:?}",
        sum(|t| t.in_transaction),
        sum(|t| t.wholly_there),
        sum(|t| t.absent),
        sum(|t| t.lines),
        began.elapsed()
    );
    assert_eq!(kills, LANES * KILLS_PER_LANE);
    assert!(inside >= INSIDE, "only {inside} of {kills} kills struck inside an action");
}

fn walk(lane: usize) -> Tally {
    let mut tally = Tally::default();
    let mut dice = Dice::new(lane as u64);
    let mut books = Books::empty();
    let mut known = 0;
    for round in 0..KILLS_PER_LANE {
        if round % KILLS_PER_FOLDER == 0 {
            (books, known) = (Books::empty(), 0);
        }
        // Two of three are held inside the open transaction, the others run freely.
        let hold = round % 3 != 0;
        let said = killed(crash_loop(books.folder(), dice.next(), 1000, hold), hold, &mut dice);
        known = check(&books, known, &said, &mut tally, &format!("lane {lane}, kill {round}"));
        tally.in_transaction += usize::from(hold && said.last().is_some_and(|l| l.starts_with("begin")));
    }
    tally
}

/// Kills a loop at a moment of chance; answers everything it had said.
fn killed(mut child: Child, hold: bool, dice: &mut Dice) -> Vec<String> {
    let mut said = Vec::new();
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    if hold {
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        for _ in 0..=dice.below(12) {
            let mut line = String::new();
            told.read_line(&mut line).expect("the loop announces its holds");
            assert!(line.starts_with("holding"), "the loop stopped by itself: {line}");
        }
        // It stays there for 20 ms.
        idle(Duration::from_micros(dice.below(12_000) as u64));
    } else {
        for _ in 0..=dice.below(12) {
            let mut line = String::new();
            while !line.starts_with("begin") {
                line.clear();
                let read = out.read_line(&mut line).expect("the loop says what it does");
                assert!(read > 0, "the loop stopped by itself");
                said.push(line.trim().to_owned());
            }
        }
        idle(Duration::from_micros(dice.below(6_000) as u64));
    }
    child.kill().expect("SIGKILL");
    child.wait().expect("the loop ends");
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("its last words");
    said.extend(rest.lines().map(str::to_owned));
    said
}

/// Lets chance decide where the kill strikes; nothing is waited for.
fn idle(moment: Duration) {
    let began = Instant::now();
    while began.elapsed() < moment {
        std::thread::yield_now();
    }
}

/// Enters again and compares the books with what was said; answers how many lines there are.
fn check(books: &Books, known: usize, said: &[String], tally: &mut Tally, moment: &str) -> usize {
    let done: Vec<&String> = said.iter().filter(|line| line.starts_with("done")).collect();
    let open =
        said.last().and_then(|line| line.strip_prefix("begin ")).and_then(|line| line.split(' ').nth(1));
    tally.kills += 1;
    tally.inside += usize::from(open.is_some());

    let door = books.on(day(9, 25));
    assert!(door.0.shut().is_none(), "{moment}: the books do not open any more: {:?}", door.0.shut());
    door.verified();
    let raw = books.raw();
    let lines = lines(&raw);
    let mut expected: Vec<&str> = done.iter().filter_map(|line| line.split(' ').nth(2)).collect();
    match open {
        Some(name) if lines.len() == known + expected.len() + 1 => {
            expected.push(name);
            tally.wholly_there += 1;
        }
        Some(_) => tally.absent += 1,
        None => {}
    }
    let actual: Vec<&str> = lines.iter().skip(known).map(|(_, action)| action.as_str()).collect();
    assert_eq!(actual, expected, "{moment}: the journal does not say what the loop said");
    for line in done {
        let words: Vec<&str> = line.split(' ').collect();
        let [_, _, action, id, number] = words[..] else { panic!("{moment}: {line}") };
        there(&raw, action, id, number, moment);
    }
    gapless(&raw, moment);
    tally.lines += lines.len() - known;
    lines.len()
}

/// The row that a finished action made.
fn there(raw: &rusqlite::Connection, action: &str, id: &str, number: &str, moment: &str) {
    let (table, shown) = match action {
        "add_client" => ("client", "'-'"),
        "open_deal" => ("deal", "'-'"),
        "send_quote" => ("quote", "number"),
        "accept_quote" => ("signed_order", "number"),
        "issue_deposit_invoice" | "issue_balance_invoice" => ("invoice", "number"),
        "record_payment" => ("payment", "'-'"),
        // Known by its journal line.
        _ => return,
    };
    let sql = format!("SELECT {shown} FROM {table} WHERE id = {id}");
    let found: Option<String> = raw.query_row(&sql, [], |r| r.get(0)).ok();
    assert_eq!(found.as_deref(), Some(number), "{moment}: {action} {id} was done and is not there");
}

/// Each series counts 1, 2, 3…
pub fn gapless(raw: &rusqlite::Connection, moment: &str) {
    let mut series: BTreeMap<(String, i64), Vec<i64>> = BTreeMap::new();
    for table in ["quote", "signed_order", "invoice"] {
        let mut statement =
            raw.prepare(&format!("SELECT series, year, n FROM {table} ORDER BY n")).expect("a table");
        let rows = statement.query_map([], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?))).expect("numbers");
        for row in rows {
            let (key, n) = row.expect("a number");
            series.entry(key).or_default().push(n);
        }
    }
    for ((prefix, year), taken) in series {
        let expected: Vec<i64> = (1..).take(taken.len()).collect();
        assert_eq!(taken, expected, "{moment}: {prefix}-{year} has a gap or a duplicate");
    }
}
