//! A client's file for a judge, by the command line: written out, verified without the books, and every change found.

use crate::stand::read;
use documents::bundle::{JOURNAL, LIST, PAGE, SUMS, check};
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use tests::{Books, day, delivered, hand_over};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// On the last day of the year, when the balance is late.
fn said(books: &Books, arguments: &[&str]) -> (i32, Value, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parcours-cli"));
    command.arg("--data").arg(books.folder()).args(["--today", "2026-12-31"]).args(arguments);
    read(&command.output().expect("it runs"))
}

/// The archive again, with other bytes for one piece.
fn packed(path: &Path, pieces: &std::collections::BTreeMap<String, Vec<u8>>) {
    let mut archive = ZipWriter::new(std::fs::File::create(path).expect("a file"));
    for (name, bytes) in pieces {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).expect("a piece");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive");
}

#[test]
fn a_court_file_is_written_and_one_byte_changed_in_any_piece_is_found() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let invoice = books.on(day(11, 20)).done("issue_balance_invoice", serde_json::json!({"order": order}));
    hand_over(&books, day(11, 20), invoice);
    let there = tempfile::tempdir().expect("a folder");
    let path = there.path().join("dossier.zip");
    let out = path.to_string_lossy().into_owned();
    let export = ["export", "court-file", "1", "--out", &out];
    let (code, told, error) = said(&books, &export);
    assert_eq!(code, 0, "{error}");
    assert_eq!(told["path"], out.as_str());
    assert_eq!(said(&books, &["check-file", &out]).0, 0);

    let (_, pieces) = check(&std::fs::read(&path).expect("the file"));
    let changed = there.path().join("autre.zip");
    for name in pieces.keys() {
        let mut forged = pieces.clone();
        let bytes = forged.get_mut(name).expect("a piece");
        let at = bytes.len() / 3;
        bytes[at] ^= 4;
        packed(&changed, &forged);
        let (code, report, _) = said(&books, &["check-file", &changed.to_string_lossy()]);
        let named = report["findings"].as_array().expect("findings");
        assert_eq!(code, 3, "{name}: {report}");
        assert!(named.iter().any(|one| one["piece"] == name.as_str()), "{name}: {report}");
    }
    for name in [LIST, PAGE, SUMS, JOURNAL] {
        let mut fewer = pieces.clone();
        fewer.remove(name);
        packed(&changed, &fewer);
        assert_eq!(said(&books, &["check-file", &changed.to_string_lossy()]).0, 3, "{name} left out");
    }
    // Packed again by hand, under a folder of its own, it is still whole.
    let inside = pieces.iter().map(|(name, bytes)| (format!("dossier/{name}"), bytes.clone())).collect();
    packed(&changed, &inside);
    assert_eq!(said(&books, &["check-file", &changed.to_string_lossy()]).0, 0);

    let (code, _, refused) = said(&books, &["check-file", "/nowhere/dossier.zip"]);
    assert_eq!((code, &refused["field"]), (2, &Value::from("file")), "{refused}");
    let (code, _, refused) = said(&books, &["export", "court-file", "Le Goff", "--out", &out]);
    assert_eq!((code, &refused["field"]), (2, &Value::from("number")), "{refused}");
}
