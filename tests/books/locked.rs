//! Books locked with a passphrase: opened by it or by the recovery code, followed by their copies, and never lost.

use crate::stand::{backup, cli, command, files, fold, head, long_road, one_more_quote, read, short_road};
use base64::Engine as _;
use books::cipher::{Keys, Secret, is_locked};
use parcours::{Failure, House};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tests::{Books, Door, bakery, day, refusal};
use values::refusal::Code;

const PHRASE: &str = "sept chênes dorment à l’été";
/// What stands in many places of the road: in rows, bodies, papers and the index.
const CLIENT: &[u8] = b"Le Goff";

fn protect(books: &Books, phrase: &str, current: &str) -> Value {
    let house = &entered(books, current);
    house.job("protect", json!({"passphrase": phrase, "current": current})).expect("protected")
}

/// The house, opened with that phrase if it is locked.
fn entered(books: &Books, phrase: &str) -> House {
    let Door(house) = books.on(day(11, 23));
    if house.shut().is_some_and(|failure| failure.is(Code::Locked)) {
        house.unlock(Secret::typed(phrase).expect("a phrase")).expect("unlocked");
    }
    house
}

fn with(phrase: &str) -> Keys {
    let keys = Keys::default();
    keys.learn(Secret::typed(phrase).expect("a phrase"));
    keys
}

/// Every file below that holds these bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(holding(&entry, bytes));
        } else if std::fs::read(&entry).expect("bytes").windows(bytes.len()).any(|part| part == bytes) {
            found.push(entry);
        }
    }
    found
}

#[test]
fn locked_books_open_with_their_phrase_alone_and_say_nothing_without() {
    let books = long_road();
    books.on(day(12, 4)).job("backup", json!({}));
    let before = head(&books);
    assert!(!holding(books.folder(), CLIENT).is_empty(), "the road speaks of her");
    let told = protect(&books, PHRASE, "");
    assert_eq!((&told["locked"], &told["behind"]), (&json!(true), &json!([])), "{told}");
    assert_eq!(holding(books.folder(), CLIENT), Vec::<PathBuf>::new(), "books, backups, kept copies and log");

    let Door(shut) = books.on(day(12, 4));
    let refused = refusal(shut.ask("today", json!({})).expect_err("locked"));
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Locked, Some("secret")));
    let wrong = Secret::typed("huit chênes dorment à l’été").expect("a phrase");
    let refused = refusal(shut.job("unlock", json!({"secret": "neuf chênes dorment"})).expect_err("wrong"));
    assert!(refused.message.contains("n’ouvre pas"), "{refused}");
    assert!(shut.unlock(wrong).is_err());
    // As a keyboard that composes accents apart types it, and with a space too many at the end.
    let apart = "sept che\u{302}nes dorment a\u{300} l’e\u{301}te\u{301} ";
    shut.job("unlock", json!({"secret": apart})).expect("unlocked");
    assert_eq!(shut.head().expect("a head").seal, before, "nothing was lost");
    let report = shut.job("verify", json!({})).expect("verified");
    assert_eq!(report["ok"], true, "{report}");

    // Written to while open: neither the log nor the next backup says a word.
    shut.act("add_client", bakery_named("Le Goff et fils")).expect("done");
    assert_eq!(holding(books.folder(), CLIENT), Vec::<PathBuf>::new(), "the log beside");
    let kept = shut.job("backup", json!({})).expect("kept");
    let kept = PathBuf::from(kept["path"].as_str().expect("a path"));
    assert!(is_locked(&kept) && books::backup::chain_of(&kept, &with(PHRASE)).is_some());
}

/// What a paper says, where poppler is installed.
fn printed(paper: &Value) -> Option<String> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(paper["base64"].as_str()?).expect("bytes");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, bytes).expect("written");
    if let Ok(kept) = std::env::var("PARCOURS_PAPERS") {
        std::fs::copy(&path, Path::new(&kept).join("feuille-de-secours.pdf")).expect("kept");
    }
    let Ok(told) = std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() else {
        println!("not run: pdftotext is not installed");
        return None;
    };
    Some(String::from_utf8_lossy(&told.stdout).into_owned())
}

fn bakery_named(name: &str) -> Value {
    let mut card = bakery();
    card["name"] = json!(name);
    card["siret"] = json!("");
    card
}

