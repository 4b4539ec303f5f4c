//! Books whose files are no longer where they were opened: nothing more is written, what is open stays readable, and a
//! copy of it can be kept.

use crate::stand::{cli, head, one_more_quote, short_road};
use books::lock::LOCK;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tests::{Books, Door, day, refusal, website};
use values::refusal::Code;

/// Books in a folder that one may delete, move or replace.
struct Moving {
    _place: tempfile::TempDir,
    folder: PathBuf,
}

impl Moving {
    fn new() -> Moving {
        let place = tempfile::tempdir().expect("a place");
        let folder = place.path().join("livres");
        copied(&short_road(), &folder);
        Moving { folder, _place: place }
    }

    fn aside(&self) -> PathBuf {
        self.folder.with_file_name("ailleurs")
    }

    fn open(&self) -> Door {
        enter(&self.folder)
    }
}

fn enter(folder: &Path) -> Door {
    let opening = parcours::Opening { data: Some(folder.to_owned()), today: Some(day(11, 22)) };
    Door(parcours::open(opening))
}

fn copied(books: &Books, folder: &Path) {
    crate::stand::fold(books);
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::copy(books.path(), folder.join("books.sqlite")).expect("copied");
}

fn quote() -> Value {
    json!({"deal": 1, "content": website(), "method": "email"})
}

/// Everything that writes is refused with that word, what is open is read, and a copy holds all of it.
fn held_back(door: &Door, word: &str) {
    let refused = door.refused("send_quote", quote());
    assert_eq!(refused.code, Code::BooksUnusable, "{}", refused.message);
    assert!(refused.message.contains(word), "{word}: {}", refused.message);
    let draft = json!({"key": "client:new", "content": {"name": "Anne"}});
    assert_eq!(refusal(door.0.draft("save_draft", draft).expect_err("kept")).code, Code::BooksUnusable);
    for job in ["backup", "verify", "look_around"] {
        let refused = refusal(door.0.job(job, json!({})).expect_err(job));
        assert!(refused.message.contains(word), "{job}: {}", refused.message);
    }
    let restore = json!({"path": "/nowhere", "last_numbers": []});
    assert_eq!(refusal(door.0.job("restore", restore).expect_err("restored")).code, Code::BooksUnusable);

    assert_eq!(door.ask("clients", json!({"search": "", "before": null}))["rows"][0]["id"], 1);
    assert!(door.ask("today", json!({}))["lost"].as_str().is_some_and(|told| told.contains(word)));
    let paper = door.job("export_document", json!({"document": 1}));
    assert!(tests::bytes(&paper).starts_with(b"%PDF"), "a paper can be saved");

    let stick = tempfile::tempdir().expect("a stick");
    let saved = door.job("save_copy", json!({"path": stick.path()}));
    let lines = door.ask("books", json!({}))["lines"].clone();
    let new = Books::empty();
    std::fs::copy(saved["path"].as_str().expect("a path"), new.path()).expect("brought");
    assert_eq!(new.on(day(11, 23)).verified()["lines"], lines, "the copy is whole");
    let again = refusal(door.0.job("save_copy", json!({"path": stick.path()})).expect_err("put over it"));
    assert_eq!(again.field.as_deref(), Some("path"), "{}", again.message);
}

/// The poll of the window tells it once.
fn told_once(door: &Door) {
    assert!(door.0.changed_elsewhere(), "the window was not told");
    assert!(!door.0.changed_elsewhere(), "the window was told again");
}

fn polled(moving: &Moving) -> Door {
    let door = moving.open();
    // In the log alone, as the last work before the accident is.
    door.done("add_client", json!({"kind": "person", "name": "Zoé"}));
    assert!(!door.0.changed_elsewhere(), "nothing happened yet");
    assert_eq!(door.ask("today", json!({}))["lost"], Value::Null);
    door
}

#[test]
fn a_folder_that_was_deleted_takes_no_more_and_gives_a_copy() {
    let moving = Moving::new();
    let door = polled(&moving);
    std::fs::remove_dir_all(&moving.folder).expect("deleted");
    told_once(&door);
    held_back(&door, "dossier de vos données n’est plus");
    let gone = refusal(door.0.job("reopen_books", json!({})).expect_err("begun again"));
    assert_eq!(gone.code, Code::BooksUnusable);
    door.0.quit();
    drop(door);
    assert!(!moving.folder.exists(), "nothing was made in its place");
}

#[test]
fn a_folder_that_was_renamed_loses_nothing() {
    let moving = Moving::new();
    let door = polled(&moving);
    std::fs::rename(&moving.folder, moving.aside()).expect("renamed");
    told_once(&door);
    held_back(&door, "dossier de vos données n’est plus");
    // Put back, it is the same.
    std::fs::rename(moving.aside(), &moving.folder).expect("put back");
    told_once(&door);
    door.done("send_quote", quote());
    std::fs::rename(&moving.folder, moving.aside()).expect("renamed");
    drop(door);
    let there = enter(&moving.aside());
    assert_eq!(there.ask("clients", json!({"search": "Zoé", "before": null}))["rows"][0]["name"], "Zoé");
    there.verified();
}

