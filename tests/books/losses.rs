//! Books that are lost, moved or doubled: nothing is begun in their place, no number is given twice, and nobody's
//! backup is thrown away.

use crate::stand::{backup, cli, command, files, fold, head, long_road, one_more_quote, short_road};
use books::lock::LOCK;
use parcours::{House, Opening};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tests::{Books, bakery, camille, day, refusal};
use values::refusal::Code;

/// What stands beside books, by what tells of them once they are gone.
fn emptied_beside(trace: &str) -> Books {
    let books = short_road();
    if trace == "backups" {
        backup(&books.on(day(9, 1)));
    } else if trace == "books-before-restore-" {
        let kept = backup(&books.on(day(9, 1)));
        books.on(day(9, 2)).job("restore", json!({"path": kept}));
        std::fs::remove_dir_all(books.folder().join("backups")).expect("no backups");
    }
    fold(&books);
    if trace != LOCK {
        std::fs::remove_file(books.folder().join(LOCK)).expect("no lock");
    }
    books
}

fn without_log(books: &Books) {
    for suffix in ["-wal", "-shm"] {
        drop(std::fs::remove_file(format!("{}{suffix}", books.path().display())));
    }
}

#[test]
fn books_that_are_gone_or_empty_are_never_begun_again() {
    for trace in ["backups", "books-before-restore-", LOCK] {
        for empty in [false, true] {
            let books = emptied_beside(trace);
            without_log(&books);
            if empty {
                std::fs::write(books.path(), b"").expect("emptied");
            } else {
                std::fs::remove_file(books.path()).expect("removed");
            }
            let before = files(books.folder());
            for words in
                [&["ask", "clients"][..], &["act", "add_client"], &["backup"], &["demo"], &["verify"]]
            {
                let (code, _, said) = cli(books.folder(), words);
                assert_eq!((code, &said["code"]), (2, &json!("books_unusable")), "{trace} {words:?}: {said}");
                let message = said["message"].as_str().expect("a sentence");
                let told = if trace == "backups" { "la sauvegarde parcours-" } else { trace };
                assert!(message.contains("Restaurez") && message.contains(told), "{trace}: {message}");
            }
            assert_eq!(files(books.folder()), before, "{trace}: something was written");
        }
    }
}

#[test]
fn a_log_without_its_file_is_a_loss_too() {
    let books = Books::empty();
    std::fs::write(format!("{}-wal", books.path().display()), [7; 4096]).expect("a log");
    let refused = refusal(books.on(day(9, 1)).0.ask("clients", json!({})).expect_err("begun"));
    assert_eq!(refused.code, Code::BooksUnusable);
    assert!(refused.message.contains("-wal"), "{}", refused.message);
}

#[test]
fn a_first_start_that_was_cut_short_begins() {
    // The lock was made, and the file perhaps: nothing was ever written.
    let books = Books::empty();
    std::fs::write(books.folder().join(LOCK), b"").expect("a lock");
    std::fs::write(books.path(), b"").expect("a file");
    books.on(day(9, 1)).done("set_identity", camille());
}

/// A backup at D-2026-0001, then 0002 and 0003; the backup alone goes to a new computer.
fn moved() -> (Books, PathBuf, tempfile::TempDir) {
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    one_more_quote(&books, "Affiche");
    one_more_quote(&books, "Carte");
    let stick = tempfile::tempdir().expect("a stick");
    let there = stick.path().join("a.sqlite");
    std::fs::copy(kept, &there).expect("copied");
    (books, there, stick)
}

/// Somebody else's books, or one's own begun again: no line in common.
fn other_books() -> Books {
    let books = Books::empty();
    let door = books.on(day(8, 31));
    door.done("set_identity", camille());
    door.done("add_client", bakery());
    door.done("open_deal", json!({"client": 1, "title": "Autre chose"}));
    one_more_quote(&books, "Affiche");
    books
}

