//! Places that books do not take: said for what they are, and nothing in them is replaced by accident.

use crate::stand::{backup, cli, command, fold, head, one_more_quote, read, short_road};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tests::{Books, camille, day, refusal};
use values::refusal::Code;

fn told(folder: &Path, words: &[&str]) -> String {
    let (code, _, said) = cli(folder, words);
    assert_eq!(code, 2, "{words:?}: {said}");
    said["message"].as_str().expect("a sentence").to_owned()
}

#[test]
fn a_path_that_is_too_long_is_said_to_be() {
    let place = tempfile::tempdir().expect("a place");
    let long = (0..6).fold(place.path().to_owned(), |path, _| path.join("x".repeat(90)));
    std::fs::create_dir_all(&long).expect("a long path");
    for words in [&["ask", "books"][..], &["act", "set_identity", "{}"], &["demo"]] {
        let message = told(&long, words);
        assert!(message.contains("trop long") && !message.contains("interdite"), "{words:?}: {message}");
    }
    let books = short_road();
    let there = long.join("copie.sqlite");
    let message = told(books.folder(), &["save-copy", &there.to_string_lossy()]);
    assert!(message.contains("trop long"), "{message}");
    // A folder for backups as well.
    books.on(day(11, 22)).done("set_preferences", json!({"backup_folder": long}));
    let refused = refusal(books.on(day(11, 22)).0.job("backup", json!({})).expect_err("kept"));
    assert!(refused.message.contains("trop long"), "{}", refused.message);
}

