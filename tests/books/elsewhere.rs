//! Backups that can be restored, shown by doing it, and kept in a second place.

use crate::stand::{backup, cli, files, one_more_quote, short_road};
use serde_json::{Value, json};
use std::path::Path;
use tests::{Books, day};

fn names(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}

fn second(books: &Books, on: chrono::NaiveDate) -> Value {
    books.on(on).ask("books", json!({}))["second"].clone()
}

#[test]
fn a_drill_restores_the_latest_backup_aside_and_leaves_everything_as_it_was() {
    let empty = Books::empty();
    let refused = empty.on(day(9, 1)).0.job("drill", json!({})).expect_err("nothing to try yet");
    assert!(tests::refusal(refused).message.contains("pas encore de sauvegarde"));
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    one_more_quote(&books, "Affiche");
    crate::stand::fold(&books);
    let before = (std::fs::read(books.path()).expect("bytes"), std::fs::read(&kept).expect("bytes"));
    let found = books.on(day(9, 2)).job("drill", json!({}));
    assert_eq!((&found["ok"], &found["done_on"]), (&json!(true), &json!("2026-09-02")), "{found}");
    crate::stand::fold(&books);
    assert!(before == (std::fs::read(books.path()).expect("bytes"), std::fs::read(&kept).expect("bytes")));
    assert_eq!(books.on(day(9, 2)).ask("books", json!({}))["drill"], found, "shown on the screen of backups");
    assert!(!books.on(day(9, 8)).0.drill_if_due(), "once a week");
    assert!(books.on(day(9, 9)).0.drill_if_due());
    let left =
        files(books.folder()).into_iter().filter(|(path, _)| path.to_string_lossy().contains(".restoring"));
    assert_eq!(left.count(), 0);
}

#[test]
fn a_drill_says_what_is_wrong_with_a_backup() {
    let books = short_road();
    let kept = backup(&books.on(day(11, 22)));
    let sound = std::fs::read(&kept).expect("bytes");
    // One letter of a client changed in the copy: verification finds it once restored.
    let mut wrong = sound.clone();
    let at = wrong.windows(7).rposition(|part| part == b"Le Goff").expect("she is there");
    wrong[at] = b'B';
    let half = sound[..sound.len() / 2].to_vec();
    for (bytes, what) in
        [(wrong, "le corps de cette ligne a été modifié"), (half, "ne s’ouvre pas"), (Vec::new(), "est vide")]
    {
        std::fs::write(&kept, bytes).expect("written");
        let (status, found, _) = cli(books.folder(), &["drill"]);
        assert_eq!((status, &found["ok"]), (3, &json!(false)), "{found}");
        let told = found["message"].as_str().expect("words");
        assert!(told.contains("ne se restaure pas") && told.contains(what), "{told}");
        let advice = books.on(day(11, 22)).ask("today", json!({}))["backup_advice"].clone();
        assert_eq!(advice, found["message"], "told on the first screen");
    }
    // A name alone is no backup: another is made beside.
    std::fs::write(&kept, b"").expect("emptied");
    assert_eq!(books.on(day(11, 22)).job("backup", json!({}))["skipped"], false);
    std::fs::write(&kept, sound).expect("written");
    assert_eq!(cli(books.folder(), &["drill"]).0, 0);
    let advice = books.on(day(11, 22)).ask("today", json!({}))["backup_advice"].clone();
    assert!(advice.as_str().is_some_and(|words| words.contains("second lieu")), "{advice}");
}

#[test]
fn every_backup_goes_to_the_second_place_and_what_it_missed_is_made_up_for() {
    let (books, stick) = (short_road(), tempfile::tempdir().expect("a stick"));
    let place = stick.path().join("clé");
    std::fs::create_dir(&place).expect("a place");
    let door = books.on(day(9, 1));
    door.done("set_preferences", json!({"second_backup_folder": place}));
    door.job("backup", json!({}));
    let first = names(&books.folder().join("backups"));
    assert_eq!(names(&place), first);
    assert_eq!(second(&books, day(9, 1))["last_on"], "2026-09-01");

    // Pulled out: said, and nothing is made where it was.
    std::fs::rename(&place, stick.path().join("away")).expect("pulled out");
    one_more_quote(&books, "Affiche");
    books.on(day(11, 23)).job("backup", json!({}));
    let told = second(&books, day(11, 23));
    assert!(told["trouble"].as_str().is_some_and(|why| why.contains("n’existe pas")), "{told}");
    assert!(!place.exists());
    let advice = books.on(day(11, 23)).ask("today", json!({}))["backup_advice"].clone();
    assert!(advice.as_str().is_some_and(|words| words.contains("depuis le 1er septembre")), "{advice}");

    // Back, with a copy that was cut short meanwhile: made whole.
    std::fs::rename(stick.path().join("away"), &place).expect("back");
    let latest = names(&books.folder().join("backups")).pop().expect("a backup");
    std::fs::write(place.join(&latest), b"SQLite format 3").expect("cut short");
    books.on(day(11, 24)).job("backup", json!({}));
    let same = |folder: &Path| std::fs::read(folder.join(&latest)).expect("bytes");
    assert_eq!(same(&place), same(&books.folder().join("backups")));
    let told = second(&books, day(11, 24));
    assert_eq!((&told["last_on"], &told["trouble"]), (&json!("2026-11-24"), &Value::Null));
    assert!(names(&place).iter().all(|name| !name.contains(".tmp")), "{:?}", names(&place));
}

#[test]
fn a_second_place_is_offered_until_there_is_one_and_its_absence_is_told_after_a_month() {
    let books = short_road();
    let advice = |on| books.on(on).ask("today", json!({}))["backup_advice"].clone();
    assert_eq!(advice(day(10, 1)), Value::Null);
    assert!(advice(day(10, 2)).as_str().is_some_and(|words| words.contains("second lieu")));
    let door = books.on(day(10, 2));
    let own = books.folder().join("own");
    let same = json!({"backup_folder": own, "second_backup_folder": own});
    assert_eq!(door.refused("set_preferences", same).field.as_deref(), Some("second_backup_folder"));
    let relative = door.refused("set_preferences", json!({"second_backup_folder": "clé"}));
    assert_eq!(relative.field.as_deref(), Some("second_backup_folder"));
    let stick = tempfile::tempdir().expect("a stick");
    door.done("set_preferences", json!({"second_backup_folder": stick.path()}));
    door.job("backup", json!({}));
    assert_eq!(advice(day(10, 20)), Value::Null);
}