#[test]
fn a_new_computer_is_told_the_last_numbers() {
    let (_books, there, _stick) = moved();
    let new = Books::empty();
    new.on(day(9, 25)).done("set_identity", camille());
    let restore =
        |numbers: Value| new.on(day(9, 25)).0.job("restore", json!({"path": there, "last_numbers": numbers}));
    let asked = refusal(restore(json!([])).expect_err("nothing was asked"));
    assert_eq!((asked.code, asked.field.as_deref()), (Code::LastNumbersNeeded, Some("last_numbers")));
    assert!(asked.message.contains("D-2026-0001"), "{}", asked.message);
    let other = refusal(restore(json!(["F-2026-0000"])).expect_err("one series is not the others"));
    assert_eq!(other.code, Code::LastNumbersNeeded);
    let huge = refusal(restore(json!(["D-2026-99999999"])).expect_err("out of this world"));
    assert_eq!(huge.field.as_deref(), Some("last_numbers[0]"));
    restore(json!(["D-2026-0003"])).expect("restored");
    assert_eq!(one_more_quote(&new, "Dépliant"), "D-2026-0004");
    new.on(day(9, 25)).verified();
}

#[test]
fn typed_numbers_count_even_where_nothing_was_asked() {
    let (books, there, _stick) = moved();
    let typed = json!({"path": there, "last_numbers": ["D-2026-0009", "F-2026-0002"]});
    books.on(day(9, 25)).job("restore", typed);
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0010");
    books.on(day(9, 25)).verified();
}

#[test]
fn other_books_and_older_ones_do_not_know_what_was_given_out() {
    // Begun again by mistake, with a paper of their own.
    let (_books, there, _stick) = moved();
    let other = other_books();
    let asked =
        refusal(other.on(day(9, 25)).0.job("restore", json!({"path": there})).expect_err("other books"));
    assert_eq!(asked.code, Code::LastNumbersNeeded);
    // An old copy was put in place by hand; a later backup is brought.
    let (books, there, _stick) = moved();
    let later = backup(&books.on(day(9, 22)));
    let old = Books::empty();
    std::fs::copy(there, old.path()).expect("an old copy");
    let asked = refusal(old.on(day(9, 25)).0.job("restore", json!({"path": later})).expect_err("older"));
    assert_eq!(asked.code, Code::LastNumbersNeeded);
}

#[test]
fn a_later_backup_in_the_folder_is_looked_at() {
    let books = short_road();
    let first = backup(&books.on(day(9, 1)));
    one_more_quote(&books, "Affiche");
    one_more_quote(&books, "Carte");
    backup(&books.on(day(9, 22)));
    std::fs::remove_file(books.path()).expect("lost");
    without_log(&books);
    let payload = json!({"path": first, "last_numbers": ["D-2026-0001"]});
    books.on(day(9, 25)).job("restore", payload);
    assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0004");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").file_name());
    let mut found: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

#[test]
fn two_books_with_one_backup_folder_leave_each_other_alone() {
    let stick = tempfile::tempdir().expect("a stick");
    let (one, other) = (short_road(), other_books());
    for books in [&one, &other] {
        let door = books.on(day(9, 21));
        door.done("set_preferences", json!({"backup_folder": stick.path()}));
        door.job("backup", json!({}));
    }
    assert_eq!(names(stick.path()).len(), 2, "one backup of each, of one day");
    one.on(day(9, 21)).done("add_client", json!({"kind": "person", "name": "Anne"}));
    one.on(day(9, 21)).job("backup", json!({}));
    let left = names(stick.path());
    assert_eq!(left.len(), 2, "the day's own earlier one made place: {left:?}");
    let here = |books: &Books| left.iter().any(|name| name.contains(&head(books)[..12]));
    assert!(here(&one) && here(&other), "{left:?}");
    // A folder that bears a backup's name is nobody's backup, and stops nothing.
    std::fs::create_dir(stick.path().join("parcours-2020-01-01T00-00-00-000000000000.sqlite")).expect("odd");
    one.on(day(9, 22)).done("add_client", json!({"kind": "person", "name": "Zoé"}));
    one.on(day(9, 22)).job("backup", json!({}));
}