#[test]
fn a_folder_that_is_gone_is_said_to_be() {
    let books = short_road();
    for gone in ["/nulle-part/ailleurs/copie.sqlite", "/proc/nulle-part/copie.sqlite"] {
        let message = told(books.folder(), &["restore", gone]);
        assert!(message.contains("n’existe pas") && message.contains("copie.sqlite"), "{gone}: {message}");
        let message = told(books.folder(), &["verify", "--against", gone]);
        assert!(message.contains("n’existe pas"), "{gone}: {message}");
    }
    // What fails is the place of the books: the backup is not blamed.
    let kept = backup(&books.on(day(9, 25)));
    let occupied = books.folder().join("occupé");
    std::fs::write(&occupied, b"a file").expect("written");
    for place in [occupied.clone(), occupied.join("livres"), PathBuf::from("/proc/nulle-part")] {
        let message = told(&place, &["restore", &kept, "--last-number", "D-2026-0001"]);
        assert!(message.contains(&place.display().to_string()), "{}: {message}", place.display());
        assert!(!message.contains("parcours-2026"), "{message}");
    }
    let message = told(books.folder(), &["restore", &books.folder().to_string_lossy()]);
    assert!(message.contains("dossier"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_a_name_all_the_same() {
    use std::os::unix::ffi::OsStrExt as _;
    let place = tempfile::tempdir().expect("a place");
    let odd = |name: &[u8]| place.path().join(std::ffi::OsStr::from_bytes(name));
    let (data, stick) = (odd(b"livres \xff"), odd(b"cl\xe9"));
    std::fs::create_dir(&stick).expect("a stick");
    let books = short_road();
    let kept = stick.join(std::ffi::OsStr::from_bytes(b"copie \xfe.sqlite"));
    // Left in use: its last lines stand in the log beside it.
    let reader = books.raw();
    reader.query_row("SELECT count(*) FROM journal", [], |_| Ok(())).expect("read");
    one_more_quote(&books, "Affiche");
    std::fs::copy(books.path(), &kept).expect("copied");
    std::fs::copy(books::path::beside(&books.path(), "-wal"), books::path::beside(&kept, "-wal"))
        .expect("its log");
    let run = |words: &[&str], path: Option<&Path>, more: &[&str]| {
        let mut command = command(&data, words);
        command.args(path).args(more);
        read(&command.output().expect("runs"))
    };
    let (code, _, said) = run(&["restore"], Some(&kept), &["--last-number", "D-2026-0002"]);
    assert_eq!(code, 0, "{said}");
    let (code, report, said) = run(&["verify"], None, &[]);
    assert_eq!(code, 0, "{report} {said}");
    let (code, clients, said) = run(&["ask", "quotes"], None, &[]);
    assert_eq!((code, clients["rows"].as_array().map(Vec::len)), (0, Some(2)), "{said}");
    let (code, added, said) =
        run(&["act", "add_client", r#"{"kind": "person", "name": "Hugo Petit"}"#], None, &[]);
    assert_eq!(code, 0, "{said}");
    let hugo = json!({"client": added["id"], "name": "Hugo Petit"}).to_string();
    let (code, erased, said) = run(&["act", "erase_client", &hugo], None, &[]);
    assert_eq!(code, 0, "{erased} {said}");
    assert_eq!(run(&["backup"], None, &[]).0, 0);
    assert_eq!(run(&["save-copy"], Some(&stick), &[]).0, 0);
    let left = std::fs::read_dir(&data).expect("the folder");
    let left: Vec<_> = left.map(|e| e.expect("an entry").file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".restoring")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn books_that_are_a_link_are_not_replaced_by_a_restore() {
    let books = short_road();
    let kept = backup(&books.on(day(9, 25)));
    one_more_quote(&books, "Affiche");
    fold(&books);
    let before = head(&books);
    for missing in [false, true] {
        let linked = Books::empty();
        let target = if missing { linked.folder().join("ailleurs.sqlite") } else { books.path() };
        std::os::unix::fs::symlink(&target, linked.path()).expect("a link");
        let (code, _, said) = cli(linked.folder(), &["restore", &kept, "--last-number", "D-2026-0002"]);
        assert_eq!(code, 2, "{said}");
        let message = said["message"].as_str().unwrap_or_default();
        assert!(message.contains("est un lien"), "{message}");
        assert!(linked.path().is_symlink(), "the link was replaced");
        assert_eq!(head(&books), before);
    }
    // Read through the link as ever.
    let linked = Books::empty();
    std::os::unix::fs::symlink(books.path(), linked.path()).expect("a link");
    linked.on(day(11, 22)).verified();
}

fn of(name: &str, siret: &str) -> Value {
    let mut firm = camille();
    (firm["name"], firm["siret"], firm["electronic_address"]) = (json!(name), json!(siret), json!(""));
    firm
}

#[test]
fn another_firms_books_are_restored_once_that_is_said() {
    let books = short_road();
    let kept = backup(&books.on(day(9, 25)));
    let numbers = json!(["D-2026-0001"]);
    let here = |identity: Value| {
        let here = Books::empty();
        here.on(day(9, 25)).done("set_identity", identity);
        here
    };
    let other = here(of("Zoé Martin", "552 100 554 00013"));
    let restore = |books: &Books, said: bool| {
        let payload = json!({"path": kept, "last_numbers": numbers, "other_firm": said});
        books.on(day(9, 25)).0.job("restore", payload)
    };
    let before = head(&other);
    let asked = refusal(restore(&other, false).expect_err("without a word"));
    assert_eq!((asked.code, asked.field.as_deref()), (Code::AnotherFirm, Some("other_firm")));
    for name in ["Camille Durand", "732829320", "Zoé Martin", "552100554"] {
        assert!(asked.message.contains(name), "{name}: {}", asked.message);
    }
    assert_eq!(head(&other), before, "something was written");
    let (code, _, said) = cli(other.folder(), &["restore", &kept, "--last-number", "D-2026-0001"]);
    assert_eq!((code, &said["code"]), (2, &json!("another_firm")), "{said}");
    let words = ["restore", &kept, "--last-number", "D-2026-0001", "--other-firm"];
    assert_eq!(cli(other.folder(), &words).0, 0);
    assert_eq!(other.on(day(9, 26)).ask("identity", json!({}))["identity"]["name"], "Camille Durand");
    // One's own, under another name or begun again, and books that nobody claimed yet.
    restore(&here(of("Camille Durand-Petit", "732 829 320 00074")), false).expect("the same firm");
    restore(&Books::empty(), false).expect("nobody's");
    books.on(day(9, 26)).done("set_identity", of("Zoé Martin", "552 100 554 00013"));
    restore(&books, false).expect("the very same books, handed over since");
}
