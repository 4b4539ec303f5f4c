//! The folder that statements come to: each is proposed once by what it holds, and imported by the user alone.

use crate::typed_places::ofx;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tests::{Books, Door, day};

fn put(folder: &Path, name: &str, lines: &[(u32, &str, &str)]) {
    let told = ofx(name, lines);
    fs::write(folder.join(name), STANDARD.decode(told["base64"].as_str().unwrap()).unwrap()).unwrap();
}

fn look(door: &Door) -> (bool, bool) {
    let looked = door.job("look_for_statements", json!({}));
    (looked["changed"] == true, looked["more"] == true)
}

fn names(door: &Door) -> Vec<String> {
    let view = door.ask("watched_folder", json!({}));
    view["files"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

fn hash(door: &Door, name: &str) -> Value {
    let view = door.ask("watched_folder", json!({}));
    view["files"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["hash"].clone()
}

fn tasks(door: &Door) -> Vec<String> {
    let all = tests::all_tasks(&door.ask("today", json!({})));
    let all = all.as_array().unwrap().iter();
    all.filter(|task| task["kind"] == "found_statement")
        .map(|task| task["text"].as_str().unwrap().replace('\u{a0}', " "))
        .collect()
}

/// Books that look at a folder, and the folder.
fn watching() -> (Books, tempfile::TempDir) {
    let (books, folder) = (Books::camille(), tempfile::tempdir().unwrap());
    books.on(day(10, 1)).done("watch_folder", json!({"folder": folder.path()}));
    (books, folder)
}

#[test]
fn what_comes_is_proposed_by_what_it_holds_and_goes_once_it_is_imported_or_passed_over() {
    let (books, folder) = watching();
    let door = books.on(day(10, 12));
    assert_eq!(look(&door), (true, false));
    assert_eq!((names(&door), tasks(&door)), (vec![], vec![]));

    // Whatever it is called; what is no statement, hidden, or on its way is not one.
    put(folder.path(), "photo.jpg", &[(2, "10.00", "A"), (3, "5.00", "B")]);
    put(folder.path(), "copie.ofx", &[(2, "10.00", "A"), (3, "5.00", "B")]);
    put(folder.path(), "octobre.ofx", &[(9, "7.00", "C")]);
    put(folder.path(), ".caché.ofx", &[(8, "1.00", "D")]);
    put(folder.path(), "en-cours.ofx.crdownload", &[(8, "2.00", "E")]);
    fs::write(folder.path().join("lettre.txt"), "Chère Anne, voici, comme promis, le texte.").unwrap();
    fs::write(folder.path().join("faux.ofx"), "OFXHEADER:100\n<OFX>").unwrap();
    fs::write(folder.path().join("vide.ofx"), "").unwrap();
    fs::create_dir(folder.path().join("dossier.ofx")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("octobre.ofx"), folder.path().join("lien.ofx")).unwrap();
    assert_eq!(look(&door), (true, false));
    assert!(!look(&door).0, "nothing new");
    let found = names(&door);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.contains(&"octobre.ofx".to_owned()));
    let name = folder.path().file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(tasks(&door), [format!("2 relevés trouvés dans {name}")]);
    let view = door.ask("watched_folder", json!({}));
    let told = view["files"].as_array().unwrap().iter().find(|one| one["name"] == "octobre.ofx").unwrap();
    assert!(told["told"].as_str().unwrap().contains("1\u{a0}opération du 9 octobre 2026"), "{told}");

    // By a click, as one that is dropped.
    let file = door.job("read_found_statement", json!({"hash": hash(&door, "octobre.ofx")}));
    assert_eq!(file["name"], "octobre.ofx");
    let import = door.done("import_statement", json!({"file": file}));
    assert_eq!(names(&door).len(), 1);
    // Taken back, it is proposed again.
    door.done("undo_statement_import", json!({"import": import}));
    assert_eq!(names(&door).len(), 2);
    door.done("pass_over_files", json!({"files": [hash(&door, "octobre.ofx")]}));
    assert_eq!(names(&door).len(), 1);
    let passed = || door.ask("watched_folder", json!({}))["passed"].clone();
    assert_eq!(passed()[0]["name"], "octobre.ofx", "{}", passed());
    let again = json!({"files": [passed()[0]["hash"]]});
    door.done("propose_files_again", again.clone());
    assert_eq!((names(&door).len(), passed()), (2, json!([])));
    assert!(door.refused("propose_files_again", again).message.contains("déjà proposé"));
    door.done("pass_over_files", json!({"files": [hash(&door, "octobre.ofx")]}));
    drop(door);

    // Also after a new start, and under another name.
    fs::rename(folder.path().join("octobre.ofx"), folder.path().join("autre.ofx")).unwrap();
    let door = books.on(day(10, 13));
    look(&door);
    assert_eq!(names(&door).len(), 1);
    door.done("watch_folder", json!({"folder": ""}));
    assert!(look(&door).0);
    assert_eq!((names(&door), tasks(&door)), (vec![], vec![]));
    drop(door);
    books.on(day(10, 14)).verified();
}

#[test]
fn a_folder_that_is_gone_or_a_file_that_changes_is_told() {
    let (books, folder) = watching();
    let door = books.on(day(10, 12));
    put(folder.path(), "octobre.ofx", &[(9, "7.00", "C")]);
    look(&door);
    let seen = hash(&door, "octobre.ofx");
    let read =
        |hash: &Value| tests::refusal(door.0.job("read_found_statement", json!({"hash": hash})).unwrap_err());

    put(folder.path(), "octobre.ofx", &[(9, "7.00", "C"), (10, "8.00", "D")]);
    assert!(read(&seen).message.contains("a changé"));
    assert!(look(&door).0);
    assert_ne!(hash(&door, "octobre.ofx"), seen);
    let seen = hash(&door, "octobre.ofx");
    fs::remove_file(folder.path().join("octobre.ofx")).unwrap();
    assert!(read(&seen).message.contains("n’est plus dans le dossier"));
    assert!(look(&door).0);
    assert_eq!(names(&door).len(), 0);
    assert_eq!(read(&json!("0".repeat(64))).code, values::refusal::Code::NotFound);

    let place = folder.path().to_path_buf();
    folder.close().unwrap();
    assert!(look(&door).0);
    let trouble = door.ask("watched_folder", json!({}))["trouble"].as_str().unwrap().to_owned();
    assert!(trouble.contains("n’existe plus"), "{trouble}");
    fs::create_dir(&place).unwrap();
    put(&place, "novembre.ofx", &[(11, "9.00", "E")]);
    assert!(look(&door).0);
    assert_eq!(names(&door), ["novembre.ofx"]);
    fs::remove_dir_all(place).unwrap();

    let refused = |folder: &str| door.refused("watch_folder", json!({"folder": folder}));
    for wrong in ["Téléchargements", "/nowhere/at/all", &books.path().to_string_lossy()] {
        assert_eq!(refused(wrong).field.as_deref(), Some("folder"), "{wrong}");
    }
    let own = refused(&books.folder().to_string_lossy());
    assert!(own.message.contains("vos données"), "{}", own.message);
}

#[test]
fn a_table_is_proposed_once_one_said_how_such_tables_are_read() {
    let (books, folder) = watching();
    let door = books.on(day(10, 12));
    let table = |day: &str| format!("Quand;Quoi;Combien\n{day};VIR MARTIN;12,50\n");
    fs::write(folder.path().join("un.csv"), table("02/10/2026")).unwrap();
    look(&door);
    assert_eq!(names(&door).len(), 0, "its titles do not say what they hold");
    let file = json!({"name": "un.csv", "base64": STANDARD.encode(table("02/10/2026"))});
    let mapping = json!({"separator": ";", "first_line": 2, "columns": ["day", "label", "amount"], "order": null, "comma": null});
    let accounts = json!([{"named": "", "account": "Compte"}]);
    door.done("import_statement", json!({"file": file, "accounts": accounts, "mapping": mapping}));
    fs::write(folder.path().join("deux.csv"), table("09/10/2026")).unwrap();
    look(&door);
    assert_eq!(names(&door), ["deux.csv"]);
}

#[test]
fn a_large_folder_is_looked_at_in_parts() {
    let (books, folder) = watching();
    let door = books.on(day(10, 12));
    for at in 0..2_500 {
        fs::write(folder.path().join(format!("note-{at}.txt")), "Rien de la banque.").unwrap();
    }
    put(folder.path(), "octobre.ofx", &[(9, "7.00", "C")]);
    let first = look(&door);
    assert!(first.1, "{first:?}");
    assert_eq!(names(&door), ["octobre.ofx"], "the latest first");
    assert!(look(&door).1);
    assert_eq!(look(&door), (false, false));
    // Larger than any statement: not opened at all.
    fs::File::create(folder.path().join("enorme.ofx")).unwrap().set_len(200_000_000).unwrap();
    assert_eq!(look(&door), (false, false));
}