#[test]
fn a_backup_from_a_day_to_come_keeps_none_from_being_made() {
    let books = short_road();
    let ahead = "2030-01-01".parse().expect("a day");
    books.opened_on(ahead).done("add_client", json!({"kind": "person", "name": "Anne"}));
    backup(&books.opened_on(ahead));
    books.opened_on(day(11, 1)).done("add_client", json!({"kind": "person", "name": "Zoé"}));
    drop(books.opened_on(day(11, 3)));
    let kept = names(&books.folder().join("backups"));
    assert!(kept.iter().any(|name| name.starts_with("parcours-2026-11")), "{kept:?}");
}

#[test]
fn what_concerns_ones_own_books_is_refused_while_others_are_looked_at() {
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    let door = books.on(day(11, 20));
    door.job("look_around", json!({}));
    let refused = refusal(door.0.job("restore", json!({"path": kept})).expect_err("restored in the demo"));
    assert_eq!(refused.code, Code::NotNow);
    assert!(refused.message.contains("démonstration"), "{}", refused.message);
    for (action, payload) in
        [("set_identity", camille()), ("set_preferences", json!({"backup_folder": books.folder()}))]
    {
        assert_eq!(door.refused(action, payload).code, Code::NotNow, "{action}");
    }
    // Somebody worked in the demo: the next day's leaves it where it is.
    door.done("add_client", json!({"kind": "person", "name": "Anne"}));
    drop(door);
    books.on(day(11, 21)).job("look_around", json!({}));
    books.on(day(11, 22)).job("look_around", json!({}));
    let left: Vec<String> =
        names(books.folder()).into_iter().filter(|name| name.starts_with("demonstration-")).collect();
    assert_eq!(left, ["demonstration-2026-11-20", "demonstration-2026-11-22"]);
}

#[test]
fn a_demo_is_never_put_over_books_made_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |opening: Opening| -> House { parcours::open(opening) };
    let made = std::cell::Cell::new(false);
    let watch = |_, _| {
        if !made.replace(true) {
            let opening = Opening { data: Some(folder.path().to_path_buf()), today: Some(day(9, 1)) };
            parcours::open(opening).act("set_identity", camille()).expect("one's own books");
        }
        true
    };
    let filled = parcours::jobs::demo::fill(&open, folder.path(), day(11, 20), 1, &watch);
    assert!(filled.is_err(), "the demo took the place of books");
    let opening = Opening { data: Some(folder.path().to_path_buf()), today: Some(day(9, 1)) };
    let identity = parcours::open(opening).ask("identity", json!({})).expect("asked");
    assert!(identity.to_string().contains("Camille"), "{identity}");
    assert!(names(folder.path()).iter().all(|name| !name.contains(".part")), "nothing is left");
}

#[test]
fn two_restores_at_once_do_not_mix() {
    for _ in 0..6 {
        let (books, there, stick) = moved();
        let (other, second) = (other_books(), stick.path().join("b.sqlite"));
        std::fs::copy(backup(&other.on(day(9, 1))), &second).expect("copied");
        let mut bytes = std::fs::read(books.path()).expect("bytes");
        bytes[..4096].fill(0x55);
        std::fs::write(books.path(), &bytes).expect("damaged");
        without_log(&books);
        let children: Vec<_> = [&there, &second]
            .into_iter()
            .map(|path| {
                let mut restore = command(books.folder(), &["restore"]);
                restore.arg(path).args(["--last-number", "D-2026-0003"]);
                restore.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
                restore.spawn().expect("starts")
            })
            .collect();
        let done: Vec<_> = children.into_iter().map(|c| c.wait_with_output().expect("ends")).collect();
        for output in &done {
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 2)), "{code:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        let said = done.iter().map(|output| String::from_utf8_lossy(&output.stderr)).collect::<Vec<_>>();
        assert!(done.iter().any(|output| output.status.success()), "neither was done: {said:#?}");
        let (code, report, _) = cli(books.folder(), &["verify"]);
        assert_eq!(code, 0, "{report}");
        assert_eq!(one_more_quote(&books, "Dépliant"), "D-2026-0004", "never twice");
        assert!(names(books.folder()).iter().all(|name| !name.starts_with(".restoring")), "nothing is left");
    }
}

