//! Speed: questions do not slow down as the books grow, issuing an invoice costs little more than its pages, and a backup
//! or a verification little more than a copy.
//!
//! Ends with an error when a ratio is not met, or when the books measured do not pass verification.
//! `--small` leaves out the largest books; `--banking`, `--exporting`, `--matching`, `--papers`, `--paying` and
//! `--reminding` measure that alone; `--fill FOLDER INVOICES` only leaves books there to be looked at; `--peak` and
//! `--peak-export` are how it asks itself for the memory that a process takes.
#![allow(clippy::print_stdout, reason = "this prints a table")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measure that cannot be taken ends the run")]

mod banking;
mod exporting;
mod figures;
mod loader;
mod matching;
mod papers;
mod paying;
mod reminding;
mod stock;
mod whole;

use crate::banking::banking;
use crate::exporting::{export_some, exporting};
use crate::figures::{grouped, median, ratio, shown, told};
use crate::loader::{COMMON_WORD, Filled, TODAY, fill};
use crate::matching::matching;
use crate::papers::papers;
use crate::paying::paying;
use crate::reminding::reminding;
use crate::whole::{Whole, back_up_and_verify, tell_peak, whole};
use books::reading::Reading;
use chrono::NaiveDate;
use parcours::Opening;
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tests::Door;

/// How much slower a question may be in the largest books than in the smallest.
const MOST_GROWTH: f64 = 3.0;
/// The same for those that take longest and are asked most: what they read does not grow at all.
const MOST_FLAT: f64 = 1.3;
/// The first page of a list, narrowed and sorted: as quick in long books as in short ones.
const MOST_LIST: f64 = 1.5;
/// What is due of the same few open invoices, in long books and in short ones.
const MOST_PAGE: f64 = 2.0;
/// At most so long in the largest books, for what stands behind most presses, in a build for release; of one for tests
/// ratios alone are held.
const MOST_TODAY: Duration = Duration::from_millis(10);
const MOST_DEALS: Duration = Duration::from_millis(10);
const MOST_CLIENT: Duration = Duration::from_millis(3);
/// How much slower issuing an invoice may be than writing its pages alone.
const MOST_ISSUING: f64 = 3.0;
/// Times each question is asked at each size.
const ROUNDS: usize = 41;
/// Invoices issued.
const ISSUED: usize = 21;

/// Books of one size, open.
struct Size {
    invoices: usize,
    door: Door,
    questions: Vec<Question>,
    folder: TempDir,
}

/// What is asked, and how long each answer took.
struct Question {
    title: &'static str,
    name: &'static str,
    payload: Value,
    /// How much slower it may be in the largest books.
    most: f64,
    /// How long it may take there.
    longest: Option<Duration>,
    times: Vec<Duration>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let small = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--small"] => true,
        ["--banking"] => return ended(banking(false)),
        ["--exporting"] => return ended(exporting()),
        ["--matching"] => return ended(matching()),
        ["--papers"] => return ended(papers()),
        ["--paying"] => return ended(paying(false)),
        ["--reminding"] => return ended(reminding(false)),
        ["--fill", folder, invoices] => {
            fill(Path::new(folder), invoices.parse().expect("a number of invoices"))
                .expect("the books are filled");
            println!("Look at them on {TODAY}.");
            return ExitCode::SUCCESS;
        }
        ["--peak", folder] => {
            back_up_and_verify(&entered(Path::new(folder), TODAY));
            tell_peak();
            return ExitCode::SUCCESS;
        }
        ["--peak-export", folder, invoices] => {
            export_some(Path::new(folder), invoices.parse().expect("a number of invoices"));
            tell_peak();
            return ExitCode::SUCCESS;
        }
        _ => {
            println!(
                "bench [--small | --banking | --exporting | --matching | --papers | --paying | --reminding | --fill FOLDER INVOICES]"
            );
            return ExitCode::FAILURE;
        }
    };
    // The second has a journal of a hundred thousand lines.
    let sizes: &[usize] = if small { &[1_000, 13_000] } else { &[1_000, 13_000, 100_000] };
    println!("Built {}.", if cfg!(debug_assertions) { "for tests" } else { "for release" });
    let mut measured: Vec<Size> = sizes.iter().map(|invoices| Size::filled(*invoices)).collect();
    let steady = growth(&mut measured);
    let read = whole(&measured[0].whole(), &measured[1].whole());
    drop(measured);
    let quick = issuing();
    let light = papers();
    let handed = exporting();
    let reminded = reminding(small);
    let banked = banking(small);
    let matched = matching();
    let paged = paying(small);
    ended(steady && read && quick && light && handed && reminded && banked && matched && paged)
}

