//! Several at once on the same books: nothing is lost, and each sees what the others did.

use crate::crashes::gapless;
use crate::stand::{Neighbour, backup, crash_loop, files, fold, head, lines, one_more_quote, short_road};
use books::lock::Lock;
use parcours::Failure;
use serde_json::json;
use tests::{Books, bakery, camille, day, refusal};
use values::refusal::Code;

#[test]
fn three_processes_writing_at_once_lose_nothing() {
    const ROUNDS: usize = 40;
    let books = Books::empty();
    let writers: Vec<_> = (1..=2).map(|seed| crash_loop(books.folder(), seed, ROUNDS, false)).collect();
    let door = books.on(day(9, 24));
    let mut mine = 0;
    while mine < ROUNDS {
        let failure = match door.0.act("add_client", bakery()) {
            Ok(_) => {
                mine += 1;
                continue;
            }
            Err(failure) => failure,
        };
        assert_eq!(refusal(failure).code, Code::TryAgain);
    }
    let mut theirs = 0;
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "a writer failed: {said}");
        theirs += said.lines().filter(|line| line.starts_with("done")).count();
    }
    assert_eq!(lines(&books.raw()).len(), mine + theirs, "one line for each action done");
    gapless(&books.raw(), "after three writers");
    door.verified();
}

#[test]
fn what_another_process_changed_is_seen_once() {
    let books = short_road();
    let here = books.on(day(9, 25));
    assert!(!here.0.changed_elsewhere(), "nothing changed yet");
    here.done("add_client", bakery());
    assert!(!here.0.changed_elsewhere(), "one's own change is no news");
    let there = books.on(day(9, 25));
    there.done("set_identity", camille());
    assert!(here.0.changed_elsewhere(), "the other's change is news");
    assert!(!here.0.changed_elsewhere(), "and only once");
}

#[test]
fn a_restore_is_refused_while_another_process_holds_the_books() {
    let books = short_road();
    let backup = backup(&books.on(day(9, 1)));
    one_more_quote(&books, "Affiche");
    let before = head(&books);
    let neighbour = Neighbour::inside(books.folder());
    let door = books.on(day(9, 25));
    let refused = refusal(door.0.job("restore", json!({"path": backup})).expect_err("not alone"));
    assert_eq!(refused.code, Code::TryAgain);
    assert!(refused.message.contains("ouvertes ailleurs"), "{}", refused.message);
    assert_eq!(head(&books), before, "nothing was replaced");
    door.done("add_client", bakery());
    drop(neighbour);
    door.job("restore", json!({"path": backup}));
    door.verified();
}

#[test]
fn nobody_enters_while_books_are_being_replaced() {
    let books = short_road();
    fold(&books);
    let before = files(books.folder());
    let lock = Lock::shared(books.folder()).expect("a hold");
    lock.alone().expect("the only one");
    let door = books.on(day(9, 25));
    let Some(Failure::Refused(refused)) = door.0.shut() else { panic!("it entered") };
    assert_eq!(refused.code, Code::TryAgain);
    assert!(refused.message.contains("en cours de restauration"), "{}", refused.message);
    // Restoring through a shut door needs the lock too, and leaves the reason as it was.
    let again = refusal(door.0.job("restore", json!({"path": "/nowhere"})).expect_err("no"));
    assert!(again.field.as_deref() == Some("path"), "{}", again.message);
    assert!(matches!(door.0.shut(), Some(Failure::Refused(r)) if r.message == refused.message));
    assert_eq!(files(books.folder()), before);
    drop(lock);
    books.on(day(9, 25)).verified();
}

/// The window and the command line may be started together over a folder that holds nothing yet.
#[test]
fn whoever_opens_while_another_makes_the_books_finds_them_sound() {
    for round in 0..40 {
        let books = Books::empty();
        let start = std::sync::Barrier::new(4);
        let open = || {
            start.wait();
            books.on(day(9, 24)).0.shut()
        };
        let refused: Vec<_> = std::thread::scope(|scope| {
            let openings: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            openings.into_iter().filter_map(|opening| opening.join().expect("it opens")).collect()
        });
        assert!(refused.is_empty(), "round {round}: {refused:?}");
        books.on(day(9, 24)).verified();
    }
}
