//! What the command line is given, and the papers that it writes out.

use crate::stand::{command, long_road, read, short_road};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use tests::Books;

/// What the command says, given that on its standard input.
fn piped(books: &Books, arguments: &[&str], given: &str) -> (i32, Value, Value) {
    let mut command = command(books.folder(), arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    // Whoever needs nothing may be gone before it was written.
    let _ = child.stdin.take().expect("a pipe").write_all(given.as_bytes());
    read(&child.wait_with_output().expect("it ends"))
}

#[test]
fn a_payload_comes_as_a_word_by_a_pipe_or_from_a_file() {
    let books = short_road();
    let there = tempfile::tempdir().expect("a folder");
    let file = there.path().join("demande.json");
    std::fs::write(&file, "\u{feff}{\"id\": 1}\n").expect("written");
    let at = format!("@{}", file.display());
    let (_, asked, _) = piped(&books, &["ask", "deal", "{\"id\": 1}"], "");
    assert_eq!(asked["id"], 1, "{asked}");
    assert_eq!(piped(&books, &["ask", "deal"], "{\"id\": 1}").1, asked);
    assert_eq!(piped(&books, &["ask", "deal", "-"], "{\"id\": 1}").1, asked);
    assert_eq!(piped(&books, &["ask", "deal", &at], "").1, asked);
    // What takes nothing leaves the pipe to whoever comes after.
    assert_eq!(piped(&books, &["ask", "today"], "no JSON").0, 0);
    let done = piped(&books, &["act", "add_client"], "{\"kind\": \"person\", \"name\": \"Hugo Petit\"}");
    assert_eq!(done.0, 0, "{}", done.2);
    for (arguments, given, why) in [
        (&["ask", "deal", "@/nowhere/demande.json"][..], "", "n’existe pas"),
        (&["ask", "deal"][..], "{", "pas du JSON"),
        (&["ask", "deal"][..], "", "Ce champ manque"),
    ] {
        let (code, _, said) = piped(&books, arguments, given);
        let message = said["message"].as_str().unwrap_or_default();
        assert!(code == 2 && message.contains(why), "{arguments:?}: {said}");
    }
}

#[test]
fn every_command_has_an_example() {
    let books = Books::empty();
    let help = |words: &[&str]| {
        let output = command(books.folder(), words).output().expect("it runs");
        assert!(output.status.success(), "{words:?}");
        String::from_utf8(output.stdout).expect("a text")
    };
    let all = help(&["--help"]);
    let listed = all.split("Commandes:").nth(1).and_then(|text| text.split("\n\n").next()).expect("commands");
    let verbs: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(verbs.len() > 12, "{all}");
    for verb in verbs {
        let told = help(&[verb, "--help"]);
        assert!(
            told.contains("Exemple") && told.contains(&format!("parcours {verb}")) || verb == "demo",
            "{told}"
        );
    }
}

/// Every document of the books: place, kind, number, hash, whether it was issued.
fn papers(books: &Books) -> Vec<(i64, String, String, String, bool)> {
    let db = books.raw();
    let mut rows = db
        .prepare("SELECT id, kind, number, sha256, prior_seal IS NOT NULL FROM document ORDER BY id")
        .expect("read");
    let found = rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)));
    found.expect("read").map(|row| row.expect("a row")).collect()
}

#[test]
fn every_sealed_paper_is_written_out_by_its_number_or_its_place() {
    let books = long_road();
    let there = tempfile::tempdir().expect("a folder");
    let out = there.path().join("piece.pdf");
    let export = |words: &[&str]| {
        let mut arguments = vec!["export"];
        arguments.extend(words);
        arguments.extend(["--overwrite", "--out", out.to_str().expect("a path")]);
        let (code, told, said) = read(&command(books.folder(), &arguments).output().expect("it runs"));
        assert_eq!(code, 0, "{words:?}: {said}");
        let bytes = std::fs::read(&out).expect("the paper");
        assert_eq!(books::seal::hash_bytes(&bytes), told["sha256"].as_str().unwrap_or_default());
        told
    };
    let all = papers(&books);
    let mut kinds = std::collections::BTreeSet::new();
    for (id, kind, number, sha256, sealed) in &all {
        assert_eq!(export(&[&id.to_string()])["sha256"], json!(sha256), "{kind} {id}");
        if *sealed && !number.is_empty() {
            let last = all.iter().rev().find(|p| p.1 == *kind && p.2 == *number && p.4).expect("itself");
            assert_eq!(export(&[kind, number])["sha256"], json!(last.3), "{kind} {number}");
            kinds.insert(kind.clone());
        }
    }
    assert!(kinds.len() >= 4, "{kinds:?}");
    let invoice = all.iter().find(|p| p.1 == "invoice").expect("an invoice");
    for typed in [invoice.2.to_lowercase(), invoice.2.replace('-', ""), format!(" {} ", invoice.2)] {
        assert_eq!(export(&[&typed])["sha256"], json!(invoice.3), "{typed}");
        assert_eq!(export(&["credit_note", &typed])["sha256"], json!(invoice.3), "{typed}");
    }
    for (words, field, why) in [
        (&["F-2031-0001"][..], "what", "Aucune pièce"),
        (&["invoice", "F-2031-0001"][..], "number", "Aucune pièce"),
        (&["dance", "F-2026-0001"][..], "what", "elles ont"),
    ] {
        let mut arguments = vec!["export"];
        arguments.extend(words);
        arguments.extend(["--out", "/tmp/nowhere.pdf"]);
        let (code, _, said) = read(&command(books.folder(), &arguments).output().expect("it runs"));
        assert_eq!((code, &said["field"]), (2, &json!(field)), "{words:?}: {said}");
        assert!(said["message"].as_str().unwrap_or_default().contains(why), "{said}");
    }
}

