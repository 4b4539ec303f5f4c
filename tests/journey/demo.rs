//! The demo: believable books made through the real actions, the same for the same seed and day, never in a folder
//! that holds books.

use books::error::Error;
use parcours::jobs::demo;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tests::{Books, Door, camille, day};
use values::refusal::Code;

const TODAY: (u32, u32) = (11, 23);

/// The demo of seed 1, filled once for all tests.
fn filled() -> &'static Books {
    static FILLED: OnceLock<Books> = OnceLock::new();
    FILLED.get_or_init(|| {
        let books = Books::empty();
        demo::fill(&parcours::open, books.folder(), day(TODAY.0, TODAY.1), 1, &|_, _| true)
            .expect("the demo");
        books
    })
}

fn copied() -> Books {
    let copy = Books::empty();
    std::fs::copy(filled().path(), copy.path()).expect("a copy");
    copy
}

fn tasks(door: &Door) -> Vec<Value> {
    tests::for_today(&door.ask("today", json!({}))).as_array().expect("tasks").clone()
}

#[test]
fn the_same_seed_and_day_give_the_same_books_and_another_seed_others() {
    let seal = |seed| {
        let books = Books::empty();
        demo::fill(&parcours::open, books.folder(), day(TODAY.0, TODAY.1), seed, &|_, _| true)
            .expect("the demo")
            .seal
    };
    let first = filled().on(day(TODAY.0, TODAY.1)).ask("books", json!({}))["head"].clone();
    assert_eq!(json!(seal(1)), first);
    assert_ne!(json!(seal(2)), first);
}

#[test]
fn the_demo_tells_every_part_of_the_journey() {
    let books = copied();
    let door = books.on(day(TODAY.0, TODAY.1));
    door.verified();
    let deals = door.ask("deals", json!({}));
    let stages: BTreeSet<&str> =
        deals["sums"].as_array().expect("sums").iter().filter_map(|s| s["stage"].as_str()).collect();
    for stage in [
        "contact",
        "qualified",
        "quoted",
        "signed",
        "deposit_paid",
        "in_delivery",
        "delivered",
        "invoiced",
        "paid",
    ] {
        assert!(stages.contains(stage), "no deal is {stage}: {stages:?}");
    }
    let kinds: BTreeSet<String> =
        tasks(&door).iter().filter_map(|t| Some(t["kind"].as_str()?.to_owned())).collect();
    assert!(kinds.len() >= 20, "{} kinds of tasks: {kinds:?}", kinds.len());
}

#[test]
fn the_demo_tells_what_is_done_of_unpaid_invoices() {
    let books = copied();
    let door = books.on(day(TODAY.0, TODAY.1));
    let told = door.ask("reminders", json!({}));
    let guards: BTreeSet<&str> = told["plan"]["held"]
        .as_array()
        .expect("held")
        .iter()
        .filter_map(|one| one["guard"].as_str())
        .collect();
    assert!(guards.contains("dispute") && guards.contains("plan"), "{guards:?}");
    assert!(told["plan"]["due"].as_array().expect("due").len() >= 4, "{told:#}");
    assert_eq!(told["promises"][0]["state"], "broken");
    assert_eq!(told["plans"][0]["state"], "kept");
    let late = told["promises"][0]["client"]["id"].as_i64().expect("a client");
    // Formal notice was given, so the file for a judge lacks it no more.
    let case = door.ask("court_case", json!({"id": late}));
    assert!(!case["gaps"].to_string().contains("mise en demeure"), "{case:#}");
    let given_up: i64 =
        books.raw().query_row("SELECT sum(amount) FROM given_up", [], |r| r.get(0)).expect("a sum");
    assert!(given_up > 0);
}

