//! Disks that are full and folders that cannot be written: a French sentence, books as before, and it can be tried again.

use crate::stand::{cli, command, files, fold, head, read, short_road};
use serde_json::json;
use std::process::Command;
use tests::{Books, day, refusal, website};

fn quote() -> String {
    json!({"deal": 1, "content": website(), "method": "email"}).to_string()
}

fn expect_full(code: i32, refusal: &serde_json::Value) {
    let message = refusal["message"].as_str().unwrap_or_default();
    assert!(
        code == 2 && refusal["code"] == "try_again" && message.contains("disque est plein"),
        "{code} {refusal}"
    );
}

#[test]
fn books_that_cannot_grow_refuse_and_the_action_is_tried_again() {
    let books = short_road();
    let before = head(&books);
    let full =
        command(books.folder(), &["act", "send_quote", &quote()]).env("PARCOURS_MAX_PAGES", "1").output();
    let (code, _, refusal) = read(&full.expect("it runs"));
    expect_full(code, &refusal);
    assert_eq!(head(&books), before, "a refusal leaves no line");
    let (code, done, refusal) = cli(books.folder(), &["act", "send_quote", &quote()]);
    assert_eq!(code, 0, "{refusal}");
    assert!(done["id"].is_number(), "{done}");
    books.on(day(11, 22)).verified();
}

#[test]
fn books_that_cannot_begin_or_go_on_are_told_as_a_full_disk() {
    // New books of one page, a demonstration of one page, one that ends in the middle of its story.
    for (words, pages) in [(vec!["ask", "books"], "1"), (vec!["demo"], "1"), (vec!["demo"], "180")] {
        let books = Books::empty();
        let full = command(books.folder(), &words).env("PARCOURS_MAX_PAGES", pages).output();
        let (code, _, refusal) = read(&full.expect("it runs"));
        expect_full(code, &refusal);
        books.on(day(11, 22)).verified();
    }
}

/// A small file system of its own, filled to the last page: exit code, and what stands on stderr; none where there
/// can be none.
fn on_a_full_disk(words: &[&str]) -> Option<(i32, serde_json::Value)> {
    let books = short_road();
    fold(&books);
    let script = r#"
        mount -t tmpfs -o size=4m none "$PLACE" || exit 77
        cp "$BOOKS" "$PLACE/books.sqlite" && mkdir "$PLACE/backups" || exit 78
        "$CLI" --data "$PLACE" --today 2026-11-22 ask books >/dev/null || exit 79
        cat /dev/zero > "$PLACE/rest" 2>/dev/null
        "$CLI" --data "$PLACE" --today 2026-11-25 "$@"; full=$?
        rm "$PLACE/rest"
        "$CLI" --data "$PLACE" --today 2026-11-25 act send_quote "$QUOTE" >/dev/null || exit 80
        "$CLI" --data "$PLACE" verify >/dev/null || exit 81
        exit $full
    "#;
    let place = tempfile::tempdir().expect("a folder");
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .args(words)
        .env("PLACE", place.path())
        .env("BOOKS", books.path())
        .env("CLI", env!("CARGO_BIN_EXE_parcours-cli"))
        .env("QUOTE", quote())
        .output();
    match output {
        Ok(output) if !matches!(output.status.code(), Some(1 | 77)) => {
            let (code, _, refusal) = read(&output);
            assert!(code == 2, "{code} {}", String::from_utf8_lossy(&output.stderr));
            Some((code, refusal))
        }
        Ok(output) => {
            println!(
                "not run: no file system of its own here ({})",
                String::from_utf8_lossy(&output.stderr).trim()
            );
            None
        }
        Err(error) => {
            println!("not run: unshare does not start ({error})");
            None
        }
    }
}

#[test]
fn a_disk_really_full_refuses_and_the_action_is_tried_again() {
    if let Some((code, refusal)) = on_a_full_disk(&["act", "send_quote", &quote()]) {
        expect_full(code, &refusal);
    }
}

/// Also where the log cannot be written: nothing stands beside the sentence.
#[test]
fn a_backup_on_a_disk_really_full_says_one_thing() {
    if let Some((_, refusal)) = on_a_full_disk(&["backup"]) {
        assert_eq!(refusal["code"], "try_again", "{refusal}");
        assert!(refusal["message"].as_str().is_some_and(|m| m.contains("place")), "{refusal}");
    }
}

#[test]
fn a_backup_folder_that_cannot_be_written_is_refused_at_its_field() {
    let books = short_road();
    let file = books.folder().join("a-file");
    std::fs::write(&file, b"not a folder").expect("written");
    let door = books.on(day(9, 20));
    for place in [file.to_string_lossy().into_owned(), "/proc/parcours".to_owned()] {
        let refused = door.refused("set_preferences", json!({"backup_folder": place}));
        assert_eq!(refused.field.as_deref(), Some("backup_folder"), "{place}: {}", refused.message);
        assert!(refused.message.starts_with("Impossible d’utiliser"), "{place}: {}", refused.message);
    }
}

/// The folder was good when it was chosen; the stick is gone since.
#[test]
fn a_backup_folder_that_went_away_is_told_and_the_books_are_untouched() {
    let books = short_road();
    let stick = tempfile::tempdir().expect("a folder");
    let chosen = stick.path().join("parcours");
    books.on(day(9, 20)).done("set_preferences", json!({"backup_folder": chosen}));
    std::fs::remove_dir_all(&chosen).expect("gone");
    std::fs::write(&chosen, b"something else").expect("in its place");
    fold(&books);
    let before = files(books.folder());
    let door = books.on(day(9, 20));
    let refused = refusal(door.0.job("backup", json!({})).expect_err("nowhere to write"));
    assert!(refused.message.contains("ce n’est pas un dossier"), "{}", refused.message);
    door.0.quit();
    drop(door);
    assert_eq!(files(books.folder()), before);
    books.on(day(9, 20)).verified();
}

#[test]
fn a_data_folder_that_cannot_be_used_is_told() {
    let books = Books::empty();
    let file = books.folder().join("a-file");
    std::fs::write(&file, b"not a folder").expect("written");
    for place in [file.as_path(), std::path::Path::new("/proc/parcours")] {
        let (code, _, refusal) = cli(place, &["ask", "books"]);
        let message = refusal["message"].as_str().unwrap_or_default();
        assert!(
            code == 2 && message.starts_with("Impossible d’utiliser"),
            "{}: {code} {refusal}",
            place.display()
        );
    }
}