#[test]
fn all_papers_of_a_period_go_into_a_folder() {
    let books = long_road();
    let there = tempfile::tempdir().expect("a folder");
    let out = there.path().join("2026");
    let export = |from: &str, to: &str, more: &[&str]| {
        let mut arguments = vec!["export", "papers", "--from", from, "--to", to, "--out"];
        arguments.push(out.to_str().expect("a path"));
        arguments.extend(more);
        read(&command(books.folder(), &arguments).output().expect("it runs"))
    };
    let (code, told, said) = export("2026-01-01", "31/12/2026", &[]);
    assert_eq!(code, 0, "{said}");
    let sealed: Vec<String> = papers(&books).into_iter().filter(|p| p.4).map(|p| p.3).collect();
    let files = |folder: &Path| -> Vec<std::path::PathBuf> {
        let mut all: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
        all.sort();
        all
    };
    let written = files(&out);
    assert_eq!((written.len(), &told["papers"]), (sealed.len(), &json!(sealed.len())));
    let mut hashes: Vec<String> =
        written.iter().map(|path| books::seal::hash_bytes(&std::fs::read(path).expect("read"))).collect();
    let mut expected = sealed;
    hashes.sort();
    expected.sort();
    assert_eq!(hashes, expected);
    // Again: nothing is to be done; what was changed is in the way until one says otherwise.
    let (code, again, _) = export("2026-01-01", "2026-12-31", &[]);
    assert_eq!((code, &again["written"]), (0, &json!([])));
    std::fs::write(&written[0], "à moi").expect("changed");
    let (code, _, refused) = export("2026-01-01", "2026-12-31", &[]);
    assert_eq!((code, &refused["field"]), (2, &json!("out")), "{refused}");
    assert_eq!(std::fs::read_to_string(&written[0]).expect("kept"), "à moi");
    assert_eq!(
        export("2026-01-01", "2026-12-31", &["--overwrite"]).1["written"].as_array().map(Vec::len),
        Some(1)
    );
    for (from, to, field) in
        [("", "2026-12-31", "from"), ("2026-12-31", "2026-01-01", "to"), ("2031-01-01", "2031-12-31", "from")]
    {
        let (code, _, refused) = export(from, to, &[]);
        assert_eq!((code, &refused["field"]), (2, &json!(field)), "{refused}");
    }
}

#[test]
fn a_statement_is_written_out_as_of_any_day() {
    let books = short_road();
    let there = tempfile::tempdir().expect("a folder");
    let out = there.path().join("releve.pdf");
    let out = out.to_str().expect("a path");
    let export = |words: &[&str]| {
        let words: Vec<&str> = ["export", "statement"].iter().chain(words).copied().collect();
        read(&command(books.folder(), &words).output().expect("it runs"))
    };
    let (code, told, said) = export(&["1", "--on", "2026-11-20", "--out", out]);
    assert_eq!(code, 0, "{said}");
    let bytes = std::fs::read(out).expect("the statement");
    assert!(bytes.starts_with(b"%PDF-") && told["bytes"] == json!(bytes.len()), "{told}");
    for (words, field) in [
        (&["1", "--on", "2026-11-20", "--out", out][..], "out"),
        (&["1", "--on", "2027-01-01", "--out", "autre.pdf"][..], "on"),
        (&["Lumen", "--out", "autre.pdf"][..], "number"),
        (&["--out", "autre.pdf"][..], "number"),
    ] {
        let (code, _, said) = export(words);
        assert!(code == 2 && said["field"] == json!(field), "{words:?}: {said}");
    }
}

#[test]
fn electronic_invoices_of_a_period_go_into_a_folder_and_the_others_are_told() {
    let books = long_road();
    let there = tempfile::tempdir().expect("a folder");
    let out = there.path().join("plateforme");
    let place = out.to_str().expect("a path").to_owned();
    let export = || {
        let period = ["--from", "2026-01-01", "--to", "2026-12-31"];
        let arguments = [&["export", "e-invoices"][..], &period, &["--out", &place]].concat();
        read(&command(books.folder(), &arguments).output().expect("it runs"))
    };
    let (code, told, said) = export();
    assert_eq!(code, 0, "{said}");
    let written = told["written"].as_array().expect("a list");
    assert!(written.len() > 2 && told["papers"] == json!(written.len()), "{told}");
    for paper in written {
        let path = Path::new(paper["path"].as_str().expect("a path"));
        let checked = einvoice::check::check(&std::fs::read(path).expect("read")).expect("an invoice");
        assert_eq!(checked.findings, [], "{}", path.display());
        assert_eq!(path.file_stem().and_then(|name| name.to_str()), paper["number"].as_str());
    }
    let elsewhere = told["left_out"].as_array().expect("a list");
    assert!(elsewhere.iter().any(|one| one["reason"] == "Établie avec un autre outil."), "{told}");
}