fn ended(within: bool) -> ExitCode {
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Every question at every size; answers whether growth stays within bounds.
fn growth(measured: &mut [Size]) -> bool {
    // One round to warm up, then sizes take turns so that they share the machine's moods.
    for round in 0..=ROUNDS {
        for question in 0..measured[0].questions.len() {
            for size in &mut *measured {
                let time = size.ask(question);
                if round > 0 {
                    size.questions[question].times.push(time);
                }
            }
        }
    }
    println!();
    print!("{:<34}", format!("Median of {ROUNDS}, warm"));
    measured.iter().for_each(|size| print!("{:>12}", grouped(size.invoices)));
    println!("{:>9}", "growth");
    let mut within = true;
    for question in 0..measured[0].questions.len() {
        let medians: Vec<Duration> =
            measured.iter_mut().map(|size| median(&mut size.questions[question].times)).collect();
        let growth = ratio(medians[medians.len() - 1], medians[0]);
        let Question { title, most, longest, .. } = measured[0].questions[question];
        let grows = growth > most;
        let slow = longest.filter(|longest| medians[medians.len() - 1] > *longest);
        within &= !grows && slow.is_none();
        print!("{title:<34}");
        medians.iter().for_each(|time| print!("{:>12}", shown(*time)));
        let slow = slow.map(|longest| format!("  TOO LONG: at most {}", shown(longest))).unwrap_or_default();
        println!("{:>9}{}{slow}", format!("{growth:.2} x"), if grows { "  TOO MUCH" } else { "" });
    }
    within
}

impl Size {
    fn whole(&self) -> Whole<'_> {
        Whole { door: &self.door, folder: self.folder.path() }
    }

    fn filled(invoices: usize) -> Size {
        let folder = tempfile::tempdir().expect("a folder");
        // Entered while empty: books that hold something are first backed up, which is not measured here.
        let door = entered(folder.path(), TODAY);
        let began = Instant::now();
        let filled = fill(folder.path(), invoices).expect("the books are filled");
        let bytes = std::fs::metadata(books::file::path(folder.path())).map_or(0, |file| file.len());
        println!(
            "{} invoices written in {:.1} s, {} MB",
            grouped(invoices),
            began.elapsed().as_secs_f64(),
            bytes / 1_000_000
        );
        Size { invoices, door, questions: questions(&filled), folder }
    }

    fn ask(&self, question: usize) -> Duration {
        let Question { name, payload, .. } = &self.questions[question];
        let payload = payload.clone();
        let began = Instant::now();
        black_box(self.door.ask(name, payload));
        began.elapsed()
    }
}

fn questions(filled: &Filled) -> Vec<Question> {
    let bound = |title, name, payload, most| Question {
        title,
        name,
        payload,
        most,
        longest: None,
        times: Vec::with_capacity(ROUNDS),
    };
    let question = |title, name, payload| bound(title, name, payload, MOST_GROWTH);
    let flat = |title, name, payload, longest| Question {
        longest: (!cfg!(debug_assertions)).then_some(longest),
        ..bound(title, name, payload, MOST_FLAT)
    };
    let list = |title, name, payload| bound(title, name, payload, MOST_LIST);
    let beginning = &COMMON_WORD[..COMMON_WORD.len() - 1];
    let slipped = format!("{}{}", &COMMON_WORD[1..2], COMMON_WORD);
    vec![
        question("invoices, first page", "invoices", json!({})),
        flat("today", "today", json!({}), MOST_TODAY),
        question("search, a client's name", "search", json!({"text": filled.client_word})),
        question("search, a word on every paper", "search", json!({"text": COMMON_WORD})),
        question("search, that word being typed", "search", json!({"text": beginning})),
        question("search, one letter", "search", json!({"text": &COMMON_WORD[..1]})),
        question("search, an amount", "search", json!({"text": "12,34"})),
        question("search, an amount's beginning", "search", json!({"text": "123"})),
        question("search, a slip of a finger", "search", json!({"text": slipped})),
        question("search, nothing typed", "search", json!({"text": ""})),
        flat("a client's page", "client", json!({"id": filled.client}), MOST_CLIENT),
        question("clients, first page", "clients", json!({})),
        question("clients, found by a common word", "clients", json!({"search": "SARL"})),
        flat("deals, open ones", "deals", json!({}), MOST_DEALS),
        question("deals, closed ones", "deals", json!({"closed": true})),
        question("quotes, first page", "quotes", json!({})),
        question("payments, first page", "payments", json!({})),
        bound("reminders", "reminders", json!({}), MOST_PAGE),
        list("late invoices, largest first", "invoices", json!({"state": "late", "sort": "open"})),
        list("paid invoices by client", "invoices", json!({"state": "paid", "sort": "client"})),
        list("invoices to send by deal", "invoices", json!({"state": "to_send", "sort": "title"})),
        list("invoices of an amount by state", "invoices", json!({"amount_from": "1000", "sort": "state"})),
        list("invoices by due date", "invoices", json!({"sort": "due", "direction": "up"})),
        list("signed quotes by client", "quotes", json!({"state": "signed", "sort": "client"})),
        list("quotes by amount", "quotes", json!({"sort": "amount"})),
        list("payments by amount", "payments", json!({"sort": "amount"})),
        list("closed deals, last moved first", "deals", json!({"closed": true, "sort": "changed"})),
        question("a deal", "deal", json!({"id": 1})),
        question("an invoice", "invoice", json!({"id": 1})),
        question("where the books are", "books", json!({})),
    ]
}