#[test]
fn what_a_dead_process_left_is_cleared_at_the_next_start() {
    let books = short_road();
    backup(&books.on(day(9, 1)));
    let (data, backups) = (books.folder(), books.folder().join("backups"));
    let left = [
        data.join(".restoring.sqlite"),
        data.join(".restoring-9999999.sqlite-wal"),
        backups.join(".parcours-9999999-0.tmp"),
        backups.join(".parcours-9999999-0.tmp-journal"),
    ];
    for path in &left {
        std::fs::write(path, b"half").expect("left");
    }
    std::fs::create_dir(data.join("demonstration.part")).expect("left");
    std::fs::create_dir(data.join(".demonstration-9999999.part")).expect("left");
    std::fs::write(data.join(".demonstration-9999999.part/books.sqlite"), b"half").expect("left");
    let kept = names(&backups).into_iter().filter(|name| name.starts_with("parcours-")).count();
    books.on(day(9, 1)).verified();
    for path in &left {
        assert!(!path.exists(), "{} is still there", path.display());
    }
    assert!(names(data).iter().all(|name| !name.ends_with(".part")), "{:?}", names(data));
    assert_eq!(names(&backups).len(), kept, "backups stay");
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_the_books() {
    use std::os::unix::fs::PermissionsExt as _;
    fn open(path: &Path, found: &mut Vec<String>) {
        let mode = std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        if mode != expected {
            found.push(format!("{} {mode:o}", path.display()));
        }
        if path.is_dir() {
            for entry in std::fs::read_dir(path).expect("a folder") {
                open(&entry.expect("an entry").path(), found);
            }
        }
    }
    let books = long_road();
    let kept = backup(&books.on(day(12, 6)));
    books.on(day(12, 6)).job("restore", json!({"path": kept}));
    // Left readable by an earlier version: what exists already is closed too.
    let wide = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("opened");
    };
    wide(books.folder(), 0o755);
    wide(&books.path(), 0o644);
    wide(Path::new(&kept), 0o644);
    wide(&books.folder().join("backups"), 0o755);
    std::fs::write(books.folder().join("parcours.log"), b"").expect("a log");
    let door = books.on(day(12, 6));
    door.done("add_client", json!({"kind": "person", "name": "Anne"}));
    let mut found = Vec::new();
    open(books.folder(), &mut found);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_backup_that_fails_is_told_on_the_first_screen_until_one_succeeds() {
    let books = short_road();
    let door = books.opened_on(day(9, 21));
    let stick = books.folder().join("stick");
    std::fs::create_dir(&stick).expect("a stick");
    door.done("set_preferences", json!({"backup_folder": stick}));
    std::fs::remove_dir(&stick).expect("taken away");
    std::fs::write(&stick, b"a file now").expect("in its place");
    assert!(door.0.job("backup", json!({})).is_err());
    drop(door);
    let door = books.opened_on(day(9, 21));
    let told = door.ask("today", json!({}))["backup_trouble"].clone();
    assert!(told.as_str().is_some_and(|told| told.contains("stick")), "{told}");
    std::fs::remove_file(&stick).expect("out of the way");
    door.job("backup", json!({}));
    assert_eq!(door.ask("today", json!({}))["backup_trouble"], Value::Null);

    // Books that do not verify are not kept, and that is told too.
    door.done("add_client", json!({"kind": "person", "name": "Anne"}));
    drop(door);
    let raw = books.raw();
    raw.execute("UPDATE client SET name = 'Autre'", []).expect("edited");
    let door = books.opened_on(day(9, 23));
    let told = door.ask("today", json!({}))["backup_trouble"].clone();
    assert!(told.as_str().is_some_and(|told| told.contains("vérification")), "{told}");
}