#[test]
fn other_books_at_the_same_place_are_not_written_into_nor_harmed() {
    let moving = Moving::new();
    let door = polled(&moving);
    std::fs::rename(&moving.folder, moving.aside()).expect("renamed");
    let other = short_road();
    one_more_quote(&other, "Affiche");
    copied(&other, &moving.folder);
    // Somebody works there: their last lines stand in a log of the same name.
    let neighbour = moving.open();
    neighbour.done("add_client", json!({"kind": "person", "name": "Léa"}));
    told_once(&door);
    held_back(&door, "un autre fichier a pris la place");
    let before = neighbour.0.head().expect("a head").seal;
    drop(door);
    drop(neighbour);
    let there = enter(&moving.folder);
    assert_eq!(there.0.head().expect("a head").seal, before, "their log was folded by nobody else");
    there.verified();
    enter(&moving.aside()).verified();
}

#[test]
fn a_file_that_was_replaced_or_deleted_is_told() {
    for replaced in [false, true] {
        let moving = Moving::new();
        let door = polled(&moving);
        let path = moving.folder.join("books.sqlite");
        std::fs::rename(&path, moving.folder.join("books.old")).expect("moved");
        let word = if replaced {
            std::fs::copy(short_road().path(), &path).expect("another");
            "un autre fichier a pris la place"
        } else {
            "le fichier de vos données n’est plus"
        };
        told_once(&door);
        held_back(&door, word);
    }
}

#[test]
fn a_file_that_was_put_there_takes_nothing_from_the_log_beside() {
    let (books, other) = (short_road(), short_road());
    other.on(day(9, 2)).done("add_note", json!({"deal": 1, "kind": "note", "text": "D’un autre ordinateur"}));
    crate::stand::fold(&other);
    let door = books.on(day(11, 22));
    for rank in 0..20 {
        door.done("add_note", json!({"deal": 1, "kind": "note", "text": format!("Note {rank}")}));
    }
    // A synced folder brings the file of another computer, and leaves the log of this one.
    std::fs::remove_file(books.path()).expect("removed");
    std::fs::copy(other.path(), books.path()).expect("brought");
    assert!(door.0.changed_elsewhere());
    door.job("reopen_books", json!({}));
    assert_eq!(door.0.head().expect("a head").seal, head(&other), "what was brought, and nothing else");
    door.verified();
    drop(door);
    assert_eq!(books.on(day(11, 23)).0.head().expect("a head").seal, head(&other));
    books.on(day(11, 23)).verified();
}

#[test]
fn a_file_of_an_older_version_that_was_put_there_is_opened() {
    let books = short_road();
    let door = books.on(day(11, 22));
    let older = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schema-3.sqlite");
    std::fs::remove_file(books.path()).expect("removed");
    std::fs::copy(older, books.path()).expect("brought");
    assert!(door.0.changed_elsewhere());
    door.job("reopen_books", json!({}));
    door.verified();
    door.done("add_client", json!({"kind": "person", "name": "Hugo Petit"}));
}

#[test]
fn books_whose_lock_was_deleted_wait_until_they_are_opened_again() {
    let books = short_road();
    let kept = crate::stand::backup(&books.on(day(9, 1)));
    let door = books.on(day(11, 22));
    std::fs::remove_file(books.folder().join(LOCK)).expect("a cleaner");
    told_once(&door);
    held_back(&door, "verrou");
    // Another process makes a lock of its own, and puts other books there, with a paper of their own.
    let (code, _, said) = cli(books.folder(), &["restore", &kept]);
    assert_eq!(code, 0, "{said}");
    let (code, _, said) = cli(books.folder(), &["act", "send_quote", &quote().to_string()]);
    assert_eq!(code, 0, "{said}");
    held_back(&door, "un autre fichier a pris la place");
    door.job("reopen_books", json!({}));
    assert_eq!(door.ask("today", json!({}))["lost"], Value::Null);
    let numbers = "SELECT count(DISTINCT number) = count(*) FROM quote";
    door.done("send_quote", quote());
    assert!(books.raw().query_row(numbers, [], |r| r.get::<_, bool>(0)).expect("numbers"), "given twice");
    assert_eq!(door.0.head().expect("a head").seal, head(&books));
    door.verified();
}

#[test]
fn a_lock_alone_that_was_replaced_is_taken_again() {
    let books = short_road();
    let door = books.on(day(11, 22));
    std::fs::remove_file(books.folder().join(LOCK)).expect("a cleaner");
    std::fs::write(books.folder().join(LOCK), b"").expect("another's");
    held_back(&door, "verrou");
    door.job("reopen_books", json!({}));
    door.done("send_quote", quote());
    door.verified();
}

#[test]
fn a_copy_goes_where_the_command_line_says_and_over_nothing() {
    let books = short_road();
    let stick = tempfile::tempdir().expect("a stick");
    let there = stick.path().join("copie.sqlite");
    let (code, saved, said) = cli(books.folder(), &["save-copy", &there.to_string_lossy()]);
    assert_eq!((code, &saved["path"]), (0, &json!(there)), "{said}");
    let before = std::fs::read(&there).expect("the copy");
    let (code, _, said) = cli(books.folder(), &["save-copy", &there.to_string_lossy()]);
    assert_eq!((code, &said["field"]), (2, &json!("path")), "{said}");
    assert_eq!(std::fs::read(&there).expect("the copy"), before);
    let link = stick.path().join("lien.sqlite");
    #[cfg(unix)]
    std::os::unix::fs::symlink(stick.path().join("nulle-part"), &link).expect("a link");
    #[cfg(unix)]
    assert_eq!(cli(books.folder(), &["save-copy", &link.to_string_lossy()]).0, 2, "through a link");
    let (code, _, said) = cli(books.folder(), &["save-copy", "/proc/nulle-part/copie.sqlite"]);
    assert_eq!((code, &said["code"]), (2, &json!("try_again")), "{said}");
}