/// An invoice issued, from the action to its journal line, against its pages alone; answers whether within bounds.
fn issuing() -> bool {
    let memory = Path::new("/dev/shm");
    let folder =
        if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a folder");
    let day = tests::day(9, 24);
    let house = entered(folder.path(), day);
    house.done("set_identity", tests::camille());
    house.done("publish_terms", json!({"text": "Article 1. Le client paie à trente jours."}));
    let client = house.done("add_client", tests::bakery());
    let (mut whole, mut pages) = (Vec::new(), Vec::new());
    for _ in 0..=ISSUED {
        let order = delivered(&house, client);
        let began = Instant::now();
        let issued = house.done("issue_balance_invoice", json!({"order": order}));
        whole.push(began.elapsed());

        let reading =
            books::file::open_reading(&books::file::path(folder.path()), &books::cipher::Keys::default())
                .expect("the books open");
        let (values, _) =
            records::invoice::stored(Reading::of(&reading), issued).expect("the invoice is read back");
        let sheet = documents::paper::invoice::invoice_sheet(&values);
        let began = Instant::now();
        black_box(documents::bare(&sheet).expect("the pages"));
        pages.push(began.elapsed());
    }
    let sound = verified(&house);
    // The first of each warms up.
    let (whole, pages) = (median(&mut whole[1..]), median(&mut pages[1..]));
    let ratio = ratio(whole, pages);
    println!();
    println!(
        "An invoice issued, median of {ISSUED}, books {}",
        if memory.is_dir() { "in memory (/dev/shm)" } else { "on disk: each one waits for it" }
    );
    println!("{:<34}{:>12}", "the action, PDF and journal line", shown(whole));
    println!("{:<34}{:>12}", "the same pages, by printpdf alone", shown(pages));
    told("an invoice issued beside its pages", ratio, MOST_ISSUING) && sound
}

/// A deal delivered on the day of the house, its deposit paid; answers the order.
fn delivered(house: &Door, client: i64) -> i64 {
    let day = "2026-09-24";
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    let quote =
        house.done("send_quote", json!({"deal": deal, "content": tests::website(), "method": "email"}));
    let order = house.done("accept_quote", tests::acceptance(quote));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    house.done(
        "record_payment",
        json!({"invoice": deposit, "amount": "1200,00", "received_on": day, "method": "transfer"}),
    );
    house.done("begin_delivery", json!({"order": order, "began_on": day}));
    house.done("record_delivery", json!({"order": order, "delivered_on": day}));
    order
}

fn verified(door: &Door) -> bool {
    let report = door.job("verify", json!({}));
    let sound = report["ok"] == true;
    if !sound {
        println!("The books measured do not pass verification: {:#}", report["findings"]);
    }
    sound
}

fn entered(folder: &Path, today: NaiveDate) -> Door {
    Door(parcours::open(Opening { data: Some(folder.to_path_buf()), today: Some(today) }))
}