#[test]
fn the_demos_bank_tells_a_year_and_leaves_a_few_lines_to_explain() {
    let books = copied();
    let door = books.on(day(TODAY.0, TODAY.1));
    let told = door.ask("statements", json!({}));
    let imports = told["imports"].as_array().expect("imports");
    let formats: BTreeSet<&str> = imports.iter().filter_map(|one| one["read_as"].as_str()).collect();
    assert_eq!((imports.len(), formats.len()), (12, 3), "{formats:?}");
    assert!(imports.iter().all(|one| one["warnings"] == json!([])), "{imports:#?}");
    assert_eq!(told["accounts"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["accounts"][0]["last_day"], "2026-11-23");
    let left = door.ask("matches", json!({}));
    assert_eq!(left["rows"].as_array().map(Vec::len), Some(6), "{left:#}");
    assert_eq!(left["certain"].as_array().map(Vec::len), Some(1), "{left:#}");
    // Every transfer of the year stands on one line.
    let seen: (i64, i64) = books
        .raw()
        .query_row(
            "SELECT count(*), count(DISTINCT l.payment) FROM payment p LEFT JOIN line_payment l ON l.payment = p.id
             WHERE p.method = 'transfer' AND p.received_on > '2025-12-01'",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .expect("payments");
    assert!(seen.0 >= 50 && seen.0 == seen.1, "{seen:?}");
}

#[test]
fn every_task_that_needs_no_input_is_done_by_its_button() {
    let books = copied();
    let door = books.on(day(TODAY.0, TODAY.1));
    // Doing one may bring the next: a begun order has its stages.
    for _ in 0..5 {
        let complete: Vec<Value> = tasks(&door).into_iter().filter(|t| t["complete"] == true).collect();
        for task in &complete {
            let action = &task["action"];
            door.done(action["name"].as_str().expect("an action"), action["payload"].clone());
        }
        if complete.is_empty() {
            break;
        }
    }
    assert!(tasks(&door).iter().all(|t| t["complete"] == false), "a task done is offered again");
    door.verified();
}

#[test]
fn a_folder_with_books_is_refused_and_left_as_it_was() {
    let books = Books::camille();
    let before = std::fs::read(books.path()).expect("books");
    let refused = demo::fill(&parcours::open, books.folder(), day(TODAY.0, TODAY.1), 1, &|_, _| true);
    let Err(Error::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert!(refusal.message.contains("contient déjà des données"), "{refusal:?}");
    assert_eq!(std::fs::read(books.path()).expect("books"), before);
}

#[test]
fn a_demo_that_is_stopped_leaves_nothing() {
    let books = Books::empty();
    let refused = demo::fill(&parcours::open, books.folder(), day(TODAY.0, TODAY.1), 1, &|done, _| done < 20);
    let Err(Error::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.code, Code::NotNow);
    assert_eq!(std::fs::read_dir(books.folder()).expect("a folder").count(), 0);
}

#[test]
fn looking_around_leaves_ones_own_books_as_they_are() {
    let books = Books::empty();
    let door = books.on(day(TODAY.0, TODAY.1));
    door.done("set_identity", camille());
    let own = door.ask("books", json!({}))["head"].clone();
    let demo = door.job("look_around", json!({}));
    assert_eq!(door.ask("today", json!({}))["demo"], true);
    assert_eq!(door.ask("books", json!({}))["head"], demo["seal"]);
    let client = door.done("add_client", tests::bakery());
    assert!(client > 0);
    door.job("leave_demo", json!({}));
    let today = door.ask("today", json!({}));
    assert_eq!((&today["demo"], today["counts"]["deals"].as_i64()), (&json!(false), Some(0)));
    assert_eq!(door.ask("books", json!({}))["head"], own);
    // The same day, the same demo: what was tried there is found again.
    let again = door.job("look_around", json!({}));
    assert_ne!(again["seal"], demo["seal"]);
    assert_eq!(again["clients"].as_i64(), demo["clients"].as_i64().map(|n| n + 1));
    drop(door);
    // Another day, another demo; one in which somebody worked stays, one that nobody touched is thrown away.
    let door = books.on(day(11, 24));
    let folder = door.job("look_around", json!({}))["folder"].clone();
    assert!(folder.as_str().expect("a folder").ends_with("demonstration-2026-11-24"), "{folder}");
    drop(door);
    books.on(day(11, 25)).job("look_around", json!({}));
    assert!(books.folder().join("demonstration-2026-11-23").exists());
    assert!(!books.folder().join("demonstration-2026-11-24").exists());
}

#[test]
fn the_story_is_told_on_any_day() {
    let books = Books::empty();
    let demo = demo::fill(&parcours::open, books.folder(), day(3, 31), 1, &|_, _| true).expect("the demo");
    // How many payments a year of statements holds depends on where its first day falls.
    let told = |books: &Books| -> i64 {
        let sql = "SELECT count(*) FROM journal WHERE action <> 'match_line'";
        books.raw().query_row(sql, [], |r| r.get(0)).expect("a count")
    };
    assert!(demo.lines > 900);
    assert_eq!(told(&books), told(filled()));
}

/// Whatever a client gave in the story opens in a reader: pages, and something on them.
#[test]
fn every_file_of_the_demo_opens() {
    let books = copied();
    let db = books.raw();
    let mut given = db
        .prepare("SELECT id, name FROM document WHERE prior_seal IS NULL AND media_type = 'application/pdf'")
        .expect("documents");
    let given: Vec<(i64, String)> =
        given.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).and_then(Iterator::collect).expect("documents");
    assert!(given.len() >= 3, "{given:?}");
    let door = books.on(day(TODAY.0, TODAY.1));
    for (id, name) in given {
        let bytes = tests::bytes(&door.ask("document", json!({"id": id})));
        let read = lopdf::Document::load_mem(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        let pages = read.get_pages();
        assert!(!pages.is_empty(), "{name}");
        let said: Vec<u32> = pages.keys().copied().collect();
        assert!(read.extract_text(&said).is_ok_and(|text| text.trim().len() > 40), "{name} says nothing");
    }
}