#[test]
fn the_recovery_code_opens_them_too_and_a_slip_in_it_is_found() {
    let books = short_road();
    protect(&books, PHRASE, "");
    let house = entered(&books, PHRASE);
    let key = house.keys().of(&books.path()).expect("held").expect("locked");
    let code = key.recovery_code();
    let sheet = house.job("recovery_sheet", json!({"current": PHRASE})).expect("a sheet");
    assert_eq!(sheet["media_type"], "application/pdf");
    if let Some(told) = printed(&sheet) {
        for group in code.split(' ') {
            assert!(told.contains(group), "{group} is not in {told}");
        }
    }
    let refused = house.job("recovery_sheet", json!({"current": "je ne sais plus"})).expect_err("not told");
    assert_eq!(refusal(refused).field.as_deref(), Some("current"));
    drop(house);

    let Door(shut) = books.on(day(11, 23));
    let slipped = code.replacen(&code[..4], if code.starts_with("0000") { "1000" } else { "0000" }, 1);
    let refused = refusal(shut.job("unlock", json!({"secret": slipped})).expect_err("a slip"));
    assert!(refused.message.contains("1ᵉʳ groupe"), "{refused}");
    shut.job("unlock", json!({"secret": code.to_uppercase().replace(' ', "\n")})).expect("unlocked");
}

#[test]
fn a_change_of_phrase_takes_every_copy_along_and_taking_it_off_leaves_them() {
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    protect(&books, PHRASE, "");
    let later = "la pluie tombe sur Brest encore";
    let house = entered(&books, PHRASE);
    let refused =
        house.job("protect", json!({"passphrase": later, "current": "pas celle-là"})).expect_err("not told");
    assert_eq!(refusal(refused).field.as_deref(), Some("current"));
    for simple in ["court", "aaaaaaaaaaaaaaaa", "   a   "] {
        let refused =
            house.job("protect", json!({"passphrase": simple, "current": PHRASE})).expect_err("simple");
        assert_eq!(refusal(refused).field.as_deref(), Some("passphrase"));
    }
    drop(house);
    protect(&books, later, PHRASE);
    assert!(with(PHRASE).of(&books.path()).is_err() && with(PHRASE).of(Path::new(&kept)).is_err());
    assert!(with(later).of(&books.path()).is_ok() && with(later).of(Path::new(&kept)).is_ok());

    let house = entered(&books, later);
    let told = house.job("unprotect", json!({"current": later})).expect("open");
    assert_eq!(told["locked"], false);
    assert!(!is_locked(&books.path()) && is_locked(Path::new(&kept)));
    house.job("verify", json!({})).expect("verified");
    drop(house);
    assert_eq!(one_more_quote(&books, "Affiche"), "D-2026-0002");
}

#[test]
fn a_copy_that_stayed_open_is_told_and_locked_when_asked() {
    let books = short_road();
    let kept = backup(&books.on(day(9, 1)));
    let open = std::fs::read(&kept).expect("bytes");
    protect(&books, PHRASE, "");
    // As a stick that was away comes back.
    std::fs::write(&kept, open).expect("written");
    let house = entered(&books, PHRASE);
    let told = house.job("protection", json!({})).expect("told");
    assert_eq!((&told["locked"], &told["behind"]), (&json!(true), &json!([kept])));
    let told = house.job("protect_copies", json!({})).expect("locked");
    assert_eq!(told["behind"], json!([]));
    assert!(is_locked(Path::new(&kept)));
}

#[test]
fn copies_in_every_place_are_locked_with_the_books() {
    let (books, stick, disk) =
        (short_road(), tempfile::tempdir().expect("a stick"), tempfile::tempdir().expect("a disk"));
    backup(&books.on(day(9, 1)));
    let door = books.on(day(9, 2));
    let places = json!({"backup_folder": disk.path(), "second_backup_folder": stick.path()});
    door.done("set_preferences", places);
    door.job("backup", json!({}));
    drop(door);
    for place in [stick.path(), disk.path(), &books.folder().join("backups")] {
        assert!(!holding(place, CLIENT).is_empty(), "a copy is there");
    }
    let told = protect(&books, PHRASE, "");
    assert_eq!(told["behind"], json!([]), "{told}");
    for place in [stick.path(), disk.path(), books.folder()] {
        assert_eq!(holding(place, CLIENT), Vec::<PathBuf>::new());
    }
}

#[test]
fn a_phrase_in_the_form_of_a_recovery_code_is_refused_and_a_mark_before_it_is_no_letter() {
    let books = short_road();
    let code = "0123-4567-89 ".repeat(8);
    let Door(house) = books.on(day(11, 23));
    let refused =
        refusal(house.job("protect", json!({"passphrase": code, "current": ""})).expect_err("a code"));
    assert_eq!(refused.field.as_deref(), Some("passphrase"));
    drop(house);
    let phrase = books.folder().join("phrase.txt");
    std::fs::write(&phrase, format!("\u{feff}{PHRASE}\r\n")).expect("written");
    let (status, ..) =
        cli(books.folder(), &["protect", "--new-passphrase-file", phrase.to_str().expect("a name")]);
    assert_eq!(status, 0);
    drop(entered(&books, PHRASE));
}

#[test]
fn a_locked_backup_is_restored_with_its_phrase_and_books_stay_locked() {
    let books = short_road();
    let open = backup(&books.on(day(9, 1)));
    let plain = books.folder().join("elsewhere.sqlite");
    std::fs::copy(&open, &plain).expect("a copy that nobody follows");
    protect(&books, PHRASE, "");

    // On another computer: asked for, at its field, and never taken for damage.
    let new = Books::empty();
    let Door(there) = new.on(day(11, 23));
    let refused = refusal(there.job("restore", json!({"path": open})).expect_err("locked"));
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Locked, Some("passphrase")));
    let numbers = ["D-2026-0001"];
    let wrong = json!({"path": open, "last_numbers": numbers, "passphrase": "une autre phrase"});
    let refused = refusal(there.job("restore", wrong).expect_err("wrong"));
    assert!(refused.message.contains("n’ouvre pas cette sauvegarde"), "{refused}");
    let told = json!({"path": open, "last_numbers": numbers, "passphrase": PHRASE});
    let done = there.job("restore", told).expect("restored");
    assert!(
        done["message"].as_str().is_some_and(|words| words.contains("phrase secrète de cette sauvegarde")),
        "{done}"
    );
    assert!(is_locked(&new.path()), "as the backup was");
    let report = there.job("verify", json!({})).expect("still open here");
    assert_eq!(report["ok"], true, "{report}");

    // An open copy put in place of locked books is locked with their phrase.
    let house = entered(&books, PHRASE);
    house.job("restore", json!({"path": plain})).expect("restored");
    drop(house);
    assert!(with(PHRASE).of(&books.path()).expect("the phrase opens them").is_some());
    let house = entered(&books, PHRASE);
    assert_eq!(house.job("verify", json!({})).expect("verified")["ok"], true);
}

#[test]
fn somebody_is_erased_from_locked_books_too() {
    let books = short_road();
    protect(&books, PHRASE, "");
    let house = entered(&books, PHRASE);
    let gone = json!({"kind": "person", "name": "Zoé Zqpartie", "email": "zqpartie@exemple.fr"});
    let client = house.act("add_client", gone).expect("added")["id"].clone();
    house.act("erase_client", json!({"client": client, "name": "Zoé Zqpartie"})).expect("erased");
    assert_eq!(house.job("verify", json!({})).expect("verified")["ok"], true);
    house.job("unprotect", json!({"current": PHRASE})).expect("open");
    drop(house);
    fold(&books);
    assert_eq!(holding_but(books.folder(), b"qpartie", "backups"), Vec::<PathBuf>::new());
}

/// Files below that hold these bytes, those of a folder left out.
fn holding_but(folder: &Path, bytes: &[u8], but: &str) -> Vec<PathBuf> {
    holding(folder, bytes)
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == but))
        .collect()
}

#[test]
fn the_command_line_takes_the_phrase_from_a_file_or_a_variable() {
    let books = short_road();
    let phrase = books.folder().join("phrase.txt");
    std::fs::write(&phrase, format!("{PHRASE}\n")).expect("written");
    let phrase = phrase.to_str().expect("a name");
    let (status, told, _) = cli(books.folder(), &["protect", "--new-passphrase-file", phrase]);
    assert_eq!((status, &told["locked"]), (0, &json!(true)));
    let (status, _, refused) = cli(books.folder(), &["ask", "today"]);
    assert_eq!((status, refused["code"].as_str()), (2, Some("locked")));
    let (status, report, _) = cli(books.folder(), &["--passphrase-file", phrase, "verify"]);
    assert_eq!((status, &report["ok"]), (0, &json!(true)));
    let told = read(
        &command(books.folder(), &["backup"]).env("PARCOURS_PASSPHRASE", PHRASE).output().expect("runs"),
    );
    assert_eq!(told.0, 0, "{}", told.2);
    let wrong = command(books.folder(), &["backup"]).env("PARCOURS_PASSPHRASE", "non et non").output();
    assert_eq!(read(&wrong.expect("runs")).2["code"], "locked");
    let kept = books.on(day(11, 23)).0.folder().expect("a folder").join("backups");
    let kept = books::backup::list(&kept).into_iter().next().expect("a backup").2;
    let against = ["--passphrase-file", phrase, "verify", "--against", kept.to_str().expect("a name")];
    let (status, report, refused) = cli(books.folder(), &against);
    assert_eq!(status, 0, "{report} {refused}");
    // What cannot be read is told of the file, and a restore mends what the phrase does not open.
    let (noise, whole) = (books.folder().join("noise.sqlite"), std::fs::read(books.path()).expect("bytes"));
    std::fs::write(&noise, whole.iter().map(|byte| byte ^ 0x5a).collect::<Vec<_>>()).expect("written");
    let against = ["--passphrase-file", phrase, "verify", "--against", noise.to_str().expect("a name")];
    let (status, _, refused) = cli(books.folder(), &against);
    assert_eq!((status, &refused["field"]), (2, &json!("against")), "{refused}");
    std::fs::copy(&noise, books.path()).expect("damaged");
    let from = kept.to_str().expect("a name");
    let (status, _, refused) =
        cli(books.folder(), &["--passphrase-file", phrase, "restore", from, "--last-number", "D-2026-0001"]);
    assert_eq!(status, 0, "{refused}");
    let sheet = tempfile::tempdir().expect("a folder");
    let out = sheet.path().join("secours.pdf");
    let out = out.to_str().expect("a name");
    let (status, ..) = cli(books.folder(), &["--passphrase-file", phrase, "recovery-sheet", "--out", out]);
    assert_eq!(status, 0);
    assert!(std::fs::read(out).expect("a sheet").starts_with(b"%PDF-"));
    let (status, told, _) = cli(books.folder(), &["--passphrase-file", phrase, "unprotect"]);
    assert_eq!((status, &told["locked"]), (0, &json!(false)));
    assert_eq!(cli(books.folder(), &["ask", "today"]).0, 0);
}

#[test]
fn damage_in_locked_books_is_told_from_a_wrong_phrase() {
    let books = short_road();
    protect(&books, PHRASE, "");
    let sound = std::fs::read(books.path()).expect("bytes");
    let last = sound.len() - 100;
    for at in [5000, sound.len() / 2, last] {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        std::fs::write(books.path(), bytes).expect("written");
        let Door(house) = books.on(day(11, 23));
        let secret = Secret::typed(PHRASE).expect("a phrase");
        // What is not read at once is found by verification.
        let found = match house.unlock(secret) {
            Ok(()) => house.job("verify", json!({})).map(|report| report["ok"] == json!(false)),
            Err(_) => Ok(true),
        };
        assert!(found.expect("told"), "at {at}");
        if let Err(failure) = house.job("unprotect", json!({"current": PHRASE})) {
            assert!(matches!(failure, Failure::Refused(_)), "at {at}: {failure:?}");
        } else {
            panic!("at {at}: what is damaged was written again");
        }
    }
    // Books that were never locked, filled with one letter: damaged, and no phrase is asked for.
    std::fs::write(books.path(), vec![0x55; 8192]).expect("written");
    let Door(house) = books.on(day(11, 23));
    let Some(Failure::Refused(refused)) = house.shut() else { panic!("shut") };
    assert_eq!(refused.code, Code::BooksUnusable);
}

#[test]
fn a_death_while_locking_leaves_whole_books() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let books = short_road();
    let before = head(&books);
    let phrase = books.folder().join("phrase.txt");
    std::fs::write(&phrase, PHRASE).expect("written");
    let mut command =
        command(books.folder(), &["protect", "--new-passphrase-file", phrase.to_str().expect("a name")]);
    command.env("PARCOURS_HOLD", "before_replace").stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stderr.take().expect("a pipe")).read_line(&mut line).expect("it speaks");
    assert_eq!(line.trim(), "holding before_replace");
    child.kill().expect("killed");
    child.wait().expect("dead");
    assert!(!is_locked(&books.path()), "the books of before");
    let house = entered(&books, "");
    assert_eq!(house.head().expect("a head").seal, before);
    let left =
        files(books.folder()).into_iter().filter(|(path, _)| path.to_string_lossy().contains(".restoring"));
    assert_eq!(left.count(), 0, "what it left is cleared");
}
